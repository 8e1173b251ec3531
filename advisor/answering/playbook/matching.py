"""Which rules of the playbook a question fires, the most fitting first."""

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.answering.places import may_be_about
from advisor.answering.playbook.deciding import asks_for_decision
from advisor.answering.playbook.situations import SituationReader, Told
from advisor.domain.answers import Query
from advisor.knowledge.playbook import Playbook, PlaybookRule, playbook_key
from advisor.language.vocabulary import Vocabulary

_HOME_PLATFORM = frozenset({"tiktok-shop"})
"""What sellers mean who name no platform."""

_GROUP = 1.0
_EACH_TOPIC = 0.25
_NAMED_SELLER = 1.0
_NAMED_MARKET = 0.75
_NAMED_PLATFORM = 0.5
_NUMBER = 1.5
_SIMILARITY = 3.0
_LEAST_SIMILARITY = 0.05
_LEAST_WITH_MORE = 0.03
"""Of the rules' own questions 19 in 20 come closer than the first, of questions next to them few;
where a rule's topics stand in several groups, words of all of them speak for it too."""

_ALIKE = 0.35
"""From here on a rule holds although the question says it in words that no topic knows."""

_OTHERS = 0.5
_MARGIN = 1.5
"""How far behind the best a rule may stay and still be fired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A rule that holds in the seller's case, and how closely it fits it."""

    rule: PlaybookRule
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookMatcher:
    """Finds the rules that hold in a seller's case."""

    playbook: Playbook
    reader: SituationReader
    vocabulary: Vocabulary

    def matching(
        self,
        query: Query,
        *,
        numbers: Mapping[str, float] | None = None,
        similarity: Mapping[str, float] | None = None,
    ) -> tuple[Fired, ...]:
        """The rules that a question for a decision fires, best first; none for other questions.

        `numbers` are known inputs and outputs of numeric rules, by name. `similarity` says for each
        rule how close the question is to it, on the scale of `closeness`; one that the question is
        not close to needs a number that speaks for it.
        """
        if not asks_for_decision(query, is_strict=similarity is None):
            return ()
        told = self.reader.read(query, numbers=numbers or {})
        fits = {rule.id: self._fit(rule, told) for rule in self.playbook.rules.values()}
        found = [
            Fired(rule=self.playbook.rules[name], score=fit + _SIMILARITY * _near(name, similarity))
            for name, fit in fits.items()
            if fit is not None and self._is_meant(name, told, similarity)
        ]
        found = found or self._alike(told, similarity)
        found.sort(key=lambda fired: -fired.score)
        return tuple(fired for fired in found if fired.score >= found[0].score - _MARGIN)

    def _alike(self, told: Told, similarity: Mapping[str, float] | None) -> list[Fired]:
        """The rule that the question is closest to, where that is close, and its opposites.

        Its words need not name every topic, but one of them or the kind of seller.
        """
        found = [
            Fired(rule=rule, score=_SIMILARITY * near + self._share(rule, told))
            for rule in self.playbook.rules.values()
            if (near := _near(rule.id, similarity)) >= _ALIKE
            and self._share(rule, told)
            and self._is_of_case(rule, told)
        ]
        best = max(found, key=lambda fired: fired.score, default=None)
        if best is None:
            return []
        contrary = {opposite.rule for opposite in best.rule.against}
        return [fired for fired in found if fired is best or fired.rule.id in contrary]

    def _share(self, rule: PlaybookRule, told: Told) -> float:
        """How much of what the rule is about the question names: topics and kind of seller."""
        groups = _groups(rule)
        named = sum(bool(group & told.topics) for group in groups) / len(groups)
        return named + bool(rule.when.sellers & told.sellers)

    def _is_meant(self, name: str, told: Told, similarity: Mapping[str, float] | None) -> bool:
        """Whether the question is close enough to the rule, or gives a number that it is about."""
        conditions = self.playbook.rules[name].when.numbers
        if similarity is None or not told.numbers.keys().isdisjoint(conditions):
            return True
        least = (
            _LEAST_SIMILARITY if len(_groups(self.playbook.rules[name])) == 1 else _LEAST_WITH_MORE
        )
        return _near(name, similarity) >= least

    def _fit(self, rule: PlaybookRule, told: Told) -> float | None:
        """How closely a rule fits a case; None where it does not hold."""
        when = rule.when
        groups = [group & told.topics for group in _groups(rule)]
        if not all(groups) or not self._is_of_case(rule, told):
            return None
        score = _GROUP * len(groups) + _EACH_TOPIC * len(frozenset().union(*groups))
        score += _NAMED_SELLER * bool(when.sellers & told.sellers)
        score += _NAMED_MARKET * bool(when.markets and told.markets)
        score += _NAMED_PLATFORM * bool(when.platforms & told.platforms)
        return score + _NUMBER * sum(name in told.numbers for name in when.numbers)

    def _is_of_case(self, rule: PlaybookRule, told: Told) -> bool:
        """Whether the rule is for this seller, platform and market, and no number is against it."""
        when = rule.when
        if when.sellers and told.sellers and not when.sellers & told.sellers:
            return False
        if when.platforms and not when.platforms & (told.platforms or _HOME_PLATFORM):
            return False
        if when.markets and not told.markets and not when.where_unnamed:
            return False
        return may_be_about(told.markets, when.markets, self.vocabulary) and all(
            condition.holds(told.numbers[name]) if name in told.numbers else condition.if_known
            for name, condition in when.numbers.items()
        )


def _groups(rule: PlaybookRule) -> list[frozenset[str]]:
    """Of each of these a question names something."""
    return [*rule.when.topics, *([rule.when.stages] if rule.when.stages else [])]


def closeness(playbook: Playbook, known: Mapping[str, float]) -> dict[str, float]:
    """How close a question is to each rule: how far the section answers it that says the same.

    `known` says how far each section answers the question, as far as known questions tell; of those
    that a rule rests on besides the first, half of that counts. Where the playbook is indexed as
    well, its own passages are among the sections.
    """
    return {rule.id: _known(rule, known) for rule in playbook.rules.values()}


def _known(rule: PlaybookRule, known: Mapping[str, float]) -> float:
    own = known.get(playbook_key(rule.id), 0.0)
    first, *others = (known.get(reason.section, 0.0) for reason in rule.because)
    return max(own, first, _OTHERS * max(others, default=0.0))


def _near(name: str, similarity: Mapping[str, float] | None) -> float:
    return max(0.0, similarity.get(name, 0.0)) if similarity else 0.0
