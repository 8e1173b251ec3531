"""What the sources hold now: the shipped notes, and the files a seller has added."""

from dataclasses import dataclass, field
from pathlib import Path

from advisor.domain.documents import Document
from advisor.domain.errors import UnreadableDocument
from advisor.ingestion.loaders import load_folder
from advisor.ingestion.own_documents import document_id, own_document
from advisor.knowledge.library import folder_fingerprint, load_library

BUILTIN = "builtin"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """Documents, and the origins of which they are all that exists.

    `refused` maps the document id of a file that could not be read to why; its earlier self, if
    any, stays indexed.
    """

    documents: tuple[Document, ...]
    origins: frozenset[str]
    gaps: tuple[str, ...] = ()
    builtin_fingerprint: str | None = None
    refused: dict[str, str] = field(default_factory=dict)


def read_sources(
    *,
    knowledge: Path | None,
    paths: tuple[Path, ...],
    required: tuple[Path, ...] = (),
    removed: tuple[Path, ...] = (),
) -> SourceState:
    """Read the notes and every file under `paths`; documents of `removed` origins are let go.

    Raises BrokenKnowledge, or UnreadableDocument for a path of `required` that cannot be read at
    all; a single bad file in a folder is refused and named, the others are read.
    """
    library = load_library(knowledge) if knowledge else None
    documents = list(library.documents) if library else []
    refused: dict[str, str] = {}
    for path in dict.fromkeys(path.resolve() for path in paths):
        documents += _read_path(
            path, refused=refused, required=path in {r.resolve() for r in required}
        )
    return SourceState(
        documents=tuple({document.id: document for document in documents}.values()),
        origins=frozenset({BUILTIN, *(str(path.resolve()) for path in (*paths, *removed))}),
        gaps=library.gaps if library else (),
        builtin_fingerprint=folder_fingerprint(knowledge) if knowledge else None,
        refused=refused,
    )


def _read_path(path: Path, *, refused: dict[str, str], required: bool) -> list[Document]:
    """The documents under one path; a path that is gone has none unless it is required."""
    if not path.exists() and not required:
        return []
    if not path.is_dir():
        return _read_file(path, origin=path, refused=None if required else refused)
    documents: list[Document] = []
    for file in load_folder(path):
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
