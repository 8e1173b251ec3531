"""A quantity as the value of an input: in its unit, or not at all."""

from collections.abc import Mapping

from advisor.calculating.figures import FigureSpan
from advisor.calculating.paths import Path
from advisor.language.quantities import Quantity
from advisor.rules.kinds import MONEY_UNITS

_DAYS: Mapping[str, float] = {
    "minutes": 1 / 1440,
    "hours": 1 / 24,
    "days": 1,
    "workdays": 1,
    "weeks": 7,
    "months": 30,
    "quarters": 91,
    "years": 365,
}
_PER_DAY: Mapping[str, float] = {"week": 7, "month": 30, "quarter": 91, "year": 365}
_PERIODS: Mapping[str, tuple[str, ...]] = {
    "week": ("周", "week"),
    "month": ("月", "month"),
    "year": ("年", "year"),
}
_DAILY = ("units/day", "orders/day")
_COUNTS = ("units", "orders", "customers", "count", "units/day", "orders/day")
_KINDS: Mapping[str, frozenset[str]] = {
    "fraction": frozenset({"share", "number"}),
    "days": frozenset({"duration", "number"}),
    "months": frozenset({"duration", "number"}),
    "day": frozenset({"ordinal", "duration", "number"}),
    "ratio": frozenset({"times", "number", "share"}),
    "exchange rate": frozenset({"number", "money"}),
}
_OF_PRICE = frozenset({"ads_per_order"})
"""Amounts that sellers also tell as a share of the price."""

_MAX_PLAIN_SHARE = 100


def fits(figure: FigureSpan, path: Path) -> bool:
    """Whether a figure can be the value of an input, by its kind and unit."""
    if path.is_list != figure.is_list:
        return path.is_list and _is_range_of_days(figure, path)
    quantity = figure.first
    if path.unit in MONEY_UNITS:
        is_share = quantity.kind == "share" and path.name.rpartition(".")[2] in _OF_PRICE
        return quantity.kind == "money" or is_share or _is_bare(quantity)
    if path.unit in _COUNTS:
        return quantity.kind in ("count", "number") or quantity.text.endswith("次")
    if path.unit == "fraction" and quantity.kind == "number":
        return quantity.unit is None and 0 <= quantity.low <= _MAX_PLAIN_SHARE
    kinds = _KINDS.get(path.unit, frozenset({"number", "count"}))
    return quantity.kind in kinds and (quantity.kind != "number" or quantity.unit is None)


def is_share_of_price(figure: FigureSpan, path: Path) -> bool:
    """Whether an amount is told as a share."""
    return path.unit in MONEY_UNITS and figure.first.kind == "share"


def values_of(figure: FigureSpan, path: Path, *, cue: str) -> list[float]:
    """The value in the unit of the input; both ends of a range. Lists come as one value a day."""
    if figure.is_list:
        return [quantity.low for quantity in figure.quantities]
    quantity = figure.first
    if path.is_list:
        return [float(day) for day in range(int(quantity.low), int(quantity.high) + 1)]
    factor = _factor(quantity, path, cue) * (-1 if figure.is_negative else 1)
    return list(dict.fromkeys((quantity.low * factor, quantity.high * factor)))


def _factor(quantity: Quantity, path: Path, cue: str) -> float:
    if path.unit in ("days", "day") and quantity.kind == "duration":
        return _DAYS.get(quantity.unit or "days", 1)
    if path.unit == "months" and quantity.kind == "duration":
        return _DAYS.get(quantity.unit or "months", 30) / 30
    if path.unit in _DAILY:
        return 1 / _PER_DAY.get(_period(quantity, cue), 1)
    return 1


def _period(quantity: Quantity, cue: str) -> str:
    """What a count is of: a day unless the figure or the words before it say a longer time."""
    if quantity.per in _PER_DAY:
        return str(quantity.per)
    return next((p for p, words in _PERIODS.items() if any(w in cue for w in words)), "day")


def _is_bare(quantity: Quantity) -> bool:
    return quantity.kind == "number" and quantity.unit is None


def _is_range_of_days(figure: FigureSpan, path: Path) -> bool:
    quantity = figure.first
    is_time = quantity.kind in ("duration", "ordinal", "number")
    return path.unit == "day" and is_time and quantity.high - quantity.low <= 60
