"""Which evidence is about the places that a question names; what is about others does not answer it."""

from collections.abc import Iterable, Mapping, Sequence, Set

from advisor.answering.evidence import Candidate
from advisor.domain.answers import Query
from advisor.language.vocabulary import Vocabulary

HOME = "china"
"""Where sellers sell from; it tells nothing about the market they ask for."""


def of_asked_places(
    query: Query, found: Sequence[Candidate], *, vocabulary: Vocabulary
) -> list[Candidate]:
    """The candidates without those that name markets, but none that the question is about.

    A region and a country of it belong together. What names no market may be about any.
    """
    asked = _without_home(query.entities.get("market", ()))
    if not asked or "advice" in query.asks:
        return list(found)
    return [c for c in found if may_be_about(asked, _named(c, vocabulary), vocabulary)]


def known_of_asked_places(
    known: Mapping[str, float], *, found: Sequence[Candidate], kept: Sequence[Candidate]
) -> dict[str, float]:
    """How far the sections answer, without those of which nothing is about the places asked for.

    That the notes know the US rule does not tell whether they know that of the UK.
    """
    dropped = {_section(c) for c in found} - {_section(c) for c in kept}
    return {section: score for section, score in known.items() if section not in dropped}


def _section(candidate: Candidate) -> str | None:
    return candidate.evidence.stored.passage.parallel_key


def may_be_about(asked: Set[str], named: Set[str], vocabulary: Vocabulary) -> bool:
    """Whether what names these markets or platforms may be about one that is asked for."""
    return (
        not asked
        or not named
        or any(
            one in vocabulary.regions(other) or other in vocabulary.regions(one)
            for one in asked
            for other in named
        )
    )


def _named(candidate: Candidate, vocabulary: Vocabulary) -> set[str]:
    evidence = candidate.evidence
    texts = (evidence.sentence.text, *evidence.stored.passage.headings)
    mentions = (mention for text in texts for mention in vocabulary.mentions(text))
    return _without_home(mention.id for mention in mentions if mention.kind == "market")


def _without_home(markets: Iterable[str]) -> set[str]:
    return set(markets) - {HOME}
