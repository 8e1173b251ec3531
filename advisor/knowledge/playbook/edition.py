"""The playbook with the documents it is quoted from, as it is stored beside the facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from advisor.domain.documents import LANGUAGES, Document
from advisor.knowledge.playbook.documents import playbook_document
from advisor.knowledge.playbook.rules import Playbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Every rule, and in each language the document that holds their sentences."""

    playbook: Playbook
    documents: tuple[Document, ...]


_EDITION = TypeAdapter(Edition)


def dump_edition(playbook: Playbook, *, notes: Sequence[Document]) -> str:
    """The playbook as JSON; "" where it has no rules."""
    if not playbook.rules:
        return ""
    documents = tuple(playbook_document(playbook, language=name, notes=notes) for name in LANGUAGES)
    return _EDITION.dump_json(Edition(playbook=playbook, documents=documents)).decode()


def load_edition(stored: str) -> Edition | None:
    """The playbook that was stored; None where there is none."""
    return _EDITION.validate_json(stored) if stored else None
