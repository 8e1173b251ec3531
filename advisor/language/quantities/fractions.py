"""Shares, multiples and times that are written as words or fractions."""

import re
from collections.abc import Callable, Iterator

from advisor.domain.facts import Bound
from advisor.language.quantities.numerals import (
    CHINESE,
    arabic_value,
    chinese_values,
    english_value,
)
from advisor.language.quantities.span import QuantityKind, Span
from advisor.language.quantities.units import UNITS

_PARTS = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
_SIGNS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8}
_MULTIPLES = {"twice": 2.0, "double": 2.0, "triple": 3.0, "thrice": 3.0, "quadruple": 4.0}
_PART_WORD = "|".join(_PARTS)
_COUNTER = r"two|three|four|five|six|seven|eight|nine|\d"
_WHOLE = r"two|three|four|five|six|seven|eight|nine|ten|twenty|[2-9]|[1-9]\d"
# "a third of sellers" is a share; "a third party" and "a quarter later" are not.
_SHARED = (
    r"(?=\s(?:of|less|lower|more|higher|cheaper|smaller|larger|fewer|below|above|off|that|as|what|in|at|among|on|when|if|and|or|but"
    r"|to|from|by|for|with|compared|than|after|before|since|once|because|this|last)\b"
    r"|\s?[.,;:!?)]|\s?$)"
)
_DURATION = r"个月|天|年|个?小时|个?钟头|分钟|周|个?星期|日"
_DURATION_WORD = r"day|hour|year|month|week|minute"

# "have a week" is a time, "five times a week" is none.
_BEFORE_TIME = (
    r"have|has|had|within|in|for|after|takes?|took|lasts?|than|over|under|about|another|gives?"
)

_Reader = Callable[[re.Match[str]], tuple[float, str, QuantityKind]]


def read_fractions(text: str) -> Iterator[Span]:
    """Every fraction and multiple in folded text."""
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            value, unit, kind = read(match)
            yield Span(
                start=match.start("span") if "span" in pattern.groupindex else match.start(),
                end=match.end(),
                low=value,
                high=value,
                unit=unit,
                kind=kind,
                bound=_bound(match[0]),
            )


def _bound(text: str) -> Bound | None:
    return "above" if text in ("过半", "大半", "多半") else None


def _chinese_fraction(match: re.Match[str]) -> tuple[float, str, QuantityKind]:
    return _chinese(match["numerator"]) / (_chinese(match["denominator"]) or 1.0), "share", "share"


def _chinese(text: str) -> float:
    return arabic_value(text) if text[0].isdigit() and text.isascii() else chinese_values(text)[0]


def _slash(match: re.Match[str]) -> tuple[float, str, QuantityKind]:
    part, other = float(match["numerator"]), float(match["denominator"])
    return part / (100 if part + other == 100 else other), "share", "share"  # 80/20, 1/3


def _english_fraction(match: re.Match[str]) -> tuple[float, str, QuantityKind]:
    counter = match.groupdict().get("counter") or "one"
    value = float(counter) if counter.isdigit() else english_value(counter)
    return value / _PARTS[match["part"]], "share", "share"


def _some_of_several(match: re.Match[str]) -> tuple[float, str, QuantityKind]:
    return _spoken(match["some"]) / _spoken(match["whole"]), "share", "share"


def _odds(match: re.Match[str]) -> tuple[float, str, QuantityKind]:
    return _spoken(match["some"]) / _spoken(match["whole"]), "times", "times"


def _spoken(text: str) -> float:
    return float(text) if text[0].isdecimal() else english_value(text)


def _ratio(match: re.Match[str]) -> tuple[float, str, QuantityKind]:
    return float(match["numerator"]) / float(match["denominator"]), "times", "times"


def _sign(match: re.Match[str]) -> tuple[float, str, QuantityKind]:
    return _SIGNS[match[0]], "share", "share"


def _half(_: re.Match[str]) -> tuple[float, str, QuantityKind]:
    return 0.5, "share", "share"


def _half_time(match: re.Match[str]) -> tuple[float, str, QuantityKind]:
    return 0.5, UNITS[match["unit"]].name, "duration"


def _one_time(match: re.Match[str]) -> tuple[float, str, QuantityKind]:
    return 1.0, UNITS[match["unit"]].name, "duration"


def _doublings(match: re.Match[str]) -> tuple[float, str, QuantityKind]:
    return 2.0 ** _chinese(match["doublings"]), "times", "times"


def _settled_after(match: re.Match[str]) -> tuple[float, str, QuantityKind]:
    return float(match["days"]), "days", "duration"  # T+14: paid 14 days later


def _once(_: re.Match[str]) -> tuple[float, str, QuantityKind]:
    return 1.0, "times", "times"


def _one_and_a_half(match: re.Match[str]) -> tuple[float, str, QuantityKind]:
    return 1.5, UNITS[match["unit"]].name, "duration"


def _double(_: re.Match[str]) -> tuple[float, str, QuantityKind]:
    return 2.0, "times", "times"


def _multiple(match: re.Match[str]) -> tuple[float, str, QuantityKind]:
    return _MULTIPLES[match["word"]], "times", "times"


_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (
        re.compile(
            rf"(?P<denominator>{CHINESE}|[百千万]|(?<!\d)\d{1, 9})分之"
            rf"(?P<numerator>\d+(?:\.\d+)?|{CHINESE})"
        ),
        _chinese_fraction,
    ),
    (
        re.compile(
            r"(?<![a-z0-9_/.])(?P<numerator>[1-9]\d?)/(?P<denominator>[1-9]\d{0,2})(?![\d/]|\.\d)"
        ),
        _slash,
    ),
    (
        re.compile(rf"\b(?P<counter>{_COUNTER})[\s-](?P<part>{_PART_WORD})s\b"),
        _english_fraction,
    ),
    (
        re.compile(rf"\b(?:one)[\s-](?P<part>{_PART_WORD})\b(?![\s-](?:of\sthe\s)?part)"),
        _english_fraction,
    ),
    (
        re.compile(rf"\ba\s(?P<part>{'|'.join(p for p in _PARTS if p != 'half')})\b{_SHARED}"),
        _english_fraction,
    ),
    (
        re.compile(rf"\b(?P<some>one)\s(?:in|out\sof)\s(?:every\s)?(?P<whole>{_WHOLE})\b"),
        _some_of_several,
    ),
    (
        re.compile(
            rf"(?<![\d.,])\b(?P<some>{_COUNTER}|1)\s(?:in|out\sof)\s(?:every\s)?(?P<whole>five|ten|5|10+)\b"
            r"(?!\s(?:minute|hour|day|week|month|year|countr|market))"
        ),
        _some_of_several,
    ),
    # 3:1 or 1比4; with two digits after the colon it is a time of day.
    (
        re.compile(
            r"(?<![\d:.,/a-z])(?=1(?::|\s?比)|\d{1,3}(?:\.\d+)?(?::|\s?比\s?)1(?![\d.]))(?P<numerator>[1-9]\d{0,2}(?:\.\d+)?)"
            r"(?::|\s?比\s?)(?P<denominator>[1-9]\d{0,2}(?:\.\d+)?)(?![\d:.个件天单%元块])"
        ),
        _ratio,
    ),
    (
        re.compile(
            rf"(?<![\d.,])(?<!from\s)\b(?P<some>{_COUNTER}|\d{{1,2}}\.\d|[1-9]\d)(?:\sto\s|-to-)(?P<whole>1|one)"
            r"(?![\w.,%]|\s(?:week|month|day|hour|year|order|unit|dollar|percent))"
        ),
        _odds,
    ),
    (re.compile("|".join(_SIGNS)), _sign),
    (
        re.compile(rf"(?<![上下前后大两天年周月日时一])半(?P<unit>{_DURATION})(?!前)"),
        _half_time,
    ),
    (re.compile(rf"\ban?\s(?P<unit>{_DURATION_WORD})\sand\sa\shalf\b"), _one_and_a_half),
    (re.compile(rf"\bhalf\san?\s(?P<unit>{_DURATION_WORD})\b"), _half_time),
    (
        re.compile(rf"\b(?:{_BEFORE_TIME})\s(?P<span>an?\s(?P<unit>{_DURATION_WORD}))\b(?!\sago)"),
        _one_time,
    ),
    (re.compile(r"一半|过半|大半|减半|半数|\bhalved?\b|\bhalving\b"), _half),
    (
        re.compile(
            r"(?<!first\s)(?<!second\s)(?<!latter\s)(?<!last\s)(?<!other\s)(?<!and\sa\s)\bhalf\b"
            r"(?!\sa\s(?:million|billion|thousand|dozen|hundred|trillion)|-|\syear)"
        ),
        _half,
    ),
    (re.compile(r"翻了?(?P<doublings>[两二三四五2-5])番"), _doublings),
    (re.compile(r"(?<![a-z])t\+(?P<days>\d{1,3})(?![\d.])"), _settled_after),
    (re.compile(r"\bonce(?=\s(?:an?|per|every)\s(?:day|week|month|quarter|year)\b)"), _once),
    (re.compile(r"翻倍|翻番|翻了?一番|翻一倍|翻了一倍"), _double),
    (
        re.compile(r"\b(?P<word>twice|double|triple|thrice|quadruple)(?:d|s|\sthe)?\b(?!-)"),
        _multiple,
    ),
)
