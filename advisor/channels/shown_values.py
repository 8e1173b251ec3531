"""Inputs and outputs of a rule as every channel writes them in tables."""

from collections.abc import Mapping
from typing import Any

from advisor.domain.documents import LanguageCode

_NOTHING = "—"
_YES = {"zh": "是", "en": "yes"}
_NO = {"zh": "否", "en": "no"}
_NOISE = 1e-9  # what is left of a difference of equal numbers
_EXACT = 10  # digits; more are of floating point


def shown_value(
    value: Any, *, unit: str | None, language: LanguageCode, exact: bool = False
) -> str:
    """A value to read: rates in percent, numbers to 4 digits or 2 decimals, lists with commas.

    `exact` keeps every digit, as for what the reader wrote.
    """
    if value is None:
        return _NOTHING
    if isinstance(value, bool):
        return (_YES if value else _NO)[language]
    if isinstance(value, int | float):
        return _number(value, unit=unit, exact=exact)
    if isinstance(value, Mapping):
        kept = {name: part for name, part in value.items() if part is not None}
        shown = {
            n: shown_value(v, unit=None, language=language, exact=exact) for n, v in kept.items()
        }
        return ", ".join(f"{name} {part}" for name, part in shown.items())
    if isinstance(value, list | tuple):
        nested = any(isinstance(item, Mapping | list | tuple) for item in value)
        items = [shown_value(item, unit=unit, language=language, exact=exact) for item in value]
        return ("; " if nested else ", ").join(items) or _NOTHING
    return str(value)


def plain_value(value: Any) -> Any:
    """The value as JSON has it."""
    if isinstance(value, Mapping):
        return {name: plain_value(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(item) for item in value]
    return value


def _number(value: float, *, unit: str | None, exact: bool) -> str:
    if abs(value) < _NOISE:
        return "0%" if unit == "fraction" else "0"
    scaled, sign = (100 * value, "%") if unit == "fraction" else (value, "")
    if exact:
        return f"{scaled:,.{_EXACT}g}{sign}"
    said = f"{scaled:.4g}" if abs(scaled) < 100 else f"{scaled:,.2f}"
    return (said.rstrip("0").rstrip(".") if abs(scaled) >= 100 else said) + sign
