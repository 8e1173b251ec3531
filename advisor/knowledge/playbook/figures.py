"""The check that every figure of a rule stands in the statements that it rests on."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from advisor.domain.documents import LANGUAGES, LanguageCode, Passage
from advisor.domain.errors import BrokenKnowledge
from advisor.knowledge.playbook.rules import PlaybookRule, Reason, Words
from advisor.language.quantities import read_quantities, same_quantity

Passages = Mapping[tuple[LanguageCode, str], Passage]


def require_figures_of_reasons(
    path: Path,
    line: int,
    rule: PlaybookRule,
    *,
    rules: Mapping[str, PlaybookRule],
    passages: Passages,
) -> None:
    """Raise BrokenKnowledge for the first figure of advice, unless or decides without a reason."""
    texts: list[tuple[str, Words, tuple[Reason, ...]]] = [
        ("advice", rule.advice, rule.because),
        ("unless", rule.unless, (*rule.because, *rule.unless_because)),
    ]
    for opposite in rule.against:
        reasons = (*rule.because, *rules[opposite.rule].because)
        texts.append(("decides", opposite.decides, reasons))
    for part, words, reasons in texts:
        for language in LANGUAGES:
            stray = _stray_figure(words[language], _said(reasons, language, passages))
            if stray is not None:
                raise BrokenKnowledge(
                    path,
                    line,
                    f"{rule.id}: the figure {stray!r} of {part} ({language}) stands in none of "
                    f"its reasons.",
                    repair="Add the statement that says it to because, or leave the figure out.",
                )


def _said(reasons: Iterable[Reason], language: LanguageCode, passages: Passages) -> list[str]:
    return [
        passages[language, reason.section].sentences[reason.position].text for reason in reasons
    ]


def _stray_figure(text: str, said: Iterable[str]) -> str | None:
    """The first figure that none of the statements has; None where each has its origin."""
    known = [quantity for statement in said for quantity in read_quantities(statement)]
    for figure in read_quantities(text):
        if not any(same_quantity(figure, other) for other in known):
            return figure.text
    return None
