"""Reading every figure of a text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from advisor.language.quantities.amounts import read_amounts
from advisor.language.quantities.bounds import bound_of
from advisor.language.quantities.dates import read_dates
from advisor.language.quantities.folding import fold_in_place
from advisor.language.quantities.fractions import read_fractions
from advisor.language.quantities.masks import masked
from advisor.language.quantities.quantity import Quantity
from advisor.language.quantities.rates import with_rates
from advisor.language.quantities.span import Span

_WORTH_READING = re.compile(
    r"[\d零〇一二两三四五六七八九十百千万亿俩仨半翻%½⅓⅔¼¾⅕⅛]"
    r"|\b(?:one|two|twice|three|triple|thrice|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|hundred|thousand"
    r"|million|billion|trillion|lakh|crore|couple|once|hal[fv]\w*|third|quarter|fifth|tenth|double\w*|january|february"
    r"|march|april|may|june|july|august|september|october|november|december|an?\s(?:hour|day|week|month|year))\b"
)
_REMEMBERED = 4096  # the sentences of the notes are read again at every question


@lru_cache(maxsize=_REMEMBERED)
def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Every figure of the text in order, without overlaps."""
    folded = fold_in_place(text)
    if not _WORTH_READING.search(folded):
        return ()
    spans = with_rates(folded, _without_overlaps(folded))
    return tuple(_quantity(span, text=text, folded=folded) for span in spans)


def _without_overlaps(folded: str) -> list[Span]:
    """Figures in order: of two that overlap, the one that is read first counts."""
    taken = bytearray(len(folded))
    for start, end in masked(folded):
        taken[start:end] = b"\1" * (end - start)
    found: list[Span] = []
    for span in _spans(folded):
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            found.append(span)
    return sorted(found, key=lambda span: span.start)


def _spans(folded: str) -> Iterator[Span]:
    """Readings of all readers, the most specific first."""
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
        per=span.per,
    )
