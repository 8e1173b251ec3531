"""Turning a draft into an answer: verify, number the citations, trace the figures, render."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from advisor.answering.ageing import is_past_review
from advisor.answering.drafts import (
    Draft,
    DraftStatement,
    DraftTable,
    DraftValue,
    Evidence,
)
from advisor.answering.phrases import (
    ABOUT,
    CORRECTION,
    DECLINE,
    MISSING,
    OFFER,
    OTHER_LANGUAGE,
    SEE,
    WHICH,
    counted,
    outdated_note,
    outdated_value,
    preference,
)
from advisor.answering.verification import Verdict, verify_statement
from advisor.domain.answers import (
    AnswerEvent,
    AnswerStatus,
    Citation,
    Conflict,
    Figure,
    MissingInput,
    Query,
    Statement,
    Table,
    TableRow,
)
from advisor.language.quantities import read_quantities
from advisor.language.vocabulary import Vocabulary

_log = logging.getLogger(__name__)
_UNANSWERED = {"greeting": ABOUT, "bare": WHICH, None: DECLINE}
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
    table: Table | None = None
    _before_table: int = 0
    _beside: list[DraftStatement] = field(default_factory=list)

    def events(self) -> Iterator[AnswerEvent]:
        """One event for each statement that its quotes support."""
        checked = [self._supported_by(statement) for statement in self.draft.statements]
        supported = [statement for statement in checked if statement.evidence]
        if supported and self.draft.frame:
            yield self._fixed(_FRAMES[self.draft.frame][self.query.language])
        if self.draft.table:
            yield from self._tabled(self.draft.table)
        for statement in {s.text: s for s in (*self._beside, *supported)}.values():
            yield self._cited(statement)
        if not self.citations:
            yield self._fixed(_UNANSWERED[self.query.remark][self.query.language])
        yield from self._settled()

    @property
    def status(self) -> AnswerStatus:
        """Whether anything with evidence is left to show, or the question needs a subject."""
        if self.query.remark == "bare":
            return "needs_input"
        return "answered" if self.citations else "declined"

    @property
    def missing(self) -> tuple[MissingInput, ...]:
        """What only the seller can add."""
        if self.status != "needs_input":
            return ()
        return (MissingInput(name="subject", question=WHICH[self.query.language], unit=None),)

    def text(self) -> str:
        """Markdown of the statements with [n] marks: the direct answer, then the rest."""
        if self.table:
            return self._text_around(self.table)
        lines = [statement.markdown for statement in self.statements]
        if not self.citations and self.draft.follow_ups:
            offer = [OFFER[self.query.language], *(f"- {q}" for q in self.draft.follow_ups)]
            return "\n".join([*lines, "", *offer])
        frame = 1 if self.draft.frame and self.status == "answered" else 0
        head, rest = lines[: frame + 1], lines[frame + 1 :]
        if len(rest) < 2:
            return " ".join(lines)
        return "\n".join([*head, "", *(f"- {line}" for line in rest)])

    def _text_around(self, table: Table) -> str:
        """Fixed sentences that lead to the table, the table, and what else there is to say."""
        before = [s.markdown for s in self.statements[: self._before_table]]
        after = [f"- {s.markdown}" for s in self.statements[self._before_table :]]
        return "\n\n".join(filter(None, (" ".join(before), table.markdown, "\n".join(after))))

    def _tabled(self, draft: DraftTable) -> Iterator[AnswerEvent]:
        """The table with what its sources support; what they do not is said to be missing."""
        known = len(self.citations)
        rows = tuple(
            TableRow(name=name, cells=tuple(self._cell(values) for values in cells))
            for name, cells in draft.rows
        )
        table = Table(columns=draft.columns, rows=rows, missing=MISSING[self.query.language])
        if all(statement.text == SEE[self.query.language] for statement in table.statements):
            return
        if draft.is_counted:
            yield self._counted(sum(any(row.cells) for row in rows))
        self.table, self._before_table = table, len(self.statements)
        cited = tuple(self.citations[known:])
        yield AnswerEvent(kind="table", table=table, citations=cited)

    def _cell(self, values: Sequence[DraftValue]) -> tuple[Statement, ...]:
        """The values that are supported, those that read the same as one.

        A whole sentence stands beside the table; a cell without figures points to it.
        """
        ways = [(value, way) for value in values if (way := self._way(value))]
        sentences = [way for _, way in ways if not way.claim]
        self._beside += sentences
        cell: dict[str, Statement] = {}
        for value, way in ways:
            if way.claim:
                note = outdated_value(value.outdated_since, self.query.language)
                _merge(cell, self._statement(way, note=note))
        if not cell:
            for way in sentences:
                pointer = replace(way, text=SEE[self.query.language])
                _merge(cell, self._statement(pointer, note=""))
        return tuple(cell.values())

    def _way(self, value: DraftValue) -> DraftStatement | None:
        """The shortest way to say the value that its quote supports; None is logged."""
        way = next((w for w in value.ways if self._verdict(w, w.evidence[0]).supported), None)
        if way is None:
            _log.warning("Not shown in the table: %s", value.ways[-1].text)
        return way

    def _supported_by(self, statement: DraftStatement) -> DraftStatement:
        """The statement with those of its quotes that support it; the others are logged."""
        kept: list[Evidence] = []
        for evidence in statement.evidence:
            verdict = self._verdict(statement, evidence)
            if verdict.supported:
                kept.append(evidence)
            else:
                _log.warning("Not shown (%s): %s", ", ".join(verdict.reasons), statement.text)
        return replace(statement, evidence=tuple(kept))

    def _verdict(self, statement: DraftStatement, evidence: Evidence) -> Verdict:
        return verify_statement(
            statement.claim or statement.text,
            quote=evidence.sentence.text,
            context=" ".join(evidence.stored.passage.headings),
            vocabulary=self.vocabulary,
        )

    def _counted(self, number: int) -> AnswerEvent:
        origin = Figure(text=str(number), value=number, unit=None, origin="calculated", ref="table")
        return self._fixed(counted(number, self.query.language), figures=(origin,))

    def _fixed(self, text: str, *, figures: tuple[Figure, ...] = ()) -> AnswerEvent:
        statement = Statement(text=text, kind="caveat", figures=figures)
        self.statements.append(statement)
        return AnswerEvent(kind="statement", statement=statement)

    def _settled(self) -> Iterator[AnswerEvent]:
        """What to make of disagreements of which both sides are shown."""
        advice: dict[tuple[int, tuple[str, ...]], list[int]] = {}
        for disagreement in self.draft.disagreements:
            own, other = self._number(disagreement.own), self._number(disagreement.other)
            if own is None or other is None:
                continue
            numbers = tuple(dict.fromkeys((own, other)))
            self.conflicts.append(Conflict(topic=disagreement.topic, citations=numbers))
            if disagreement.is_told:
                continue
            takes_other = disagreement.preferred is disagreement.other
            taken, against = (other, own) if takes_other else (own, other)
            advice.setdefault((taken, disagreement.reasons), []).append(against)
        settled: set[int] = set()
        for (taken, reasons), others in advice.items():
            left = [number for number in dict.fromkeys(others) if number not in settled]
            settled.update(left)
            if left:
                yield self._fixed(preference(taken, left, reasons, self.query.language))

    def _number(self, evidence: Evidence) -> int | None:
        """The number under which a sentence is cited, if it is."""
        place = (evidence.stored.passage.id, evidence.sentence.start)
        cited = (c.number for c in self.citations if (c.passage_id, c.start) == place)
        return next(cited, None)

    def _cited(self, draft: DraftStatement) -> AnswerEvent:
        statement = self._statement(draft)
        self.statements.append(statement)
        cited = tuple(self.citations[number - 1] for number in statement.citations)
        return AnswerEvent(kind="statement", statement=statement, citations=cited)

    def _statement(self, draft: DraftStatement, *, note: str | None = None) -> Statement:
        """The statement with its citations numbered; `note` where its age is not its quotes'."""
        cited = [self._citation(evidence) for evidence in draft.evidence]
        return Statement(
            text=draft.text,
            note=self._note(draft, cited) if note is None else note,
            kind=draft.kind,
            citations=tuple(citation.number for citation in cited),
            figures=_figures(draft.text, cited[0]),
        )

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


def _merge(cell: dict[str, Statement], statement: Statement) -> None:
    """Add a value to a cell; one that reads the same cites what both do."""
    same = cell.get(statement.text)
    if same:
        numbers = tuple(dict.fromkeys((*same.citations, *statement.citations)))
        note = same.note and statement.note
        statement = replace(same, citations=numbers, note=note)
    cell[statement.text] = statement


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
