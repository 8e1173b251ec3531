"""What a figure in a text says."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure as it stands in a text from `start` to `end`, with its value normalised.

    `low` and `high` differ for a range only. Shares are fractions of one. Dates are numbers that
    sort: 2023 (unit year), 20233 (quarter, 2023 Q3), 202007 (month), 20200701 (day), without the
    year where the text gives none (3, 7, 701); `clock` counts hours. `unit` is None for a bare
    number or a noun that the unit tables do not know.
    """

    text: str
    start: int
    end: int
    low: float
    high: float
    unit: str | None
    kind: QuantityKind
    bound: Bound | None = None
