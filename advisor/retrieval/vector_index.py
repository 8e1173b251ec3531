"""The vector index: Chroma in a folder of its own."""

import errno
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import chromadb
from chromadb.api import ClientAPI
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from advisor.domain.documents import PassageFilter, StoredPassage, Vector
from advisor.domain.errors import CrowdedIndex, ForeignIndex, IndexUnusable, NoSpaceForIndex
from advisor.retrieval.index_seal import IndexSeal, SealedContents
from advisor.retrieval.tags import passage_tags, wanted_tags

_PASSAGES = "advisor-passages"
_DETAILS = "advisor-sentences-and-questions"
_SEPARATOR = "/"
_GRAPH: Any = {"hnsw": {"space": "cosine", "ef_search": 400}}
"""With Chroma's own 100 it misses 3 % of the 80 nearest sentences of the shipped notes; so, none."""
_MAX_COPIES = 64
"""Many equal vectors are each other's neighbours and nobody else's: among 120 of them Chroma does not
find the three others, among 512 of 1,500 it misses one best hit in seven."""
_FULL = ("disk is full", "no space left", "disk quota", "file too large")
_SPARE_BYTES = 1 << 20
"""With less on the disk, whatever Chroma says is put down to that: not all its errors name it."""

Ranking = list[tuple[str, float]]
"""Passage ids with their cosine similarity, best first."""


class VectorIndex:
    """Finds passages by the angle between vectors.

    One collection holds passages whole; the other their sentences and the questions they answer:
    a passage that answers in one sentence among ten is found there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seal = IndexSeal(folder)
        self._is_checked = False
        self._copies = 0
        self._client: Any = None
        self._collections: dict[str, Any] = {}

    def search(self, vector: Vector, *, limit: int, where: PassageFilter) -> list[Ranking]:
        """Two rankings of passages: by themselves, and by their best sentence or question.

        Raises IndexUnusable for files that are not as the last ingestion left them.
        """
        with self._translated():
            self._require_sealed()
            if self._copies > _MAX_COPIES:
                raise CrowdedIndex(self._copies)
            return [
                self._ranking(name, vector, limit=entries, where=where)
                for name, entries in ((_PASSAGES, limit), (_DETAILS, 2 * limit))
            ]

    def add(self, passages: Sequence[StoredPassage]) -> None:
        """Add or replace passages."""
        with self._translated():
            self._lift_seal()
            for name in (_PASSAGES, _DETAILS):
                self._upsert(name, [entry for p in passages for entry in _entries(p, name)])

    def passage_ids(self) -> set[str]:
        """The ids of all passages that are indexed whole."""
        with self._translated():
            return set(self._open(_PASSAGES).get(include=[])["ids"])

    def require_sound(self) -> None:
        """Raise IndexUnusable for files that are damaged or were not completed."""
        with self._translated():
            self._require_sealed()
            for name in (_PASSAGES, _DETAILS):
                # Not all damage is to be seen without reading: ask for something that is there.
                some = self._open(name).get(limit=1, include=["embeddings"])["embeddings"]
                for vector in some:
                    self._ranking(name, vector, limit=1, where=PassageFilter(languages=("en",)))

    def remove(self, passage_ids: Iterable[str]) -> None:
        """Forget passages; ids that are not there are left alone."""
        wanted = set(passage_ids)
        if not wanted:
            return
        with self._translated():
            self._lift_seal()
            for name in (_DETAILS, _PASSAGES):
                entries = self._open(name).get(include=[])["ids"]
                gone = [e for e in entries if e.partition(_SEPARATOR)[0] in wanted]
                for start in range(0, len(gone), 1000):
                    self._open(name).delete(ids=gone[start : start + 1000])

    def reopen(self) -> None:
        """Read the folder anew: another process has written to it."""
        # Chroma would hand out what any other part of this process has opened before.
        SharedSystemClient.clear_system_cache()
        self._client = None
        self._collections = {}
        self._is_checked = False

    def seal(self, *, copies: Callable[[], int]) -> None:
        """Declare the index complete: from now on questions may be answered from it.

        `copies` tells how often the most frequent vector occurs; it is asked after a change only.
        """
        with self._translated():
            if not self._is_checked:
                entries = {name: self._open(name).count() for name in (_PASSAGES, _DETAILS)}
                self._copies = copies()
                self._seal.put(SealedContents(entries=entries, copies=self._copies))
                self._is_checked = True

    def discard(self) -> None:
        """Forget everything, also when it is damaged.

        Raises ForeignIndex for somebody else's, IndexUnusable when that cannot be told.
        """
        self._require_not_foreign()
        with self._translated():
            self.reopen()
            if self._folder.exists():
                shutil.rmtree(self._folder)
            self._seal.lift()

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
        return in_order(best)

    def _upsert(self, name: str, entries: Sequence[tuple[str, Vector, dict[str, bool]]]) -> None:
        collection = self._open(name)
        size = self._client.get_max_batch_size()
        for start in range(0, len(entries), size):
            ids, vectors, tags = zip(*entries[start : start + size], strict=True)
            collection.upsert(ids=list(ids), embeddings=list(vectors), metadatas=list(tags))

    def _require_not_foreign(self) -> None:
        try:
            with self._translated():
                if self._folder.exists() and not self._seal.was_ever_put():
                    self._connect()
        except (ForeignIndex, NoSpaceForIndex):
            raise
        except IndexUnusable as error:
            raise IndexUnusable(
                f"{self._folder} cannot be opened as a vector index, and may be another program's. "
                f"Move it away, then run `advisor ingest`; no document is lost."
            ) from error

    def _require_sealed(self) -> None:
        if self._is_checked:
            return
        contents = self._seal.contents()
        if contents is None or any(
            self._open(name).count() != size for name, size in contents.entries.items()
        ):
            self.reopen()
            raise IndexUnusable(
                f"The vector index in {self._folder} is damaged, or its last change was cut short. "
                f"Run `advisor ingest`: it fills it again; no document is lost."
            )
        self._copies = contents.copies
        self._is_checked = True

    def _lift_seal(self) -> None:
        self._connect()
        self._seal.lift()
        self._is_checked = False

    def _connect(self) -> None:
        if self._client is not None:
            return
        settings = ChromaSettings(anonymized_telemetry=False)
        try:
            self._client = chromadb.PersistentClient(str(self._folder), settings=settings)
            self._require_ours(self._client)
        except BaseException:
            # What has half started would be handed out again, and answers with AttributeError.
            SharedSystemClient.clear_system_cache()
            self._client = None
            raise

    def _open(self, name: str) -> Any:
        self._connect()
        if name not in self._collections:
            self._collections[name] = self._client.get_or_create_collection(
                name, embedding_function=None, configuration=_GRAPH
            )
        return self._collections[name]

    def _require_ours(self, client: ClientAPI) -> None:
        foreign = {c.name for c in client.list_collections()} - {_PASSAGES, _DETAILS}
        if foreign:
            raise ForeignIndex(self._folder, holds=", ".join(sorted(foreign)))

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (ChromaError, OSError, ValueError, RuntimeError) as error:
            if self._is_for_want_of_space(error):
                raise NoSpaceForIndex(self._folder) from error
            raise IndexUnusable(
                f"The vector index in {self._folder} cannot be used: {error}. "
                f"Run `advisor ingest --rebuild`; no document is lost."
            ) from error

    def _is_for_want_of_space(self, error: Exception) -> bool:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return True
        if any(words in str(error).lower() for words in _FULL):
            return True
        return self._folder.exists() and shutil.disk_usage(self._folder).free < _SPARE_BYTES


def in_order(similarities: dict[str, float]) -> Ranking:
    """Best first; what differs by rounding alone comes in the order of the ids."""
    return sorted(similarities.items(), key=lambda item: (-round(item[1], 5), item[0]))


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
