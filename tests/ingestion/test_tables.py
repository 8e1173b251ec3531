import datetime
import io
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from advisor.domain.answers import Question
from advisor.domain.errors import UnreadableDocument
from advisor.ingestion.loaders import load_document
from advisor.ingestion.loaders.number_formats import shown
from advisor.ingestion.own_documents import own_document
from advisor.wiring import Workplace

Open = Callable[[], Workplace]


def load(path: Path, content: bytes | str) -> list[str]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    document = load_document(path)
    for start, end in document.records:
        assert "\n" not in document.text[start:end]
    return document.text.split("\n")


def saved(workbook: Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def edited(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one part of its archive changed."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for entry in archive.namelist():
            content = archive.read(entry)
            copy.writestr(entry, change(content.decode()).encode() if entry == name else content)
    return target.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_row_is_a_sentence_with_its_headers(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    rows = [
        ["国家", "佣金", "备注"],
        ["印尼", "6.5%", "货到付款。退货期7天;见附录"],
        ["", "", ""],
        ["泰国", "4%", ""],
    ]
    text = "\r\n".join(separator.join(f'"{value}"' for value in row) for row in rows)
    assert load(tmp_path / "fees.csv", text.encode(encoding)) == [
        "国家: 印尼; 佣金: 6.5%; 备注: 货到付款。退货期7天;见附录",
        "国家: 泰国; 佣金: 4%",
    ]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("sep=;\nA;B\nx,y;z", ["A: x,y; B: z"]),
        ('Item,Note\nBag,"two\nlines, and ""quotes"""', ['Item: Bag; Note: two lines, and "quotes"']),
        ("Fees of 2024,,\nItem,Fee,Unit\nBag,6,%\n", ["Fees of 2024", "", "Item: Bag; Fee: 6; Unit: %"]),
        ("Deposit,500 USD\nSettlement,15 days\n", ["Deposit: 500 USD", "Settlement: 15 days"]),
        ("1,2,3\n4,5,6\n", ["Column 1: 1; Column 2: 2; Column 3: 3", "Column 1: 4; Column 2: 5; Column 3: 6"]),
        ("Country,2022,2023\nUK,1,2", ["Country: UK; 2022: 1; 2023: 2"]),
        ("Country,0-30 days,31-60 days\nUK,1,2", ["Country: UK; 0-30 days: 1; 31-60 days: 2"]),
        ("Country,Fee\nUK,2\nCountry,Fee\nUS,3", ["Country: UK; Fee: 2", "Country: US; Fee: 3"]),
        ("Country,Fee\nUK,2,more", ["Country: UK; Fee: 2; Column 3: more"]),
        ("Market\nUK\nUS", ["Market: UK", "Market: US"]),
    ],
)  # fmt: skip
def test_tables_of_many_shapes_are_read(tmp_path: Path, content: str, lines: list[str]) -> None:
    assert load(tmp_path / "table.csv", content) == lines


def test_a_long_row_is_cut_between_values_and_each_part_names_the_row(tmp_path: Path) -> None:
    headers = ["Country", *[f"Rule {n}" for n in range(20)]]
    content = "\n".join([",".join(headers), ",".join(["UK", *["goods may be returned"] * 20])])
    lines = load(tmp_path / "rules.csv", content)
    assert len(lines) > 1
    assert all(line.startswith("Country: UK; Rule ") and len(line) <= 400 for line in lines)
    assert sum(line.count("Rule ") for line in lines) == 20


def test_prose_in_a_cell_is_cut_into_sentences(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Item,Text\nBag," + "It is blue. " * 100, encoding="utf-8")
    document = own_document(tmp_path / "a.csv", origin=tmp_path)
    assert sum(len(passage.sentences) for passage in document.passages) == 100


def test_a_sheet_is_a_heading_and_cells_read_as_they_are_shown(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "佣金"
    for row in [["平台佣金表"], ["国家", "佣金", None, "备注"], [None, "服装", "电子", None],
                ["印尼", 0.065, 0.05, "退货期7天。"], [], ["亚洲"],
                ["泰国", 0.04, 0.03, datetime.date(2024, 5, 6)], [None, 0.02, 0.01, None]]:  # fmt: skip
        sheet.append(row)
    for cell in (*sheet["B"][3:], *sheet["C"][3:]):
        cell.number_format = "0%"
    for merged in ("A1:D1", "A2:A3", "B2:C2", "D2:D3", "A6:D6", "A7:A8"):
        sheet.merge_cells(merged)
    hidden = workbook.create_sheet("Hidden")
    hidden.append(["secret", "words"])
    hidden.sheet_state = "hidden"
    other = workbook.create_sheet("Fees")
    other.append(["Item", "Amount"])
    other.append(["Deposit", 500])
    other["B2"].number_format = '"$"#,##0.00'
    assert [line for line in load(tmp_path / "t.xlsx", saved(workbook)) if line] == [
        "佣金",
        "平台佣金表",
        "国家: 印尼; 佣金 服装: 6.5%; 佣金 电子: 5%; 备注: 退货期7天。",
        "亚洲",
        "国家: 泰国; 佣金 服装: 4%; 佣金 电子: 3%; 备注: 2024-05-06",
        "国家: 泰国; 佣金 服装: 2%; 佣金 电子: 1%",
        "Fees",
        "Item: Deposit; Amount: $500",
    ]
    document = own_document(tmp_path / "t.xlsx", origin=tmp_path)
    assert [passage.headings for passage in document.passages] == [
        ("佣金", "平台佣金表"), ("佣金", "亚洲"), ("Fees",)
    ]  # fmt: skip
    for passage in document.passages:
        assert document.text[passage.start : passage.end] == passage.text
        for sentence in passage.sentences:
            assert document.text[sentence.start : sentence.end] == sentence.text
            assert ": " in sentence.text


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.065, "0%", "6.5%"),
        (0.1 + 0.2, "0.0%", "30%"),
        (1234.5, "#,##0.00", "1234.5"),
        (1200, "[$€-407]#,##0.00", "€1200"),
        (1200, '#,##0\\ "USD"', "1200 USD"),
        (1_500_000, '0.0,,"M"', "1.5M"),
        (30, '0"天"', "30天"),
        (-5, '"¥"0;[Red]-"¥"0', "¥-5"),
        (3.0, "General", "3"),
        (12345678901234, "0", "12345678901234"),
        (0.5, "# ?/?", "0.5"),
        (True, "General", "TRUE"),
        ("#N/A", "General", ""),
        (datetime.datetime(2024, 5, 6), "yyyy-mm-dd", "2024-05-06"),  # noqa: DTZ001
        (datetime.datetime(2024, 5, 6, 7, 30), "General", "2024-05-06 07:30"),  # noqa: DTZ001
        (datetime.time(7, 30), "h:mm", "07:30"),
    ],
)
def test_a_number_is_shown_with_its_sign_and_all_its_digits(
    value: object, number_format: str, text: str
) -> None:
    assert shown(value, number_format) == text


def test_formulas_give_what_excel_computed_and_are_refused_without(tmp_path: Path) -> None:
    workbook = Workbook()
    for row in (["Item", "Total"], ["Bag", "=2*250"]):
        workbook.active.append(row)
    data = saved(workbook)
    with pytest.raises(
        UnreadableDocument, match=r"1 formulas whose results are not.*save it again"
    ):
        load(tmp_path / "a.xlsx", data)
    computed = edited(
        data, "xl/worksheets/sheet1.xml", lambda xml: re.sub("<v ?/>|<v></v>", "<v>500</v>", xml)
    )
    assert load(tmp_path / "b.xlsx", computed)[-1] == "Item: Bag; Total: 500"


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
)


def sheet_of(content: str) -> bytes:
    return edited(
        saved(Workbook()), "xl/worksheets/sheet1.xml", lambda _: SHEET.format(content)
    )  # fmt: skip


def test_a_merged_range_of_a_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Fees</t></is></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    started = time.monotonic()
    data = sheet_of(f"<sheetData>{rows}</sheetData>{merged}")
    assert load(tmp_path / "a.xlsx", data)[-1] == "Fees"
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            "<sheetData>" + '<row><c r="XFD1"/></row>' * 40 + "</sheetData>",
            "more than 20,000 rows or",
        ),
        (
            "<sheetData>" + "<row><c><v>1</v></c></row>" * 20_001 + "</sheetData>",
            "more than 20,000",
        ),
        ('<sheetData><row r="2000000"/></sheetData>', "longer than Excel allows"),
        (
            "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 10_001 + "</mergeCells>",
            "merges more than",
        ),
        ("<sheetData>" + "<x/>" * 10_000_001 + "</sheetData>", "more than 10,000,000 tags"),
        ("<sheetData/>", "holds no text"),
    ],
)
def test_what_is_too_much_is_refused(tmp_path: Path, content: str, problem: str) -> None:
    with pytest.raises(UnreadableDocument, match=problem):
        load(tmp_path / "a.xlsx", sheet_of(content))


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.csv", "A,B\n" * 20_002, "more than 20,000 rows"),
        ("a.csv", ",".join("x" * 500_001), "500,000 cells"),
        ("a.csv", 'A,B\n1,"open\n2,3\n', "quotation marks are broken in or before line 3"),
        ("a.csv", 'A,B\n"x"y,2\n', "quotation marks are broken in or before line 2"),
        ("a.csv", ",,,\n,,,\n", "holds no text"),
        ("a.csv", b"PK\x03\x04 word/", r"Rename it to a\.docx"),
        ("a.xlsx", "A,B\n1,2", "not XLSX"),
        ("a.xlsx", b"PK\x03\x04 xl/ broken", "damaged or encrypted.*Excel"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", r"old Office file \(\.doc, \.xls\)"),
    ],
)
def test_a_bad_table_is_refused_with_its_problem(
    tmp_path: Path, name: str, content: bytes | str, problem: str
) -> None:
    with pytest.raises(UnreadableDocument, match=problem):
        load(tmp_path / name, content)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8))
def test_every_value_of_a_table_is_in_its_text(tmp_path: Path, rows: list[list[str]]) -> None:
    import csv

    target = io.StringIO()
    csv.writer(target).writerows(rows)
    path = tmp_path / "any.csv"
    path.write_text(target.getvalue(), encoding="utf-8", errors="replace")
    try:
        document = own_document(path, origin=path)
    except UnreadableDocument:
        return
    for passage in document.passages:
        assert document.text[passage.start : passage.end] == passage.text


def test_a_question_is_answered_with_the_row(tmp_path: Path, own_workplace: Open) -> None:
    path = tmp_path / "commission.csv"
    path.write_text(
        "Country,Referral fee of Example Mall,Settlement days\n"
        "Indonesia,6.5%,15\nThailand,4%,20\nVietnam,3%,25\n",
        encoding="utf-8",
    )
    workplace = own_workplace()
    workplace.ingest((path,))
    question = Question(text="What is the referral fee of Example Mall in Thailand?")
    answer = workplace.advisor().answer(question)
    assert answer.citations[0].quote == (
        "Country: Thailand; Referral fee of Example Mall: 4%; Settlement days: 20"
    )
