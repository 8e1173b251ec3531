"""A seller's own documents beside the notes: which of them is meant, and one document at a time."""

from collections.abc import Sequence

from advisor.answering.evidence import Candidate
from advisor.answering.selection import relevance

_TOP = 3
_CLEARLY = 0.15
"""How much more of the question's words one side has to hold; names are rare words and weigh most."""


def closer_in_words(
    noted: Sequence[Candidate], others: Sequence[Candidate]
) -> tuple[list[Candidate], list[Candidate]]:
    """Candidates of the notes and of other documents; one side alone where it is clearly meant.

    Who asks by names that only their own contract has does not want what the market says.
    """
    of_notes, of_others = _most_words(noted), _most_words(others)
    if of_others >= of_notes + _CLEARLY:
        return [], list(others)
    if of_notes >= of_others + _CLEARLY:
        return list(noted), []
    return list(noted), list(others)


def _most_words(candidates: Sequence[Candidate]) -> float:
    best = sorted(candidates, key=lambda candidate: -relevance(candidate))[:_TOP]
    return max(candidate.passage_coverage for candidate in best)


def of_one_document(chosen: Sequence[list[Candidate]]) -> list[list[Candidate]]:
    """What is said by the first statement's document, where that is a seller's own."""
    lead = chosen[0][0].evidence.stored.passage
    if lead.questions:
        return [g for g in chosen if g[0].evidence.stored.passage.questions]
    return [g for g in chosen if g[0].evidence.stored.passage.document_id == lead.document_id]
