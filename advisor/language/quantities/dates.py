"""Dates and times of day, as numbers that sort."""

import re
from collections.abc import Iterator

from advisor.language.quantities.numerals import chinese_value
from advisor.language.quantities.span import Span

_YEAR = r"(?P<year>(?:19[5-9]|20[0-4])\d)"
_CHINESE_YEAR = r"(?P<written_year>[一二][九〇零][〇零一二三四五六七八九]{2})"
_MONTHS = (
    "january|jan",
    "february|feb",
    "march|mar",
    "april|apr",
    "may",
    "june|jun",
    "july|jul",
    "august|aug",
    "september|sept|sep",
    "october|oct",
    "november|nov",
    "december|dec",
)
_MONTH_NUMBERS = {name: i for i, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_MONTH_NAME = rf"(?P<name>{'|'.join(_MONTHS)})\b\.?"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9]|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_QUARTER_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4,
}  # fmt: skip
_CHINESE_QUARTER = r"(?:q(?P<q>[1-4])(?![a-z\d])|第?(?P<quarter>[一二三四1-4])季度?)"
_ENGLISH_QUARTER = r"(?:q(?P<q>[1-4])|(?P<quarter>first|second|third|fourth)\squarter)"
_PART = r"(?:初|底|末|上旬|中旬|下旬|中)?"
_STARTS = r"(?<![\d/a-z-])(?<!\d[.,])"
_ORDINAL = r"(?:st|nd|rd|th)?"

_PREPOSITION = r"in|since|of|from|until|till|by|during|last|this|next|early|late|mid|and|to|every"
# 11.11 is a day of sales; so is 9.9 where a sale is named. A price stands with its currency.
_NOT_MONEY = r"(?<![\d.,$¥£€])"
_SALES_DAYS = (
    rf"{_NOT_MONEY}(?P<month>1[0-2])\.(?P<day>(?P=month))(?![\d%]|\.\d|\s?(?:[元块刀万美]|usd|kg|cm))",
    rf"{_NOT_MONEY}(?P<month>1[0-2]|[1-9])\.(?P<day>(?P=month))(?=\s?(?:大促|促销|活动|购物|和(?:1[0-2])\.(?:1[0-2])|sale|mega|campaign))",
)
# Patterns by what has to occur in a text for any of them to match; the most specific first.
_PATTERNS: tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...] = tuple(
    (re.compile(trigger), tuple(map(re.compile, patterns)))
    for trigger, patterns in (
        (
            r"\d[-/.]\d",
            (
                rf"{_STARTS}{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}(?!\d)",
                rf"{_STARTS}{_YEAR}-(?P<month>1[0-2]|0[1-9])(?![\d-])",
                *_SALES_DAYS,
            ),
        ),
        (
            r"年|月|q\d",
            (
                rf"(?:{_STARTS}{_YEAR}|{_CHINESE_YEAR})\s?年?\s?的?{_CHINESE_QUARTER}",
                rf"(?:{_STARTS}{_YEAR}|{_CHINESE_YEAR})\s?年\s?{_MONTH}\s?月(?:\s?{_DAY}\s?[日号])?{_PART}",
                rf"(?:{_STARTS}{_YEAR}|{_CHINESE_YEAR})\s?年(?:度|初|底|末|中(?!间))?",
                rf"{_STARTS}{_MONTH}月{_DAY}[日号]",
                rf"(?<![\d.个第])(?<!\d[-~至到]){_MONTH}月(?!份额|薪){_PART}份?",
            ),
        ),
        (
            r"quarter|季|q\d",
            (
                rf"\b{_ENGLISH_QUARTER}(?:\s(?:of\s)?|,\s){_YEAR}\b",
                rf"(?<![a-z\d]){_ENGLISH_QUARTER}(?![a-z\d])",
                rf"(?<![\d第]){_CHINESE_QUARTER}",
            ),
        ),
        (
            rf"\b(?:{'|'.join(_MONTHS)})\b",
            (
                rf"(?<!\d)(?<!\d[.,])(?P<day>[0-3]?\d){_ORDINAL}\s(?:of\s)?{_MONTH_NAME}(?:,?\s{_YEAR}\b)?",
                rf"\b{_MONTH_NAME}\s(?P<day>[0-3]?\d){_ORDINAL}(?![\d,.]\d|\d|%|\s?(?:percent|usd|k\b))"
                rf"(?:,?\s{_YEAR}\b)?",
                rf"\b{_MONTH_NAME},?\s(?:of\s)?{_YEAR}\b",
                rf"\b(?:{_PREPOSITION})[\s-](?P<spoken>(?P<name>{'|'.join(_MONTHS)}))\b"
                r"(?!\s(?:be|not|have|also|only))",
            ),
        ),
    )
)
_CLOCK = re.compile(
    r"(?<![\d.:])(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?<![\d.:])(?P<hour24>[01]?\d|2[0-4]):(?P<minute24>[0-5]\d)(?![\d:])"
    r"|(?P<part>早上|上午|中午|下午|晚上|晚|凌晨)(?P<spoken_hour>[012]?\d)[点时]"
)
_AFTERNOON = frozenset(("p", "下午", "晚上", "晚"))


def read_dates(text: str) -> Iterator[Span]:
    """Every date and time of day in folded text, most specific first; later ones may overlap."""
    for trigger, patterns in _PATTERNS:
        if trigger.search(text):
            for pattern in patterns:
                yield from map(_dated, pattern.finditer(text))
    for match in _CLOCK.finditer(text):
        yield _clock(match)


def _dated(match: re.Match[str]) -> Span:
    groups = {name: value for name, value in match.groupdict().items() if value}
    year = _number(groups.get("year") or groups.get("written_year"))
    quarter = _quarter(groups.get("q") or groups.get("quarter"))
    month = _MONTH_NUMBERS.get(groups.get("name", ""), 0) or _number(groups.get("month"))
    day = _number(groups.get("day"))
    start = match.start("spoken") if "spoken" in groups else match.start()
    if day:
        value, unit = year * 10000 + month * 100 + day, "day"
    elif month:
        value, unit = year * 100 + month, "month"
    elif quarter:
        value, unit = year * 10 + quarter, "quarter"
    else:
        value, unit = year, "year"
    return Span(start=start, end=match.end(), low=value, high=value, unit=unit, kind="date")


def _number(text: str | None) -> float:
    if not text:
        return 0.0
    return float(text) if text.isascii() else chinese_value(text)


def _quarter(text: str | None) -> float:
    return float(_QUARTER_WORDS.get(text, 0) or text) if text else 0.0


def _clock(match: re.Match[str]) -> Span:
    groups = match.groupdict()
    hour = float(groups["hour"] or groups["hour24"] or groups["spoken_hour"])
    minute = float(groups["minute"] or groups["minute24"] or 0)
    part = groups["half"] or groups["part"] or ""
    if part in _AFTERNOON and hour < 12:
        hour += 12
    value = hour + minute / 60
    return Span(
        start=match.start(), end=match.end(), low=value, high=value, unit="clock", kind="date"
    )
