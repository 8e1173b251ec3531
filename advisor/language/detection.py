"""Which language an answer to a question is written in."""

import re

from advisor.domain.documents import LanguageCode
from advisor.language.text import has_chinese

_CHINESE_GRAMMAR = re.compile(
    r"[的是吗嗎么麼呢吧了在和与與為为有没沒不要该該能会會怎哪谁誰什几幾多少如何请請我你]"
)
_ENGLISH_GRAMMAR = re.compile(
    r"\b(?:what|why|how|when|where|who|which|is|are|was|were|do|does|did|should|can|could|would|"
    r"will|the|a|an|of|for|to|in|on|and|or|if|my|we|i|it|about)\b",
    re.IGNORECASE,
)
_CJK = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


def detect_language(text: str) -> LanguageCode:
    """The language whose grammar carries the text: "zh" or "en", also for mixed text."""
    if not has_chinese(text):
        return "en"
    chinese, english = _CHINESE_GRAMMAR.search(text), _ENGLISH_GRAMMAR.findall(text)
    if chinese and len(english) < 3:
        return "zh"
    if english and not chinese:
        return "en"
    return "zh" if len(_CJK.findall(text)) >= 1.7 * len(_LATIN_WORD.findall(text)) else "en"


def dominant_language(text: str) -> LanguageCode:
    """The language most of a document is written in; a Chinese character weighs half a word."""
    chinese, latin = len(_CJK.findall(text)), len(_LATIN_WORD.findall(text))
    return "zh" if chinese >= latin else "en"
