"""Numbers written with digits or words, in Chinese and English."""

import re

_CHINESE_DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "俩": 2, "仨": 3,
}  # fmt: skip
_CHINESE_SCALES = {"十": 10.0, "百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8}
_BELOW_TWENTY = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH_NUMBERS = {
    **{word: float(value) for value, word in enumerate(_BELOW_TWENTY.split())},
    **{word: 20.0 + 10 * place for place, word in enumerate(_TENS.split())},
}
_ENGLISH_SCALES = {
    "dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7,
    "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
_ENGLISH_PARTS = {"half": 0.5, "couple": 2.0}
_ABBREVIATED_SCALES = {
    "k": 1e3, "w": 1e4, "grand": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
SCALES = (
    {"十": 10.0, "百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8}
    | {
        "十万": 1e5,
        "百万": 1e6,
        "千万": 1e7,
        "十亿": 1e9,
        "百亿": 1e10,
        "千亿": 1e11,
        "万亿": 1e12,
        "个亿": 1e8,
    }
    | _ENGLISH_SCALES
    | _ABBREVIATED_SCALES
)

_CHINESE_DIGIT = "".join(_CHINESE_DIGITS)
_SCALE_MARKS = "".join(_CHINESE_SCALES)
_SCALE_WORD = "|".join(sorted(_ENGLISH_SCALES, key=len, reverse=True))
_WORDS = sorted(_ENGLISH_NUMBERS, key=len, reverse=True)
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_SIMPLE = rf"(?:(?:{_TENS.replace(' ', '|')})[\s-](?:{_ONES})|{'|'.join(_WORDS)})\b"

# The second form has points between thousands: 1.250.000 or 1.299,90.
ARABIC = (
    r"(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:\.\d{3})+(?:(?<=\.\d{3}\.\d{3})(?![.\d])|,\d\d(?!\d))"
    r"|\d{1,40}+(?!\d))(?:\.\d{1,40}+)?)"
)
CHINESE = (
    rf"(?:[{_CHINESE_DIGIT}]|[十百千](?=[{_CHINESE_DIGIT}{_SCALE_MARKS}])|十|(?<!万)[百千](?=人|余|多))"
    rf"[{_CHINESE_DIGIT}{_SCALE_MARKS}]{{0,40}}+(?![{_CHINESE_DIGIT}{_SCALE_MARKS}])(?:点[{_CHINESE_DIGIT}]{{1,20}}+(?![十刻\d]))?"
)
ENGLISH = (
    rf"(?:(?:a\scouple|couple(?=\sof|\shundred|\sthousand))(?:\sof)?(?=\s[a-z])|half\sa(?=\s(?:{_SCALE_WORD}))|an?(?=\s(?:{_SCALE_WORD})\b)|{_SIMPLE}"
    rf"|(?<!few\s)(?<!several\s)(?<!tens\sof\sa\s)(?:{_SCALE_WORD})\b)"
    rf"(?:[\s-](?:{_SCALE_WORD})\b)*"
    rf"(?:(?:(?<=hundred)|(?<=thousand)|(?<=million))(?:\sand)?\s{_SIMPLE}(?:[\s-](?:{_SCALE_WORD})\b)*)*"
)
SCALE = (
    r"[十百千]?[万亿]|万亿|个亿|[百千](?![克米瓦])|"
    rf"[\s-]?(?:{_SCALE_WORD})(?![a-z])|\sgrand(?!\s?[a-z]*\s?(?:total|opening|prix))(?![a-z])|(?:k|w|mn|mln|mio|m|bn|b|tn)(?![a-z])"
)
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d\d)?")
_PAIR = re.compile(rf"([{_CHINESE_DIGIT}])([{_CHINESE_DIGIT}])([{_SCALE_MARKS}]*)")


def arabic_value(text: str, *, points_group: bool = False) -> float:
    """The value of digits with or without separators: "20,000" and "20.000,00" are 20000.

    With `points_group`, as prices in rupiah are written, "20.000" is 20000 too.
    """
    is_pointed = points_group or text.count(".") > 1 or text.rfind(",") > text.find(".") > 0
    if is_pointed and _POINTED.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    return float(text.replace(",", ""))


def chinese_values(text: str) -> tuple[float, float]:
    """Lowest and highest value of a Chinese numeral; they differ for one like 两三百."""
    pair = _PAIR.fullmatch(text)
    if pair:
        low, high = _CHINESE_DIGITS[pair[1]], _CHINESE_DIGITS[pair[2]]
        if high == low + 1 or (low, high) == (3, 5):
            scale = chinese_value("一" + pair[3]) if pair[3] else 1.0
            return low * scale, high * scale
    whole, _, decimals = text.partition("点")
    value = chinese_value(whole)
    if decimals:
        value += float("0." + "".join(str(_CHINESE_DIGITS[mark]) for mark in decimals))
    return value, value


def chinese_value(text: str) -> float:
    """The value of a Chinese numeral: 三百五 is 350, 二〇二三 is 2023."""
    if not any(mark in _CHINESE_SCALES for mark in text):
        return float("".join(str(_CHINESE_DIGITS[mark]) for mark in text))
    total = section = digit = 0.0
    scale = 1.0
    for mark in text:
        if mark in _CHINESE_DIGITS:
            digit, scale = float(_CHINESE_DIGITS[mark]), scale if _CHINESE_DIGITS[mark] else 10.0
            continue
        scale = _CHINESE_SCALES[mark]
        if scale < 1e4:
            section += (digit or 1.0) * scale
        elif scale < 1e8:
            total, section = total + (section + digit or 1.0) * scale, 0.0
        else:
            total, section = (total + section + digit or 1.0) * scale, 0.0
        digit = 0.0
    return total + section + digit * (scale / 10 if scale > 10 else 1.0)


def english_value(text: str) -> float:
    """The value of a number in words: "two hundred and fifty thousand" is 250000."""
    total = current = 0.0
    for word in re.split(r"[\s-]+", text):
        if word in _ENGLISH_NUMBERS:
            current += _ENGLISH_NUMBERS[word]
        elif word in _ENGLISH_PARTS:
            current = _ENGLISH_PARTS[word]
        elif word in ("dozen", "hundred"):
            current = (current or 1.0) * _ENGLISH_SCALES[word]
        elif word in _ENGLISH_SCALES:
            total, current = total + (current or 1.0) * _ENGLISH_SCALES[word], 0.0
    return total + current
