"""What to work out next: questions after the numeric rules that a decision rests on."""

from collections.abc import Iterable

from advisor.domain.documents import LanguageCode
from advisor.rules import RULES, Rule

_ASKED: dict[LanguageCode, str] = {
    "zh": "能帮我算{title}吗（{inputs}）？",
    "en": "Can you work this out for me: {title} ({inputs})?",
}
_JOINT: dict[LanguageCode, str] = {"zh": "、", "en": ", "}
_INPUTS = 4


def calculation_questions(
    rules: Iterable[str], *, language: LanguageCode, limit: int
) -> tuple[str, ...]:
    """At most `limit` questions, one for each numeric rule, with the inputs that decide it."""
    named = [RULES[name] for name in dict.fromkeys(rules)]
    return tuple(_question(rule, language) for rule in named[:limit])


def _question(rule: Rule, language: LanguageCode) -> str:
    deciding = [item for item in rule.inputs if item.required or item.decides]
    labels = [getattr(item.label, language) for item in (deciding or rule.inputs)[:_INPUTS]]
    title = getattr(rule.title, language)
    if language == "en":
        title = title[0].lower() + title[1:]
    return _ASKED[language].format(title=title, inputs=_JOINT[language].join(labels))
