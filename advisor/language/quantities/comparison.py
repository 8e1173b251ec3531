"""Whether two figures say the same."""

from math import isclose
from typing import get_args

from advisor.language.quantities.quantity import Quantity
from advisor.language.quantities.span import Per, PerTime

_SECONDS = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": 86400.0, "weeks": 604800.0}
_MONTHS = {"months": 1.0, "quarters": 3.0, "years": 12.0}
_COUNTABLE = ("count", "number")
_TIMES: frozenset[Per] = frozenset(get_args(PerTime))
_FRACTION_TOLERANCE = 0.01


def same_quantity(a: Quantity, b: Quantity) -> bool:
    """Whether both have one value in one unit, whatever it is written in; bounds do not count.

    48 hours are 2 days, but 30 days are no month, and 80 a day are not 80 a week. A share that has
    no short decimal form, as a third, is met within one percent. A bare number meets a count of
    anything.
    """
    if not _comparable(a, b):
        return False
    tolerance = _FRACTION_TOLERANCE if a.kind == b.kind == "share" and _rounds(a, b) else 1e-9
    low, high = (_normalised(a.low, a.unit), _normalised(a.high, a.unit))
    return isclose(low, _normalised(b.low, b.unit), rel_tol=tolerance) and isclose(
        high, _normalised(b.high, b.unit), rel_tol=tolerance
    )


def _comparable(a: Quantity, b: Quantity) -> bool:
    if a.per and b.per and a.per != b.per and {a.per, b.per} <= _TIMES:
        return False
    if a.unit is None or b.unit is None:
        return a.kind == b.kind or {a.kind, b.kind} <= set(_COUNTABLE)
    if (a.kind == "ordinal") != (b.kind == "ordinal"):
        return False
    return _dimension(a.unit) == _dimension(b.unit)


def _dimension(unit: str) -> str:
    if unit in _SECONDS:
        return "seconds"
    return "months" if unit in _MONTHS else unit


def _normalised(value: float, unit: str | None) -> float:
    return value * (_SECONDS.get(unit or "") or _MONTHS.get(unit or "") or 1.0)


def _rounds(a: Quantity, b: Quantity) -> bool:
    """Whether one of the two has no exact form with four decimals."""
    return any(not isclose(q.low * 10_000, round(q.low * 10_000), abs_tol=1e-6) for q in (a, b))
