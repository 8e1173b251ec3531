"""What a composer hands to verification: sentences with the passage sentence behind each."""

from dataclasses import dataclass
from typing import Literal

from advisor.domain.answers import StatementKind
from advisor.domain.documents import Sentence, Source, StoredPassage

Frame = Literal["correction", "other_language"]
"""The fixed sentence that goes before the statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence of a stored passage."""

    stored: StoredPassage
    position: int

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.stored.passage.sentences[self.position]

    @property
    def source(self) -> Source:
        """Who published it."""
        return self.stored.sources[self.sentence.source_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStatement:
    """A sentence to be shown if its evidence supports it; every evidence says the same."""

    text: str
    kind: StatementKind
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Statements in the order of showing; none means that the sources do not answer."""

    statements: tuple[DraftStatement, ...] = ()
    frame: Frame | None = None
    follow_ups: tuple[str, ...] = ()
