"""The figures of a question that may be inputs: quantities, and lists of them as one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.calculating.lexicon import Mention
from advisor.language.quantities import Quantity, read_quantities

_IGNORED = frozenset({"date", "version", "score"})
_LISTING = re.compile(
    r"[\s,、，;；和与/]*(?:and|then|到|再到|又)?[\s,、，]*(?:第.{1,2}天|day \d+)?[\s:：,]*"
)
_MINUS = re.compile(r"(?:[^\s\d%a-z/+±-]|[a-z]\s)[-−]$|负$|(?<!or )\bminus\s$")
_FEWEST = 3
_COUNTED = ("count", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSpan:
    """One quantity, or several in a row ("260, 610, 1500") that are one list.

    `is_negative` where a minus stands right before it: "售价-25美元".
    """

    quantities: tuple[Quantity, ...]
    is_negative: bool = False

    @property
    def first(self) -> Quantity:
        """The quantity, or the first of the list."""
        return self.quantities[0]

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.quantities[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.quantities[-1].end

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return len(self.quantities) > 1


def figures_in(text: str, words: Sequence[Mention]) -> list[FigureSpan]:
    """The figures of a folded text; a number that is part of a word ("first 3 days") is none."""
    found = [
        quantity
        for quantity in read_quantities(text)
        if quantity.kind not in _IGNORED
        and not _numbers_a_day(quantity, text)
        and not any(w.start <= quantity.start and quantity.end <= w.end for w in words)
    ]
    spans: list[FigureSpan] = []
    row: list[Quantity] = []
    for quantity in found:
        if row and not _goes_on(row[-1], quantity, text):
            spans += _spans(row, text)
            row = []
        row.append(quantity)
    return spans + _spans(row, text)


def _numbers_a_day(quantity: Quantity, text: str) -> bool:
    """Whether an ordinal says which day the count behind it is of: 第二天520单."""
    if quantity.kind != "ordinal":
        return False
    following = text[quantity.end : quantity.end + 2].lstrip(" :：")
    return following[:1].isdigit()


def _goes_on(before: Quantity, quantity: Quantity, text: str) -> bool:
    """Whether a quantity is the next one of a list."""
    same = before.kind in _COUNTED and quantity.kind in _COUNTED
    return same and _LISTING.fullmatch(text[before.end : quantity.start]) is not None


def _spans(row: Sequence[Quantity], text: str) -> list[FigureSpan]:
    if len(row) >= _FEWEST:
        return [FigureSpan(quantities=tuple(row))]
    return [
        FigureSpan(quantities=(quantity,), is_negative=_has_minus(quantity, text))
        for quantity in row
    ]


def _has_minus(quantity: Quantity, text: str) -> bool:
    return quantity.low > 0 and _MINUS.search(text[: quantity.start]) is not None
