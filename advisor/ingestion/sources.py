"""What the sources hold now: the shipped notes, and what a seller has added: files and pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from advisor.domain.documents import Document, LanguageCode
from advisor.domain.errors import UnreadableDocument
from advisor.domain.facts import Fact
from advisor.ingestion.loaders import kind_of, load_folder, real_path
from advisor.ingestion.own_documents import document_id, own_document
from advisor.ingestion.web import DownloadLimits, is_web_address, web_address, web_document
from advisor.knowledge.library import folder_fingerprint, load_library
from advisor.knowledge.playbook import dump_edition

BUILTIN = "builtin"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """Documents, and the origins of which they are all that exists.

    `unasked` are origins that are only read when they are named, and were not.
    `refused` maps the document id of a file or folder that could not be read to why; what was
    indexed of it earlier, if anything, stays indexed.
    """

    documents: tuple[Document, ...]
    origins: frozenset[str]
    unasked: frozenset[str] = frozenset()
    gaps: Mapping[LanguageCode, tuple[str, ...]] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    playbook: str = ""
    builtin_fingerprint: str | None = None
    refused: dict[str, str] = field(default_factory=dict)

    def is_refused(self, identifier: str) -> bool:
        """Whether a document, or a folder above it, could not be read."""
        return any(
            identifier == name or identifier.startswith(name.rstrip("/") + "/")
            for name in self.refused
        )


class FileReader(Protocol):
    """Makes the document of a file."""

    def __call__(self, path: Path, *, origin: Path) -> Document:
        """The document. Raises UnreadableDocument."""
        ...


def origin_of(source: Path | str, *, limits: DownloadLimits) -> str:
    """The origin of documents that are added from a path or URL. Raises UnreadableDocument."""
    if isinstance(source, str) and is_web_address(source):
        return str(web_address(source, ports=limits.ports))
    return str(real_path(Path(source)))


def require_folders(origins: Sequence[str]) -> None:
    """Raise UnreadableDocument unless each of the origins is a folder, and there are any."""
    if not origins:
        raise UnreadableDocument(
            "--watch",
            "No folder is given.",
            repair="Name the folder whose changes are to be followed.",
        )
    for origin in origins:
        if is_web_address(origin) or kind_of(Path(origin)) != "folder":
            raise UnreadableDocument(
                origin,
                "It is not a folder.",
                repair="Give a folder whose changes are to be followed.",
            )


def read_sources(
    *,
    knowledge: Path | None,
    added: Iterable[str],
    kept: Iterable[str] = (),
    limits: DownloadLimits,
    read: FileReader = own_document,
) -> SourceState:
    """Read the notes, and all files and pages of `added` and `kept` origins.

    Pages are fetched when they are added, and never again unasked: a kept page stays as it is.

    Raises BrokenKnowledge, or UnreadableDocument for an added origin that cannot be read at all; a
    single bad file or folder in a folder is refused and named, the others are read. A kept origin
    that is gone has no documents.
    """
    is_required = dict.fromkeys(kept, False) | dict.fromkeys(added, True)
    unasked = {o for o, required in is_required.items() if is_web_address(o) and not required}
    library = load_library(knowledge) if knowledge else None
    documents = list(library.documents) if library else []
    refused: dict[str, str] = {}
    for origin, required in is_required.items():
        if origin in unasked:
            continue
        if is_web_address(origin):
            documents.append(web_document(origin, limits=limits))
        else:
            documents += _read_origin(Path(origin), refused=refused, required=required, read=read)
    return SourceState(
        documents=tuple({document.id: document for document in documents}.values()),
        origins=frozenset({BUILTIN, *is_required} - unasked),
        unasked=frozenset(unasked),
        gaps=library.gaps if library else {},
        facts=library.facts if library else (),
        playbook=dump_edition(library.playbook, notes=library.documents) if library else "",
        builtin_fingerprint=folder_fingerprint(knowledge) if knowledge else None,
        refused=refused,
    )


def read_folders(
    folders: Iterable[str], *, builtin_fingerprint: str | None, read: FileReader
) -> SourceState:
    """Read some folders that were added, and nothing else. Raises UnreadableDocument.

    `builtin_fingerprint` is that of the notes which are indexed: they stay as they are.
    """
    refused: dict[str, str] = {}
    documents = [
        document
        for folder in folders
        for document in _read_folder(Path(folder), refused=refused, read=read)
    ]
    return SourceState(
        documents=tuple({document.id: document for document in documents}.values()),
        origins=frozenset(folders),
        builtin_fingerprint=builtin_fingerprint,
        refused=refused,
    )


def _read_origin(
    path: Path, *, refused: dict[str, str], required: bool, read: FileReader
) -> list[Document]:
    try:
        kind = kind_of(path)
        if kind == "folder":
            return _read_folder(path, refused=refused, read=read)
    except UnreadableDocument as error:
        if required:
            raise
        refused[document_id(path)] = str(error)
        return []
    if kind is None and not required:
        return []
    return _read_file(path, origin=path, refused=None if required else refused, read=read)


def _read_folder(path: Path, *, refused: dict[str, str], read: FileReader) -> list[Document]:
    folder = load_folder(path)
    refused |= {document_id(closed): str(error) for closed, error in folder.refused.items()}
    documents: list[Document] = []
    for file in folder.files:
        documents += _read_file(file, origin=path, refused=refused, read=read)
    return documents


def _read_file(
    path: Path, *, origin: Path, refused: dict[str, str] | None, read: FileReader
) -> list[Document]:
    try:
        return [read(path, origin=origin)]
    except UnreadableDocument as error:
        if refused is None:
            raise
        refused[document_id(path)] = str(error)
        return []
