"""The check that a note says the same in both languages."""

from collections.abc import Mapping

from advisor.domain.errors import BrokenKnowledge
from advisor.knowledge.notes import Note, NoteStatement, Section


def require_parallel(zh_notes: Mapping[str, Note], en_notes: Mapping[str, Note]) -> None:
    """Raise BrokenKnowledge where Chinese and English differ in notes, sections or statements."""
    for zh, en in _pairs(zh_notes, en_notes):
        zh_sections = {section.id: section for section in zh.sections}
        en_sections = {section.id: section for section in en.sections}
        if list(zh_sections) != list(en_sections):
            missing = sorted(set(zh_sections) ^ set(en_sections))
            raise BrokenKnowledge(
                en.path,
                1,
                f"Sections differ from {zh.path.name} in Chinese: {missing or 'their order'}.",
                repair="Give both languages the same sections in the same order.",
            )
        for name, section in zh_sections.items():
            _require_same_statements(en, section, en_sections[name])


def _pairs(zh: Mapping[str, Note], en: Mapping[str, Note]) -> list[tuple[Note, Note]]:
    for name in sorted(set(zh) ^ set(en)):
        note = zh.get(name) or en[name]
        raise BrokenKnowledge(
            note.path, 1, f"{name!r} exists in one language only.", repair="Write its counterpart."
        )
    return [(zh[name], en[name]) for name in zh]


def _require_same_statements(en: Note, zh_section: Section, en_section: Section) -> None:
    if len(zh_section.statements) != len(en_section.statements):
        raise BrokenKnowledge(
            en.path,
            en_section.line,
            f"{en_section.id}: {len(en_section.statements)} statements in English, "
            f"{len(zh_section.statements)} in Chinese.",
            repair="Statement by statement, both languages say the same.",
        )
    for first, second in zip(zh_section.statements, en_section.statements, strict=True):
        if _mark(first) != _mark(second):
            raise BrokenKnowledge(
                en.path,
                second.line,
                f"The mark differs from its Chinese counterpart at line {first.line}.",
                repair="Give both the same source, date, confidence, kind, sellers and facts.",
            )


def _mark(statement: NoteStatement) -> tuple[object, ...]:
    return (
        statement.source,
        statement.as_of,
        statement.confidence,
        statement.kind,
        statement.sellers,
        statement.facts,
    )
