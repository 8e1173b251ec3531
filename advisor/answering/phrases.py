"""The fixed sentences: the only ones that are shown without a quoted passage behind them."""

from collections.abc import Sequence

from advisor.domain.documents import LanguageCode
from advisor.domain.facts import TermKind

DECLINE: dict[LanguageCode, str] = {
    "zh": "现有资料里没有能回答这个问题的内容,所以我不猜。",
    "en": "The sources I have do not answer this, so I will not guess.",
}
ABOUT: dict[LanguageCode, str] = {
    "zh": "我是跨境卖家的经营顾问，只按资料回答，每句话都注明出处；资料里没有的，我会直说。",
    "en": "I advise cross-border sellers, from my sources alone: every sentence says where it is from.",
}
OFFER: dict[LanguageCode, str] = {
    "zh": "我能回答的有：",
    "en": "What I can answer:",
}
CORRECTION: dict[LanguageCode, str] = {
    "zh": "问题里的说法与资料不符，资料是这样说的：",
    "en": "The question assumes something the sources do not say. What they say is:",
}
DISAGREEMENT: dict[LanguageCode, str] = {
    "zh": "各来源说法不一，我会采用{number}，因为它{reasons}。",
    "en": "The sources disagree; I would go with {number}, because it is {reasons}.",
}
NO_PREFERENCE: dict[LanguageCode, str] = {
    "zh": "各来源说法不一，从日期和出处看分不出高下，请先核实。",
    "en": "The sources disagree, and neither date nor origin settles it; check before you rely on it.",
}
REASONS: dict[LanguageCode, dict[str, str]] = {
    "zh": {"newer": "更新", "closer": "更接近一手来源", "surer": "可信度更高"},
    "en": {"newer": "newer", "closer": "closer to the source", "surer": "more reliable"},
}
OUTDATED: dict[LanguageCode, str] = {
    "zh": "（截至{date}，可能已过时）",
    "en": " (as of {date}, may be out of date)",
}
OUTDATED_DATED: dict[LanguageCode, str] = {
    "zh": "（可能已过时）",
    "en": " (may be out of date)",
}
ON_TOPIC: dict[LanguageCode, str] = {"zh": "{topic}：{sentence}", "en": "{topic}: {sentence}"}
MISSING: dict[LanguageCode, str] = {
    "zh": "资料未给出",
    "en": "not in the sources",
}
COUNTED: dict[LanguageCode, str] = {
    "zh": "资料里逐一列出的有{number}个，按下表数出：",
    "en": "The notes list {number}, counted from this table:",
}
OUTDATED_VALUE: dict[LanguageCode, str] = {
    "zh": "（{date}，或已过时）",
    "en": " ({date}, may be out of date)",
}
ROW_KINDS: dict[LanguageCode, dict[TermKind, str]] = {
    "zh": {"platform": "平台", "market": "市场", "seller": "卖家", "term": "项目"},
    "en": {"platform": "Platform", "market": "Market", "seller": "Sellers", "term": "Item"},
}
OTHER_LANGUAGE: dict[LanguageCode, str] = {
    "zh": "这部分资料只有英文，原文是：",
    "en": "This source is in Chinese only. In its own words:",
}


def preference(number: int, reasons: Sequence[str], language: LanguageCode) -> str:
    """Which side of a disagreement to take, and why."""
    if not reasons:
        return NO_PREFERENCE[language]
    joint = "、" if language == "zh" else " and "
    words = joint.join(REASONS[language][reason] for reason in reasons)
    return DISAGREEMENT[language].format(number=f"[{number}]", reasons=words)


def on_topic(topic: str, sentence: str, language: LanguageCode) -> str:
    """The sentence with what it is about, where several stand together."""
    return ON_TOPIC[language].format(topic=topic, sentence=sentence)


def outdated_note(text: str, as_of: str, language: LanguageCode) -> str:
    """What follows a sentence that is not up to date; without the year where it names it."""
    if as_of[:4] in text:
        return OUTDATED_DATED[language]
    return OUTDATED[language].format(date=as_of)


def counted(number: int, language: LanguageCode) -> str:
    """How many rows a table has, said as counted from it."""
    return COUNTED[language].format(number=number)


def outdated_value(since: str | None, language: LanguageCode) -> str:
    """What follows the value of a cell that is past its review; nothing where it is not."""
    return OUTDATED_VALUE[language].format(date=since) if since else ""
