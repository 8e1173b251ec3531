"""PDF: the text of its pages as paragraphs, without running titles and page numbers."""

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.domain.errors import UnreadableDocument
from advisor.ingestion.loaders.blocks import Content
from advisor.ingestion.loaders.guessed_headings import guess_blocks
from advisor.ingestion.loaders.normal_form import normalise
from advisor.ingestion.loaders.wrapped_lines import join_wrapped, page_width

if TYPE_CHECKING:
    from pypdf import PdfReader

_MAX_CHARACTERS = 6_000_000
"""Reading stops here; the document is refused for its length then."""
_EDGE_LINES = 2
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|第|p\.)?\s*\d{1,4}\s*页?\s*(?:(?:of|/|／|共)\s*\d{1,4}\s*页?)?\W*", re.IGNORECASE
)
_NUMBER_AT_EDGE = re.compile(r"^\d{1,4}\s+|\s+\d{1,4}$")
_RADICALS = re.compile("[\u2e80-\u2fdf]")
_PROGRAM_TITLE = re.compile(
    r"untitled|microsoft \w+ - |.*\.(?:docx?|pdf|indd|pptx?|xlsx?|tex|html?)$", re.IGNORECASE
)


def read_pdf(data: bytes, *, path: Path) -> Content:
    """Paragraphs of all pages; headings by the bookmarks, else guessed as in plain text."""
    with _without_log():
        return _read(_open(data, path=path), path=path)


@contextmanager
def _without_log() -> Iterator[None]:
    """Its library logs every defect that it gets round, without the name of the file."""
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


def _read(reader: "PdfReader", *, path: Path) -> Content:
    lines = [line for page in _without_edges(list(_pages(reader))) for line in page]
    if not any(character.isalnum() for line in lines for character in line):
        raise UnreadableDocument(
            path,
            "The PDF holds pictures of pages (a scan) and no text.",
            repair="Run text recognition (OCR) on it first.",
        )
    joined = join_wrapped(lines, width=page_width(lines))
    blocks = guess_blocks(joined, known=_bookmark_levels(reader.outline))
    return Content(blocks=blocks, title=_title(reader))


def _open(data: bytes, *, path: Path) -> "PdfReader":
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(io.BytesIO(data))
    try:
        # A PDF that only restricts printing or copying opens with the empty password.
        locked = reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED
    except DependencyError:
        locked = True
    if locked:
        raise UnreadableDocument(
            path, "The PDF is encrypted.", repair="Save a copy of it without a password."
        )
    return reader


def _pages(reader: "PdfReader") -> Iterator[list[str]]:
    length = 0
    for page in reader.pages:
        text = normalise(_RADICALS.sub(_plain_radical, page.extract_text()))
        yield [line.strip() for line in text.strip().split("\n")]
        length += len(text)
        if length > _MAX_CHARACTERS:
            return


def _plain_radical(match: re.Match[str]) -> str:
    """The character itself: fonts of some programs write 人 as the radical ⼈."""
    return unicodedata.normalize("NFKC", match[0])


def _without_edges(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """Pages without the lines at their top and bottom that half of all pages have."""
    counts = Counter(
        key for page in pages for key in {*map(_edge_key, page[:_EDGE_LINES] + page[-_EDGE_LINES:])}
    )
    repeated = {key for key, count in counts.items() if key and count >= max(3, len(pages) / 2)}
    for page in pages:
        start, end = 0, len(page)
        while start < end and start < _EDGE_LINES and _edge_key(page[start]) in repeated:
            start += 1
        while (
            end > start and end > len(page) - _EDGE_LINES and _edge_key(page[end - 1]) in repeated
        ):
            end -= 1
        yield page[start:end]


def _edge_key(line: str) -> str:
    return "#" if _PAGE_NUMBER.fullmatch(line) else _NUMBER_AT_EDGE.sub("", line)


def _bookmark_levels(bookmarks: Sequence[Any], *, level: int = 1) -> dict[str, int]:
    """Levels of the bookmarks' titles, without white space; nested lists are deeper levels."""
    levels: dict[str, int] = {}
    for bookmark in bookmarks:
        if isinstance(bookmark, list):
            levels.update(_bookmark_levels(bookmark, level=level + 1))
        elif bookmark.title:
            levels["".join(normalise(bookmark.title).split())] = level
    return levels


def _title(reader: "PdfReader") -> str | None:
    title = normalise((reader.metadata and reader.metadata.title) or "").strip()
    return None if _PROGRAM_TITLE.match(title) else title or None
