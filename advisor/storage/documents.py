"""Documents and passages with their vectors: the truth that every index is made equal to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select, update

from advisor.domain.documents import (
    Document,
    KnownText,
    LanguageCode,
    PassageVectors,
    QuestionModel,
    Source,
    StoredPassage,
    Vector,
)
from advisor.domain.identity import content_hash
from advisor.storage.database import Database
from advisor.storage.document_rows import (
    PRECISION,
    bare_document,
    document_of,
    document_row,
    passage_of,
    passage_row,
    sources_of,
    stored_passage,
)
from advisor.storage.question_models import read_models, replace_models
from advisor.storage.quoted import quoted_documents, quoted_passages
from advisor.storage.schema import FORMAT, documents, meta, passages

_REMEMBERED = 1024  # passages that need not be read again, some 50 MB

_GENERATION = select(meta.c.value).where(meta.c.key == "generation")

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


class DocumentStore:
    """Reads and writes documents; writers pass the connection of their transaction."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._remembered: tuple[int, dict[str, StoredPassage]] = (-1, {})
        self._versions: dict[str, tuple[str, ...]] = {}
        self._untranslated: tuple[int, list[LanguageCode]] = (-1, [])

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

    def generation(self) -> int:
        """Grows whenever anything that is stored here changes."""
        with self.database.reading() as connection:
            return read_generation(connection)

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
                "generation": _next_generation(values),
                "knowledge_version": self._knowledge_version(connection),
            },
        )

    def mark_complete(self, connection: Connection, *, builtin_fingerprint: str | None) -> None:
        """Record that the index is equal to the knowledge folder of that fingerprint."""
        values = _values(connection)
        values["generation"] = _next_generation(values)
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
        connection.execute(insert(documents), document_row(document))
        rows = [passage_row(p, v) for p, v in zip(document.passages, vectors, strict=True)]
        if rows:
            connection.execute(insert(passages), rows)

    def remove(self, connection: Connection, document_ids: Iterable[str]) -> None:
        """Remove documents with their passages."""
        wanted = list(document_ids)
        connection.execute(delete(passages).where(passages.c.document_id.in_(wanted)))
        connection.execute(delete(documents).where(documents.c.id.in_(wanted)))

    def passages(self, passage_ids: Sequence[str]) -> dict[str, StoredPassage]:
        """Those of the passages that exist, by id, those of the playbook too."""
        known = self._known()
        missing = [name for name in passage_ids if name not in known]
        if missing:
            found = self._select(passages.c.id.in_(missing))
            known |= found
            if len(found) < len(missing):
                with self.database.reading() as connection:
                    known |= quoted_passages(connection)
        return {name: known[name] for name in passage_ids if name in known}

    def parallels(self, keys: Sequence[str]) -> dict[str, StoredPassage]:
        """Passages that say the same as others in another language, by passage id."""
        self._known()
        missing = [key for key in keys if key not in self._versions]
        if missing:
            rows = select(passages.c.id, passages.c.parallel_key).order_by(passages.c.id)
            with self.database.reading() as connection:
                found = connection.execute(rows.where(passages.c.parallel_key.in_(missing))).all()
            for key in missing:
                self._versions[key] = tuple(r.id for r in found if r.parallel_key == key)
        return self.passages([name for key in keys for name in self._versions.get(key, ())])

    def _known(self) -> dict[str, StoredPassage]:
        """The passages that have been read since the last change."""
        generation = self.generation()
        if generation != self._remembered[0] or len(self._remembered[1]) > _REMEMBERED:
            self._remembered, self._versions = (generation, {}), {}
        return self._remembered[1]

    def untranslated_languages(self) -> list[LanguageCode]:
        """The languages of the documents that exist in one language only."""
        generation = self.generation()
        if generation != self._untranslated[0]:
            inside = passages.c.parallel_key.is_(None)
            rows = select(documents.c.language).join(passages).where(inside).distinct()
            with self.database.reading() as connection:
                self._untranslated = (generation, list(connection.execute(rows).scalars()))
        return self._untranslated[1]

    def sources(self) -> list[tuple[Document, tuple[Source, ...]]]:
        """Every document without its passages, and the sources it cites."""
        with self.database.reading() as connection:
            rows = connection.execute(select(documents).order_by(documents.c.id)).all()
        return [(bare_document(row), sources_of(row.sources)) for row in rows]

    def whole_documents(self, document_ids: Sequence[str]) -> list[Document]:
        """Those of the documents that are stored, with their passages."""
        inside = documents.c.id.in_(document_ids)
        cut = passages.c.document_id.in_(document_ids)
        with self.database.reading() as connection:
            rows = connection.execute(select(documents).where(inside)).all()
            contents = connection.execute(select(passages.c.content).where(cut)).scalars()
            found = sorted(map(passage_of, contents), key=lambda p: p.ordinal)
        return [
            document_of(row, tuple(p for p in found if p.document_id == row.id)) for row in rows
        ]

    def texts(self) -> dict[str, str]:
        """The whole text of every document, by id; quotes are offsets in it."""
        with self.database.reading() as connection:
            rows = connection.execute(select(documents.c.id, documents.c.text)).all()
            quoted = quoted_documents(connection)
        return {row.id: row.text for row in rows} | {d.id: d.text for d in quoted}

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

    def replace_question_models(
        self, connection: Connection, models: Mapping[LanguageCode, QuestionModel | None]
    ) -> None:
        """Store what known texts teach, in place of what they taught before."""
        replace_models(connection, models)

    def question_models(self) -> dict[LanguageCode, QuestionModel]:
        """What known texts and gaps of each language teach; empty where there are none."""
        with self.database.reading() as connection:
            return read_models(connection)

    def known_texts(self, language: LanguageCode) -> list[KnownText]:
        """Every question that a section answers, and every sentence of one, in that language."""
        return [
            KnownText(section=stored.passage.parallel_key, text=text, vector=vector)
            for batch in self.in_batches()
            for stored in batch
            if stored.passage.language == language
            if stored.passage.parallel_key and stored.passage.questions
            for text, vector in _texts(stored)
        ]

    def most_copies(self, dimensions: int) -> int:
        """How often the most frequent of all vectors occurs."""
        size = dimensions * np.dtype(PRECISION).itemsize
        found: Counter[bytes] = Counter()
        with self.database.reading() as connection:
            for rows in connection.execute(select(passages.c.vectors)).scalars():
                found.update(rows[start : start + size] for start in range(0, len(rows), size))
        return max(found.values(), default=0)

    def in_batches(self, *, size: int = 500) -> Iterator[list[StoredPassage]]:
        """Every passage with its vectors, in the order of storing."""
        ids = sorted(self.passage_ids())
        for start in range(0, len(ids), size):
            yield list(self._select(passages.c.id.in_(ids[start : start + size])).values())

    def _select(self, condition: object) -> dict[str, StoredPassage]:
        query = select(passages.c.content, passages.c.vectors, documents.c.sources).join(documents)
        with self.database.reading() as connection:
            rows = connection.execute(query.where(condition)).all()  # type: ignore[arg-type]
        found = [stored_passage(*row) for row in rows]
        return {stored.passage.id: stored for stored in found}

    def _knowledge_version(self, connection: Connection) -> str:
        rows = connection.execute(
            select(documents.c.id, documents.c.content_hash).order_by(documents.c.id)
        )
        return content_hash(*[tuple(row) for row in rows])[:12]


def read_generation(connection: Connection) -> int:
    """A number that grows whenever anything that is stored changes."""
    return int(connection.execute(_GENERATION).scalar_one_or_none() or 0)


def _texts(stored: StoredPassage) -> Iterator[tuple[str, Vector]]:
    passage, vectors = stored.passage, stored.vectors
    yield from zip(passage.questions, vectors.questions, strict=True)
    yield from zip((s.text for s in passage.sentences), vectors.sentences, strict=True)


def _values(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(meta.c.key, meta.c.value)).all()
    return {row.key: row.value for row in rows}


def _next_generation(values: Mapping[str, str]) -> str:
    return str(int(values.get("generation", 0)) + 1)


def _write_values(connection: Connection, values: dict[str, str]) -> None:
    connection.execute(delete(meta))
    connection.execute(insert(meta), [{"key": k, "value": v} for k, v in values.items()])
