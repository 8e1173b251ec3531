"""The vector index: Chroma in a folder of its own."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import chromadb
from chromadb.api import ClientAPI
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from advisor.domain.documents import PassageFilter, StoredPassage, Vector
from advisor.domain.errors import ForeignIndex, IndexUnusable
from advisor.retrieval.tags import passage_tags, wanted_tags

_PASSAGES = "advisor-passages"
_DETAILS = "advisor-sentences-and-questions"
_SEPARATOR = "/"

Ranking = list[tuple[str, float]]
"""Passage ids with their cosine similarity, best first."""


class VectorIndex:
    """Finds passages by the angle between vectors.

    One collection holds passages whole; the other their sentences and the questions they answer:
    a passage that answers in one sentence among ten is found there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._client: Any = None
        self._collections: dict[str, Any] = {}

    def search(self, vector: Vector, *, limit: int, where: PassageFilter) -> list[Ranking]:
        """Two rankings of passages: by themselves, and by their best sentence or question."""
        with self._translated():
            return [
                self._ranking(name, vector, limit=entries, where=where)
                for name, entries in ((_PASSAGES, limit), (_DETAILS, 2 * limit))
            ]

    def add(self, passages: Sequence[StoredPassage]) -> None:
        """Add or replace passages."""
        with self._translated():
            for name in (_PASSAGES, _DETAILS):
                self._upsert(name, [entry for p in passages for entry in _entries(p, name)])

    def passage_ids(self) -> set[str]:
        """The ids of all passages that are indexed whole."""
        with self._translated():
            return set(self._open(_PASSAGES).get(include=[])["ids"])

    def remove(self, passage_ids: Iterable[str]) -> None:
        """Forget passages; ids that are not there are left alone."""
        wanted = set(passage_ids)
        if not wanted:
            return
        with self._translated():
            for name in (_DETAILS, _PASSAGES):
                entries = self._open(name).get(include=[])["ids"]
                gone = [e for e in entries if e.partition(_SEPARATOR)[0] in wanted]
                for start in range(0, len(gone), 1000):
                    self._open(name).delete(ids=gone[start : start + 1000])

    def reopen(self) -> None:
        """Read the folder anew: another process has written to it."""
        if self._client is not None:
            self._client.clear_system_cache()
        self._client = None
        self._collections = {}

    def discard(self) -> None:
        """Forget everything, also when it is damaged. Raises ForeignIndex for somebody else's."""
        try:
            with self._translated():
                for name in (_PASSAGES, _DETAILS):
                    self._open(name)
                    self._client.delete_collection(name)
        except ForeignIndex:
            raise
        except IndexUnusable:
            shutil.rmtree(self._folder, ignore_errors=True)
        self.reopen()

    def _ranking(self, name: str, vector: Vector, *, limit: int, where: PassageFilter) -> Ranking:
        result = self._open(name).query(
            query_embeddings=[vector],
            n_results=limit,
            where=_condition(where),
            include=["distances"],
        )
        best: dict[str, float] = {}
        for entry, distance in zip(result["ids"][0], result["distances"][0], strict=True):
            best.setdefault(entry.partition(_SEPARATOR)[0], 1.0 - float(distance))
        return list(best.items())

    def _upsert(self, name: str, entries: Sequence[tuple[str, Vector, dict[str, bool]]]) -> None:
        collection = self._open(name)
        size = self._client.get_max_batch_size()
        for start in range(0, len(entries), size):
            ids, vectors, tags = zip(*entries[start : start + size], strict=True)
            collection.upsert(ids=list(ids), embeddings=list(vectors), metadatas=list(tags))

    def _open(self, name: str) -> Any:
        if self._client is None:
            settings = ChromaSettings(anonymized_telemetry=False)
            self._client = chromadb.PersistentClient(str(self._folder), settings=settings)
            self._require_ours(self._client)
        if name not in self._collections:
            self._collections[name] = self._client.get_or_create_collection(
                name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        return self._collections[name]

    def _require_ours(self, client: ClientAPI) -> None:
        foreign = {c.name for c in client.list_collections()} - {_PASSAGES, _DETAILS}
        if foreign:
            self.reopen()
            raise ForeignIndex(self._folder, holds=", ".join(sorted(foreign)))

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (ChromaError, OSError, ValueError, RuntimeError) as error:
            raise IndexUnusable(
                f"The vector index in {self._folder} cannot be used: {error}. "
                f"Run `advisor ingest --rebuild`; no document is lost."
            ) from error


def _entries(stored: StoredPassage, name: str) -> Iterator[tuple[str, Vector, dict[str, bool]]]:
    passage, vectors = stored.passage, stored.vectors
    tags = dict.fromkeys(passage_tags(passage), True)
    if name == _PASSAGES:
        yield passage.id, vectors.passage[0], tags
        return
    for position, vector in enumerate([*vectors.questions, *vectors.sentences]):
        yield f"{passage.id}{_SEPARATOR}{position}", vector, tags


def _condition(where: PassageFilter) -> dict[str, Any] | None:
    groups: list[dict[str, Any]] = []
    for group in wanted_tags(where):
        tags = [{tag: True} for tag in group]
        groups.append(tags[0] if len(tags) == 1 else {"$or": tags})
    if not groups:
        return None
    return groups[0] if len(groups) == 1 else {"$and": groups}
