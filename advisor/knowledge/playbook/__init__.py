"""The playbook: decision rules that say what to do when, because of what, and unless."""

from advisor.knowledge.playbook.documents import playbook_document, playbook_key
from advisor.knowledge.playbook.edition import Edition, dump_edition, load_edition
from advisor.knowledge.playbook.loading import load_playbook
from advisor.knowledge.playbook.rules import (
    Condition,
    Opposite,
    Playbook,
    PlaybookCase,
    PlaybookRule,
    Reason,
    Situation,
    When,
)

__all__ = [
    "Condition",
    "Edition",
    "Opposite",
    "Playbook",
    "PlaybookCase",
    "PlaybookRule",
    "Reason",
    "Situation",
    "When",
    "dump_edition",
    "load_edition",
    "load_playbook",
    "playbook_document",
    "playbook_key",
]
