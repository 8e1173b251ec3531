"""Numbers that count or measure something, and numbers that only look like one."""

import re
from collections.abc import Iterator
from dataclasses import replace
from math import isfinite

from advisor.language.quantities.amount import LABEL, ORDINAL_END, YEAR, Amount
from advisor.language.quantities.joining import joined_amounts
from advisor.language.quantities.span import QuantityKind, Span
from advisor.language.quantities.units import MEASURE_WORD, UNITS

_YEARS = re.compile(rf"{YEAR}(?:\D+{YEAR})?")
_MEASURE = re.compile(MEASURE_WORD)
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)$")
_VAGUE = re.compile(r"[几数上成好第双初统唯]$")
_HAS_SCALE = re.compile(r"[一二两三四五六七八九].*[十百千万亿]|十[一二三四五六七八九]$|[百千]万$")
_SUM_BEFORE = re.compile(r"(?:卖|价|成本|赚|亏|花|付|收|租|费|破|超|过|近|达)$")
_STRONG_KINDS = ("duration", "money", "share", "times", "measure")
_REACH = 8


def read_amounts(text: str) -> Iterator[Span]:
    """Every number in folded text that counts or measures something."""
    for amount in joined_amounts(text):
        span = _span(text, amount)
        if span and isfinite(span.low) and isfinite(span.high):
            yield span


def _span(text: str, amount: Amount) -> Span | None:
    """The amount as a figure, or None when the characters mean something else."""
    before = text[max(0, amount.start - _REACH) : amount.start]
    if before.endswith("第"):
        return _ordinal(text, amount)
    if amount.script == "arabic":
        return _numeric(text, amount)
    if amount.script == "chinese" and not _chinese_counts(text, amount, before=before):
        return None
    if amount.script == "english" and amount.high == 1 and not _is_measured(amount):
        return None
    return _measured(text, amount)


def _ordinal(text: str, amount: Amount) -> Span | None:
    in_time = amount.unit is not None and amount.unit.kind == "duration"
    if amount.script == "chinese" and not in_time:
        return None
    span = _measured(text, amount)
    return replace(span, start=amount.start - 1, kind="ordinal")


def _numeric(text: str, amount: Amount) -> Span:
    written = text[amount.start : amount.end]
    ending = ORDINAL_END.match(text, amount.end) if amount.plain else None
    if ending:
        unit = UNITS[ending["unit"]].name if ending["unit"] else None
        return replace(_measured(text, amount), end=ending.end(), unit=unit, kind="ordinal")
    if amount.plain and _YEARS.fullmatch(written):
        return replace(_measured(text, amount), kind="date", unit="year")
    label = LABEL.fullmatch(written) if amount.plain else None
    return replace(_measured(text, amount), kind="version") if label else _measured(text, amount)


def _chinese_counts(text: str, amount: Amount, *, before: str) -> bool:
    """Whether a Chinese numeral stands for a figure: 三周 does, 统一 and 三方 do not."""
    written = text[amount.start : amount.end]
    if _VAGUE.search(before) or (amount.high < 8 and len(written) == 1 and _WEEKDAY.search(before)):
        return False
    if amount.unit is None:
        return _stands_alone(text, amount, written=written, before=before)
    if amount.low == 1:
        return _is_measured(amount) and amount.form not in ("次", "回", "块")
    return True


def _stands_alone(text: str, amount: Amount, *, written: str, before: str) -> bool:
    """Whether a Chinese numeral without a unit is a figure: 三百五, 四点八, 三个, 成本十八."""
    if amount.low >= 2 and (_MEASURE.match(text, amount.end) or "点" in written):
        return True
    is_told = (amount.high >= 20 and written[0] not in "百千") or _SUM_BEFORE.search(
        before
    ) is not None
    return is_told and _HAS_SCALE.match(written) is not None


def _is_measured(amount: Amount) -> bool:
    """Whether even one of the unit is a figure: one week is, one seller is not."""
    return amount.unit is not None and amount.unit.kind in _STRONG_KINDS


def _measured(text: str, amount: Amount) -> Span:
    unit = amount.unit
    factor = unit.factor if unit else 1.0
    if amount.form == "折" and amount.high >= 10:
        factor = 0.01
    kind = unit.kind if unit else _bare_kind(text, amount)
    return Span(
        start=amount.start,
        end=amount.end,
        low=round(amount.low * factor, 10),
        high=round(amount.high * factor, 10),
        unit=unit.name if unit else None,
        kind=kind,
        bound=amount.bound,
    )


def _bare_kind(text: str, amount: Amount) -> QuantityKind:
    return "count" if _MEASURE.match(text, amount.end) else "number"
