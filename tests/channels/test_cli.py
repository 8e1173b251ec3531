"""The command as a user runs it: a real process over a real index."""

import json
from pathlib import Path

import pytest

from tests.processes import run_advisor as _advisor


def test_ask_answers_in_chinese_with_sources(shipped_data: Path) -> None:
    done = _advisor("ask", "爆单后多久必须发货?", data=shipped_data)
    output = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert "48小时" in output
    assert "[1]" in output
    assert "小川电商 · 自媒体 · 可信度低 · 2023" in output


def test_ask_answers_in_english_with_sources(shipped_data: Path) -> None:
    done = _advisor("ask", "Why did TikTok pause 12 countries?", data=shipped_data)
    output = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert "12 countries" in output
    assert "policy" in output
    assert "Sources" in output
    assert "blog · low confidence" in output


def test_ask_declines_in_one_fixed_sentence(shipped_data: Path) -> None:
    done = _advisor("ask", "What is the weather in Berlin tomorrow?", data=shipped_data)
    assert done.returncode == 0
    assert done.stdout.decode().startswith("The sources I have do not answer this")


def test_json_is_the_whole_answer_object(shipped_data: Path) -> None:
    done = _advisor("ask", "爆单后多久必须发货?", "--json", data=shipped_data)
    answer = json.loads(done.stdout)
    assert set(answer) == {
        "id", "conversation_id", "question", "language", "status", "text", "statements",
        "table", "citations", "calculations", "requested", "missing", "conflicts", "follow_ups", "composer",
        "knowledge_version", "timings_ms",
    }  # fmt: skip
    citation = answer["citations"][0]
    assert set(citation) == {
        "number", "passage_id", "source_id", "title", "publisher", "url", "published", "as_of",
        "quote", "start", "end", "source_kind", "confidence", "stale",
    }  # fmt: skip
    assert answer["status"] == "answered"
    assert answer["composer"] == "extractive"
    assert answer["language"] == "zh"


def test_json_carries_a_table_cell_by_cell(shipped_data: Path) -> None:
    done = _advisor("ask", "TikTok Shop佣金:德国和墨西哥", "--json", data=shipped_data)
    table = json.loads(done.stdout)["table"]
    assert table["columns"][0] == "市场"
    germany, mexico = table["rows"]
    assert (germany["name"], germany["cells"][0][0]["text"]) == ("德国", "9%")
    assert (mexico["name"], mexico["cells"][0][0]["text"]) == ("墨西哥", "6%")
    assert germany["cells"][0][0]["citations"]


def test_a_table_is_markdown_where_there_is_no_terminal(shipped_data: Path) -> None:
    done = _advisor("ask", "TikTok Shop commission: Germany vs Mexico", data=shipped_data)
    lines = done.stdout.decode().splitlines()
    assert "| Germany | 9%" in "\n".join(lines)
    assert "| --- | --- |" in lines


def test_a_conversation_goes_on_in_another_process(shipped_data: Path) -> None:
    question = "In Indonesia, what share of GMV did local sellers have in 2023?"
    first = json.loads(_advisor("ask", question, "--json", data=shipped_data).stdout)
    conversation = ("--conversation", first["conversation_id"])
    done = _advisor("ask", "and in the UK?", "--json", *conversation, data=shipped_data)
    second = json.loads(done.stdout)
    assert second["conversation_id"] == first["conversation_id"]
    assert "20%" in second["text"]


def test_chat_answers_each_line(shipped_data: Path) -> None:
    lines = "2023年印尼本土卖家占多少?\n那英国呢?\n\n".encode()
    done = _advisor("chat", data=shipped_data, stdin=lines)
    output = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert "60%" in output
    assert "20%" in output


def test_search_lists_passages(shipped_data: Path) -> None:
    done = _advisor("search", "how long until traffic peaks", "--json", data=shipped_data)
    hits = json.loads(done.stdout)
    assert len(hits) == 5
    assert any("4" in hit["text"] and "7" in hit["text"] for hit in hits[:2])


def test_sources_lists_the_article(shipped_data: Path) -> None:
    rows = json.loads(_advisor("sources", "--json", data=shipped_data).stdout)
    assert {"xiaochuan-12-countries"} <= {row["source"] for row in rows}


def test_settings_show_variable_value_and_meaning(tmp_path: Path) -> None:
    done = _advisor("settings", "--json", data=tmp_path, ADVISOR_RETRIEVAL__PASSAGES="7")
    assert json.loads(done.stdout)["ADVISOR_RETRIEVAL__PASSAGES"] == 7


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("ADVISOR_RETREIVAL__PASSAGES", "7", "There is no setting ADVISOR_RETREIVAL__PASSAGES"),
        ("ADVISOR_RETRIEVAL__PASSAGES", "0", "ADVISOR_RETRIEVAL__PASSAGES: Input should be gre"),
    ],
)
def test_a_bad_setting_is_one_clear_line(
    tmp_path: Path, variable: str, value: str, message: str
) -> None:
    done = _advisor("settings", data=tmp_path, **{variable: value})
    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"Error: {message}")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (b"", "The question is empty"),
        (b"  \n\t ", "The question is empty"),
        ("\u202e\u200b\u0007".encode(), "The question is empty"),
        ("为什么" .encode() * 17000, "the limit is 4000"),
        (b"\xff\xfe\x80 why", "not valid UTF-8"),
        (bytes(range(256)) * 4, "not valid UTF-8"),
    ],
)  # fmt: skip
def test_a_bad_question_is_one_clear_line(
    shipped_data: Path, question: bytes, message: str
) -> None:
    done = _advisor("ask", "-", data=shipped_data, stdin=question)
    assert done.returncode == 1
    assert message in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert done.stdout == b""


def test_control_and_direction_characters_do_not_change_the_answer(shipped_data: Path) -> None:
    clean = json.loads(_advisor("ask", "爆单后多久必须发货?", "--json", data=shipped_data).stdout)
    dirty = "爆单\u200b后多\u202e久必\x00须发\x07货?".encode()
    answer = json.loads(_advisor("ask", "-", "--json", data=shipped_data, stdin=dirty).stdout)
    assert answer["text"] == clean["text"]


def test_asking_before_ingesting_says_what_to_do(tmp_path: Path) -> None:
    done = _advisor("ask", "Why?", data=tmp_path / "new")
    assert done.returncode == 1
    assert "Run `advisor ingest` first" in done.stderr.decode()


def test_an_unknown_conversation_says_what_to_do(shipped_data: Path) -> None:
    done = _advisor("ask", "Why?", "--conversation", "con_none", data=shipped_data)
    assert done.returncode == 1
    assert "Leave --conversation out" in done.stderr.decode()


def test_a_data_folder_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    done = _advisor("ask", "Why?", data=tmp_path / "file" / "data")
    assert done.returncode == 1
    assert "Give another folder with --data" in done.stderr.decode()


def test_ingest_names_every_file_it_refuses_and_reads_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "empty.md").write_bytes(b"")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (folder / "good.txt").write_text("Example Mall pays sellers after 15 days.", encoding="utf-8")
    done = _advisor(
        "ingest", str(folder), data=tmp_path / "data", ADVISOR_KNOWLEDGE__BUILTIN="false"
    )
    errors = done.stderr.decode()
    assert done.returncode == 1
    assert "empty.md" in errors
    assert "broken.pdf" in errors
    assert "1 new" in done.stdout.decode()


def test_what_can_be_answered_instead_is_offered_once(shipped_data: Path) -> None:
    done = _advisor("ask", "What is the best shipping carrier to Brazil?", data=shipped_data)
    lines = [line.strip(" -·") for line in done.stdout.decode().splitlines() if line]
    assert len(lines) > 2
    assert len(lines) == len(set(lines))


def test_notes_that_are_switched_off_do_not_answer_from_an_old_index(shipped_data: Path) -> None:
    done = _advisor("ask", "什么是全托管?", data=shipped_data, ADVISOR_KNOWLEDGE__BUILTIN="false")
    assert done.returncode == 1
    assert b"switched off" in done.stderr
