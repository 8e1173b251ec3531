"""A seller's own documents beside the notes: which of them is meant, and one document at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.answering.evidence import Candidate
from advisor.answering.selection import relevance

_TOP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Candidates of the notes or of other documents, and how likely they answer; 0 if not at all."""

    candidates: Sequence[Candidate]
    chance: float

    @property
    def words(self) -> float:
        """How much of the question's words its best passages hold, rare ones weighing most."""
        best = sorted(self.candidates, key=lambda candidate: -relevance(candidate))[:_TOP]
        return max((candidate.passage_coverage for candidate in best), default=0.0)


def meant(notes: Side, others: Side) -> list[Candidate]:
    """The candidates of the side that is likelier and nearer in words; of both where these differ.

    Who asks by names that only their own contract has does not want what the market says.
    """
    sides = [side for side in (notes, others) if side.chance]
    if len(sides) < 2:
        return [candidate for side in sides for candidate in side.candidates]
    if others.chance >= notes.chance and others.words >= notes.words:
        return list(others.candidates)
    if notes.chance > others.chance and notes.words >= others.words:
        return list(notes.candidates)
    return [*notes.candidates, *others.candidates]


def of_one_document(chosen: Sequence[list[Candidate]]) -> list[list[Candidate]]:
    """What is said by the first statement's document, where that is a seller's own."""
    lead = chosen[0][0].evidence.stored.passage
    if lead.questions:
        return [g for g in chosen if g[0].evidence.stored.passage.questions]
    return [g for g in chosen if g[0].evidence.stored.passage.document_id == lead.document_id]
