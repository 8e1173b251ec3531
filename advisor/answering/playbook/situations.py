"""What a question tells of a seller's case: terms, situations and plain numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from advisor.domain.answers import Query
from advisor.domain.facts import Term
from advisor.knowledge.playbook import Playbook, Situation
from advisor.language.quantities import read_quantities
from advisor.language.vocabulary import Vocabulary

_HOME = "china"
"""Where sellers sell from; it tells nothing about the market they ask for."""

_CREATOR = "creator"
"""Whom sellers ask about; only who says so is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a question names: kinds of seller, platforms, markets, and every term or situation."""

    sellers: frozenset[str]
    platforms: frozenset[str]
    markets: frozenset[str]
    topics: frozenset[str]
    numbers: Mapping[str, float] = field(default_factory=dict)


class SituationReader:
    """Reads a seller's case from a query."""

    def __init__(self, playbook: Playbook, *, vocabulary: Vocabulary) -> None:
        self._sellers = {s.id: s.seller for s in playbook.situations if s.seller}
        # One vocabulary each: two situations may share a form, as terms of the glossary may not.
        self._vocabularies = [
            Vocabulary([_as_term(situation, vocabulary)]) for situation in playbook.situations
        ]

    def read(self, query: Query, *, numbers: Mapping[str, float]) -> Told:
        """What the query names, and the numbers that are known; those given come first."""
        named = {name for names in query.entities.values() for name in names}
        seen = {m.id for v in self._vocabularies for m in v.mentions(query.text)}
        talking = {seller for name, seller in self._sellers.items() if name in seen}
        return Told(
            sellers=frozenset({*query.entities.get("seller", ())} - {_CREATOR} | talking),
            platforms=frozenset(query.entities.get("platform", ())),
            markets=frozenset(query.entities.get("market", ())) - {_HOME},
            topics=frozenset(named | seen),
            numbers={**_plain_numbers(query.asked), **numbers},
        )


def _as_term(situation: Situation, vocabulary: Vocabulary) -> Term:
    """The situation with its words, also as they read where names have their main form."""
    zh, en = (
        tuple(dict.fromkeys((*forms, *map(vocabulary.canonical, forms))))
        for forms in (situation.zh, situation.en)
    )
    return Term(id=situation.id, kind="term", zh=zh[0], en=en[0], zh_forms=zh, en_forms=en)


def _plain_numbers(text: str) -> dict[str, float]:
    """The orders a day that a question tells, where it tells one such number."""
    daily = [q for q in read_quantities(text) if q.unit == "orders" and q.per == "day"]
    return {"daily_orders": daily[0].high} if len(daily) == 1 else {}
