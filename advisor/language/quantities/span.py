"""A figure found at a place, before its bound is known."""

from dataclasses import dataclass

from advisor.domain.facts import Bound
from advisor.language.quantities.quantity import QuantityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What one reader found from `start` to `end`; `bound` if the figure itself tells it."""

    start: int
    end: int
    low: float
    high: float
    unit: str | None
    kind: QuantityKind
    bound: Bound | None = None
