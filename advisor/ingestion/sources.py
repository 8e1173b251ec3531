"""What the sources hold now: the shipped notes, and the files a seller has added."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from advisor.domain.documents import Document
from advisor.domain.errors import UnreadableDocument
from advisor.ingestion.loaders import kind_of, load_folder, real_path
from advisor.ingestion.own_documents import document_id, own_document
from advisor.knowledge.library import folder_fingerprint, load_library

BUILTIN = "builtin"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """Documents, and the origins of which they are all that exists.

    `refused` maps the document id of a file or folder that could not be read to why; what was
    indexed of it earlier, if anything, stays indexed.
    """

    documents: tuple[Document, ...]
    origins: frozenset[str]
    gaps: tuple[str, ...] = ()
    builtin_fingerprint: str | None = None
    refused: dict[str, str] = field(default_factory=dict)

    def is_refused(self, identifier: str) -> bool:
        """Whether a document, or a folder above it, could not be read."""
        return any(
            identifier == name or identifier.startswith(name.rstrip("/") + "/")
            for name in self.refused
        )


def origin_of(path: Path) -> str:
    """The origin of documents that are added from a path. Raises UnreadableDocument."""
    return str(real_path(path))


def read_sources(
    *,
    knowledge: Path | None,
    added: Iterable[str],
    kept: Iterable[str] = (),
    removed: Iterable[str] = (),
) -> SourceState:
    """Read the notes and every file of `added` and `kept` origins; `removed` ones are let go.

    Raises BrokenKnowledge, or UnreadableDocument for an added origin that cannot be read at all; a
    single bad file or folder in a folder is refused and named, the others are read. A kept origin
    that is gone has no documents.
    """
    is_required = dict.fromkeys(kept, False) | dict.fromkeys(added, True)
    library = load_library(knowledge) if knowledge else None
    documents = list(library.documents) if library else []
    refused: dict[str, str] = {}
    for origin, required in is_required.items():
        documents += _read_origin(Path(origin), refused=refused, required=required)
    return SourceState(
        documents=tuple({document.id: document for document in documents}.values()),
        origins=frozenset({BUILTIN, *is_required, *removed}),
        gaps=library.gaps if library else (),
        builtin_fingerprint=folder_fingerprint(knowledge) if knowledge else None,
        refused=refused,
    )


def _read_origin(path: Path, *, refused: dict[str, str], required: bool) -> list[Document]:
    try:
        kind = kind_of(path)
        if kind == "folder":
            return _read_folder(path, refused=refused)
    except UnreadableDocument as error:
        if required:
            raise
        refused[document_id(path)] = str(error)
        return []
    if kind is None and not required:
        return []
    return _read_file(path, origin=path, refused=None if required else refused)


def _read_folder(path: Path, *, refused: dict[str, str]) -> list[Document]:
    folder = load_folder(path)
    refused |= {document_id(closed): str(error) for closed, error in folder.refused.items()}
    documents: list[Document] = []
    for file in folder.files:
        documents += _read_file(file, origin=path, refused=refused)
    return documents


def _read_file(path: Path, *, origin: Path, refused: dict[str, str] | None) -> list[Document]:
    try:
        return [own_document(path, origin=origin)]
    except UnreadableDocument as error:
        if refused is None:
            raise
        refused[document_id(path)] = str(error)
        return []
