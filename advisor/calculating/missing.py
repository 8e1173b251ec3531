"""What a calculation lacks that only the seller can tell."""

from collections.abc import Mapping
from typing import Any

from advisor.rules import Rule
from advisor.rules.lacking import lacking_inputs

_COSTS_THAT_DECIDE = ("landed_cost", "commission_rate")
"""What nobody sells without: a profit that leaves it out is none."""


def missing_inputs(rule: Rule, inputs: Mapping[str, Any]) -> tuple[str, ...]:
    """The inputs that have to be asked for: without a default, or costs that decide the result."""
    lacking = lacking_inputs(rule, inputs)
    costs = [
        name
        for name in _COSTS_THAT_DECIDE
        if rule.input(name) is not None and inputs.get(name) is None and name not in lacking
    ]
    return (*lacking, *costs)
