"""Numbers with what they count: single ones, ranges, and numbers that only look like one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from advisor.domain.facts import Bound
from advisor.language.quantities.numerals import (
    ARABIC,
    CHINESE,
    ENGLISH,
    SCALE,
    SCALES,
    arabic_value,
    chinese_values,
    english_value,
)
from advisor.language.quantities.quantity import QuantityKind
from advisor.language.quantities.span import Span
from advisor.language.quantities.units import (
    COUNTED_LATER,
    CURRENCY_SIGN,
    CURRENCY_SIGNS,
    DIGITS_ONLY,
    MEASURE_WORD,
    UNIT,
    UNITS,
    Unit,
)

# SHEIN10美金: a figure may follow a Latin name without a blank when a Chinese unit follows it.
_CHINESE_UNIT = r"[十百千万亿]*(?:美[元金]|[欧日]?元|英镑|[%倍天年单件]|小时|个月|个国家)"
_NUMBER = re.compile(
    rf"(?:(?P<sign>{CURRENCY_SIGN})\s?|(?<![a-z0-9_.])(?<![a-z]-)(?<!\d,)|(?<=[a-z])(?=[\d.,]+{_CHINESE_UNIT}))"
    rf"(?P<arabic>(?:(?<![\d)%a-z\u4e00-\u9fff])-)?{ARABIC})"
    rf"|(?P<chinese>{CHINESE})|\b(?P<english>{ENGLISH})"
)
_TAIL = re.compile(
    rf"(?P<early>[多余](?=[万亿千百]))?(?P<scale>{SCALE})?(?P<halves>个半(?=月|小时|钟头|星期|礼拜)|\sand\sa\shalf)?"
    rf"(?P<more>多|余|来|几|\+)?"
    rf"(?:[\s-]?(?P<unit>{UNIT}|(?<=半)月))?"
    r"(?P<half>(?<=[天年周月日成时])半(?![价年月数]))?(?P<tenths>(?<=成)[一二三四五六七八九](?![个家名成]))?"
)
_YEAR = r"(?:19[5-9]|20[0-4])\d"
_YEARS = re.compile(rf"{_YEAR}(?:\D+{_YEAR})?")
_LABEL = re.compile(rf"(?P<year>{_YEAR})|\d{{1,2}}\.0")
_BEFORE_YEAR = re.compile(r"\b(?:in|since|of|by|from|during|until|for|before|after)\s$")
_LATER = re.compile(COUNTED_LATER)
_MEASURE = re.compile(MEASURE_WORD)
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)(?![a-z])(?:\s(?P<unit>day|week|month|year)\b)?")
_BETWEEN = re.compile(r"\s?(?:[-–—~～]|至|到|\bto\b|\bor\b|\band\b)\s?")
_STARTS_CHANGE = re.compile(r"(?:从|由|自|\bfrom)\s?$")
_STARTS_RANGE = re.compile(r"(?:between|介于|在)\s?$")
_ENDS_RANGE = re.compile(r"\s?之间")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)$")
_VAGUE = re.compile(r"[几数上成好第双初统唯]$")
_STRONG_KINDS = ("duration", "money", "share", "times", "measure")
_OPEN_ENDED: dict[str | None, Bound] = {
    "多": "above",
    "余": "above",
    "几": "above",
    "+": "above",
    "来": "about",
}
_REACH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    """A number as written: `digits` and `scale` make its value, `unit` what it counts."""

    start: int
    end: int
    low: float
    high: float
    scale: float
    unit: Unit | None
    form: str
    script: str
    bound: Bound | None

    @property
    def plain(self) -> bool:
        return self.scale == 1.0 and self.unit is None


def read_amounts(text: str) -> Iterator[Span]:
    """Every number in folded text that counts or measures something."""
    position = 0
    while match := _NUMBER.search(text, position):
        first = _amount(text, match)
        if first is None:
            position = match.end()
            continue
        joined = _joined(text, first)
        position = joined[-1].end
        for amount in joined:
            span = _span(text, amount)
            if span:
                yield span


def _joined(text: str, first: _Amount) -> list[_Amount]:
    """The amount, or the range or change that it begins."""
    separator = _BETWEEN.match(text, first.end)
    match = _NUMBER.match(text, separator.end()) if separator else None
    second = _amount(text, match) if match else None
    if separator is None or second is None:
        return [first]
    if (
        first.scale == 1
        and not first.form
        and second.scale > 1
        and first.low < second.high / second.scale
    ):
        first = replace(
            first,
            low=first.low * second.scale,
            high=first.high * second.scale,
            scale=second.scale,
        )
    first = replace(first, unit=first.unit or second.unit)
    if second.unit is None and not first.form:
        second = replace(second, unit=first.unit)
    if _is_range(text, first, second, separator=separator):
        return [replace(second, start=first.start, low=first.low, bound=first.bound)]
    return [first, second] if first.unit else [first]


def _is_range(text: str, first: _Amount, second: _Amount, *, separator: re.Match[str]) -> bool:
    before = text[max(0, first.start - _REACH) : first.start]
    if not first.low < second.high or first.unit != second.unit:
        return False
    if first.form and second.form and first.form != second.form:
        return False  # 下调三个百分点至12%
    if "and" in separator[0] and not _STARTS_RANGE.search(before):
        return False
    return not _STARTS_CHANGE.search(before) or bool(_ENDS_RANGE.match(text, second.end))


def _amount(text: str, match: re.Match[str]) -> _Amount | None:
    """The number with its scale and unit; None for a part of an identifier."""
    low, high = _values(match)
    tail = _TAIL.match(text, match.end())
    if tail is None or _is_identifier(text, match, tail):
        return None
    scale = SCALES[tail["scale"].strip(" -")] if tail["scale"] else 1.0
    unit, end = _unit(text, match, tail)
    extra = 0.5 if tail["halves"] or tail["half"] else float(_tenths(tail))
    return _Amount(
        start=match.start(),
        end=end,
        low=low * scale + extra,
        high=high * scale + extra,
        scale=scale,
        unit=unit,
        form=tail["unit"] or "",
        script=str(match.lastgroup),
        bound=_OPEN_ENDED.get(tail["early"] or tail["more"]),
    )


def _values(match: re.Match[str]) -> tuple[float, float]:
    if match["arabic"]:
        value = arabic_value(match["arabic"])
        return value, value
    if match["chinese"]:
        return chinese_values(match["chinese"])
    value = english_value(match["english"])
    return value, value


def _tenths(tail: re.Match[str]) -> float:
    return chinese_values(tail["tenths"])[0] / 10 if tail["tenths"] else 0.0


def _unit(text: str, match: re.Match[str], tail: re.Match[str]) -> tuple[Unit | None, int]:
    """What the number counts, and where that ends."""
    form, end = tail["unit"], tail.end()
    if form == "月":
        return UNITS["个月"], end
    if form and not (match["chinese"] and form in DIGITS_ONLY):
        unit = UNITS[re.sub(r"[\s-]", " ", form)]
        return (None, match.end()) if _is_label(text, match, unit) else (unit, end)
    if form:
        end = tail.start("unit")
    if match["sign"]:
        return CURRENCY_SIGNS[match["sign"]], end
    later = None if _LABEL.fullmatch(match["arabic"] or "") else _LATER.match(text, end)
    return (UNITS[later["chinese"] or later["english"]], later.end()) if later else (None, end)


def _is_label(text: str, match: re.Match[str], unit: Unit) -> bool:
    """Whether the number names a year or a version and counts nothing: "in 2023 sellers …"."""
    counts = unit.kind == "count" and text[match.end() : match.end() + 1] == " "
    label = _LABEL.fullmatch(match["arabic"] or "") if counts else None
    if not label:
        return False
    return label["year"] is None or bool(_BEFORE_YEAR.search(text[: match.start()]))


def _is_identifier(text: str, match: re.Match[str], tail: re.Match[str]) -> bool:
    """Whether a digit and a letter make a name (3C, 4K, 5G) rather than a figure."""
    if not match["arabic"]:
        return False
    value, letter = match["arabic"], text[match.end() : match.end() + 1]
    if not ("a" <= letter <= "z"):
        return False
    if tail.end() == match.end():
        return not _ORDINAL_END.match(text, match.end())
    short = not match["sign"] and len(value) == 1 and tail.end() - tail.start() == 1
    if not short:
        return False
    later = _LATER.match(text, tail.end())
    return (letter in "kg" or (letter == "d" and value in "23")) and not later


def _span(text: str, amount: _Amount) -> Span | None:
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


def _ordinal(text: str, amount: _Amount) -> Span | None:
    in_time = amount.unit is not None and amount.unit.kind == "duration"
    if amount.script == "chinese" and not in_time:
        return None
    span = _measured(text, amount)
    return replace(span, start=amount.start - 1, kind="ordinal")


def _numeric(text: str, amount: _Amount) -> Span:
    written = text[amount.start : amount.end]
    ending = _ORDINAL_END.match(text, amount.end) if amount.plain else None
    if ending:
        unit = UNITS[ending["unit"]].name if ending["unit"] else None
        return replace(_measured(text, amount), end=ending.end(), unit=unit, kind="ordinal")
    if amount.plain and _YEARS.fullmatch(written):
        return replace(_measured(text, amount), kind="date", unit="year")
    label = _LABEL.fullmatch(written) if amount.plain else None
    return replace(_measured(text, amount), kind="version") if label else _measured(text, amount)


def _chinese_counts(text: str, amount: _Amount, *, before: str) -> bool:
    """Whether a Chinese numeral stands for a figure: 三周 does, 统一 and 三方 do not."""
    written = text[amount.start : amount.end]
    if _VAGUE.search(before) or (amount.high < 8 and len(written) == 1 and _WEEKDAY.search(before)):
        return False
    if amount.unit is None:
        counted = amount.low >= 2 and _MEASURE.match(text, amount.end) is not None
        has_digit = re.match(r"[一二两三四五六七八九].*[十百千万亿]", written) is not None
        return counted or (has_digit and amount.high >= 20)
    if amount.low == 1:
        return _is_measured(amount) and amount.form not in ("次", "回", "块")
    return True


def _is_measured(amount: _Amount) -> bool:
    """Whether even one of the unit is a figure: one week is, one seller is not."""
    return amount.unit is not None and amount.unit.kind in _STRONG_KINDS


def _measured(text: str, amount: _Amount) -> Span:
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


def _bare_kind(text: str, amount: _Amount) -> QuantityKind:
    return "count" if _MEASURE.match(text, amount.end) else "number"
