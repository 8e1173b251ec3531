"""The sources of an answer as every channel lists them."""

from advisor.domain.answers import Answer, Citation
from advisor.domain.documents import LanguageCode, SourceKind

_KINDS: dict[LanguageCode, dict[SourceKind, str]] = {
    "zh": {
        "official": "官方",
        "filing": "公司公告",
        "press": "媒体",
        "trade_press": "行业媒体",
        "vendor": "服务商",
        "blog": "自媒体",
    },
    "en": {
        "official": "official",
        "filing": "company filing",
        "press": "press",
        "trade_press": "trade press",
        "vendor": "vendor",
        "blog": "blog",
    },
}
_LOW: dict[LanguageCode, str] = {"zh": "可信度低", "en": "low confidence"}


def source_lines(answer: Answer) -> list[str]:
    """One line a source: the numbers that cite it, title, publisher, kind, date, address."""
    numbers: dict[str, list[int]] = {}
    for citation in answer.citations:
        line = _described(citation, language=answer.language)
        numbers.setdefault(line, []).append(citation.number)
    return [f"  {''.join(f'[{n}]' for n in cited)} {line}" for line, cited in numbers.items()]


def _described(citation: Citation, *, language: LanguageCode) -> str:
    parts = [
        citation.title,
        citation.publisher,
        _KINDS[language].get(citation.source_kind),
        _LOW[language] if citation.confidence == "low" else None,
        citation.published or citation.as_of,
        citation.url,
    ]
    return " · ".join(part for part in parts if part)
