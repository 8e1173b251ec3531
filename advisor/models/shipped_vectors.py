"""Vectors that ship with the notes, so that a new machine need not compute them.

One byte a component, scaled row by row: the cosine to the exact vector is above 0.9999.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from advisor.domain.documents import LANGUAGES, LanguageCode, Matrix, Vector
from advisor.domain.errors import BrokenKnowledge
from advisor.domain.ports import Embedder

FILE = "vectors.npz"
_STEPS = 127

Keys = NDArray[np.uint64]


class ShippedVectors:
    """An embedder that looks texts up before it computes them; questions of users it computes."""

    def __init__(self, embedder: Embedder, file: Path) -> None:
        self.name = embedder.name
        self.dimensions = embedder.dimensions
        self._embedder = embedder
        self._file = file
        self._rows: dict[int, int] | None = None
        self._vectors: NDArray[np.int8] = np.zeros((0, self.dimensions), np.int8)

    def embed_query(self, text: str) -> Vector:
        """Vector of a question, shape (dimensions,)."""
        return self._embedder.embed_query(text)

    def embed_queries(self, texts: Sequence[str]) -> Matrix:
        """Vectors of questions, shape (len(texts), dimensions)."""
        return self._looked_up("query", texts, self._embedder.embed_queries)

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        """Vectors of texts to be found, shape (len(texts), dimensions)."""
        return self._looked_up("passage", texts, self._embedder.embed_passages)

    def _looked_up(
        self, kind: str, texts: Sequence[str], embed: Callable[[Sequence[str]], Matrix]
    ) -> Matrix:
        rows = self._read()
        found = [rows.get(_key(kind, text)) for text in texts]
        missing = [text for text, row in zip(texts, found, strict=True) if row is None]
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        known = [place for place, row in enumerate(found) if row is not None]
        vectors[known] = _restored(self._vectors[[row for row in found if row is not None]])
        if missing:
            vectors[[place for place, row in enumerate(found) if row is None]] = embed(missing)
        return vectors

    def _read(self) -> dict[int, int]:
        """The row of each key; none when the file was made with another model."""
        if self._rows is None:
            self._rows = {}
            try:
                with np.load(self._file, allow_pickle=False) as stored:
                    if str(stored["model"]) == self.name:
                        self._rows = {int(key): row for row, key in enumerate(stored["keys"])}
                        self._vectors = stored["vectors"]
            except (OSError, ValueError, KeyError) as error:
                raise BrokenKnowledge(
                    self._file, 1, f"Cannot be read ({error}).", repair="Restore or delete it."
                ) from error
        return self._rows


def read_centres(file: Path, *, model: str) -> dict[LanguageCode, Vector]:
    """The mean vector of the notes in each language; none without a file or of another model."""
    if not file.exists():
        return {}
    with np.load(file, allow_pickle=False) as stored:
        if str(stored["model"]) != model:
            return {}
        return dict(zip(LANGUAGES, stored["centres"], strict=True))


def write_vectors(
    file: Path,
    *,
    embedder: Embedder,
    passages: Sequence[str],
    queries: Sequence[str],
    parallel: Mapping[LanguageCode, Sequence[str]],
) -> None:
    """Compute and store the vectors of all these texts, and the centres of the parallel ones."""
    vectors = np.vstack([embedder.embed_passages(passages), embedder.embed_queries(queries)])
    keys = [_key("passage", text) for text in passages] + [_key("query", t) for t in queries]
    scale = np.abs(vectors).max(axis=1, keepdims=True)
    np.savez_compressed(
        file,
        model=np.array(embedder.name),
        keys=np.array(keys, np.uint64),
        centres=np.array([embedder.embed_passages(parallel[n]).mean(axis=0) for n in LANGUAGES]),
        vectors=np.round(vectors / scale * _STEPS).astype(np.int8),
    )


def _key(kind: str, text: str) -> int:
    digest = hashlib.blake2b(f"{kind}\0{text}".encode("utf-8", "replace"), digest_size=8)
    return int.from_bytes(digest.digest(), "little")


def _restored(steps: NDArray[np.int8]) -> Matrix:
    vectors = steps.astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)
