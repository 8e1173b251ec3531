"""A figure found at a place, before its text and bound are known."""

from dataclasses import dataclass
from typing import Literal

from advisor.domain.facts import Bound

QuantityKind = Literal[
    "number",
    "count",
    "share",
    "times",
    "money",
    "duration",
    "measure",
    "score",
    "date",
    "ordinal",
    "version",
]
PerTime = Literal["minute", "hour", "day", "week", "month", "quarter", "year"]
Per = PerTime | Literal["order", "unit", "kg", "customer", "click", "video"]


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
    per: Per | None = None
