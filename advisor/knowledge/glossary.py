"""The glossary: each term of the field with every form that sellers write."""

from pathlib import Path

from pydantic import Field

from advisor.domain.errors import BrokenKnowledge
from advisor.domain.facts import Term, TermKind
from advisor.knowledge.tables import Row, read_tables
from advisor.language.text import fold


class TermRow(Row):
    """A row of glossary/*.yaml."""

    kind: TermKind
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
    zh_forms: tuple[str, ...] = ()
    en_forms: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()

    def term(self) -> Term:
        """The row as the core knows it."""
        return Term(**self.model_dump())


def load_glossary(folder: Path) -> tuple[Term, ...]:
    """Every term. Raises BrokenKnowledge, also for a form that two terms claim."""
    owners: dict[str, str] = {}
    terms = [(path, line, row.term()) for path, line, row in read_tables(folder, row=TermRow)]
    names = {term.id for _, _, term in terms}
    for path, line, term in terms:
        for name in set(term.part_of) - names:
            raise BrokenKnowledge(
                path,
                line,
                f"{term.id!r} is part of {name!r}, which is no term.",
                repair="Name a market of the glossary, or add it there.",
            )
        for form in term.forms:
            owner = owners.setdefault(fold(form), term.id)
            if owner != term.id:
                raise BrokenKnowledge(
                    path,
                    line,
                    f"The form {form!r} of {term.id!r} belongs to {owner!r} already.",
                    repair="Keep each form under one term.",
                )
    return tuple(term for _, _, term in terms)
