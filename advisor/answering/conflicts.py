"""Sources that disagree: the other side of what an answer states, and which side to prefer."""

from collections.abc import Sequence

from advisor.answering.drafts import Disagreement, Evidence, Reason
from advisor.answering.places import may_be_about
from advisor.domain.answers import Asks, Query
from advisor.domain.dates import first_day, last_day
from advisor.domain.documents import Dispute, StoredPassage
from advisor.domain.ports import Parallels
from advisor.language.content import content_words, coverage
from advisor.language.vocabulary import Vocabulary

_MOST = 2
_NAMED = 0.3
_FIGURES: frozenset[Asks] = frozenset({"amount", "duration", "date", "comparison"})
_CONFIDENCE = ("low", "medium", "high")
_CLOSENESS = ("own", "blog", "vendor", "trade_press", "press", "filing", "official")


def disagreements(
    shown: Sequence[Evidence],
    *,
    query: Query,
    parallels: Parallels,
    vocabulary: Vocabulary,
) -> tuple[Disagreement, ...]:
    """For what is shown, the statements that disagree with it on what is asked; at most two."""
    pairs = [
        (own, dispute)
        for number, own in enumerate(shown)
        for dispute in own.sentence.disputes
        if _is_asked(dispute, query, vocabulary) and (number == 0 or _is_on_topic(dispute, query))
    ]
    sections = list(dict.fromkeys(dispute.section for _, dispute in pairs))
    passages = [
        stored
        for stored in parallels.parallels(sections).values()
        if stored.passage.language == query.language
    ]
    found: list[Disagreement] = []
    for own, dispute in pairs:
        is_of_itself = dispute.fact in own.sentence.facts
        other = own if is_of_itself else _stating(dispute, passages, own=own)
        if other is None or any(_is_same(d, own, other) for d in found):
            continue
        if query.wants_official and not other.is_official:
            continue
        found.append(weigh(own, other, topic=dispute.topic, is_date=dispute.is_date))
    return tuple(found[:_MOST])


def _is_asked(dispute: Dispute, query: Query, vocabulary: Vocabulary) -> bool:
    """Whether the dispute is about a platform and a market of the question, if it names any."""
    mentions = vocabulary.mentions(dispute.topic)
    return all(
        may_be_about(
            set(query.entities.get(kind, ())),
            {mention.id for mention in mentions if mention.kind == kind},
            vocabulary,
        )
        for kind in ("platform", "market")
    )


def _is_on_topic(dispute: Dispute, query: Query) -> bool:
    """Whether the question asks for figures, or names the topic: else it is beside the point."""
    if query.asks & _FIGURES:
        return True
    return coverage(dict.fromkeys(content_words(dispute.topic), 1.0), query.text) >= _NAMED


def _stating(
    dispute: Dispute, passages: Sequence[StoredPassage], *, own: Evidence
) -> Evidence | None:
    """The plainest sentence of the section that states the fact, if possible that one alone."""
    stating = [
        Evidence(stored=stored, position=position)
        for stored in passages
        if stored.passage.parallel_key == dispute.section
        for position, sentence in enumerate(stored.passage.sentences)
        if dispute.fact in sentence.facts
    ]

    def remoteness(evidence: Evidence) -> tuple[bool, bool, int]:
        is_told = _tells_both(evidence) or _share_a_fact(own, evidence)
        return is_told, evidence.sentence.kind == "caveat", evidence.position

    return min(stating, key=remoteness, default=None)


def _tells_both(evidence: Evidence) -> bool:
    """Whether a sentence states both sides of a disagreement."""
    sentence = evidence.sentence
    return any(dispute.fact in sentence.facts for dispute in sentence.disputes)


def _share_a_fact(one: Evidence, other: Evidence) -> bool:
    return not set(one.sentence.facts).isdisjoint(other.sentence.facts)


def _is_same(known: Disagreement, own: Evidence, other: Evidence) -> bool:
    """Whether both sides are known already, or one says what the other side of a known one does."""
    return known.other.overlaps(other) or (known.own.overlaps(other) and known.other.overlaps(own))


def weigh(own: Evidence, other: Evidence, *, topic: str, is_date: bool) -> Disagreement:
    """The pair with the side to prefer: the one for which more of the reasons speak.

    Of when something happened a later report knows no more, and of two dates that overlap, as 2025
    and July 2025, neither is the newer. What the editors worked out of several sources is as old
    and as close as these.
    """
    ranks = [_ranks(own), _ranks(other)]
    moot: set[Reason] = {"newer"} if is_date or _dates_overlap(own, other) else set()
    if "own" in (own.source.kind, other.source.kind):
        moot |= {"newer", "closer"}
    ranks = [{r: rank for r, rank in of_side.items() if r not in moot} for of_side in ranks]
    for_own = [reason for reason in ranks[0] if ranks[0][reason] > ranks[1][reason]]
    for_other = [reason for reason in ranks[0] if ranks[0][reason] < ranks[1][reason]]
    prefers_own = (len(for_own), "newer" in for_own) > (len(for_other), "newer" in for_other)
    reasons = tuple(for_own if prefers_own else for_other)
    preferred = (own if prefers_own else other) if reasons else None
    return Disagreement(
        topic=topic,
        own=own,
        other=other,
        preferred=preferred,
        reasons=reasons,
        is_told=_tells_both(own) or _tells_both(other) or _share_a_fact(own, other),
    )


def _dates_overlap(own: Evidence, other: Evidence) -> bool:
    """Whether the dates, as far as they are known, do not tell which side is the newer."""
    one, another = _as_of(own), _as_of(other)
    if not one or not another:
        return False
    return first_day(one) <= last_day(another) and first_day(another) <= last_day(one)


def _as_of(evidence: Evidence) -> str | None:
    sentence = evidence.sentence
    return sentence.fact_as_of or sentence.as_of or evidence.source.as_of


def _ranks(evidence: Evidence) -> dict[Reason, int]:
    as_of = _as_of(evidence)
    return {
        "newer": last_day(as_of).toordinal() if as_of else 0,
        "closer": _CLOSENESS.index(evidence.source.kind),
        "surer": _CONFIDENCE.index(evidence.sentence.confidence),
    }
