"""Inputs that the fact tables give where the seller gives none: fees and limits by platform and market."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.answering.tables.cells import disputing, holding
from advisor.domain.calculations import CalculationRequest
from advisor.domain.facts import Fact
from advisor.rules import Rule

_PLATFORM = "tiktok-shop"
_METRICS: Mapping[str, tuple[str, ...]] = {
    "commission_rate": ("referral_fee_rate",),
    "rate": ("referral_fee_rate",),
    "transaction_rate": ("transaction_fee_rate", "payment_fee_rate"),
    "refund_admin_rate": ("refund_admin_fee_share_of_commission",),
    "refund_admin_cap": ("refund_admin_fee_cap",),
    "warn": ("late_dispatch_rate_limit",),
    "cpm": ("cpm",),
    "cvr": ("conversion_rate",),
    "ctr": ("click_rate",),
}
"""The measures of the fact tables that an input of a rule is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactInput:
    """An input with the fact that gives it, and one that disagrees with that where there is one."""

    name: str
    fact: Fact
    other: Fact | None

    @property
    def value(self) -> float:
        """What the rule takes."""
        return self.fact.low

    @property
    def other_value(self) -> float | None:
        """What the fact that disagrees says; None where it says the same of an exact figure."""
        if self.other is None or self.other.low == self.fact.low:
            return None
        return self.other.low


def fact_inputs(
    rule: Rule, request: CalculationRequest, facts: Sequence[Fact]
) -> Iterator[FactInput]:
    """The inputs of a rule that the seller did not give and that a fact of the place asked for is.

    A market must be named: what holds in one says nothing about another. Without a platform it is
    the one that the notes are about.
    """
    if not request.markets:
        return
    by_id = {fact.id: fact for fact in facts}
    for item in rule.inputs:
        if _is_given(request.inputs.get(item.name)) or item.name not in _METRICS:
            continue
        fact = _holding(_METRICS[item.name], request, facts)
        if fact is not None:
            pairs = disputing([fact], by_id)
            yield FactInput(name=item.name, fact=fact, other=pairs[0][1] if pairs else None)


def _is_given(value: Any) -> bool:
    return value is not None


def _holding(
    metrics: Sequence[str], request: CalculationRequest, facts: Sequence[Fact]
) -> Fact | None:
    """The fact that holds now for the platform and market asked for; None where several do."""
    for metric in metrics:
        found = [
            fact
            for fact in facts
            if fact.metric == metric
            and fact.platform == next(iter(request.platforms), _PLATFORM)
            and fact.market == request.markets[0]
            and fact.category in (None, "all")
            and fact.low == fact.high
            and fact.bound is None
        ]
        held = holding(found, qualifier=lambda fact: fact.metric)
        if len(held) == 1:
            return held[0]
    return None
