"""What could sensibly be asked next: questions that the sources are known to answer."""

from collections.abc import Collection, Mapping, Sequence

from advisor.answering.evidence import ReadablePassage
from advisor.language.content import content_words, coverage

_TOO_NEAR = 0.6


def follow_ups(
    question: str, passages: Sequence[ReadablePassage], *, answered: Collection[str], limit: int
) -> tuple[str, ...]:
    """At most `limit` questions of passages near the question that the answer has not used."""
    chosen: list[str] = []
    asked = dict.fromkeys(content_words(question), 1.0)
    for passage in passages:
        known = passage.stored.passage.questions
        if passage.stored.passage.id in answered or not known:
            continue
        if coverage(asked, known[0]) < _TOO_NEAR:
            chosen.append(known[0])
        if len(chosen) == limit:
            break
    return tuple(chosen)


def offers(
    question: str, passages: Sequence[ReadablePassage], *, known: Mapping[str, float], limit: int
) -> tuple[str, ...]:
    """Instead of an answer: questions of the sections nearest to it, those that know most first."""
    ranked = sorted(passages, key=lambda p: -known.get(p.stored.passage.parallel_key or "", 0.0))
    texts = [p.stored.passage.questions[0] for p in ranked if p.stored.passage.questions]
    return tuple(text for text in dict.fromkeys(texts) if text != question)[:limit]
