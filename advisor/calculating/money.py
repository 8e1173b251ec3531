"""The currencies of a question: that of the prices, that of costs at home, and what is which."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.calculating.figures import FigureSpan

_HOME = "CNY"
_COLLOQUIAL = re.compile(r"[块]")
_IS_CONVERTED = re.compile(r"汇率|人民币|exchange rate|\brmb\b")
_NAMED_HOME = re.compile(r"元|rmb|cny|人民币|yuan|¥|￥", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Currencies:
    """ISO codes; None where the question names none."""

    price: str | None = None
    home: str | None = None

    @property
    def are_two(self) -> bool:
        """Whether amounts have to say which of them they are in."""
        return self.price is not None and self.home is not None

    def of(self, figure: FigureSpan) -> str | None:
        """The currency of an amount; a colloquial 块 is one of whatever prices are in."""
        code = figure.first.unit if figure.first.kind == "money" else None
        if code is None or (code == _HOME and self.home != _HOME):
            return self.price
        return code


def currencies_of(text: str, figures: Sequence[FigureSpan]) -> Currencies:
    """What the amounts of a question are in; where two are named the foreign one is the prices'."""
    codes = list(dict.fromkeys(_codes(figures)))
    foreign = [code for code in codes if code != _HOME]
    if not foreign:
        return Currencies(price=codes[0] if codes else None)
    is_home_named = _HOME in codes and (
        _IS_CONVERTED.search(text) is not None
        or any(figure.first.unit == _HOME and not _is_loose(figure) for figure in figures)
    )
    others = [*foreign[1:], *([_HOME] if is_home_named else [])]
    return Currencies(price=foreign[0], home=others[0] if others else None)


def _codes(figures: Iterable[FigureSpan]) -> Iterable[str]:
    return (f.first.unit for f in figures if f.first.kind == "money" and f.first.unit)


def _is_loose(figure: FigureSpan) -> bool:
    """Whether the amount is in 块 without saying whose."""
    text = figure.first.text
    return bool(_COLLOQUIAL.search(text)) and not _NAMED_HOME.search(text)
