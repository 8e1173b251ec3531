"""A file of any supported format as text with headings."""

from pathlib import Path
from typing import Protocol

from advisor.domain.errors import UnreadableDocument
from advisor.ingestion.loaders.blocks import Content, LoadedDocument, compose
from advisor.ingestion.loaders.csv_table import read_csv
from advisor.ingestion.loaders.docx import read_docx
from advisor.ingestion.loaders.files import read_file
from advisor.ingestion.loaders.formats import Format, claimed_format, require_format
from advisor.ingestion.loaders.html import read_html
from advisor.ingestion.loaders.markdown import read_markdown
from advisor.ingestion.loaders.pdf import read_pdf
from advisor.ingestion.loaders.plain_text import read_plain_text
from advisor.ingestion.loaders.xlsx import read_xlsx

MAX_TEXT_CHARACTERS = 5_000_000


class Reader(Protocol):
    """Finds the blocks of one format; whatever it raises means that the file is damaged."""

    def __call__(self, data: bytes, *, path: Path) -> Content:
        """The content of `data`; `path` is for messages only."""
        ...


_READERS: dict[Format, Reader] = {
    "Markdown": read_markdown,
    "text": read_plain_text,
    "HTML": read_html,
    "PDF": read_pdf,
    "DOCX": read_docx,
    "CSV": read_csv,
    "XLSX": read_xlsx,
}


def load_document(path: Path) -> LoadedDocument:
    """The text, headings and title of a file. Raises UnreadableDocument, whatever is wrong."""
    data = read_file(path)
    claimed = claimed_format(path)
    require_format(claimed, data, path=path)
    return load_content(data, claimed=claimed, path=path)


def load_content(data: bytes, *, claimed: Format, path: Path) -> LoadedDocument:
    """The same of bytes in a known format; `path` is for messages, and its stem the last title.

    Raises UnreadableDocument.
    """
    document = _read(_READERS[claimed], data, path=path)
    if len(document.text) > MAX_TEXT_CHARACTERS:
        raise UnreadableDocument(
            path,
            f"It holds more than {MAX_TEXT_CHARACTERS:,} characters of text.",
            repair="Split it into smaller files.",
        )
    if not any(map(str.isalnum, document.text)):
        raise UnreadableDocument(path, "It holds no text.", repair="Add text, or leave it out.")
    return document


def _read(reader: Reader, data: bytes, *, path: Path) -> LoadedDocument:
    try:
        return compose(reader(data, path=path), fallback_title=path.stem)
    except UnreadableDocument:
        raise
    # The parsers document some of their errors; on crafted input each raises others too
    # (KeyError, RecursionError, AssertionError, …), and one bad file must not end an ingestion.
    except Exception as error:
        raise UnreadableDocument(
            path,
            f"The file is damaged ({type(error).__name__}).",
            repair="Open it in its own program and save it again.",
        ) from error
