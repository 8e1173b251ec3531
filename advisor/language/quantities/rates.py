"""What a figure is a rate of: 80 orders a day, $4 per kg."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from advisor.language.quantities.joining import LISTED
from advisor.language.quantities.span import Per, PerTime, Span

# What each is called after 每 or 一, and after "per", "a" or a slash.
_FORMS: tuple[tuple[Per, str, str], ...] = (
    ("minute", "分钟", "minute min"),
    ("hour", "小时 个小时 钟头", "hour hr h"),
    ("day", "天 日", "day d"),
    ("week", "周 星期 个星期 礼拜 个礼拜", "week wk"),
    ("month", "月 个月", "month mo mth"),
    ("quarter", "季度 个季度", "quarter"),
    ("year", "年", "year yr annum"),
    ("order", "单 订单 张订单 笔订单 笔", "order transaction sale parcel shipment package"),
    ("unit", "件 个 件商品 个商品 件货 件产品 个产品 只 支 套", "unit piece pc item pop product"),
    ("kg", "公斤 千克 kg", "kilogram kilo kg"),
    ("customer", "客户 个客户 买家 个买家 用户 个用户 新客 个新客", "customer buyer user client"),
    ("click", "点击 次点击", "click"),
    ("video", "视频 条视频 条短视频 支视频", "video post"),
)
_ADJECTIVES: dict[str, Per] = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
    "yearly": "year", "annual": "year", "annually": "year", "hourly": "hour",
}  # fmt: skip
# 日均80单, 月租2000美元, 单件成本9块: the rate is a part of the word.
_WORDS: dict[str, Per] = {
    **dict.fromkeys(["日均", "日销", "日出", "日单", "日发", "日租", "日薪"], "day"),
    **dict.fromkeys(["周均", "周销", "周出"], "week"),
    **dict.fromkeys(
        ["月均", "月销", "月出", "月租", "月薪", "月供", "月流水", "月入", "月付", "月费"], "month"
    ),
    **dict.fromkeys(["年均", "年销", "年租", "年薪", "年入", "年费"], "year"),
    **dict.fromkeys(["单均"], "order"),
    **dict.fromkeys(["单件", "件均"], "unit"),
}
_INTEREST: dict[str, Per] = {"年化": "year", "年息": "year", "月息": "month", "日息": "day"}

_PERS: dict[str, Per] = (
    {form: per for per, chinese, _ in _FORMS for form in chinese.split()}
    | {form: per for per, _, english in _FORMS for form in english.split()}
    | _ADJECTIVES
    | _WORDS
    | _INTEREST
)


def _any(forms: list[str]) -> str:
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


_CHINESE = _any([form for _, chinese, _ in _FORMS for form in chinese.split()])
_ENGLISH = _any([form for _, _, english in _FORMS for form in english.split()])
_NOT_LATER = (
    "(?!(?:[后前内之以中半来几]|多(?![赚亏卖出收付花])))"  # 一年后, 一天之内 are times, not rates
)
_ONE = r"(?<![同第十百千万亿零一二三四五六七八九两几\da-z.])[一1]"
_NO_GAP = r"\d,，.。;；?？!！、:()（）\n每"
_OTHER_THING = "个[^月小季星礼客买用新商产顾]"  # 每个达人
_ONE_TIME = "一(?:天|周|年|个?月|个?小时)"
_EVERY = rf"(?:每|{_ONE})(?!{_OTHER_THING})(?P<chinese>{_CHINESE}){_NOT_LATER}"
_WORD = rf"(?<![一二三四五六七八九十两几\d半])(?P<word>{_any(list(_WORDS))})"
_GAP = rf"(?:(?!{_ONE_TIME})[^{_NO_GAP}]){{0,10}}"
_BEFORE = re.compile(
    rf"(?:{_EVERY}|{_WORD}){_GAP}$"
    rf"|\bper[\s-](?P<english>{_ENGLISH})s?\b[a-z\s]{{0,24}}[~≈:]?\s?$"
    rf"|\b(?P<adjective>{_any(list(_ADJECTIVES))})\b"
    r"(?:\s(?!in\b|on\b|for\b|from\b|with\b|across\b)[a-z]+){0,5}[~≈:]?\s?$"
)
_BEFORE_SHARE = re.compile(rf"(?P<word>{_any(list(_INTEREST))})[^{_NO_GAP}]{{0,4}}$")
_BOUND = r"(?:左右|上下|以上|以下|以内|or\sso|(?:\+|plus)(?!\s?[\d$£€]))?"
_NOUNS = r"(?:\b(?!and\b|or\b|at\b|for\b|with\b)[a-z]+\s){0,2}?"
_AFTER = re.compile(
    rf"{_BOUND}(?:\s?(?:/\s?|每|[一1])(?P<chinese>{_CHINESE}){_NOT_LATER}(?!\d)"
    rf"|\s?(?:/\s?|\ban?\s|{_NOUNS}\b(?:per|every|each)\s(?:[a-z]+\s)?)(?P<english>{_ENGLISH})s?(?![a-z])"
    rf"|\s?per\s[a-z]+\s[a-z]+\sper\s(?P<second>{_ENGLISH})\b"
    rf"|\s(?P<adjective>{_any(list(_ADJECTIVES))})\b|\s?(?P<each>each|apiece)\b)"
)
_BY_TIME: frozenset[Per] = frozenset(get_args(PerTime))
_NEVER = ("date", "ordinal", "version")
_MEASURED = ("measure", "duration")  # 一立方米一天 is the rate of what follows
_COUNTED = ("money", "count", "number")
_HAPPENS = re.compile(r"(?:次|回|times?|once|twice)$")
_REACH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rate:
    """What was found beside a figure, and where those words stand."""

    per: Per
    start: int
    end: int


def with_rates(text: str, spans: Sequence[Span]) -> list[Span]:
    """The figures in order with what they are a rate of; the 一天 of 一天80单 is no figure then."""
    rates = [_rate(text, spans, place) for place in range(len(spans))]
    words = {(rate.start, rate.end) for rate in rates if rate}
    rated = [replace(s, per=r.per) if r else s for s, r in zip(spans, rates, strict=True)]
    kept = [span for span in rated if span.per or not _is_word(span, words)]
    return _shared(text, kept)


def _is_word(span: Span, words: set[tuple[int, int]]) -> bool:
    return span.low == span.high == 1 and (span.start, span.end) in words


def _rate(text: str, spans: Sequence[Span], place: int) -> _Rate | None:
    span = spans[place]
    after = _AFTER.match(text, span.end)
    if after and _suits(text, span, per := _per(after)):
        return _Rate(per=per, start=_one_at(text, after), end=after.end())
    return _rate_before(text, spans, place)


def _rate_before(text: str, spans: Sequence[Span], place: int) -> _Rate | None:
    span, first = spans[place], max(0, spans[place].start - _REACH)
    if span.kind == "share":
        interest = _BEFORE_SHARE.search(text[first : span.start])
        return _Rate(per=_per(interest), start=0, end=0) if interest else None
    is_counted = span.kind in _COUNTED or text[span.end - 1] in "次回"
    if not is_counted or (span.low == span.high == 1 and span.kind != "money"):
        return None
    before = _BEFORE.search(text[first : span.start])
    if before is None or _crosses(spans, place, first + before.end(before.lastgroup or 0)):
        return None
    per = _per(before)
    start = _one_at(text, before, offset=first)
    if not _suits(text, span, per):
        return None
    return _Rate(per=per, start=start, end=first + before.end("chinese"))


def _crosses(spans: Sequence[Span], place: int, end: int) -> bool:
    """Whether another figure stands between the words and the figure."""
    return place > 0 and end < spans[place - 1].end


def _per(match: re.Match[str]) -> Per:
    groups = match.groupdict()
    if groups.get("each"):
        return "unit"
    names = ("chinese", "word", "english", "second", "adjective")
    return next(_PERS[groups[name]] for name in names if groups.get(name))


def _one_at(text: str, match: re.Match[str], offset: int = 0) -> int:
    """Where the 一 before the word stands."""
    return offset + match.start("chinese") - 1 if match["chinese"] else match.start()


def _suits(text: str, span: Span, per: Per) -> bool:
    """Whether such a figure can be a rate of that."""
    if span.kind in _NEVER or (span.low == span.high == 1 and span.kind in _MEASURED):
        return False
    if span.kind == "duration":
        return per in _BY_TIME and span.unit not in ("years", f"{per}s")
    if span.kind == "times":
        return per in _BY_TIME and bool(_HAPPENS.search(text, span.start, span.end))
    return per in _BY_TIME or span.kind != "share"


def _shared(text: str, spans: list[Span]) -> list[Span]:
    """The figures, those of one list with one rate: "$5, $8 and $9 per unit"."""
    for place in [*range(1, len(spans)), *range(len(spans) - 1, 0, -1)]:
        one, other = spans[place - 1], spans[place]
        if (one.per is None) == (other.per is None) or one.kind != other.kind:
            continue
        if one.unit == other.unit and LISTED.fullmatch(text, one.end, other.start):
            per = one.per or other.per
            spans[place - 1], spans[place] = replace(one, per=per), replace(other, per=per)
    return spans
