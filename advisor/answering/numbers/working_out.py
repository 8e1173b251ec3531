"""From what a question asks to results: fills in facts, converts, calculates, finds what lacks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from advisor.answering.numbers.currencies import in_one_currency
from advisor.answering.numbers.fact_inputs import FactInput, fact_inputs
from advisor.calculating.missing import missing_inputs
from advisor.domain.calculations import CalculationRequest
from advisor.domain.facts import Fact
from advisor.domain.ports import FactStore
from advisor.rules import Rule, RuleRefused, RuleResult, Setting, calculate, rule_named

_SLOW = frozenset({"stock.pulse_plan", "stock.policy_mc", "stock.policy_search"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One result, with the inputs in which it differs from the first."""

    result: RuleResult
    inputs: Mapping[str, Any]
    differs: Mapping[str, Any] = field(default_factory=dict)
    other_fact: FactInput | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    """What came of a request: results, or the inputs to ask for, or why the rule refuses.

    `facts` give inputs in the seller's place, `assumed_facts` stand behind defaults of the rule;
    `implied` are the inputs that follow from what the seller asks about.
    """

    request: CalculationRequest
    rule: Rule
    cases: tuple[Case, ...] = ()
    facts: tuple[FactInput, ...] = ()
    assumed_facts: tuple[Fact, ...] = ()
    implied: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    refusal: RuleRefused | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculator:
    """Works out requests with the facts of the knowledge base."""

    facts: FactStore
    today: Callable[[], date] = date.today

    def work_out(self, request: CalculationRequest) -> WorkedOut:
        """The results of a request, or what is needed for them."""
        rule = rule_named(request.rule)
        found = tuple(fact_inputs(rule, request, self.facts.facts()))
        implied = implied_inputs(rule, request)
        inputs = {**implied, **{fact.name: fact.value for fact in found}, **request.inputs}
        missing = missing_inputs(rule, inputs)
        if missing:
            return WorkedOut(request=request, rule=rule, missing=missing)
        try:
            inputs = in_one_currency(inputs, request)
            setting = self._setting(request, found, frozenset(implied))
            cases = tuple(self._cases(request, inputs, found, setting))
        except RuleRefused as refusal:
            return WorkedOut(request=request, rule=rule, refusal=refusal)
        return WorkedOut(
            request=request,
            rule=rule,
            cases=cases,
            facts=found,
            assumed_facts=tuple(self._behind_defaults(cases[0].result)),
            implied=frozenset(implied),
        )

    def _behind_defaults(self, result: RuleResult) -> Iterator[Fact]:
        """The facts that assumed inputs come from, each once."""
        names = {name for item in result.inputs if item.default for name in item.default.facts}
        yield from (fact for fact in self.facts.facts() if fact.id in names)

    def _cases(
        self,
        request: CalculationRequest,
        inputs: Mapping[str, Any],
        found: Sequence[FactInput],
        setting: Setting,
    ) -> Iterator[Case]:
        yield Case(result=calculate(request.rule, inputs, setting), inputs=inputs)
        for variant in request.variants:
            yield self._case(request.rule, inputs, setting, in_one_currency(variant, request))
        for fact in found:
            if fact.other_value is not None:
                other = {fact.name: fact.other_value}
                yield self._case(request.rule, inputs, setting, other, fact)

    @staticmethod
    def _case(
        rule: str,
        inputs: Mapping[str, Any],
        setting: Setting,
        differs: Mapping[str, Any],
        fact: FactInput | None = None,
    ) -> Case:
        changed = {**inputs, **differs}
        result = calculate(rule, changed, setting)
        return Case(result=result, inputs=changed, differs=differs, other_fact=fact)

    def _setting(
        self, request: CalculationRequest, found: Sequence[FactInput], implied: frozenset[str]
    ) -> Setting:
        return Setting(
            currency=request.currency,
            home_currency=request.home_currency,
            today=self.today(),
            facts={fact.name: fact.fact.id for fact in found},
            assumed=implied,
            sensitivity=request.rule not in _SLOW,
        )


def implied_inputs(rule: Rule, request: CalculationRequest) -> dict[str, Any]:
    """A creator's commission is asked about for an order that a creator brings."""
    asked = [request.inputs, *request.variants]
    if rule.input("creator_share") is None or "creator_share" in request.inputs:
        return {}
    return {"creator_share": 1.0} if any("creator_rate" in given for given in asked) else {}
