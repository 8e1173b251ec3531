"""Decision rules as the core knows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from advisor.domain.documents import LanguageCode

Words = Mapping[LanguageCode, str]
"""One sentence in each language."""

SituationKind = Literal["stage", "decision", "matter"]
"""Where a seller stands, what is to be decided, and what it is about."""

SELLER_NUMBERS = frozenset({"daily_orders"})
"""Numbers that conditions may name besides inputs and outputs of the numeric rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Words by which sellers describe their case and which are no terms of the glossary.

    `seller` is the kind of seller that talks so ("just the two of us"), None where anyone may.
    """

    id: str
    kind: SituationKind
    seller: str | None
    zh: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Bounds that a number lies in, the bounds left out; `if_known` where it may be unknown."""

    above: float | None = None
    below: float | None = None
    if_known: bool = False

    def holds(self, value: float) -> bool:
        """Whether the number lies between the bounds."""
        is_above = self.above is None or value > self.above
        return is_above and (self.below is None or value < self.below)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The situation in which a rule holds.

    A question names one of the `platforms` and `markets`, if there are any; of TikTok Shop also one
    that names no platform, and with `where_unnamed` one that names no market. If it names sellers,
    it names one of the `sellers`. It shows one of the `stages`, if there are any, and of each group
    of `topics` one term or situation. `numbers` are by input ("price") or by rule and output
    ("unit.waterfall.cm3").
    """

    sellers: frozenset[str] = frozenset()
    platforms: frozenset[str] = frozenset()
    markets: frozenset[str] = frozenset()
    where_unnamed: bool = False
    stages: frozenset[str] = frozenset()
    topics: tuple[frozenset[str], ...] = ()
    numbers: Mapping[str, Condition] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A statement of the notes: its section and its place there, the same in both languages."""

    section: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposite:
    """A rule that says otherwise, and what decides between the two."""

    rule: str
    decides: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookCase:
    """A question that fires the rule, or one that does not; `numbers` are known with it."""

    text: str
    language: LanguageCode
    fires: bool
    numbers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookRule:
    """What to do when, because of which statements, unless what; `calculate` are numeric rules."""

    id: str
    theme: str
    when: When
    advice: Words
    because: tuple[Reason, ...]
    unless: Words
    unless_because: tuple[Reason, ...]
    calculate: tuple[str, ...]
    against: tuple[Opposite, ...]
    cases: tuple[PlaybookCase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """Every rule by id, and the situations that they name."""

    rules: Mapping[str, PlaybookRule]
    situations: tuple[Situation, ...]
