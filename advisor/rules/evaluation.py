"""From raw inputs to the outputs of a rule, or to one refusal."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import isfinite, log10
from typing import Any

from advisor.rules.catalogue import rule_named
from advisor.rules.entry import Rule
from advisor.rules.numbers_within import numbers_within
from advisor.rules.reading import Reading
from advisor.rules.records import read_fields
from advisor.rules.refusal import CODES, RuleRefused, first, missing, out_of_range
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs


def evaluate(rule: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The outputs of a rule by name, in the units that its catalogue entry tells.

    Money is a plain number in one currency, or {"amount": 12, "currency": "USD"}; rates are
    fractions of one; days count from 0. Nothing is rounded.

    Raises:
        RuleRefused: there is no answer; `code`, `field` and `message` say why and what to do.

    >>> evaluate("stock.cost_ratios", {"net_revenue": 12, "unit_cost": 7, "salvage_value": 2})
    {'underage_cost': 5.0, 'overage_cost': 5.0, 'critical_ratio': 0.5}
    """
    entry = rule_named(rule)
    return run_checked(entry, read_inputs(entry, inputs))


def read_inputs(rule: Rule, inputs: Mapping[str, Any]) -> Inputs:
    """Checked inputs with defaults; refuses what the rule cannot work with."""
    reading = Reading()
    if not isinstance(inputs, Mapping):
        named = Text(zh="是一组带名称的值", en="a group of named values")
        raise out_of_range("inputs", inputs, must_be=named)
    values = read_fields(inputs, rule.inputs, at="", reading=reading)
    lacking = rule.needs(named_inputs(rule, values))
    if lacking is not None:
        reading.refuse(missing(lacking))
    refusals = reading.refusals
    if not any(_comes_before_checks(refusal) for refusal in refusals):
        refusals = [*refusals, *rule.checks(values), *reading.currency_refusals()]
    refusal = first(refusals)
    if refusal is not None:
        raise _labelled(refusal, rule)
    return values


def named_inputs(rule: Rule, values: Inputs) -> frozenset[str]:
    """Names of the inputs of a rule that have a value; an empty list is none."""
    return frozenset(item.name for item in rule.inputs if values[item.name] not in (None, []))


def run_checked(rule: Rule, values: Inputs) -> Outputs:
    """The outputs for checked inputs; numbers too extreme to compute with are refused."""
    with computing(rule, values):
        outputs = rule.run(values)
    if not all(isfinite(number) for _, number in numbers_within(outputs)):
        raise _labelled(_too_extreme(values), rule)
    return outputs


@contextmanager
def computing(rule: Rule, values: Inputs) -> Iterator[None]:
    """Whatever is computed inside is refused, not broken off, for numbers it cannot bear."""
    try:
        yield
    except RuleRefused as refusal:
        raise _labelled(refusal, rule) from None
    except (ArithmeticError, ValueError):
        raise _labelled(_too_extreme(values), rule) from None


def _comes_before_checks(refusal: RuleRefused) -> bool:
    return CODES.index(refusal.code) <= CODES.index("E_RANGE")


def _labelled(refusal: RuleRefused, rule: Rule) -> RuleRefused:
    item = rule.input(refusal.field.split(".")[0].split("[")[0])
    return refusal.labelled(item.label) if item else refusal


def _too_extreme(values: Inputs) -> RuleRefused:
    sizes = [
        (abs(log10(abs(v))), name, v) for name, v in numbers_within(values) if v and isfinite(v)
    ]
    _, name, value = max(sizes, default=(0.0, "inputs", None))
    usual = Text(zh="是常见大小的数（和其他输入放在一起算不出结果）", en="of a usual size")
    return out_of_range(name, value, must_be=usual)
