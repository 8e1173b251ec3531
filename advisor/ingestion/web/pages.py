"""A page or file on the web as a document."""

from email.message import Message
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import httpx

from advisor.domain.documents import Document
from advisor.domain.errors import UnreadableDocument
from advisor.ingestion.loaders import (
    SUPPORTED,
    WRITTEN,
    Format,
    LoadedDocument,
    decode_as_declared,
    fits,
    load_content,
    shown_format,
)
from advisor.ingestion.own_documents import added_document
from advisor.ingestion.web.addresses import Resolver, system_addresses
from advisor.ingestion.web.download import Download, DownloadLimits, download

_TYPES: dict[str, Format] = {
    "text/html": "HTML",
    "application/xhtml+xml": "HTML",
    "application/pdf": "PDF",
    "application/x-pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "text/csv": "CSV",
    "application/csv": "CSV",
    "text/tab-separated-values": "CSV",
    "text/markdown": "Markdown",
    "text/x-markdown": "Markdown",
}
_VAGUE: dict[str, Format | None] = {
    "": None,
    "text/plain": "text",
    "application/octet-stream": None,
    "application/vnd.ms-excel": None,
    "binary/octet-stream": None,
    "application/download": None,
}
"""Types that servers give whatever they do not know: the name in the address tells more."""


PAGE_PREFIX = "page:"


def page_id(origin: str) -> str:
    """The id of the document that a page becomes."""
    return f"{PAGE_PREFIX}{origin}"


def web_document(
    origin: str, *, limits: DownloadLimits, resolve: Resolver = system_addresses
) -> Document:
    """Fetch a page and make its document. Raises UnreadableDocument.

    It is cited by the address at which it stood in the end, after redirects.
    """
    found = download(origin, limits=limits, resolve=resolve)
    return added_document(
        _loaded(found, origin=origin),
        identifier=page_id(origin),
        origin=origin,
        key=origin,
        publisher=found.url.host,
        url=str(found.url),
    )


def _loaded(found: Download, *, origin: str) -> LoadedDocument:
    kind, charset = _content_type(found.content_type)
    name = _name(found.url)
    claimed = _format(kind, name, origin=origin)
    shown = shown_format(found.data, claimed=claimed)
    if not fits(claimed, shown):
        raise UnreadableDocument(
            origin,
            f"The server calls it {kind or claimed}, but its content is {shown}.",
            repair="Download the file and give its path.",
        )
    data = _as_utf8(found.data, charset) if claimed in WRITTEN else found.data
    try:
        return load_content(data, claimed=claimed, path=Path(name))
    except UnreadableDocument as error:
        raise UnreadableDocument(origin, error.problem, repair=error.repair) from error


def _name(url: httpx.URL) -> str:
    """What the file would be called."""
    return PurePosixPath(unquote(url.path)).name.replace("\0", "") or url.host


def _content_type(header: str) -> tuple[str, str]:
    """The type and the character set that the server gives; empty where it gives none."""
    if not header.strip():
        return "", ""
    message = Message()
    message["content-type"] = header
    return message.get_content_type(), message.get_content_charset() or ""


def _format(kind: str, name: str, *, origin: str) -> Format:
    if kind in _TYPES:
        return _TYPES[kind]
    if kind in _VAGUE:
        found = SUPPORTED.get(PurePosixPath(name).suffix.lower()) or _VAGUE[kind]
        if found:
            return found
    raise UnreadableDocument(
        origin,
        f"The server calls it {kind}, which is not supported."
        if kind
        else "The server does not say what it is.",
        repair=f"Give a page, or a file of one of the kinds {', '.join(SUPPORTED)}.",
    )


def _as_utf8(data: bytes, charset: str) -> bytes:
    """Text in the server's character set as UTF-8; unchanged where the server gives none.

    A byte order mark goes before it: the server's word counts more than the page's.
    """
    if not charset:
        return data
    try:
        text: str | None = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = decode_as_declared(data, charset)
    return data if text is None else text.encode("utf-8-sig")
