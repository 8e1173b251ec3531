"""Exact dense search over the stored vectors: what answers while Chroma cannot."""

from collections.abc import Sequence
from itertools import islice

import numpy as np

from advisor.domain.documents import Matrix, PassageFilter, Vector
from advisor.retrieval.tags import is_wanted, passage_tags
from advisor.retrieval.vector_index import Ranking, in_order
from advisor.storage.documents import DocumentStore


class ExactVectors:
    """Compares the query with every stored vector; read anew when the index has changed.

    It ranks as the vector index does: so many entries, of which each passage's best one counts.
    """

    def __init__(self, store: DocumentStore) -> None:
        self._store = store
        self._generation = -1
        self._tags: dict[str, set[str]] = {}
        self._passages: tuple[list[str], Matrix] = ([], _none())
        self._details: tuple[list[str], Matrix] = ([], _none())

    def search(self, vector: Vector, *, limit: int, where: PassageFilter) -> list[Ranking]:
        """Two rankings of passages: by themselves, and by their best sentence or question."""
        self._refresh()
        return [
            self._ranking(*self._passages, vector=vector, limit=limit, where=where),
            self._ranking(*self._details, vector=vector, limit=2 * limit, where=where),
        ]

    def _ranking(
        self,
        ids: Sequence[str],
        matrix: Matrix,
        *,
        vector: Vector,
        limit: int,
        where: PassageFilter,
    ) -> Ranking:
        if not ids:
            return []
        scores = matrix @ vector
        wanted = {name for name, tags in self._tags.items() if is_wanted(tags, where)}
        order = (position for position in np.argsort(-scores) if ids[position] in wanted)
        best: dict[str, float] = {}
        for position in islice(order, limit):
            best.setdefault(ids[position], float(scores[position]))
        return in_order(best)

    def _refresh(self) -> None:
        generation = self._store.state().generation
        if generation == self._generation:
            return
        passages: list[tuple[str, Matrix]] = []
        details: list[tuple[str, Matrix]] = []
        self._tags = {}
        for batch in self._store.in_batches():
            for stored in batch:
                name, vectors = stored.passage.id, stored.vectors
                self._tags[name] = set(passage_tags(stored.passage))
                passages.append((name, vectors.passage))
                details += [(name, vectors.questions), (name, vectors.sentences)]
        self._passages, self._details = _stacked(passages), _stacked(details)
        self._generation = generation


def _none() -> Matrix:
    return np.zeros((0, 0), dtype=np.float32)


def _stacked(parts: Sequence[tuple[str, Matrix]]) -> tuple[list[str], Matrix]:
    kept = [(name, matrix) for name, matrix in parts if len(matrix)]
    ids = [name for name, matrix in kept for _ in range(len(matrix))]
    if not kept:
        return ids, _none()
    matrix = np.vstack([matrix for _, matrix in kept])
    # Stored vectors are rounded, so that they are no longer quite of length one.
    return ids, matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
