"""What comes nearest to a question that is declined: shown as such, never as its answer."""

from collections.abc import Mapping, Sequence

from advisor.answering.answerability import chance
from advisor.answering.evidence import Candidate
from advisor.answering.selection import relevance
from advisor.domain.answers import Query
from advisor.language.vocabulary import Vocabulary

_KNOWN = 0.12
"""How far the section that knows most must answer; of small talk and other fields none does."""
_CHANCE = 0.1
_CHANCE_OF_OWN = 0.2
_SUBJECTS = ("platform", "term", "metric")
_SHOWN = 2


def nearest_candidates(
    query: Query,
    found: Sequence[Candidate],
    *,
    known: Mapping[str, float],
    vocabulary: Vocabulary,
) -> list[list[Candidate]]:
    """At most two sentences of one section, the nearest first; often none.

    Also of another place than the question names: the reader is told that it is not what was asked.
    """
    others = [c for c in found if not c.evidence.stored.passage.questions]
    if others and chance(query, others, known={}, vocabulary=vocabulary) >= _CHANCE_OF_OWN:
        return _of_section(others, max(others, key=relevance))
    noted = [c for c in found if c.evidence.stored.passage.questions]
    best = max(noted, key=lambda candidate: candidate.known_answer, default=None)
    if best is None or best.known_answer < _KNOWN:
        return []
    is_of_the_trade = any(query.entities.get(kind) for kind in _SUBJECTS)
    if not is_of_the_trade and chance(query, noted, known=known, vocabulary=vocabulary) < _CHANCE:
        return []
    return _of_section(noted, best)


def _of_section(found: Sequence[Candidate], best: Candidate) -> list[list[Candidate]]:
    section = best.evidence.stored.passage.id
    of_section = [c for c in found if c.evidence.stored.passage.id == section]
    return [[c] for c in sorted(of_section, key=lambda c: -relevance(c))[:_SHOWN]]
