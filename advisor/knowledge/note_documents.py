"""A note as a document: one passage a section, one sentence a statement."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from advisor.domain.dates import last_day
from advisor.domain.documents import Dispute, Document, LanguageCode, Passage, Sentence, Source
from advisor.domain.facts import Fact, Term
from advisor.domain.identity import content_hash, passage_id
from advisor.knowledge.bibliography import SourceRow
from advisor.knowledge.notes import Note, Section


def note_document(
    note: Note,
    *,
    sources: dict[str, SourceRow],
    questions: dict[str, tuple[str, ...]],
    facts: Mapping[str, Fact],
    terms: Sequence[Term],
) -> Document:
    """The document of a note, as it is indexed and cited; terms say how its questions are read."""
    text = note.head.title + "\n"
    passages: list[Passage] = []
    for ordinal, section in enumerate(note.sections):
        text += f"\n{section.title}\n"
        sentences = _sentences(section, facts=facts, language=note.head.language, at=len(text))
        passage = _passage(note, section, sentences=sentences, ordinal=ordinal)
        asked = questions.get(section.id, ())
        # The heading says in few words what is asked for in many: it is known like a question.
        passages.append(replace(passage, questions=(*asked, section.title) if asked else ()))
        text += passage.text + "\n"
    cited = _cited_sources(note, sources=sources)
    return Document(
        id=f"note/{note.head.language}/{note.head.id}",
        origin="builtin",
        title=note.head.title,
        language=note.head.language,
        text=text,
        content_hash=content_hash(text, *passages, *cited, *terms),
        sources=cited,
        passages=tuple(passages),
    )


def _sentences(
    section: Section, *, facts: Mapping[str, Fact], language: LanguageCode, at: int
) -> tuple[Sentence, ...]:
    joint = _joint(language)
    sentences: list[Sentence] = []
    for statement in section.statements:
        stated = [facts[name] for name in statement.facts]
        oldest = min((f for f in stated if f.review_by), key=_review_by, default=None)
        start = sentences[-1].end + len(joint) if sentences else at
        sentences.append(
            Sentence(
                text=statement.text,
                start=start,
                end=start + len(statement.text),
                source_id=statement.source,
                as_of=statement.as_of,
                confidence=statement.confidence,
                kind=statement.kind,
                sellers=statement.sellers,
                facts=statement.facts,
                disputes=_disputes(stated, facts=facts, language=language),
                review_by=oldest.review_by if oldest else None,
                fact_as_of=oldest.as_of if oldest else None,
            )
        )
    return tuple(sentences)


def _review_by(fact: Fact) -> date:
    return last_day(str(fact.review_by))


def _joint(language: LanguageCode) -> str:
    """What stands between two sentences."""
    return " " if language == "en" else ""


def _disputes(
    stated: Sequence[Fact], *, facts: Mapping[str, Fact], language: LanguageCode
) -> tuple[Dispute, ...]:
    """The facts that disagree with these, where a section tells of them; also those stated too."""
    return tuple(
        Dispute(
            fact=other.id, section=other.section, topic=fact.label[language], is_date=fact.is_date
        )
        for fact in stated
        for other in (facts[name] for name in fact.conflicts_with)
        if other.section
    )


def _passage(
    note: Note, section: Section, *, sentences: tuple[Sentence, ...], ordinal: int
) -> Passage:
    document_id = f"note/{note.head.language}/{note.head.id}"
    text = _joint(note.head.language).join(sentence.text for sentence in sentences)
    headings = (note.head.title, section.title)
    return Passage(
        id=passage_id(document_id, section.id, text, *headings),
        document_id=document_id,
        ordinal=ordinal,
        headings=headings,
        text=text,
        start=sentences[0].start,
        end=sentences[-1].end,
        language=note.head.language,
        sentences=sentences,
        parallel_key=section.id,
        platforms=note.head.platforms,
        markets=note.head.markets,
        is_overview=note.head.overview,
    )


def _cited_sources(note: Note, *, sources: dict[str, SourceRow]) -> tuple[Source, ...]:
    used = dict.fromkeys(s.source for section in note.sections for s in section.statements)
    return tuple(sources[name].source(note.head.language) for name in used)
