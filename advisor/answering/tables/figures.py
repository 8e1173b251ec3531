"""The figure of a fact as a sentence writes it, with the words of its bound."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.domain.documents import LanguageCode
from advisor.domain.facts import Fact
from advisor.language.quantities import (
    Quantity,
    QuantityKind,
    bound_words,
    fold_in_place,
    read_quantities,
    same_quantity,
)

# "above the 10.8% of Shopee" ranks another figure above this one and bounds neither.
_RANKS = re.compile(
    r"(?:above|below|over|under|than|exceed\w*|[a-z ]+ than) the\b|[高低多少大小]于|超过.+的"
)
_PER: dict[str, dict[LanguageCode, str]] = {
    "item": {"zh": "每件", "en": "an item"},
    "order": {"zh": "每单", "en": "an order"},
    "parcel": {"zh": "每个包裹", "en": "a parcel"},
    "sku": {"zh": "每个SKU", "en": "an SKU"},
    "shop": {"zh": "每家店", "en": "a shop"},
    "kg": {"zh": "每公斤", "en": "per kg"},
    "lb": {"zh": "每磅", "en": "per pound"},
    "cbm": {"zh": "每立方米", "en": "per cubic metre"},
    "cubic_foot": {"zh": "每立方英尺", "en": "per cubic foot"},
    "cuft": {"zh": "每立方英尺", "en": "per cubic foot"},
    "tariff_heading": {"zh": "每个税则号", "en": "per tariff heading"},
    "day": {"zh": "每天", "en": "a day"},
    "month": {"zh": "每月", "en": "a month"},
    "year": {"zh": "每年", "en": "a year"},
}
_DURATIONS = ("hours", "days", "weeks", "months", "years")
_DATE_SCALES = {"year": 1, "quarter": 10, "month": 100, "day": 10_000}
_COUNTS: tuple[QuantityKind, ...] = ("number", "count", "times", "score", "ordinal", "measure")


def written_figures(fact: Fact, sentence: str) -> Iterator[tuple[str, bool]]:
    """Each figure of the sentence that says the fact's value, as it stands there.

    False goes with a range of which the value is only one end. Where several different figures
    could be meant, none tells.
    """
    folded, figures = fold_in_place(sentence), read_quantities(sentence)
    exact = [figure for figure in figures if _says(fact, figure)]
    ranges = [figure for figure in figures if _ends_with(fact, figure)]
    for figure in _that_of(fact, exact or ranges):
        spans = [(figure.start, figure.end), *bound_words(folded, figure.start, figure.end)]
        written = sentence[min(s for s, _ in spans) : max(e for _, e in spans)].strip()
        if not _RANKS.match(fold_in_place(written)):
            yield written, bool(exact)


def with_rate(figure: str, fact: Fact, language: LanguageCode) -> str:
    """The figure with what it is paid per: "$0.78 per cubic foot a month"."""
    rest = fact.unit.partition("_per_")[2]
    words: list[str] = []
    while rest:
        part = next((name for name in _PER if rest == name or rest.startswith(f"{name}_")), "")
        if not part:
            return figure
        words.append(_PER[part][language])
        rest = rest[len(part) + 1 :]
    if language == "zh":
        return "".join(words) + figure
    return " ".join([figure, *words])


def _that_of(fact: Fact, figures: Sequence[Quantity]) -> Sequence[Quantity]:
    """The figures that say one and the same; of several, those with the date that the fact has."""
    if len({(figure.low, figure.high, figure.unit) for figure in figures}) > 1:
        figures = [figure for figure in figures if _is_day(fact, figure)]
    return figures


def _is_day(fact: Fact, figure: Quantity) -> bool:
    """Whether the date is the one from which the fact holds, as precisely."""
    return figure.kind == "date" and str(int(figure.low)) == (fact.valid_from or "").replace(
        "-", ""
    )


def _ends_with(fact: Fact, figure: Quantity) -> bool:
    """Whether the figure is a range of which the fact is the lower or the upper end."""
    ends = [replace(figure, low=end, high=end) for end in (figure.low, figure.high)]
    return figure.low < figure.high and any(_says(fact, end) for end in ends)


def _says(fact: Fact, figure: Quantity) -> bool:
    if figure.kind == "date":
        return _is_date(fact, figure)
    unit = _unit(fact.unit)
    if unit is None:
        return figure.kind in _COUNTS and (figure.low, figure.high) == (fact.low, fact.high)
    kind: QuantityKind = "duration" if unit in _DURATIONS else figure.kind
    own = Quantity(text="", start=0, end=0, low=fact.low, high=fact.high, unit=unit, kind=kind)
    return same_quantity(own, figure)


def _unit(written: str) -> str | None:
    """The unit of the tables as quantities call it; None for what is merely counted."""
    if written == "business_days":
        return "working days"
    first = written.split("_")[0]
    is_currency = len(first) == 3 and first.isupper()
    return first if is_currency or first in ("share", *_DURATIONS) else None


def _is_date(fact: Fact, figure: Quantity) -> bool:
    """Whether the date has the year or the month that the fact gives."""
    value = int(figure.low)
    if fact.unit == "year":
        scale = _DATE_SCALES.get(figure.unit or "", 0)
        return bool(scale) and value // scale == fact.low
    if fact.unit == "month_of_year":
        month = value // 100 if figure.unit == "day" else value
        return figure.unit in ("day", "month") and month % 100 == fact.low
    return False
