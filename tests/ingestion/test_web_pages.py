import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document

from advisor.domain.answers import Question
from advisor.domain.errors import UnreadableDocument
from advisor.ingestion.web import DownloadLimits, web_document
from advisor.settings import IngestionSettings, KnowledgeSettings, Settings
from advisor.wiring import Workplace
from tests.processes import run_own
from tests.web_server import WebServer, send, serving

Open = Callable[[], Workplace]
FEE = Question(text="What is the referral fee of Example Mall?")
PAGE = """<!doctype html><html><head><title>Fees | Example Mall</title>
<meta property="article:published_time" content="2024-05-06T07:00:00Z"></head><body>
<nav>Home Shop Cart</nav><article><h1>Fees of Example Mall</h1>
<p>The referral fee of Example Mall is 6 percent of the price. It is paid at settlement.</p>
</article></body></html>"""


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serving() as served:
        yield served


@pytest.fixture
def limits(server: WebServer) -> DownloadLimits:
    return DownloadLimits(ports=(server.port,), allow_private_hosts=True)


@pytest.fixture
def opened(tmp_path: Path, server: WebServer) -> Iterator[Open]:
    """Opens a data folder that fetches from this machine; again at every call."""
    workplaces: list[Workplace] = []

    def open_one() -> Workplace:
        settings = Settings(
            data=tmp_path / "data",
            knowledge=KnowledgeSettings(builtin=False),
            ingestion=IngestionSettings(allow_private_hosts=True, ports=(server.port,)),
        )
        workplaces.append(Workplace(settings))
        return workplaces[-1]

    yield open_one
    for workplace in workplaces:
        workplace.close()


def test_an_answer_cites_the_page_with_its_address_title_and_date(
    server: WebServer, opened: Open
) -> None:
    url = server.lay("/fees", PAGE)
    workplace = opened()
    assert workplace.ingest((url,)).added == (f"page:{url}",)

    answer = workplace.advisor().answer(FEE)

    assert "6 percent" in answer.text
    citation = answer.citations[0]
    assert (citation.url, citation.title) == (url, "Fees of Example Mall")
    assert (citation.published, citation.publisher) == ("2024-05-06", "127.0.0.1")
    [(text, document)] = zip(
        workplace.store.texts().values(), workplace.store.sources(), strict=True
    )
    assert text[citation.start : citation.end] == citation.quote
    assert document[0].origin == url


def test_a_page_is_replaced_when_it_has_changed_and_it_is_named_again(
    server: WebServer, opened: Open
) -> None:
    workplace = opened()
    url = server.lay("/fees", PAGE)
    workplace.ingest((url,))
    assert workplace.ingest((url + "#fees",)).unchanged == (f"page:{url}",)

    server.lay("/fees", PAGE.replace("6 percent", "8 percent"))
    assert workplace.ingest((url,)).changed == (f"page:{url}",)

    text = workplace.advisor().answer(FEE).text
    assert "8 percent" in text
    assert "6 percent" not in text


def test_nothing_is_fetched_that_was_not_named(server: WebServer, opened: Open) -> None:
    workplace = opened()
    workplace.ingest((server.lay("/fees", PAGE),))
    server.replies.clear()
    asked = len(server.asked)

    summary = workplace.ingest()
    rebuilt = workplace.ingest(rebuild=True)

    assert len(server.asked) == asked
    assert (summary.removed, summary.refused, rebuilt.removed, rebuilt.refused) == ((), {}, (), {})
    assert "6 percent" in workplace.advisor().answer(FEE).text


def test_a_page_of_an_index_of_another_format_is_named_not_lost(
    server: WebServer, opened: Open
) -> None:
    workplace = opened()
    url = server.lay("/fees", PAGE)
    workplace.ingest((url,))
    with workplace.database.writing() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '0' WHERE key = 'format'")

    summary = workplace.ingest()

    assert f"Run `advisor ingest {url}`." in summary.refused[f"page:{url}"]
    assert len(workplace.ingest((url,)).added) == 1


def test_a_page_that_cannot_be_fetched_now_keeps_its_earlier_self(
    server: WebServer, opened: Open
) -> None:
    workplace = opened()
    url = server.lay("/fees", PAGE)
    workplace.ingest((url,))
    server.replies.clear()
    with pytest.raises(UnreadableDocument, match="404"):
        workplace.ingest((url,))
    assert "6 percent" in workplace.advisor().answer(FEE).text


def test_a_page_is_taken_out_again(server: WebServer, opened: Open) -> None:
    workplace = opened()
    url = server.lay("/fees", PAGE)
    workplace.ingest((url,))
    assert workplace.remove([url]).removed == (f"page:{url}",)
    assert workplace.store.count() == 0


def test_files_are_told_by_their_type_and_vague_types_by_the_name(
    server: WebServer, limits: DownloadLimits, tmp_path: Path
) -> None:
    document = Document()
    document.add_paragraph("The deposit is 500 dollars.")
    document.save(str(tmp_path / "terms.docx"))
    word = (tmp_path / "terms.docx").read_bytes()
    named = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    markdown = "# Terms\n\nThe deposit is **500** dollars."
    pages = [
        server.lay("/a", word, content_type=named),
        server.lay("/terms.docx?download=1", word, content_type="application/octet-stream"),
        server.lay("/terms", markdown, content_type="text/markdown"),
        server.lay("/terms.md", markdown, content_type="text/plain; charset=utf-8"),
        server.lay("/terms.txt", "The deposit is 500 dollars.", content_type="text/plain"),
        server.lay("/no-type.md", markdown, content_type=""),
    ]
    texts = [web_document(page, limits=limits).text for page in pages]
    assert [text.splitlines()[-1] for text in texts] == ["The deposit is 500 dollars."] * 6


@pytest.mark.parametrize(
    ("content_type", "body", "problem"),
    [
        ("image/png", b"\x89PNG", "calls it image/png, which is not supported"),
        ("application/json", b"{}", "calls it application/json, which is not supported"),
        ("", b"words", "does not say what it is"),
        ("text/html", b"%PDF-1.7", "calls it text/html, but its content is PDF"),
        ("application/pdf", PAGE.encode(), "calls it application/pdf, but its content is HTML"),
        ("application/pdf", b"%PDF-1.7 broken", "damaged"),
        ("text/html", b"<html><body></body></html>", "holds no text"),
    ],
)
def test_what_is_no_readable_document_is_one_clear_line(
    server: WebServer, limits: DownloadLimits, content_type: str, body: bytes, problem: str
) -> None:
    url = server.lay("/page", body, content_type=content_type)
    with pytest.raises(UnreadableDocument, match=problem) as refused:
        web_document(url, limits=limits)
    assert str(refused.value).startswith(url)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/html; charset=gbk", "<p>佣金是百分之六。</p>".encode("gbk")),
        ("text/html", "<meta charset=gbk><p>佣金是百分之六。</p>".encode("gbk")),
        ("text/html; charset=utf-8", "<meta charset=gbk><p>佣金是百分之六。</p>".encode()),
        ("text/html; charset=nonsense", "<p>佣金是百分之六。</p>".encode()),
        ("text/plain; charset=big5", "佣金是百分之六。".encode("big5")),
    ],
)
def test_the_character_set_of_the_server_counts_then_that_of_the_page(
    server: WebServer, limits: DownloadLimits, content_type: str, body: bytes
) -> None:
    url = server.lay("/page", body, content_type=content_type)
    assert web_document(url, limits=limits).text == "佣金是百分之六。"


@pytest.mark.parametrize("given", ["", "2024-13-45", "yesterday", "<script>"])
def test_a_date_that_is_none_is_left_out(
    server: WebServer, limits: DownloadLimits, given: str
) -> None:
    url = server.lay("/page", PAGE.replace("2024-05-06T07:00:00Z", given))
    assert web_document(url, limits=limits).sources[0].published is None


def test_a_redirected_page_keeps_the_named_address_and_cites_the_last(
    server: WebServer, limits: DownloadLimits
) -> None:
    last = server.lay("/new", PAGE)
    named = server.redirect("/old", "/new")
    document = web_document(named, limits=limits)
    assert (document.origin, document.sources[0].url) == (named, last)


def test_the_command_refuses_this_machine_and_fetches_what_is_allowed(
    server: WebServer, tmp_path: Path
) -> None:
    url = server.lay("/fees", PAGE)
    refused = run_own("ingest", url, data=tmp_path / "data")
    assert refused.returncode == 1
    assert refused.stderr.count(b"\n") == 1
    assert b"Set ADVISOR_INGESTION__PORTS" in refused.stderr
    assert server.asked == []


def test_several_addresses_and_files_go_in_together(
    server: WebServer, opened: Open, tmp_path: Path
) -> None:
    file = tmp_path / "returns.md"
    file.write_text("A buyer may return goods within 14 days.", encoding="utf-8")
    summary = opened().ingest((server.lay("/fees", PAGE), file))
    assert len(summary.added) == 2


def test_a_page_is_shown_among_the_sources(server: WebServer, opened: Open) -> None:
    workplace = opened()
    url = server.lay("/fees", PAGE)
    server.replies["/other"] = lambda handler: send(handler, 500, {"Content-Length": "0"}, b"")
    workplace.ingest((url,))
    workplace.close()
    done = run_own("sources", "--json", data=workplace.settings.data)
    [row] = json.loads(done.stdout)
    assert (row["url"], row["date"], row["document"]) == (url, "2024-05-06", f"page:{url}")
