"""Cited answers for cross-border sellers, in Chinese and English."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from advisor.answering.advisor import Advisor
    from advisor.domain.answers import Answer, AnswerEvent, Question
    from advisor.wiring import open_advisor

__all__ = ["Advisor", "Answer", "AnswerEvent", "Question", "open_advisor"]
_HOMES = {
    "Advisor": "advisor.answering.advisor",
    "Answer": "advisor.domain.answers",
    "AnswerEvent": "advisor.domain.answers",
    "Question": "advisor.domain.answers",
    "open_advisor": "advisor.wiring",
}


def __getattr__(name: str) -> Any:
    """Names are imported when first used, so that importing one layer loads no other."""
    if name not in _HOMES:
        raise AttributeError(f"module 'advisor' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
