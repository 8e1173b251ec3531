"""What a composer hands to verification: sentences with the passage sentence behind each."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from advisor.domain.answers import StatementKind
from advisor.domain.documents import Sentence, Source, StoredPassage

Frame = Literal["correction", "other_language", "nearest"]
"""The fixed sentence that goes before the statements; before the nearest ones, that it is declined."""

_OFFICIAL_KINDS = frozenset({"official", "filing"})

Reason = Literal["newer", "closer", "surer"]
"""Why one of two sources is preferred: its date, its nearness to the event, its confidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence of a stored passage, or several that stand together; positions of both ends."""

    stored: StoredPassage
    position: int
    last: int | None = None

    @property
    def sentence(self) -> Sentence:
        """What is quoted: one sentence, or the sentences from the first to the last as one."""
        passage = self.stored.passage
        first = passage.sentences[self.position]
        if self.last is None:
            return first
        end = passage.sentences[self.last].end
        text = passage.text[first.start - passage.start : end - passage.start]
        return replace(first, text=text, end=end)

    def overlaps(self, other: "Evidence") -> bool:
        """Whether both quote a sentence of the same passage."""
        if self.stored.passage.id != other.stored.passage.id:
            return False
        own, others = self.last or self.position, other.last or other.position
        return self.position <= others and other.position <= own

    @property
    def source(self) -> Source:
        """Who published it."""
        return self.stored.sources[self.sentence.source_id]

    @property
    def is_official(self) -> bool:
        """Whether the platform or the authority itself says it."""
        return self.source.kind in _OFFICIAL_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two sentences that disagree on a topic, the one to prefer and why; both are shown.

    `preferred` is None where nothing settles it. `is_told` where one of the sentences states both
    sides: nothing need be said about them.
    """

    topic: str
    own: Evidence
    other: Evidence
    preferred: Evidence | None
    reasons: tuple[Reason, ...]
    is_told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStatement:
    """A sentence to be shown if its evidence supports it; every evidence says the same.

    `claim` is what has to be supported where `text`, the value in a cell, says too little alone.
    """

    text: str
    kind: StatementKind
    evidence: tuple[Evidence, ...]
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftValue:
    """One value of a cell: ways to say it, the shortest first; the first supported one is shown.

    `outdated_since` is the date of a value that is past its review.
    """

    ways: tuple[DraftStatement, ...]
    outdated_since: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTable:
    """A table to be shown: its columns, and for each row its name and the values of its cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[DraftValue, ...], ...]], ...]
    is_counted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Statements in the order of showing; none means that the sources do not answer.

    `known` says how far each section answers the question, as far as known questions tell.
    `unanswered` has the numbers of those parts of the question that the sources do not answer.
    """

    statements: tuple[DraftStatement, ...] = ()
    table: DraftTable | None = None
    frame: Frame | None = None
    disagreements: tuple[Disagreement, ...] = ()
    follow_ups: tuple[str, ...] = ()
    known: Mapping[str, float] = field(default_factory=dict)
    unanswered: tuple[int, ...] = ()

    @property
    def answers(self) -> bool:
        """Whether it has statements, and not only what comes nearest to an answer."""
        return bool(self.statements) and self.frame != "nearest"

    @property
    def is_overview(self) -> bool:
        """Whether an overview answers, which lists by itself what there is."""
        return any(s.evidence[0].stored.passage.is_overview for s in self.statements[:1])

    @property
    def quotes(self) -> tuple[str, ...]:
        """The sentences that its statements quote."""
        return tuple(e.sentence.text for s in self.statements for e in s.evidence)

    @property
    def lead(self) -> str | None:
        """The section that the first statement is of; None without one."""
        if not self.statements:
            return None
        return self.statements[0].evidence[0].stored.passage.parallel_key
