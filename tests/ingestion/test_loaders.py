import io
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter, generic
from pypdf.generic import NameObject

from advisor.domain.errors import UnreadableDocument
from advisor.ingestion import loaders
from advisor.ingestion.loaders import LoadedDocument, load_document, load_folder

Write = Callable[[str, bytes | str], Path]
TO_UNICODE = b"""/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def unprivileged() -> Iterator[Callable[[], None]]:
    """Gives up the right of root to read everything, until the test ends."""
    user = os.geteuid()
    yield lambda: os.seteuid(65534) if user == 0 else None
    os.seteuid(user)


def outline(document: LoadedDocument) -> list[tuple[int, str]]:
    for heading in document.headings:
        assert document.text[heading.start : heading.end] == heading.text
    return [(heading.level, heading.text) for heading in document.headings]


def entries(**values: object) -> generic.DictionaryObject:
    return generic.DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


def pdf(*pages: str, title: str = "", bookmark: str = "", password: str = "") -> bytes:
    """A PDF whose font maps two-byte codes to the same Unicode characters."""
    writer = PdfWriter()
    to_unicode = generic.DecodedStreamObject()
    to_unicode.set_data(TO_UNICODE)
    font = entries(Subtype=NameObject("/Type0"), Encoding=NameObject("/Identity-H"))
    font[NameObject("/DescendantFonts")] = generic.ArrayObject(
        [entries(DW=generic.NumberObject(1000))]
    )
    font[NameObject("/ToUnicode")] = writer._add_object(to_unicode)
    for text in pages:
        page = writer.add_blank_page(612, 792)
        shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj T* " for line in text.split("\n"))
        content = generic.DecodedStreamObject()
        content.set_data(f"BT /F 12 Tf 14 TL 72 720 Td {shown}ET".encode())
        page[NameObject("/Contents")] = writer._add_object(content)
        page[NameObject("/Resources")] = entries(Font=entries(F=font))
    writer.add_metadata({"/Title": title})
    if bookmark:
        writer.add_outline_item(title=bookmark, page_number=0)
    if password:
        writer.encrypt(user_password=password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def docx(fill: Callable[..., None], *, extra: dict[str, bytes] | None = None) -> bytes:
    document = Document()
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_folder_lists_its_supported_files_sorted_and_follows_no_link(tmp_path: Path) -> None:
    folder, outside = tmp_path / "notes", tmp_path / "outside"
    for path in ("b.md", "a/z.txt", "a/y.PDF", ".git/c.md", "~$b.docx", "d.exe", "a/.hidden.md"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).touch()
    outside.mkdir()
    (outside / "secret.txt").touch()
    (folder / "link").symlink_to(outside)
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "loop").symlink_to(folder)
    found = [path.relative_to(folder).as_posix() for path in load_folder(folder).files]
    assert found == ["a/y.PDF", "a/z.txt", "b.md"]


def test_a_folder_or_file_that_may_not_be_read_is_refused(
    tmp_path: Path, write: Write, unprivileged: Callable[[], None]
) -> None:
    path = write("a.txt", "Some text.")
    (tmp_path / "closed").mkdir(mode=0o000)
    path.chmod(0o000)
    unprivileged()
    with pytest.raises(UnreadableDocument, match="may not be read"):
        load_document(path)
    with pytest.raises(UnreadableDocument, match="closed: It may not be read"):
        load_folder(tmp_path / "closed")


def test_a_path_that_is_no_readable_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "folder.txt").mkdir()
    problems = {
        "pipe.txt": "pipe, socket or device",
        "loop.txt": "leads back to itself",
        "dangling.txt": "does not exist",
        "missing.txt": "does not exist",
        "folder.txt": "is a folder",
        "nul\0.txt": "cannot be read",
    }
    for name, problem in problems.items():
        with pytest.raises(UnreadableDocument, match=problem):
            load_document(tmp_path / name)
    with pytest.raises(UnreadableDocument, match="does not exist"):
        load_folder(tmp_path / "missing")


def test_markdown_is_read_as_it_is_rendered(write: Write) -> None:
    document = load_document(
        write(
            "fees.md",
            "---\ntitle: 'My fees'\n---\n# Fees **now**\n\nOne line\nand more. 中文\n换行。 ![p](p.png)"
            " [this](http://e.x)<br>next\n\n- a\n  - b `c`\n\n| M | Fee |\n|---|---|\n| UK | 9% |\n\n"
            "<div>shown<script>evil()</script></div>\n\n<!-- never closed\n\nSmall\n---\n",
        )
    )
    assert document.title == "My fees"
    assert outline(document) == [(1, "Fees now")]
    assert document.text == (
        "Fees now\n\nOne line and more. 中文换行。 this\nnext\n\na\nb c\n\nM: UK; Fee: 9%\n\nshown"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_is_decoded_whatever_its_encoding(write: Write, encoding: str) -> None:
    path = write("a.txt", "全托管，商家只管供货。\r\n佣金 9%。".encode(encoding))
    assert load_document(path).text == "全托管，商家只管供货。\n\n佣金 9%。"


def test_text_is_normalised(write: Write) -> None:
    path = write("a.txt", "cafe\u0301 \u202eab\u202c\x07.\u200b\u2028next.  \rend.")
    assert load_document(path).text == "café ab.\n\nnext.\n\nend."


def test_an_article_copied_from_the_web_keeps_its_headings_and_loses_the_rest(write: Write) -> None:
    document = load_document(
        write(
            "article.txt",
            "1. 首页 > 电商出海\n\nTikTok电商为何暂停\n\n背后：全托管赌局\n\n突然按下暂停键。计划被搁置。\n\n"
            "为什么暂缓新开12国原计划？\n为什么暂缓新开12国原计划？\n\n英国失利：暴露的不仅是团队短板\n\n"
            "2023年数据：流失率超60%\n\n未经授权的卖家不得销售品牌商品。\n\n"
            "欢迎分享，转载请注明来源：某电商\n\n原文地址：https://www.example.com/1.html",
        )
    )
    assert document.title == "TikTok电商为何暂停"
    assert outline(document) == [
        (1, "TikTok电商为何暂停"),
        (2, "背后：全托管赌局"),
        (2, "英国失利：暴露的不仅是团队短板"),
    ]
    assert document.text.endswith("流失率超60%\n\n未经授权的卖家不得销售品牌商品。")
    assert "12国" not in document.text


def test_lines_of_a_list_are_no_headings(write: Write) -> None:
    assert load_document(write("a.txt", "Rows.\nRed\nGreen\nBlue\nDone.")).headings == ()
    assert load_document(write("a.txt", "Steps.\n\n1. Go\n\n2. Run\n\nDone.")).headings == ()


def test_hard_wrapped_text_becomes_paragraphs_again(write: Write) -> None:
    line = "The quick brown fox jumps over the lazy dog and runs on to the full-"
    text = f"Selling\n\n{line}\nmanaged field until the evening comes and the sun goes down there\n"
    document = load_document(write("a.txt", text * 2 + "again. Done."))
    assert "runs on to the full-managed field until" in document.text


def test_a_page_keeps_its_main_text_with_headings(write: Write) -> None:
    paragraph = "佣金是按照类目来计算的，不同的类目费率不同。" * 20
    page = (
        "<!doctype html><html><head><meta charset=gbk><title>站</title><script>evil()</script></head>"
        "<body><nav>首页</nav><div class=menu><a>广告</a></div><article><h1>佣金<b>说明</b></h1>"
        f"<p>{paragraph}</p><h2>退款</h2><ul><li>十四天内原路返回。<li>查收。</ul><table><tr><th>市场"
        "<th>费率<tr><td>英国<td>9%</table></article><footer>版权</footer></body></html>"
    )
    document = load_document(write("a.html", page.encode("gbk")))
    assert document.title == "佣金说明"
    assert outline(document) == [(1, "佣金说明"), (2, "退款")]
    tail = "十四天内原路返回。\n查收。\n\n市场 | 费率\n英国 | 9%"
    assert document.text == f"佣金说明\n\n{paragraph}\n\n退款\n\n{tail}"


def test_a_word_document_is_read_in_order(write: Write) -> None:
    def fill(document: "Document") -> None:
        document.add_heading("Guide", level=0)
        document.add_heading("Fees", level=1)
        document.add_paragraph("Nine percent.")
        document.add_paragraph("first", style="List Bullet")
        document.add_paragraph("second", style="List Bullet")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ["M", "Fee", "UK", "9%"], strict=True):
            cell.text = text

    document = load_document(write("a.docx", docx(fill)))
    assert document.title == "Guide"
    assert outline(document) == [(1, "Guide"), (2, "Fees")]
    assert document.text == ("Guide\n\nFees\n\nNine percent.\n\nfirst\nsecond\n\nM | Fee\nUK | 9%")


def test_a_pdf_gives_paragraphs_without_running_titles(write: Write) -> None:
    pages = [
        "Fees\nThe referral fee is taken from every order that is paid and not cross-\n1",
        "border returns cost extra, as the contract of every seller says there.\n2",
        "全托管下平台负责物流与售后，商家只管供货，平台自己定价销售，这\n句跨行。\n3",
    ]
    pages = [f"Shop guide\n{page}" for page in pages]
    document = load_document(write("a.pdf", pdf(*pages, title="Guide", bookmark="Fees")))
    assert document.title == "Guide"
    assert outline(document) == [(1, "Fees")]
    assert "Shop guide" not in document.text
    assert "not cross-border returns" in document.text
    assert document.text.endswith("平台自己定价销售，这句跨行。")


TOO_LONG = loaders.MAX_TEXT_CHARACTERS + 1
LAUGHS = {"word/evil.xml": b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><x>&b;</x>'}
REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("a.txt", lambda: b"", "is empty"),
    ("a.md", lambda: b" \n\t", "holds no text"),
    ("a.txt", lambda: b"\0\1abc", "binary"),
    ("a.txt", lambda: "你好世界".encode()[:-1] + b" tail", "byte at offset 9 is not UTF-8"),
    ("a.txt", lambda: b"caf\xe9teria r\xe9sum\xe9s", "byte at offset 3"),
    ("a.txt", lambda: b"x" * (loaders.MAX_FILE_BYTES + 1), "larger than 50 MB"),
    ("a.txt", lambda: b"x" * TOO_LONG, "more than 5,000,000 characters"),
    ("a.rtf", lambda: b"text", "'.rtf' are not supported.* .md, .markdown, .txt"),
    ("a.txt", lambda: pdf("text"), "its content is PDF. Rename it to a.pdf"),
    ("a.pdf", lambda: docx(lambda _: None), "its content is DOCX. Rename it to a.docx"),
    ("a.md", lambda: b"<!DOCTYPE html><p>x", "its content is HTML"),
    ("a.pdf", lambda: b"plain", "content is not PDF"),
    ("a.pdf", lambda: b"%PDF-1.7 broken", "damaged"),
    ("a.pdf", lambda: pdf("secret", password="key"), "is encrypted"),
    ("a.pdf", lambda: pdf("", ""), r"\(a scan\)"),
    ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office file"),
    ("a.docx", lambda: docx(lambda d: d.add_paragraph("x"))[:-100], "damaged"),
    (
        "a.docx",
        lambda: docx(lambda _: None, extra={"word/big.bin": bytes(201_000_000)}),
        "unpacks to more than 200 MB",
    ),
    ("a.docx", lambda: docx(lambda _: None, extra=LAUGHS), "defines XML entities"),
]


@pytest.mark.parametrize(("name", "content", "problem"), REFUSED)
def test_a_bad_file_is_refused_with_its_problem(
    write: Write, name: str, content: Callable[[], bytes], problem: str
) -> None:
    with pytest.raises(UnreadableDocument, match=problem):
        load_document(write(name, content()))


def test_a_page_cannot_expand_entities(write: Write) -> None:
    page = "<!DOCTYPE html [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'>]><html><p>Fine &b; text."
    assert "lollol" not in load_document(write("a.html", page)).text


SAMPLES = [pdf("Fees are low."), docx(lambda d: d.add_paragraph("Fees.")), b"<p>a <b>", b"# a\n"]


@given(st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_damage_leaks_a_foreign_error(write: Write, data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(SAMPLES)))
    for _ in range(data.draw(st.integers(0, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    content = content[: data.draw(st.integers(1, len(content)))]
    path = write(f"a{data.draw(st.sampled_from(sorted(loaders.SUPPORTED)))}", bytes(content))
    with suppress(UnreadableDocument):
        assert load_document(path).text
