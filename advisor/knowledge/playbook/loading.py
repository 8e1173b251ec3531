"""Reading the playbook: every rule resolved against notes, facts, terms and numeric rules."""

from collections.abc import Sequence
from pathlib import Path

from advisor.domain.documents import LANGUAGES, Document, LanguageCode, Passage
from advisor.domain.errors import BrokenKnowledge
from advisor.domain.facts import Fact, Term
from advisor.knowledge.bibliography import Bilingual
from advisor.knowledge.playbook.figures import require_figures_of_reasons
from advisor.knowledge.playbook.names import require_known_names, require_own_situations
from advisor.knowledge.playbook.opposites import opposites_of
from advisor.knowledge.playbook.rows import ReasonPart, RuleRow, SituationRow
from advisor.knowledge.playbook.rules import Playbook, PlaybookRule, Reason, Situation, Words
from advisor.knowledge.tables import read_tables

_Read = tuple[Path, int, RuleRow]


def load_playbook(
    folder: Path,
    *,
    documents: Sequence[Document],
    facts: Sequence[Fact],
    terms: Sequence[Term],
) -> Playbook:
    """Every rule of every table; none without a folder. Raises BrokenKnowledge with the repair."""
    if not folder.is_dir():
        return Playbook(rules={}, situations=())
    situations = _load_situations(folder / "situations", terms=terms)
    rows = read_tables(folder, row=RuleRow)
    passages = {
        (passage.language, passage.parallel_key): passage
        for document in documents
        for passage in document.passages
        if passage.parallel_key
    }
    opposites = opposites_of(rows)
    rules: dict[str, PlaybookRule] = {}
    for path, line, row in rows:
        require_known_names(path, line, row, terms=terms, situations=situations)
        rules[row.id] = PlaybookRule(
            id=row.id,
            theme=path.stem,
            when=row.when.when(),
            advice=_words(row.advice),
            because=_reasons((path, line, row), row.because, passages, facts),
            unless=_words(row.unless),
            unless_because=_reasons((path, line, row), row.unless.because, passages, facts),
            calculate=row.calculate,
            against=opposites[row.id],
            cases=row.cases.cases(),
        )
    for path, line, row in rows:
        require_figures_of_reasons(path, line, rules[row.id], rules=rules, passages=passages)
    return Playbook(rules=rules, situations=situations)


def _load_situations(folder: Path, *, terms: Sequence[Term]) -> tuple[Situation, ...]:
    rows = read_tables(folder, row=SituationRow)
    require_own_situations(rows, terms=terms)
    return tuple(row.situation() for _, _, row in rows)


def _words(text: Bilingual) -> Words:
    return {language: getattr(text, language) for language in LANGUAGES}


def _reasons(
    read: _Read,
    parts: Sequence[ReasonPart],
    passages: dict[tuple[LanguageCode, str], Passage],
    facts: Sequence[Fact],
) -> tuple[Reason, ...]:
    """The statements that are meant, each once."""
    found = [
        _of_fact(read, part.fact, passages, facts) if part.fact else _stated(read, part, passages)
        for part in parts
    ]
    return tuple(dict.fromkeys(found))


def _stated(
    read: _Read, part: ReasonPart, passages: dict[tuple[LanguageCode, str], Passage]
) -> Reason:
    """The statement that begins with these words, in both languages."""
    path, line, row = read
    places: list[int] = []
    for language in LANGUAGES:
        passage = passages.get((language, str(part.section)))
        if passage is None:
            raise BrokenKnowledge(
                path,
                line,
                f"{row.id}: no note has a section {part.section!r}.",
                repair="Name an existing section.",
            )
        opening = str(getattr(part, language))
        fits = [n for n, s in enumerate(passage.sentences) if s.text.startswith(opening)]
        if len(fits) != 1:
            raise BrokenKnowledge(
                path,
                line,
                f"{row.id}: {len(fits)} statements of {part.section!r} begin with {opening!r}.",
                repair="Give the first words of one statement, in both languages.",
            )
        places += fits
    if len(set(places)) != 1:
        raise BrokenKnowledge(
            path,
            line,
            f"{row.id}: zh and en name different statements of {part.section!r}.",
            repair="Give the first words of the same statement in both languages.",
        )
    return Reason(section=str(part.section), position=places[0])


def _of_fact(
    read: _Read,
    name: str,
    passages: dict[tuple[LanguageCode, str], Passage],
    facts: Sequence[Fact],
) -> Reason:
    """The first statement that states the fact."""
    path, line, row = read
    if name not in {fact.id for fact in facts}:
        raise BrokenKnowledge(
            path,
            line,
            f"{row.id}: the fact {name!r} does not exist.",
            repair="Name a fact of facts/*.yaml.",
        )
    for (language, section), passage in passages.items():
        for position, sentence in enumerate(passage.sentences):
            if language == LANGUAGES[0] and name in sentence.facts:
                return Reason(section=section, position=position)
    raise BrokenKnowledge(
        path,
        line,
        f"{row.id}: no statement of the notes states the fact {name!r}.",
        repair="Name a section instead, or state the fact in a note.",
    )
