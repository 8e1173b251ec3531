"""Cells of a spreadsheet as their number formats show them, but with all their digits."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|[_*].|\[[^\]]*\]')
_DIGITS = re.compile(r"[0#?][0#?.,]*")
_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
_ROUND_FROM = 1e12
"""Twelve digits are shown of smaller numbers: more shows how they are stored."""
_PLAIN = frozenset({"General", "@", ""})


def shown(value: Any, number_format: str) -> str:
    """The text of a cell; errors are empty.

    A share of 0.065 under the format 0% is 6.5%, not the rounded 7% that the program shows.

    >>> shown(0.065, "0%"), shown(1200, '[$€-407]#,##0.00'), shown(30, '0"天"')
    ('6.5%', '€1200', '30天')
    """
    if value is None or (isinstance(value, str) and value in _ERRORS):
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else str(value)


def _moment(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")


def _number(value: float, number_format: str) -> str:
    section = number_format.split(";")[0]
    literals = [first or second or third for first, second, third in _LITERAL.findall(section)]
    marked = _LITERAL.sub("\0", section)
    digits = _DIGITS.search(marked)
    if section in _PLAIN or digits is None or "E+" in marked or "/" in marked:
        return _plain(value)
    value *= 100 if "%" in marked else 1
    value /= 1000 ** (len(digits[0]) - len(digits[0].rstrip(",")))
    named = iter(literals)
    before = _signs(marked[: digits.start()], named)
    return f"{before}{_plain(value)}{_signs(marked[digits.end() :], named)}".strip()


def _signs(part: str, literals: Iterator[str]) -> str:
    """What a part of a format writes beside the number."""
    return "".join(next(literals, "") if sign == "\0" else sign for sign in part)


def _plain(value: float) -> str:
    return f"{value:.12g}" if abs(value) < _ROUND_FROM else f"{value:.0f}"
