"""A comparison tells of every side that the question names, not of the best known one alone."""

from collections.abc import Sequence

from advisor.answering.evidence import Candidate
from advisor.answering.places import may_be_about
from advisor.answering.selection import relevance, style_of
from advisor.domain.answers import Query
from advisor.language.vocabulary import Vocabulary

_KINDS = ("term", "platform", "market")


def with_every_side(
    query: Query,
    chosen: Sequence[list[Candidate]],
    found: Sequence[Candidate],
    *,
    vocabulary: Vocabulary,
) -> list[list[Candidate]]:
    """The chosen groups; for a side left out its best sentence takes the place of the last ones."""
    if "comparison" not in query.asks:
        return list(chosen)
    added: list[list[Candidate]] = []
    for kind in _KINDS:
        sides = query.entities.get(kind, ())
        for side in sides if len(sides) > 1 else ():
            if any(_is_on(side, group[0], sides, vocabulary) for group in (*chosen, *added)):
                continue
            telling = [
                c
                for c in found
                if _is_on(side, c, sides, vocabulary) and _may_be_meant(query, c, vocabulary)
            ]
            if telling:
                added.append([max(telling, key=relevance)])
    room = max(1, style_of(query).statements - len(added))
    return [*chosen[:room], *added] if added else list(chosen)


def _is_on(side: str, candidate: Candidate, sides: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the sentence tells of this side; advice that names several tells of none."""
    named = _named(candidate, vocabulary)
    is_plain = candidate.evidence.sentence.kind == "evidence"
    return side in named and (is_plain or len(named & set(sides)) == 1)


def _may_be_meant(query: Query, candidate: Candidate, vocabulary: Vocabulary) -> bool:
    asked = set(query.entities.get("market", ()))
    return may_be_about(asked, _named(candidate, vocabulary, kind="market"), vocabulary)


def _named(candidate: Candidate, vocabulary: Vocabulary, *, kind: str | None = None) -> set[str]:
    mentions = vocabulary.mentions(candidate.evidence.sentence.text)
    return {mention.id for mention in mentions if kind in (None, mention.kind)}
