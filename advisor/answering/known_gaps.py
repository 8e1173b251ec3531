"""How near a question is to those that the notes are known not to answer."""

import numpy as np

from advisor.domain.documents import Matrix, Vector
from advisor.domain.ports import GapStore


class KnownGaps:
    """Compares a question with every known gap; read anew when the index has changed."""

    def __init__(self, store: GapStore) -> None:
        self._store = store
        self._version: str | None = None
        self._vectors: Matrix = np.zeros((0, 0), dtype=np.float32)

    def similarity(self, vector: Vector) -> float:
        """Cosine similarity of the nearest gap; zero when none is known."""
        version = self._store.knowledge_version()
        if version != self._version:
            self._vectors = self._store.gaps()[1]
            self._version = version
        return float((self._vectors @ vector).max()) if len(self._vectors) else 0.0
