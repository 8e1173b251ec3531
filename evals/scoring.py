"""Scores of one answer against what its case expects; None where a measure does not apply."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor.answering.phrases import SEE
from advisor.answering.verification import verify_statement
from advisor.domain.answers import Answer, Citation, Statement, TableRow
from advisor.domain.documents import ScoredPassage
from advisor.language.vocabulary import Vocabulary
from evals.cases import Case

_OLD = ("已过时", "out of date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Every measure of one case."""

    status_right: float
    declined: bool
    passage_in_top_5: float | None
    facts_found: float | None
    citations_supporting: int
    citations: int
    statements_supported: int
    statements: int
    figures_with_origin: int
    figures: int
    right_section_cited: float | None
    clean: float
    conflict_shown: float | None
    conflict_invented: float | None
    called_old: float | None
    language_matched: float


def score(
    case: Case, *, answer: Answer, hits: list[ScoredPassage], vocabulary: Vocabulary
) -> Scores:
    """Score one answer; retrieval is judged on the passages, not on the answer."""
    expect = case.expect
    is_answerable = expect.status == "answered"
    top = [hit.passage.parallel_key for hit in hits[:5]]
    cited = {c.passage_id for c in answer.citations}
    sections = {h.passage.parallel_key for h in hits if h.passage.id in cited}
    facts = [contains(answer, wordings) for wordings in expect.facts]
    supports, supported = _support(answer, vocabulary=vocabulary)
    evidence = [s for s in answer.statements if s.kind != "caveat" or s.citations]
    cells = answer.table.statements if answer.table else ()
    figures = [figure for statement in (*evidence, *cells) for figure in statement.figures]
    return Scores(
        status_right=float(answer.status == expect.status),
        declined=answer.status == "declined",
        passage_in_top_5=float(bool(set(top) & set(expect.sections))) if is_answerable else None,
        facts_found=sum(facts) / len(facts) if facts else None,
        citations_supporting=supports,
        citations=sum(len(s.citations) for s in (*evidence, *cells)),
        statements_supported=supported,
        statements=len(evidence) + len(cells),
        figures_with_origin=sum(figure.ref is not None for figure in figures),
        figures=len(figures),
        right_section_cited=(
            float(bool(sections & set(expect.sections)))
            if is_answerable and answer.status == "answered"
            else None
        ),
        **_of_sources(case, answer),
        clean=float(not contains(answer, expect.must_not)),
        language_matched=float(case.language in ("mixed", answer.language)),
    )


def _of_sources(case: Case, answer: Answer) -> dict[str, float | None]:
    """Whether disagreement and age of the sources are told where there is any, and only there."""
    told = float(bool(answer.conflicts))
    is_right = case.expect.status == answer.status == "answered"
    has_conflict = "conflict" in case.tags
    is_old = "stale" in case.tags and answer.status == "answered"
    return {
        "conflict_shown": told if has_conflict else None,
        "conflict_invented": told if is_right and not has_conflict else None,
        "called_old": float(any(word in answer.text for word in _OLD)) if is_old else None,
    }


def contains(answer: Answer, wordings: Sequence[str]) -> bool:
    """Whether the answer has one of the wordings, whatever its width, case and spaces."""
    text = _folded(answer.text)
    return any(_folded(wording) in text for wording in wordings)


def _support(answer: Answer, *, vocabulary: Vocabulary) -> tuple[int, int]:
    """Citations whose quote supports their statement, and statements with at least one such."""
    quotes = {citation.number: citation for citation in answer.citations}
    supporting = supported = 0
    claims = [(statement.text, statement) for statement in answer.statements]
    for row in answer.table.rows if answer.table else ():
        claims += [(_claim(row, value, quotes), value) for cell in row.cells for value in cell]
    for claim, statement in claims:
        verdicts = [
            verify_statement(
                claim,
                quote=quotes[number].quote,
                context=quotes[number].title,
                vocabulary=vocabulary,
            ).supported
            for number in statement.citations
        ]
        supporting += sum(verdicts)
        supported += any(verdicts)
    return supporting, supported


def _claim(row: TableRow, value: Statement, quotes: Mapping[int, Citation]) -> str:
    """What a cell says: its value of the row; a whole sentence speaks for itself."""
    is_quote = any(value.text == quotes[number].quote for number in value.citations)
    if value.text in SEE.values():
        return quotes[value.citations[0]].quote
    return value.text if is_quote else f"{row.name} {value.text}"


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())
