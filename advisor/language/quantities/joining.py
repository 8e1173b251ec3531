"""Amounts that belong together: ranges, changes, and lists that share one unit."""

import re
from collections.abc import Iterator
from dataclasses import replace

from advisor.language.quantities.amount import NUMBER, YEAR, Amount, amount_at
from advisor.language.quantities.units import UNITS

_BETWEEN = re.compile(r"\s?(?:[-–—~～]|至|到|\bto\b|\bor\b|\band\b)\s?")
_STARTS_CHANGE = re.compile(r"(?:从|由|自|\bfrom)\s?$")
_STARTS_RANGE = re.compile(r"(?:between|介于|在)\s?$")
_ENDS_RANGE = re.compile(r"\s?之间")
LISTED = re.compile(
    r"\s?(?:[、/]|,\s(?:and|or)?|和|或|还是|\band\b|\bor\b|\bto\b|±|\+/-|[涨降提升跌掉减加增调][高低加少到]?[到至为成])\s?"
)
_CROSSED = re.compile(r"\s?[x*×]\s?")
_A_YEAR = re.compile(YEAR)
_LENGTHS = ("metres", "inches")
_REACH = 8


def joined_amounts(text: str) -> list[Amount]:
    """Every amount of folded text in order: ranges as one, lists with their common unit."""
    return _with_shared_units(text, list(_amounts(text)))


def _amounts(text: str) -> Iterator[Amount]:
    position = 0
    while match := NUMBER.search(text, position):
        first = amount_at(text, match)
        if first is None:
            position = match.end()
            continue
        found = _joined(text, first)
        position = found[-1].end
        yield from found


def _joined(text: str, first: Amount) -> list[Amount]:
    """The amount, or the range or change that it begins."""
    separator = _BETWEEN.match(text, first.end)
    match = NUMBER.match(text, separator.end()) if separator else None
    second = amount_at(text, match) if match else None
    if separator is None or second is None or _are_alternatives(first, second, separator):
        return [first]
    if not first.form:
        first = _scaled_like(first, second)
    first = replace(first, unit=first.unit or second.unit)
    if second.unit is None and not first.form:
        second = replace(second, unit=first.unit)
    if _is_range(text, first, second, separator=separator):
        return [replace(second, start=first.start, low=first.low, bound=first.bound)]
    return [first, second] if first.unit else [first]


def _are_alternatives(first: Amount, second: Amount, separator: re.Match[str]) -> bool:
    """Whether each has its unit: "$20 or $25" are two prices, "2 or 3 weeks" is one time."""
    return "or" in separator[0] and first.unit is not None and second.unit is not None


def _scaled_like(first: Amount, second: Amount) -> Amount:
    """The first with the scale of the second where it has none: 2到3万."""
    if first.scale != 1 or second.scale <= 1 or not first.low < second.high / second.scale:
        return first
    return replace(
        first, low=first.low * second.scale, high=first.high * second.scale, scale=second.scale
    )


def _is_range(text: str, first: Amount, second: Amount, *, separator: re.Match[str]) -> bool:
    before = text[max(0, first.start - _REACH) : first.start]
    if not first.low < second.high or first.unit != second.unit:
        return False
    if first.form and second.form and first.form != second.form:
        return False  # 下调三个百分点至12%
    if "and" in separator[0] and not _STARTS_RANGE.search(before):
        return False
    return not _STARTS_CHANGE.search(before) or bool(_ENDS_RANGE.match(text, second.end))


def _with_shared_units(text: str, amounts: list[Amount]) -> list[Amount]:
    """The amounts, bare ones of a list with the unit that the list ends or begins with."""
    for place in range(len(amounts) - 2, -1, -1):
        one, following = amounts[place], amounts[place + 1]
        heads_list = place == 0 or amounts[place - 1].unit != following.unit
        if heads_list and _lacks_unit(text, one) and _share(text, one, following):
            amounts[place] = replace(_scaled_like(one, following), unit=following.unit)
    is_signed = False
    for place, one in enumerate(amounts):
        before = amounts[place - 1]
        if is_signed and _lacks_unit(text, one) and _share(text, before, one):
            amounts[place] = replace(one, unit=before.unit)
        else:
            is_signed = _is_signed(text, one)
    return amounts


def _lacks_unit(text: str, amount: Amount) -> bool:
    """Whether it counts something that it does not name, and is no year."""
    return amount.unit is None and not _A_YEAR.fullmatch(text, amount.start, amount.end)


def _share(text: str, one: Amount, following: Amount) -> bool:
    """Whether nothing but a list's separator, or the x between lengths, stands in between."""
    if following.form == "年" or (one.scale > 1 and following.scale == 1):
        return False  # 2021和2022年, 五万、四天
    if LISTED.fullmatch(text, one.end, following.start):
        return True
    is_length = following.unit is not None and following.unit.name in _LENGTHS
    return is_length and _CROSSED.fullmatch(text, one.end, following.start) is not None


def _is_signed(text: str, amount: Amount) -> bool:
    """Whether a currency sign stands before the number: "$20, 30 and 45"."""
    is_money = amount.unit is not None and amount.unit.kind == "money"
    return is_money and not (amount.form in UNITS or text[amount.start].isdecimal())
