"""One number with its scale and its unit, as it is written."""

import re
from dataclasses import dataclass

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
from advisor.language.quantities.units import (
    COUNTED_LATER,
    CURRENCY_SIGN,
    CURRENCY_SIGNS,
    DIGITS_ONLY,
    SPOKEN_AFTER_SCALES,
    UNIT,
    UNITS,
    Unit,
)

# SHEIN10美金: a figure may follow a Latin name without a blank when a Chinese unit follows it.
_CHINESE_UNIT = r"[十百千万亿]*(?:美[元金]|[欧日]?元|英镑|[%倍天年单件]|小时|个月|个国家)"
_ALONE = r"(?<![a-z0-9_.])(?:(?<![a-z]-)|(?<=\d[kmwxhd]-)|(?<=\dbn-|\dkg-|\dcm-))(?<!\d,)|(?<=\dx)"
NUMBER = re.compile(
    rf"(?:(?P<sign>{CURRENCY_SIGN})\s?|{_ALONE}|(?<=[a-z])(?=[\d.,]+{_CHINESE_UNIT}))"
    rf"(?P<arabic>(?:(?<![\d)%a-z\u4e00-\u9fff])-)?{ARABIC})"
    rf"|(?P<chinese>{CHINESE})|\b(?P<english>{ENGLISH})"
)
_TAIL = re.compile(
    rf"(?P<early>[多余来几](?=[万亿千百]))?(?P<scale>{SCALE})?"
    r"(?:(?<=[万千百])(?P<rest>[1-9])(?![\d.,:%折成倍点万亿])(?P<rest_scale>[千百])?)?"
    r"(?P<halves>个半(?=月|小时|钟头|星期|礼拜)|\sand\sa\shalf)?"
    r"(?P<more>多|余|来|几|\+)?"
    rf"(?:[\s-]?(?P<unit>{UNIT}|(?<=[半仨俩])月))?"
    r"(?P<half>(?<=[天年周月日成时倍次])半(?![价年月数途]))?"
    r"(?P<tenths>(?<=成)[一二三四五六七八九](?![个家名成]))?"
    # 9块5, 三块八, 3元5角; 20块5天 and 2块一斤 go on with another figure.
    r"(?:(?<=[块元])(?P<dimes>\d|[一二三四五六七八九])[毛角]|(?<=毛)(?P<fen>[\d一二三四五六七八九])"
    r"|(?<=块)(?P<cents>\d{1,2}(?![.,]\d|[\d%/×*十百千万亿个件单天元折成倍条小周月年公斤])|[一二三四五六七八九](?![\u4e00-\u9fff]))"
    r"|(?<=[块元刀镑欧])(?P<half_coin>半(?![价年月数途斤个天成径折])))?"
)
YEAR = r"(?:19[5-9]|20[0-4])\d"
LABEL = re.compile(rf"(?P<year>{YEAR})|\d{{1,2}}\.0")
_BEFORE_YEAR = re.compile(r"\b(?:in|since|of|by|from|during|until|for|before|after)\s$")
_LATER = re.compile(COUNTED_LATER)
ORDINAL_END = re.compile(r"(?:st|nd|rd|th)(?![a-z])(?:\s(?P<unit>day|week|month|year)\b)?")
# "3k a month" and "budget of 4k" are figures; a bare 4K or 5G is a name.
_RATE_FOLLOWS = re.compile(r"\s?(?:/|(?:an?|per|each)\b|[-–~]\s?\d)")
_SUM_BEFORE = re.compile(
    r"(?:\b(?:is|was|of|about|around|only|just|spends?|spent|pay|paid|costs?|make|made|over|under|to|from|than"
    r"|plus|minus|nearly)|[~≈约近到至花投赚亏付是租费价算])\s?$"
)
_NAMED_K = "248"
_CHINESE_CHARACTER = re.compile(r"[\u4e00-\u9fff]")
_WATTS = re.compile(r"w\s?(?:充|快充|功率|的?灯|适配|电)")
# 粉丝20k: what stands before the number is what it counts.
_FOLLOWERS_BEFORE = re.compile(
    r"粉丝(?:数量?|量)?(?:有|是|才|只有|大概|约|近|超过?|达到?|不到|:)?\s?$"
)
_OPEN_ENDED: dict[str | None, Bound] = {
    "多": "above",
    "余": "above",
    "几": "above",
    "+": "above",
    "来": "about",
}
_WITHOUT_CENTS = ("IDR", "VND")
_REACH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number as written: `low` to `high` times `scale` already, `unit` what it counts."""

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
        """Whether it is digits or words alone."""
        return self.scale == 1.0 and self.unit is None


def amount_at(text: str, match: re.Match[str]) -> Amount | None:
    """The number with its scale and unit; None for a part of an identifier."""
    tail = _TAIL.match(text, match.end())
    if tail is None or _is_identifier(text, match, tail):
        return None
    low, high = _values(match, tail)
    scale = SCALES[tail["scale"].strip(" -")] if tail["scale"] else 1.0
    unit, end = _unit(text, match, tail)
    extra = 0.5 if tail["halves"] or tail["half"] else _tenths(tail) + _rest(match, tail, scale)
    return Amount(
        start=match.start(),
        end=end,
        low=low * scale + extra,
        high=high * scale + extra,
        scale=scale,
        unit=unit,
        form=tail["unit"] or "",
        script="arabic" if match["arabic"] else "chinese" if match["chinese"] else "english",
        bound=_OPEN_ENDED.get(tail["early"] or tail["more"]),
    )


def _values(match: re.Match[str], tail: re.Match[str]) -> tuple[float, float]:
    if match["arabic"]:
        currency = CURRENCY_SIGNS.get(match["sign"] or "") or UNITS.get(tail["unit"] or "")
        points_group = currency is not None and currency.name in _WITHOUT_CENTS
        value = arabic_value(match["arabic"], points_group=points_group)
        return value, value
    if match["chinese"]:
        return chinese_values(match["chinese"])
    value = english_value(match["english"])
    return value, value


def _tenths(tail: re.Match[str]) -> float:
    """What follows the unit: the five of 三成五 and of 9块5."""
    if tail["tenths"]:
        return chinese_values(tail["tenths"])[0] / 10
    if tail["half_coin"]:
        return 0.5
    dimes = tail["dimes"] or tail["cents"] or tail["fen"]
    if not dimes:
        return 0.0
    return float(dimes) / 10 ** len(dimes) if dimes.isdecimal() else chinese_values(dimes)[0] / 10


def _rest(match: re.Match[str], tail: re.Match[str], scale: float) -> float:
    """What follows the scale: the two of 1万2 and of 1万2千."""
    if not tail["rest"] or not match["arabic"]:
        return 0.0
    return float(tail["rest"]) * (SCALES[tail["rest_scale"]] if tail["rest_scale"] else scale / 10)


def _unit(text: str, match: re.Match[str], tail: re.Match[str]) -> tuple[Unit | None, int]:
    """What the number counts, and where that ends."""
    form, end = tail["unit"], tail.end()
    if form == "月":
        return UNITS["个月"], end
    if form and _is_unit(match, form, tail):
        unit = UNITS[re.sub(r"[\s-]", " ", form)]
        return (None, match.end()) if _is_label(text, match, unit) else (unit, end)
    if form:
        end = tail.start("unit") - (text[tail.start("unit") - 1] in " -")
    if match["sign"]:
        return CURRENCY_SIGNS[match["sign"]], end
    later = None if LABEL.fullmatch(match["arabic"] or "") else _LATER.match(text, end)
    if later:
        return UNITS[later["chinese"] or later["next"] or later["english"]], later.end()
    if _FOLLOWERS_BEFORE.search(text[max(0, match.start() - _REACH) : match.start()]):
        return UNITS["粉丝"], end
    return None, end


def _is_unit(match: re.Match[str], form: str, tail: re.Match[str]) -> bool:
    """Whether the form is this number's unit: not 方 of 三方, not the item of "a $25 item"."""
    if match["sign"]:
        return UNITS[re.sub(r"[\s-]", " ", form)].kind == "money"
    if not match["chinese"] or form not in DIGITS_ONLY:
        return True
    return bool(tail["fen"]) or (form in SPOKEN_AFTER_SCALES and len(match["chinese"]) > 1)


def _is_label(text: str, match: re.Match[str], unit: Unit) -> bool:
    """Whether the number names a year or a version and counts nothing: "in 2023 sellers …"."""
    counts = unit.kind == "count" and text[match.end() : match.end() + 1] == " "
    label = LABEL.fullmatch(match["arabic"] or "") if counts else None
    if not label:
        return False
    before = text[max(0, match.start() - _REACH) : match.start()]
    return label["year"] is None or bool(_BEFORE_YEAR.search(before))


def _is_identifier(text: str, match: re.Match[str], tail: re.Match[str]) -> bool:
    """Whether a digit and a letter make a name (3C, 4K, 5G) rather than a figure."""
    if not match["arabic"]:
        return False
    letter = text[match.end() : match.end() + 1]
    if not ("a" <= letter <= "z"):
        return False
    if tail.end() == match.end():
        return not ORDINAL_END.match(text, match.end()) and not _is_dimension(text, match.end())
    if tail["scale"] == "w":
        return not _is_wan(text, match)
    short = not match["sign"] and len(match["arabic"]) == 1 and tail.end() - tail.start() == 1
    return short and _is_name(text, match, tail)


def _is_dimension(text: str, end: int) -> bool:
    """Whether the x between two lengths follows: 60x40x40."""
    return text[end] == "x" and text[end + 1 : end + 2].isdecimal()


def _is_wan(text: str, match: re.Match[str]) -> bool:
    """Whether the w after a number is 万: in Chinese words, and no watts."""
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() + 1 :][:1]
    return bool(_CHINESE_CHARACTER.search(around)) and not _WATTS.match(text, match.end())


def _is_name(text: str, match: re.Match[str], tail: re.Match[str]) -> bool:
    value, letter = match["arabic"], text[match.end()]
    if letter == "k" and value not in _NAMED_K:
        return False
    if _LATER.match(text, tail.end()):
        return False
    before = text[max(0, match.start() - _REACH) : match.start()]
    if letter == "k" and (_RATE_FOLLOWS.match(text, tail.end()) or _SUM_BEFORE.search(before)):
        return False
    return letter in "kg" or (letter == "d" and value in "23")
