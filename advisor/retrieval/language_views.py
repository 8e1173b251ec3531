"""A question seen among texts of another language: the distance between the languages taken out.

Texts of one language lie together in a multilingual space, and the difference of two languages'
means is mostly what tells them apart: J. Libovický, R. Rosa and A. Fraser, On the Language
Neutrality of Pre-trained Multilingual Representations, 2020.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from advisor.domain.documents import LANGUAGES, LanguageCode, Vector, Views


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageViews:
    """`centres` is the mean vector of parallel texts in each language; without, nothing is moved."""

    centres: Mapping[LanguageCode, Vector] = field(default_factory=dict)

    def of(self, vector: Vector, *, asked_in: LanguageCode) -> Views:
        """The vector for texts of each language; unchanged for the asker's own."""
        return {language: self._moved(vector, asked_in, language) for language in LANGUAGES}

    def _moved(self, vector: Vector, source: LanguageCode, target: LanguageCode) -> Vector:
        if source == target or not self.centres:
            return vector
        before, after = self.centres[source], self.centres[target]
        moved = vector - before + after
        # Unrelated texts of one language are as alike as its centre is long; with this length of
        # the vector they are in every language, and similarities can be compared.
        length = (before @ before) / (after @ after) / np.linalg.norm(moved)
        return np.asarray(moved * length, dtype=np.float32)
