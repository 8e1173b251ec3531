"""Where the conclusion of a calculation turns: the value of an input at which the advice changes."""

from dataclasses import dataclass
from math import isfinite
from typing import Literal

from advisor.answering.numbers.working_out import WorkedOut
from advisor.rules import switch_value
from advisor.rules.advice import answered
from advisor.rules.labels import output_named

_WATCHED = (
    "creator_rate",
    "ads_per_order",
    "price",
    "supply_price",
    "return_rate",
    "lead_days",
    "fx",
    "benchmark",
    "monthly_margin",
    "air_freight",
)
"""The inputs that sellers bargain over or watch, in the order in which one is looked at."""

_NEAR = (0.2, 5.0)
"""A turning point below a fifth or beyond five times the value helps nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningPoint:
    """The value of an input on whose other side the advice is another."""

    name: str
    value: float
    side: Literal["below", "above"]
    is_break_even: bool


def turning_point(worked: WorkedOut) -> TurningPoint | None:
    """The turning point of the first input that the seller gave and watches; None without one."""
    if worked.rule.advice is answered:
        return None
    case = worked.cases[0]
    varied = [name for variant in worked.request.variants for name in variant]
    watched = [name for name in _WATCHED if name in worked.request.inputs]
    for name in dict.fromkeys((*varied, *watched)):
        now = case.inputs.get(name)
        if not isinstance(now, int | float) or isinstance(now, bool) or not now:
            continue
        value = switch_value(worked.rule.name, case.inputs, name)
        if value is None or not isfinite(value) or not _NEAR[0] <= value / now <= _NEAR[1]:
            return None
        return TurningPoint(
            name=name,
            value=value,
            side="below" if value < now else "above",
            is_break_even=_earns(worked),
        )
    return None


def _earns(worked: WorkedOut) -> bool:
    """Whether the result is money earned, so that the turn is where nothing is earned any more."""
    rule, outputs = worked.rule, worked.cases[0].result.outputs
    is_money = output_named(rule, rule.main).unit == "money"
    return rule.name.startswith("unit.") and is_money and rule.advice(outputs) is True
