"""The whole knowledge folder, read and checked."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from advisor.domain.documents import LANGUAGES, Document, LanguageCode
from advisor.domain.errors import BrokenKnowledge
from advisor.domain.facts import Fact, Term
from advisor.knowledge.bibliography import SourceRow, load_bibliography
from advisor.knowledge.facts import load_facts
from advisor.knowledge.glossary import load_glossary
from advisor.knowledge.known_questions import load_gaps, load_known_questions
from advisor.knowledge.note_documents import note_document
from advisor.knowledge.notes import Note, parse_note
from advisor.knowledge.parallel import require_parallel
from advisor.knowledge.playbook import Playbook, load_playbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Everything that knowledge/ holds."""

    documents: tuple[Document, ...]
    gaps: Mapping[LanguageCode, tuple[str, ...]]
    facts: tuple[Fact, ...]
    terms: tuple[Term, ...]
    playbook: Playbook


def load_library(folder: Path) -> Library:
    """Read and check the knowledge folder. Raises BrokenKnowledge with file, line and repair."""
    sources = load_bibliography(folder / "sources")
    terms = load_glossary(folder / "glossary")
    notes = {language: _load_notes(folder, language=language) for language in LANGUAGES}
    for note in (note for by_id in notes.values() for note in by_id.values()):
        _require_known(note, sources=sources, terms={term.id for term in terms})
    require_parallel(notes["zh"], notes["en"])
    sections = {s.id for note in notes["zh"].values() for s in note.sections}
    facts = load_facts(
        folder / "facts", sources=sources, sections=sections, terms={t.id for t in terms}
    )
    for note in (note for by_id in notes.values() for note in by_id.values()):
        _require_known_facts(note, facts={fact.id for fact in facts})
    facts = tuple(_with_sections(facts, notes["zh"].values()))
    documents = tuple(_documents(folder, notes, sources=sources, facts=facts, terms=terms))
    return Library(
        documents=documents,
        gaps={language: load_gaps(folder, language=language) for language in LANGUAGES},
        facts=facts,
        terms=terms,
        playbook=load_playbook(folder / "playbook", documents=documents, facts=facts, terms=terms),
    )


def folder_fingerprint(folder: Path) -> str:
    """A hash that changes when any file of the knowledge folder does."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".md", ".yaml"}):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def _documents(
    folder: Path,
    notes: dict[LanguageCode, dict[str, Note]],
    *,
    sources: dict[str, SourceRow],
    facts: tuple[Fact, ...],
    terms: tuple[Term, ...],
) -> Iterator[Document]:
    sections = {s.id for note in notes["zh"].values() for s in note.sections}
    by_id = {fact.id: fact for fact in facts}
    for language in LANGUAGES:
        questions = load_known_questions(folder, language=language, sections=sections)
        for note in notes[language].values():
            yield note_document(
                note, sources=sources, questions=questions, facts=by_id, terms=terms
            )


def _with_sections(facts: Iterable[Fact], notes: Iterable[Note]) -> Iterator[Fact]:
    """The facts with the sections that state them; both languages state the same."""
    stated_in: dict[str, dict[str, None]] = {}
    for section in (section for note in notes for section in note.sections):
        for name in (name for statement in section.statements for name in statement.facts):
            stated_in.setdefault(name, {})[section.id] = None
    for fact in facts:
        yield replace(fact, stated_in=tuple(stated_in.get(fact.id, ())))


def _load_notes(folder: Path, *, language: LanguageCode) -> dict[str, Note]:
    notes: dict[str, Note] = {}
    sections: dict[str, Path] = {}
    for path in sorted((folder / "notes" / language).glob("*.md")):
        note = parse_note(path)
        if note.head.language != language or note.head.id != path.stem:
            raise BrokenKnowledge(
                path,
                1,
                f"The note calls itself {note.head.id!r} in {note.head.language!r}.",
                repair="Make id and language match the file's name and folder.",
            )
        for section in note.sections:
            if section.id in sections:
                raise BrokenKnowledge(
                    path,
                    section.line,
                    f"The section id {section.id!r} stands in {sections[section.id].name} already.",
                    repair="Give the section another id, in both languages.",
                )
            sections[section.id] = path
        notes[note.head.id] = note
    return notes


def _require_known(note: Note, *, sources: dict[str, SourceRow], terms: set[str]) -> None:
    for name in (*note.head.platforms, *note.head.markets):
        if name not in terms:
            raise BrokenKnowledge(
                note.path, 1, f"{name!r} is not in the glossary.", repair="Add it there."
            )
    for section in note.sections:
        for statement in section.statements:
            if statement.source not in sources:
                raise BrokenKnowledge(
                    note.path,
                    statement.line,
                    f"The source {statement.source!r} does not exist.",
                    repair="Name a source of sources/*.yaml, or add it there.",
                )


def _require_known_facts(note: Note, *, facts: set[str]) -> None:
    for statement in (s for section in note.sections for s in section.statements):
        for fact in statement.facts:
            if fact not in facts:
                raise BrokenKnowledge(
                    note.path,
                    statement.line,
                    f"The fact {fact!r} does not exist.",
                    repair="Name a fact of facts/*.yaml, or add it there.",
                )
