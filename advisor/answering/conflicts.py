"""Sources that disagree: the other side of what an answer states, and which side to prefer."""

from collections.abc import Sequence

from advisor.answering.drafts import Disagreement, Evidence, Reason
from advisor.domain.dates import last_day
from advisor.domain.documents import Dispute, LanguageCode, StoredPassage
from advisor.domain.ports import Parallels

_MOST = 2
_CONFIDENCE = ("low", "medium", "high")
_CLOSENESS = ("own", "blog", "vendor", "trade_press", "press", "filing", "official")


def disagreements(
    shown: Sequence[Evidence], *, parallels: Parallels, language: LanguageCode
) -> tuple[Disagreement, ...]:
    """For what is shown, the statements that disagree with it; at most two."""
    pairs = [(own, dispute) for own in shown for dispute in own.sentence.disputes]
    sections = list(dict.fromkeys(dispute.section for _, dispute in pairs))
    passages = [
        stored
        for stored in parallels.parallels(sections).values()
        if stored.passage.language == language
    ]
    found: list[Disagreement] = []
    for own, dispute in pairs:
        other = _stating(dispute, passages)
        if other is None or any(_is_same(d, own, other) for d in found):
            continue
        found.append(weigh(own, other, topic=dispute.topic))
    return tuple(found[:_MOST])


def _stating(dispute: Dispute, passages: Sequence[StoredPassage]) -> Evidence | None:
    """The plainest sentence of the section that states the fact."""
    stating = [
        Evidence(stored=stored, position=position)
        for stored in passages
        if stored.passage.parallel_key == dispute.section
        for position, sentence in enumerate(stored.passage.sentences)
        if dispute.fact in sentence.facts
    ]
    return min(stating, key=lambda e: (e.sentence.kind == "caveat", e.position), default=None)


def _is_same(known: Disagreement, own: Evidence, other: Evidence) -> bool:
    """Whether both sides are known already, or one says what the other side of a known one does."""
    return known.other.overlaps(other) or (known.own.overlaps(other) and known.other.overlaps(own))


def weigh(own: Evidence, other: Evidence, *, topic: str) -> Disagreement:
    """The pair with the side to prefer: the one for which more of the reasons speak."""
    ranks = [_ranks(own), _ranks(other)]
    for_own = [reason for reason in ranks[0] if ranks[0][reason] > ranks[1][reason]]
    for_other = [reason for reason in ranks[0] if ranks[0][reason] < ranks[1][reason]]
    prefers_own = (len(for_own), "newer" in for_own) > (len(for_other), "newer" in for_other)
    return Disagreement(
        topic=topic,
        own=own,
        other=other,
        preferred=own if prefers_own else other,
        reasons=tuple(for_own if prefers_own else for_other),
    )


def _ranks(evidence: Evidence) -> dict[Reason, int]:
    sentence, source = evidence.sentence, evidence.source
    as_of = sentence.as_of or source.as_of
    return {
        "newer": last_day(as_of).toordinal() if as_of else 0,
        "closer": _CLOSENESS.index(source.kind),
        "surer": _CONFIDENCE.index(sentence.confidence),
    }
