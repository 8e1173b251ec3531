"""What verification finds out about a statement."""

from dataclasses import dataclass
from typing import Literal, Protocol

from advisor.language.quantities import Quantity
from advisor.language.vocabulary import Mention

Reason = Literal[
    "hostile",
    "empty",
    "link",
    "figure_not_in_quote",
    "unit",
    "comparator",
    "figure_of_another",
    "entity_not_in_quote",
    "roles",
    "polarity",
    "opposite",
    "modality",
    "scope",
    "coverage",
    "similarity",
]


class Terms(Protocol):
    """Finds the field's terms in a text."""

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every term that occurs, in order, without overlaps."""
        ...

    def __hash__(self) -> int:
        """What tells one vocabulary from another, so that readings can be remembered."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCheck:
    """A figure of the statement, and the one of the quote that it stands for, None if none."""

    figure: Quantity
    found: Quantity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a quote supports a statement; no reason speaks against a supported one."""

    supported: bool
    reasons: tuple[Reason, ...]
    figures: tuple[FigureCheck, ...] = ()
