"""The fixed sentences: the only ones that are shown without a quoted passage behind them."""

from collections.abc import Sequence

from advisor.domain.documents import LanguageCode
from advisor.domain.facts import TermKind

DECLINE: dict[LanguageCode, str] = {
    "zh": "现有资料里没有能回答这个问题的内容,所以我不猜。",
    "en": "The sources I have do not answer this, so I will not guess.",
}
NEAREST: dict[LanguageCode, str] = {
    "zh": "现有资料里没有能回答这个问题的内容,所以我不猜。最接近的资料是：",
    "en": "The sources I have do not answer this, so I will not guess. The nearest they come:",
}
UNANSWERED: dict[LanguageCode, tuple[str, ...]] = {
    "zh": tuple(f"您问的第{number}件事，资料里没有答案。" for number in "一二三"),
    "en": tuple(
        f"The sources do not answer the {number} thing that you ask."
        for number in ("first", "second", "third")
    ),
}
"""What is said of a part of the question."""

ABOUT: dict[LanguageCode, str] = {
    "zh": "我是跨境卖家的经营顾问，只按资料回答，每句话都注明出处；资料里没有的，我会直说。",
    "en": "I advise cross-border sellers, from my sources alone: every sentence says where it is from.",
}
WHICH: dict[LanguageCode, str] = {
    "zh": "您想问的是哪件事？请带上平台、国家或话题再问一次。",
    "en": "What is this about? Please ask again with the platform, the country or the topic.",
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
    "zh": "{own}与{others}说法不一，我会采用{own}，因为它{reasons}。",
    "en": "{own} disagrees with {others}; I would go with {own}, because it is {reasons}.",
}
NO_PREFERENCE: dict[LanguageCode, str] = {
    "zh": "{own}与{others}说法不一，从日期和出处看分不出高下，请先核实。",
    "en": "{own} disagrees with {others}, and neither date nor origin settles it; "
    "check before you rely on either.",
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
MISSING: dict[LanguageCode, str] = {
    "zh": "资料未给出",
    "en": "not in the sources",
}
SEE: dict[LanguageCode, str] = {"zh": "见下文", "en": "see below"}
"""What stands in a cell of which only whole sentences tell."""

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
MEASURED: dict[LanguageCode, str] = {"zh": "数值", "en": "Figure"}
"""What a column is called whose figures have no name in common."""

OTHER_LANGUAGE: dict[LanguageCode, str] = {
    "zh": "这部分资料只有英文，原文是：",
    "en": "This source is in Chinese only. In its own words:",
}


def preference(
    own: int, others: Sequence[int], reasons: Sequence[str], language: LanguageCode
) -> str:
    """Which of the citations that disagree to take, and why; without reasons neither."""
    return (DISAGREEMENT if reasons else NO_PREFERENCE)[language].format(
        own=f"[{own}]",
        others=_listed([f"[{number}]" for number in others], language),
        reasons=_listed([REASONS[language][reason] for reason in reasons], language),
    )


def _listed(parts: Sequence[str], language: LanguageCode) -> str:
    if language == "zh":
        return "、".join(parts)
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


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
