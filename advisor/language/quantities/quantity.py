"""What a figure in a text says."""

from dataclasses import dataclass

from advisor.language.quantities.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Span):
    """A figure as it stands in a text from `start` to `end`, with its value normalised.

    `low` and `high` differ for a range only. Shares are fractions of one. Dates are numbers that
    sort: 2023 (unit year), 20233 (quarter, 2023 Q3), 202007 (month), 20200701 (day), without the
    year where the text gives none (3, 7, 701); `clock` counts hours. `unit` is None for a bare
    number or a noun that the unit tables do not know. `per` is what the figure is a rate of (80
    orders a day, $4 per kg); None where the words next to it do not say.
    """

    text: str

    @property
    def value(self) -> float | None:
        """The one value; None for a range."""
        return self.low if self.low == self.high else None

    @property
    def is_estimate(self) -> bool:
        """Whether it is said to be near and not exact: 约, 左右, about, give or take."""
        return self.bound == "about"
