"""Answers to "what should I do?" from the playbook: which rules hold, and what they say."""

from advisor.answering.playbook.composing import PlaybookComposer, with_advice
from advisor.answering.playbook.drafting import PlaybookDrafter, pages_of
from advisor.answering.playbook.matching import Fired, PlaybookMatcher, closeness
from advisor.answering.playbook.numbers import numbers_of
from advisor.answering.playbook.situations import SituationReader

__all__ = [
    "Fired",
    "PlaybookComposer",
    "PlaybookDrafter",
    "PlaybookMatcher",
    "SituationReader",
    "closeness",
    "numbers_of",
    "pages_of",
    "with_advice",
]
