"""Rules that contradict each other: both say so, and one of them what decides."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from advisor.domain.documents import LANGUAGES
from advisor.domain.errors import BrokenKnowledge
from advisor.knowledge.playbook.rows import OppositePart, RuleRow
from advisor.knowledge.playbook.rules import Opposite

_Read = tuple[Path, int, RuleRow]


def opposites_of(rows: Sequence[_Read]) -> dict[str, tuple[Opposite, ...]]:
    """The opposites of each rule. Raises BrokenKnowledge where only one side knows of the other."""
    by_id = {row.id: row for _, _, row in rows}
    return {
        row.id: tuple(_opposite((path, line, row), part, by_id) for part in row.against)
        for path, line, row in rows
    }


def _opposite(read: _Read, part: OppositePart, by_id: Mapping[str, RuleRow]) -> Opposite:
    path, line, row = read
    other = by_id.get(part.rule)
    if other is None or other is row:
        raise BrokenKnowledge(
            path,
            line,
            f"{row.id}: against names {part.rule!r}, which is no other rule.",
            repair="Name a rule of the playbook.",
        )
    back = next((opposite for opposite in other.against if opposite.rule == row.id), None)
    if back is None:
        raise BrokenKnowledge(
            path,
            line,
            f"{row.id} contradicts {other.id}, which does not say so.",
            repair=f"Name {row.id!r} under against of {other.id!r}.",
        )
    if (part.decides is None) == (back.decides is None):
        raise BrokenKnowledge(
            path,
            line,
            f"{row.id} and {other.id}: {'neither says' if back.decides is None else 'both say'} "
            f"what decides.",
            repair="Give decides at one of the two.",
        )
    decides = part.decides or back.decides
    return Opposite(
        rule=other.id, decides={language: getattr(decides, language) for language in LANGUAGES}
    )
