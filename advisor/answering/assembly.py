"""Turning a draft into an answer: verify, number the citations, trace the figures, render."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from advisor.answering.ageing import is_past_review
from advisor.answering.drafts import Draft, DraftStatement, Evidence
from advisor.answering.phrases import (
    ABOUT,
    CORRECTION,
    DECLINE,
    OFFER,
    OTHER_LANGUAGE,
    on_topic,
    outdated_note,
    preference,
)
from advisor.answering.verification import verify_statement
from advisor.domain.answers import (
    AnswerEvent,
    AnswerStatus,
    Citation,
    Conflict,
    Figure,
    Query,
    Statement,
)
from advisor.language.quantities import read_quantities
from advisor.language.vocabulary import Vocabulary

_log = logging.getLogger(__name__)
_FRAMES = {"correction": CORRECTION, "other_language": OTHER_LANGUAGE}


@dataclass(kw_only=True)
class AnswerAssembly:
    """Collects what survives verification of one draft."""

    query: Query
    draft: Draft
    vocabulary: Vocabulary
    today: date
    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    def events(self) -> Iterator[AnswerEvent]:
        """One event for each statement that its quotes support."""
        checked = [self._supported_by(statement) for statement in self.draft.statements]
        supported = [statement for statement in checked if statement.evidence]
        if supported and self.draft.frame:
            yield self._fixed(_FRAMES[self.draft.frame][self.query.language])
        for statement in supported:
            yield self._cited(statement)
        if not supported:
            fixed = ABOUT if self.query.is_greeting else DECLINE
            yield self._fixed(fixed[self.query.language])
        yield from self._settled()

    @property
    def status(self) -> AnswerStatus:
        """Whether anything with evidence is left to show."""
        return "answered" if self.citations else "declined"

    def text(self) -> str:
        """Markdown of the statements with [n] marks: the direct answer, then the rest."""
        lines = [statement.markdown for statement in self.statements]
        if self.status == "declined" and self.draft.follow_ups:
            offer = [OFFER[self.query.language], *(f"- {q}" for q in self.draft.follow_ups)]
            return "\n".join([*lines, "", *offer])
        frame = 1 if self.draft.frame and self.status == "answered" else 0
        head, rest = lines[: frame + 1], lines[frame + 1 :]
        if len(rest) < 2:
            return " ".join(lines)
        return "\n".join([*head, "", *(f"- {line}" for line in rest)])

    def _supported_by(self, statement: DraftStatement) -> DraftStatement:
        """The statement with those of its quotes that support it; the others are logged."""
        kept: list[Evidence] = []
        for evidence in statement.evidence:
            verdict = verify_statement(
                statement.text,
                quote=evidence.sentence.text,
                context=" ".join(evidence.stored.passage.headings),
                vocabulary=self.vocabulary,
            )
            if verdict.supported:
                kept.append(evidence)
            else:
                _log.warning("Not shown (%s): %s", ", ".join(verdict.reasons), statement.text)
        return replace(statement, evidence=tuple(kept))

    def _fixed(self, text: str) -> AnswerEvent:
        statement = Statement(text=text, kind="caveat")
        self.statements.append(statement)
        return AnswerEvent(kind="statement", statement=statement)

    def _settled(self) -> Iterator[AnswerEvent]:
        """What to make of disagreements of which both sides are shown; each advice once."""
        topics: dict[str, str] = {}
        for disagreement in self.draft.disagreements:
            sides = [self._number(side) for side in (disagreement.own, disagreement.other)]
            preferred = self._number(disagreement.preferred)
            if None in sides or preferred is None:
                continue
            topic, numbers = disagreement.topic, tuple(n for n in sides if n)
            self.conflicts.append(Conflict(topic=topic, citations=numbers))
            advice = preference(preferred, disagreement.reasons, self.query.language)
            topics.setdefault(advice, topic)
        for advice, topic in topics.items():
            text = on_topic(topic, advice, self.query.language) if len(topics) > 1 else advice
            yield self._fixed(text)

    def _number(self, evidence: Evidence) -> int | None:
        """The number under which a sentence is cited, if it is."""
        place = (evidence.stored.passage.id, evidence.sentence.start)
        cited = (c.number for c in self.citations if (c.passage_id, c.start) == place)
        return next(cited, None)

    def _cited(self, draft: DraftStatement) -> AnswerEvent:
        cited = [self._citation(evidence) for evidence in draft.evidence]
        statement = Statement(
            text=draft.text,
            note=self._note(draft, cited),
            kind=draft.kind,
            citations=tuple(citation.number for citation in cited),
            figures=_figures(draft.text, cited[0]),
        )
        self.statements.append(statement)
        return AnswerEvent(kind="statement", statement=statement, citations=tuple(cited))

    def _note(self, draft: DraftStatement, cited: Sequence[Citation]) -> str:
        """Says that a statement is old where none of its sources is up to date."""
        if not all(citation.stale for citation in cited):
            return ""
        dates = [evidence.sentence.fact_as_of for evidence in draft.evidence]
        return outdated_note(draft.text, max(filter(None, dates)), self.query.language)

    def _citation(self, evidence: Evidence) -> Citation:
        sentence, source = evidence.sentence, evidence.source
        if number := self._number(evidence):
            return self.citations[number - 1]
        citation = Citation(
            number=len(self.citations) + 1,
            passage_id=evidence.stored.passage.id,
            source_id=source.id,
            title=source.title,
            publisher=source.publisher,
            url=source.url,
            published=source.published,
            as_of=sentence.as_of or source.as_of,
            quote=sentence.text,
            start=sentence.start,
            end=sentence.end,
            source_kind=source.kind,
            confidence=source.confidence,
            stale=is_past_review(sentence, today=self.today),
        )
        self.citations.append(citation)
        return citation


def _figures(text: str, citation: Citation) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            text=quantity.text,
            value=quantity.high,
            unit=quantity.unit,
            origin="cited",
            ref=str(citation.number),
        )
        for quantity in read_quantities(text)
    )
