"""Reading every figure of a text."""

import re
from collections.abc import Iterator

from advisor.language.quantities.amounts import read_amounts
from advisor.language.quantities.bounds import bound_of
from advisor.language.quantities.dates import read_dates
from advisor.language.quantities.folding import fold_in_place
from advisor.language.quantities.fractions import read_fractions
from advisor.language.quantities.quantity import Quantity
from advisor.language.quantities.span import Span

_WORTH_READING = re.compile(
    r"[\d零〇一二两三四五六七八九十百千万亿半翻%½⅓⅔¼¾⅕⅛]"
    r"|\b(?:one|two|twice|three|triple|thrice|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|hundred|thousand"
    r"|million|billion|trillion|hal[fv]\w*|third|quarter|fifth|tenth|double\w*|january|february"
    r"|march|april|may|june|july|august|september|october|november|december|an?\s(?:hour|day|week|month|year))\b"
)
# What looks like a figure and is none: citation marks, list markers, addresses, names of events.
_MASKS = re.compile(
    r"\[\^?\d{1,3}(?:\s?[,-]\s?\d{1,3})*\]"
    r"|^\s*(?:\d{1,2}[.、)](?!\d)|[(]\d{1,2}[)])"
    r"|(?:https?://|www\.)\S+"
    r"|双(?:\d\d|十[一二])|24/7",
    re.MULTILINE,
)


def read_quantities(text: str) -> list[Quantity]:
    """Every figure of the text in order, without overlaps."""
    folded = fold_in_place(text)
    if not _WORTH_READING.search(folded):
        return []
    taken = [match.span() for match in _MASKS.finditer(folded)]
    found: list[Span] = []
    for span in _spans(folded):
        if all(span.end <= start or end <= span.start for start, end in taken):
            taken.append((span.start, span.end))
            found.append(span)
    found.sort(key=lambda span: span.start)
    return [_quantity(span, text=text, folded=folded) for span in found]


def _spans(folded: str) -> Iterator[Span]:
    """Readings of all readers; of two that overlap, the earlier counts."""
    yield from read_dates(folded)
    yield from read_fractions(folded)
    yield from read_amounts(folded)


def _quantity(span: Span, *, text: str, folded: str) -> Quantity:
    return Quantity(
        text=text[span.start : span.end],
        start=span.start,
        end=span.end,
        low=span.low,
        high=span.high,
        unit=span.unit,
        kind=span.kind,
        bound=span.bound or bound_of(folded, span.start, span.end),
    )
