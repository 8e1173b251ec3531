"""Dated figures and the field's terms."""

from dataclasses import dataclass
from typing import Literal

from advisor.domain.documents import Confidence, LanguageCode

TermKind = Literal["platform", "market", "seller", "term", "metric", "company", "event"]
Bound = Literal["above", "below", "about"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A dated figure: what was measured, where, when, who says so.

    `low` and `high` are equal unless the source gives a range. Shares are fractions of one.
    None for platform, market or category means that the source does not restrict it; None for
    `valid_from` or `valid_to` that it gives no such date. `section` tells of it at most length,
    `stated_in` are all sections with a statement that states it.
    """

    id: str
    metric: str
    label: dict[LanguageCode, str]
    low: float
    high: float
    unit: str
    bound: Bound | None
    platform: str | None
    market: str | None
    category: str | None
    valid_from: str | None
    valid_to: str | None
    as_of: str
    review_by: str | None
    source: str
    confidence: Confidence
    section: str | None
    conflicts_with: tuple[str, ...]
    stated_in: tuple[str, ...] = ()

    @property
    def is_date(self) -> bool:
        """Whether it says when something happened: a later report of it is no better for that."""
        return self.unit in ("year", "month_of_year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the field with every form it is written in, both languages and scripts.

    `part_of` are the markets that a market belongs to, by id.
    """

    id: str
    kind: TermKind
    zh: str
    en: str
    zh_forms: tuple[str, ...]
    en_forms: tuple[str, ...]
    part_of: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms, the two main ones first."""
        return (self.zh, self.en, *self.zh_forms, *self.en_forms)
