"""Which format a file claims by its name, and which one its first bytes show."""

from pathlib import Path
from typing import Literal

from advisor.domain.errors import UnreadableDocument

Format = Literal["Markdown", "text", "HTML", "PDF", "DOCX", "CSV", "XLSX"]

SUPPORTED: dict[str, Format] = {
    ".md": "Markdown",
    ".markdown": "Markdown",
    ".txt": "text",
    ".html": "HTML",
    ".htm": "HTML",
    ".pdf": "PDF",
    ".docx": "DOCX",
    ".csv": "CSV",
    ".tsv": "CSV",
    ".xlsx": "XLSX",
}
WRITTEN = frozenset({"Markdown", "text", "HTML", "CSV"})
"""Formats whose bytes are characters."""

_OLD_OFFICE = "an old Office file (.doc, .xls) or an encrypted one"
_MAGIC = (
    (b"PK\x03\x04", "a compressed archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"{\\rtf", "an RTF file"),
)
_OFFICE_FOLDERS = {"DOCX": b"word/", "XLSX": b"xl/"}
_PDF_MARK_WITHIN = 1024
"""PDF readers accept the mark anywhere in these first bytes; only a .pdf may begin with others."""


def claimed_format(path: Path) -> Format:
    """The format that the name promises. Raises UnreadableDocument for an unknown one."""
    extension = path.suffix.lower()
    if extension in SUPPORTED:
        return SUPPORTED[extension]
    raise UnreadableDocument(
        path,
        f"Files named {extension!r} are not supported."
        if extension
        else "The file name has no extension.",
        repair=f"Convert it to one of {', '.join(SUPPORTED)}.",
    )


def require_format(claimed: Format, data: bytes, *, path: Path) -> None:
    """Refuse a file whose bytes show another format than its name promises."""
    shown = shown_format(data, claimed=claimed)
    if fits(claimed, shown):
        return
    extension = next((name for name, known in SUPPORTED.items() if known == shown), None)
    if shown == "text":
        raise UnreadableDocument(
            path, f"Its content is not {claimed}.", repair="Save it again, or give the right name."
        )
    repair = (
        f"Rename it to {path.stem}{extension}."
        if extension
        else "Convert it to .docx, .xlsx or .pdf."
    )
    raise UnreadableDocument(
        path, f"It is named {path.suffix}, but its content is {shown}.", repair=repair
    )


def fits(claimed: Format, shown: str) -> bool:
    """Whether what the bytes show can be the format that is claimed."""
    return shown == claimed or (shown == "text" and claimed in WRITTEN)


def shown_format(data: bytes, *, claimed: Format) -> str:
    """The format by the first bytes; "text" for whatever has no mark."""
    within = _PDF_MARK_WITHIN if claimed == "PDF" else len(b"%PDF-")
    if b"%PDF-" in data[:within]:
        return "PDF"
    if data.startswith(b"PK\x03\x04"):
        found = [name for name, folder in _OFFICE_FOLDERS.items() if folder in data]
        if found:  # a document in a document shows both
            return claimed if claimed in found else found[0]
    for mark, format_name in _MAGIC:
        if data.startswith(mark):
            return format_name
    head = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "HTML" if head.startswith((b"<!doctype html", b"<html")) else "text"
