"""Whether a quote supports a statement, checked from the cheapest ground to the dearest."""

from collections.abc import Callable

from advisor.answering.verification.closeness import change_reasons
from advisor.answering.verification.coverage import Coverage, coverage_of, replaces_noun
from advisor.answering.verification.figures import check_figures
from advisor.answering.verification.hostile import hostile_reasons
from advisor.answering.verification.matching import Evidence
from advisor.answering.verification.modality import modality_reasons
from advisor.answering.verification.names import name_reasons
from advisor.answering.verification.parties import party_reasons
from advisor.answering.verification.polarity import polarity_reasons
from advisor.answering.verification.reading import Reading, read
from advisor.answering.verification.scope import scope_reasons
from advisor.answering.verification.verdict import Reason, Terms, Verdict
from advisor.language.quantities import fold_in_place

Similarity = Callable[[str, str], float]

_WHOLE = 0.6
_WHOLE_OF_SHORT = 0.7
_SHORT = 4.0
_WEAKEST = 0.35
_UNKNOWN = 0.5
_MISSING_SHARE = 0.34
_SIMILAR = 0.82


def verify_statement(
    statement: str,
    *,
    quote: str,
    context: str = "",
    similarity: Similarity | None = None,
    vocabulary: Terms,
) -> Verdict:
    """Whether the quote supports the statement; `context` may supply names and dates, no figures.

    `similarity` compares two texts by meaning, 0 to 1; without one, words decide alone.
    """
    hostile = hostile_reasons(statement, quote=quote)
    if hostile:
        return Verdict(supported=False, reasons=hostile)
    told = read(statement, vocabulary=vocabulary)
    if not told.tokens:
        return Verdict(supported=False, reasons=("empty",))
    evidence = Evidence(
        quote=read(quote, vocabulary=vocabulary), context=read(context, vocabulary=vocabulary)
    )
    figures, reasons = check_figures(told, evidence)
    if not _repeats(statement, quote):
        reasons += _word_reasons(told, evidence, similarity)
    return Verdict(supported=not reasons, reasons=tuple(dict.fromkeys(reasons)), figures=figures)


def _repeats(statement: str, quote: str) -> bool:
    """Whether the statement is the quote itself."""
    return fold_in_place(statement).split() == fold_in_place(quote).split()


def _word_reasons(
    told: Reading, evidence: Evidence, similarity: Similarity | None
) -> tuple[Reason, ...]:
    return (
        *name_reasons(told, evidence),
        *party_reasons(told, evidence),
        *polarity_reasons(told, evidence),
        *modality_reasons(told, evidence),
        *scope_reasons(told, evidence),
        *change_reasons(told, evidence),
        *_coverage_reasons(told, evidence, similarity),
    )


def _coverage_reasons(
    told: Reading, evidence: Evidence, similarity: Similarity | None
) -> tuple[Reason, ...]:
    covered = coverage_of(told, evidence)
    if similarity and covered.unknown > 0:
        alike = similarity(told.text, evidence.quote.text)
        return () if alike >= _SIMILAR and covered.whole >= _WEAKEST else ("similarity",)
    is_covered = _is_covered(covered, told) and not replaces_noun(told, evidence)
    return () if is_covered else ("coverage",)


def _is_covered(covered: Coverage, told: Reading) -> bool:
    is_short = sum(token.weight for token in told.tokens) < _SHORT
    return (
        covered.whole >= (_WHOLE_OF_SHORT if is_short else _WHOLE)
        and covered.weakest >= _WEAKEST
        and covered.unknown <= _UNKNOWN
        and len(covered.missing) <= _MISSING_SHARE * len(told.tokens)
    )
