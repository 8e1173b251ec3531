"""Documents and passages with their vectors: the truth that every index is made equal to."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, insert, select, update

from advisor.domain.documents import (
    Document,
    KnownText,
    Matrix,
    Passage,
    PassageVectors,
    QuestionModel,
    Source,
    StoredPassage,
    Vector,
)
from advisor.domain.identity import content_hash
from advisor.storage.database import Database
from advisor.storage.question_models import dump, load
from advisor.storage.schema import FORMAT, documents, meta, passages, question_models

_PASSAGE = TypeAdapter(Passage)
_SOURCES = TypeAdapter(tuple[Source, ...])
_PRECISION = np.float16
_REMEMBERED = 512  # passages that need not be decoded again, some 30 MB

FORGOTTEN = ""
"""The content hash of a document of which only its name and origin count: it is to be read anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexState:
    """Which model, format and knowledge built the index; None before the first ingestion."""

    embedding: str | None
    format: str | None
    builtin_fingerprint: str | None
    generation: int
    knowledge_version: str


def stored_precision(vectors: Matrix) -> Matrix:
    """The vectors as they are read back: what Chroma is given before they are stored."""
    return vectors.astype(_PRECISION).astype(np.float32)


class DocumentStore:
    """Reads and writes documents; writers pass the connection of their transaction."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def state(self) -> IndexState:
        """What the index is built with."""
        with self.database.reading() as connection:
            values = _values(connection)
        return IndexState(
            embedding=values.get("embedding"),
            format=values.get("format"),
            builtin_fingerprint=values.get("builtin_fingerprint"),
            generation=int(values.get("generation", 0)),
            knowledge_version=values.get("knowledge_version", ""),
        )

    def knowledge_version(self) -> str:
        """Changes whenever anything that is indexed does."""
        return self.state().knowledge_version

    def mark_changed(self, connection: Connection, *, embedding: str) -> None:
        """Record what the index is built with, and that it has changed."""
        values = _values(connection)
        _write_values(
            connection,
            values
            | {
                "embedding": embedding,
                "format": FORMAT,
                "generation": str(int(values.get("generation", 0)) + 1),
                "knowledge_version": self._knowledge_version(connection),
            },
        )

    def mark_complete(self, connection: Connection, *, builtin_fingerprint: str | None) -> None:
        """Record that the index is equal to the knowledge folder of that fingerprint."""
        values = _values(connection)
        values.pop("builtin_fingerprint", None)
        if builtin_fingerprint is not None:
            values["builtin_fingerprint"] = builtin_fingerprint
        _write_values(connection, values)

    def forget_passages(self, connection: Connection) -> None:
        """Empty the index, but for which documents there are; the generation goes on."""
        connection.execute(delete(passages))
        connection.execute(update(documents).values(content_hash=FORGOTTEN))
        connection.execute(delete(meta).where(meta.c.key != "generation"))

    def hashes(self) -> dict[str, tuple[str, str]]:
        """Origin and content hash of every document, by id."""
        with self.database.reading() as connection:
            rows = connection.execute(
                select(documents.c.id, documents.c.origin, documents.c.content_hash)
            )
            return {row.id: (row.origin, row.content_hash) for row in rows}

    def replace(
        self, connection: Connection, document: Document, vectors: Sequence[PassageVectors]
    ) -> None:
        """Store a document in place of its old self."""
        self.remove(connection, [document.id])
        connection.execute(insert(documents), _document_row(document))
        rows = [_passage_row(p, v) for p, v in zip(document.passages, vectors, strict=True)]
        if rows:
            connection.execute(insert(passages), rows)

    def remove(self, connection: Connection, document_ids: Iterable[str]) -> None:
        """Remove documents with their passages."""
        wanted = list(document_ids)
        connection.execute(delete(passages).where(passages.c.document_id.in_(wanted)))
        connection.execute(delete(documents).where(documents.c.id.in_(wanted)))

    def passages(self, passage_ids: Sequence[str]) -> dict[str, StoredPassage]:
        """Those of the passages that exist, by id."""
        return self._select(passages.c.id.in_(passage_ids)) if passage_ids else {}

    def parallels(self, keys: Sequence[str]) -> dict[str, StoredPassage]:
        """Passages that say the same as others in another language, by passage id."""
        return self._select(passages.c.parallel_key.in_(keys)) if keys else {}

    def sources(self) -> list[tuple[Document, tuple[Source, ...]]]:
        """Every document without its passages, and the sources it cites."""
        with self.database.reading() as connection:
            rows = connection.execute(select(documents).order_by(documents.c.id)).all()
        return [(_bare_document(row), _SOURCES.validate_json(row.sources)) for row in rows]

    def whole_documents(self, document_ids: Sequence[str]) -> list[Document]:
        """Those of the documents that are stored, with their passages."""
        inside = documents.c.id.in_(document_ids)
        cut = passages.c.document_id.in_(document_ids)
        with self.database.reading() as connection:
            rows = connection.execute(select(documents).where(inside)).all()
            contents = connection.execute(select(passages.c.content).where(cut)).scalars()
            found = sorted(map(_PASSAGE.validate_json, contents), key=lambda p: p.ordinal)
        return [
            replace(
                _bare_document(row),
                text=row.text,
                sources=_SOURCES.validate_json(row.sources),
                passages=tuple(passage for passage in found if passage.document_id == row.id),
            )
            for row in rows
        ]

    def texts(self) -> dict[str, str]:
        """The whole text of every document, by id; quotes are offsets in it."""
        with self.database.reading() as connection:
            rows = connection.execute(select(documents.c.id, documents.c.text)).all()
        return {row.id: row.text for row in rows}

    def count(self) -> int:
        """How many passages are stored."""
        with self.database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(passages)).scalar_one())

    def passage_ids(self) -> set[str]:
        """The ids of all passages."""
        with self.database.reading() as connection:
            return set(connection.execute(select(passages.c.id)).scalars())

    def sections(self) -> dict[str, str]:
        """The section of the notes that each of their passages is, by passage id."""
        keys = select(passages.c.id, passages.c.parallel_key)
        with self.database.reading() as connection:
            rows = connection.execute(keys.where(passages.c.parallel_key.is_not(None)))
            return {row.id: row.parallel_key for row in rows}

    def replace_question_model(self, connection: Connection, model: QuestionModel | None) -> None:
        """Store what known texts teach, in place of what they taught before."""
        connection.execute(delete(question_models))
        if model is not None:
            connection.execute(insert(question_models), [{"arrays": dump(model)}])

    def question_model(self) -> QuestionModel | None:
        """What known texts and gaps teach; None where there are none."""
        with self.database.reading() as connection:
            arrays = connection.execute(select(question_models.c.arrays)).scalar_one_or_none()
        return None if arrays is None else load(arrays)

    def known_texts(self) -> list[KnownText]:
        """Every question that a section answers, and every sentence of such a section."""
        return [
            KnownText(section=stored.passage.parallel_key, text=text, vector=vector)
            for batch in self.in_batches()
            for stored in batch
            if stored.passage.parallel_key and stored.passage.questions
            for text, vector in _texts(stored)
        ]

    def most_copies(self, dimensions: int) -> int:
        """How often the most frequent of all vectors occurs."""
        size = dimensions * np.dtype(_PRECISION).itemsize
        found: Counter[bytes] = Counter()
        with self.database.reading() as connection:
            for rows in connection.execute(select(passages.c.vectors)).scalars():
                found.update(rows[start : start + size] for start in range(0, len(rows), size))
        return max(found.values(), default=0)

    def in_batches(self, *, size: int = 500) -> Iterator[list[StoredPassage]]:
        """Every passage with its vectors, in the order of storing."""
        ids = sorted(self.passage_ids())
        for start in range(0, len(ids), size):
            yield list(self.passages(ids[start : start + size]).values())

    def _select(self, condition: object) -> dict[str, StoredPassage]:
        query = select(passages.c.content, passages.c.vectors, documents.c.sources).join(documents)
        with self.database.reading() as connection:
            rows = connection.execute(query.where(condition)).all()  # type: ignore[arg-type]
        found = [_stored(*row) for row in rows]
        return {stored.passage.id: stored for stored in found}

    def _knowledge_version(self, connection: Connection) -> str:
        rows = connection.execute(
            select(documents.c.id, documents.c.content_hash).order_by(documents.c.id)
        )
        return content_hash(*[tuple(row) for row in rows])[:12]


def _texts(stored: StoredPassage) -> Iterator[tuple[str, Vector]]:
    passage, vectors = stored.passage, stored.vectors
    yield from zip(passage.questions, vectors.questions, strict=True)
    yield from zip((s.text for s in passage.sentences), vectors.sentences, strict=True)


def _values(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(meta.c.key, meta.c.value)).all()
    return {row.key: row.value for row in rows}


def _write_values(connection: Connection, values: dict[str, str]) -> None:
    connection.execute(delete(meta))
    connection.execute(insert(meta), [{"key": k, "value": v} for k, v in values.items()])


def _document_row(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "origin": document.origin,
        "title": document.title,
        "language": document.language,
        "content_hash": document.content_hash,
        "text": document.text,
        "sources": _SOURCES.dump_json(document.sources).decode(),
    }


def _passage_row(passage: Passage, vectors: PassageVectors) -> dict[str, object]:
    parts = (vectors.passage, vectors.questions, vectors.sentences)
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "parallel_key": passage.parallel_key,
        "content": _PASSAGE.dump_json(passage).decode(),
        "vectors": np.vstack(parts).astype(_PRECISION).tobytes(),
    }


@lru_cache(maxsize=_REMEMBERED)
def _stored(content: str, vectors: bytes, sources: str) -> StoredPassage:
    passage = _PASSAGE.validate_json(content)
    questions = len(passage.questions)
    matrix = np.frombuffer(vectors, dtype=_PRECISION).astype(np.float32)
    matrix = matrix.reshape(1 + questions + len(passage.sentences), -1)
    return StoredPassage(
        passage=passage,
        vectors=PassageVectors(
            passage=matrix[:1],
            questions=matrix[1 : 1 + questions],
            sentences=matrix[1 + questions :],
        ),
        sources={source["id"]: Source(**source) for source in json.loads(sources)},
    )


def _bare_document(row: object) -> Document:
    fields = {
        name: getattr(row, name) for name in ("id", "origin", "title", "language", "content_hash")
    }
    return Document(text="", sources=(), passages=(), **fields)
