"""The calculations of an answer as its statements, with the sources of the figures cited."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from advisor.answering.citing import Citations
from advisor.answering.drafts import Evidence
from advisor.answering.numbers.drafting import CalculationDraft, Line
from advisor.answering.phrases import outdated_note
from advisor.domain.answers import Figure, MissingInput, Statement
from advisor.domain.documents import LanguageCode
from advisor.domain.facts import Fact

_HARDLY_ANY = 1

FactEvidence = Callable[[Fact], Evidence | None]


def stated(
    draft: CalculationDraft,
    *,
    citations: Citations,
    evidence: FactEvidence,
    language: LanguageCode,
) -> Iterator[tuple[Statement, bool]]:
    """The statements of a calculation, each with whether it is a result and not a detail of one."""
    for line in draft.results:
        yield _statement(line, citations, evidence, language), True
    for line in draft.details:
        yield _statement(line, citations, evidence, language), False
    for asked in draft.missing:
        yield Statement(text=asked.question, kind="caveat"), False


def works_out_first(drafts: Sequence[CalculationDraft]) -> bool:
    """Whether there is a result, or enough given or said to ask for the rest before anything else."""
    return any(
        d.calculations or d.worked.request.is_explicit or len(d.worked.request.inputs) > _HARDLY_ANY
        for d in drafts
    )


def all_missing(drafts: Sequence[CalculationDraft]) -> tuple[MissingInput, ...]:
    """What the calculations lack, each input once."""
    return tuple({m.name: m for draft in drafts for m in draft.missing}.values())


def _statement(
    line: Line, citations: Citations, evidence: FactEvidence, language: LanguageCode
) -> Statement:
    cited = [citations.cite(found) for fact in line.facts if (found := evidence(fact))]
    stale = bool(cited) and all(citation.stale for citation in cited)
    note = outdated_note(line.text, cited[0].as_of or "", language) if stale else ""
    refs = {fact.id: str(c.number) for fact, c in zip(line.facts, cited, strict=False)}
    return Statement(
        text=line.text,
        note=note,
        kind=line.kind,
        citations=tuple(citation.number for citation in cited),
        calculations=line.calculations,
        figures=tuple(_referring(figure, refs) for figure in line.figures),
    )


def _referring(figure: Figure, refs: dict[str, str]) -> Figure:
    """A figure of a fact refers to the citation of the fact."""
    return replace(figure, ref=refs.get(figure.ref, figure.ref)) if figure.ref else figure
