"""The fixed sentences: the only ones that are shown without a quoted passage behind them."""

from advisor.domain.documents import LanguageCode

DECLINE: dict[LanguageCode, str] = {
    "zh": "现有资料里没有能回答这个问题的内容,所以我不猜。",
    "en": "The sources I have do not answer this, so I will not guess.",
}
OFFER: dict[LanguageCode, str] = {
    "zh": "我能回答的有:",
    "en": "What I can answer:",
}
CORRECTION: dict[LanguageCode, str] = {
    "zh": "问题里的说法与资料不符,资料是这样说的:",
    "en": "The question assumes something the sources do not say. What they say is:",
}
OTHER_LANGUAGE: dict[LanguageCode, str] = {
    "zh": "这部分资料只有英文,原文是:",
    "en": "This source is in Chinese only. In its own words:",
}
