"""Turning a draft into an answer: verify, number the citations, trace the figures, render."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from advisor.answering.citing import Citations
from advisor.answering.drafts import (
    Draft,
    DraftStatement,
    DraftTable,
    DraftValue,
    Evidence,
)
from advisor.answering.layout import around_table, as_declined, in_blocks, in_lines
from advisor.answering.numbers.drafting import CalculationDraft
from advisor.answering.numbers.stating import FactEvidence, all_missing, stated, works_out_first
from advisor.answering.phrases import (
    ABOUT,
    CORRECTION,
    DECLINE,
    MISSING,
    NEAREST,
    OFFER,
    OTHER_LANGUAGE,
    SEE,
    UNANSWERED,
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
_FRAMES = {"correction": CORRECTION, "other_language": OTHER_LANGUAGE, "nearest": NEAREST}


@dataclass(kw_only=True)
class AnswerAssembly:
    """Collects what survives verification of one draft."""

    query: Query
    draft: Draft
    vocabulary: Vocabulary
    today: date
    calculated: tuple[CalculationDraft, ...] = ()
    fact_evidence: FactEvidence = lambda _fact: None
    statements: list[Statement] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    table: Table | None = None
    _cites: Citations = field(init=False)
    _results: set[int] = field(default_factory=set)
    _before_table: int = 0
    _beside: list[DraftStatement] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._cites = Citations(today=self.today)

    @property
    def citations(self) -> list[Citation]:
        """What is cited so far."""
        return self._cites.all

    def events(self) -> Iterator[AnswerEvent]:
        """One event for each statement that its quotes or its calculation support."""
        if self.calculated and self._works_out_first:
            yield from self._calculations()
        checked = [self._supported_by(statement) for statement in self.draft.statements]
        supported = [statement for statement in checked if statement.evidence]
        if supported and self.draft.frame:
            yield self._fixed(_FRAMES[self.draft.frame][self.query.language])
        if self.draft.table:
            yield from self._tabled(self.draft.table)
        if self.calculated:
            self._results.add(len(self.statements))
        for statement in {s.text: s for s in (*self._beside, *supported)}.values():
            yield self._cited(statement)
        if not self.citations and not self.calculated:
            yield self._fixed(_UNANSWERED[self.query.remark][self.query.language])
        yield from self._settled()
        if self.calculated and not self._works_out_first:
            yield from self._calculations()

    @property
    def _works_out_first(self) -> bool:
        """Whether numbers come first: not where the sources answer and the asker gave hardly any."""
        return works_out_first(self.calculated) or not self.draft.statements

    @property
    def status(self) -> AnswerStatus:
        """Whether anything with evidence is left to show, or the question needs a subject."""
        if any(draft.calculations for draft in self.calculated):
            return "answered"
        if self.query.remark == "bare" or (self.calculated and self._works_out_first):
            return "needs_input"
        if self.calculated and not self.citations:
            return "needs_input"
        is_answer = self.citations and self.draft.frame != "nearest"
        return "answered" if is_answer else "declined"

    @property
    def missing(self) -> tuple[MissingInput, ...]:
        """What only the seller can add."""
        if self.calculated:
            return all_missing(self.calculated)
        if self.status != "needs_input":
            return ()
        return (MissingInput(name="subject", question=WHICH[self.query.language], unit=None),)

    def text(self) -> str:
        """Markdown of the statements with [n] marks: the direct answer, then the rest."""
        if self.calculated:
            return in_blocks(
                self.statements, self.table, heads=self._results, table_at=self._before_table
            )
        if self.table:
            return around_table(self.statements, self.table, table_at=self._before_table)
        if self.status == "answered":
            return in_lines(self.statements, framed=self.draft.frame is not None)
        offer, questions = OFFER[self.query.language], self.draft.follow_ups
        return as_declined(self.statements, offer=offer, questions=questions)

    def _calculations(self) -> Iterator[AnswerEvent]:
        for draft in self.calculated:
            for statement, is_result in stated(
                draft,
                citations=self._cites,
                evidence=self.fact_evidence,
                language=self.query.language,
            ):
                if is_result:
                    self._results.add(len(self.statements))
                self.statements.append(statement)
                cited = tuple(self.citations[number - 1] for number in statement.citations)
                yield AnswerEvent(kind="statement", statement=statement, citations=cited)
            if draft.table and self.table is None:
                self.table, self._before_table = draft.table, len(self.statements)
                yield AnswerEvent(kind="table", table=draft.table)

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
        """What to make of disagreements of which both sides are shown, and what is left open."""
        advice: dict[tuple[int, tuple[str, ...]], list[int]] = {}
        for disagreement in self.draft.disagreements:
            own, other = (
                self._cites.number(disagreement.own),
                self._cites.number(disagreement.other),
            )
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
        for part in self.draft.unanswered:
            yield self._fixed(UNANSWERED[self.query.language][part - 1])

    def _cited(self, draft: DraftStatement) -> AnswerEvent:
        statement = self._statement(draft)
        self.statements.append(statement)
        cited = tuple(self.citations[number - 1] for number in statement.citations)
        return AnswerEvent(kind="statement", statement=statement, citations=cited)

    def _statement(self, draft: DraftStatement, *, note: str | None = None) -> Statement:
        """The statement with its citations numbered; `note` where its age is not its quotes'."""
        cited = [self._cites.cite(evidence) for evidence in draft.evidence]
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
