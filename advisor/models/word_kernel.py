"""How alike two texts are in their words: the cosine of TF-IDF vectors.

G. Salton and C. Buckley, Term-weighting approaches in automatic text retrieval, 1988; with the
logarithm of the term frequency.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from advisor.domain.documents import Matrix, Vector, WordPostings
from advisor.language.text import search_tokens


def fit(texts: Sequence[str]) -> WordPostings:
    """The words of the texts, with their weights in each."""
    counted = [Counter(search_tokens(text)) for text in texts]
    frequencies = Counter(word for counts in counted for word in counts)
    words = tuple(sorted(frequencies))
    rarities = {w: math.log((1 + len(texts)) / (1 + frequencies[w])) + 1 for w in words}
    found: dict[str, list[tuple[int, float]]] = {word: [] for word in words}
    for number, counts in enumerate(counted):
        for word, weight in _unit((w, c, rarities[w]) for w, c in counts.items()):
            found[word].append((number, weight))
    flat = [entry for word in words for entry in found[word]]
    return WordPostings(
        words=words,
        rarities=np.array([rarities[word] for word in words], np.float32),
        starts=np.cumsum([0, *(len(found[word]) for word in words)]),
        texts=np.array([number for number, _ in flat], np.int32),
        weights=np.array([weight for _, weight in flat], np.float32),
    )


class WordKernel:
    """Compares texts with those that postings were made of."""

    def __init__(self, postings: WordPostings, *, count: int) -> None:
        self._postings = postings
        self._count = count
        self._places = {word: place for place, word in enumerate(postings.words)}

    def similarities(self, text: str) -> Vector:
        """Cosines of the text with each known one, shape (texts,)."""
        counts = Counter(search_tokens(text))
        rarest = float(self._postings.rarities.max(initial=1.0))
        weighed = _unit(
            (word, count, self._rarity(word, default=rarest)) for word, count in counts.items()
        )
        found = np.zeros(self._count, np.float32)
        for word, weight in weighed:
            texts, weights = self._entries(word)
            found[texts] += weight * weights
        return found

    def add_to(self, matrix: Matrix, *, weight: float) -> None:
        """Add the weighted cosines of the known texts with each other, shape (texts, texts)."""
        for word in self._postings.words:
            texts, weights = self._entries(word)
            matrix[np.ix_(texts, texts)] += np.outer(weight * weights, weights)

    def _rarity(self, word: str, *, default: float) -> float:
        place = self._places.get(word)
        return default if place is None else float(self._postings.rarities[place])

    def _entries(self, word: str) -> tuple[np.ndarray, np.ndarray]:
        place = self._places.get(word)
        if place is None:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        part = slice(self._postings.starts[place], self._postings.starts[place + 1])
        return self._postings.texts[part], self._postings.weights[part]


def _unit(words: Iterable[tuple[str, int, float]]) -> list[tuple[str, float]]:
    weighed = [(word, (1 + math.log(count)) * rarity) for word, count, rarity in words]
    length = math.hypot(*(weight for _, weight in weighed)) or 1.0
    return [(word, weight / length) for word, weight in weighed]
