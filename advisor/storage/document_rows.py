"""Documents and passages as rows of their tables, and back."""

from typing import Any

import numpy as np
from pydantic import TypeAdapter

from advisor.domain.documents import (
    Document,
    Matrix,
    Passage,
    PassageVectors,
    Source,
    StoredPassage,
)

PRECISION = np.float16
"""Of stored vectors; cosines differ by less than 1e-3 from those in single precision."""

_PASSAGE = TypeAdapter(Passage)
_SOURCES = TypeAdapter(tuple[Source, ...])


def stored_precision(vectors: Matrix) -> Matrix:
    """The vectors as they are read back: what Chroma is given before they are stored."""
    return vectors.astype(PRECISION).astype(np.float32)


def document_row(document: Document) -> dict[str, object]:
    """The row of a document."""
    return {
        "id": document.id,
        "origin": document.origin,
        "title": document.title,
        "language": document.language,
        "content_hash": document.content_hash,
        "text": document.text,
        "sources": _SOURCES.dump_json(document.sources).decode(),
    }


def passage_row(passage: Passage, vectors: PassageVectors) -> dict[str, object]:
    """The row of a passage: its vectors stand in one run of bytes."""
    parts = (vectors.passage, vectors.questions, vectors.sentences)
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "parallel_key": passage.parallel_key,
        "content": _PASSAGE.dump_json(passage).decode(),
        "vectors": np.vstack(parts).astype(PRECISION).tobytes(),
    }


def passage_of(content: str) -> Passage:
    """The passage of a row."""
    return _PASSAGE.validate_json(content)


def stored_passage(content: str, vectors: bytes, sources: str) -> StoredPassage:
    """The passage of a row with its vectors and the sources of its document."""
    passage = passage_of(content)
    questions = len(passage.questions)
    matrix = np.frombuffer(vectors, dtype=PRECISION).astype(np.float32)
    matrix = matrix.reshape(1 + questions + len(passage.sentences), -1)
    return StoredPassage(
        passage=passage,
        vectors=PassageVectors(
            passage=matrix[:1],
            questions=matrix[1 : 1 + questions],
            sentences=matrix[1 + questions :],
        ),
        sources={source.id: source for source in sources_of(sources)},
    )


def sources_of(sources: str) -> tuple[Source, ...]:
    """The sources of a document's row."""
    return _SOURCES.validate_json(sources)


def document_of(row: Any, passages: tuple[Passage, ...]) -> Document:
    """A whole document of its row and its passages."""
    return Document(
        id=row.id,
        origin=row.origin,
        title=row.title,
        language=row.language,
        content_hash=row.content_hash,
        text=row.text,
        sources=sources_of(row.sources),
        passages=passages,
    )


def bare_document(row: Any) -> Document:
    """A document without text, sources and passages."""
    return Document(
        id=row.id,
        origin=row.origin,
        title=row.title,
        language=row.language,
        content_hash=row.content_hash,
        text="",
        sources=(),
        passages=(),
    )
