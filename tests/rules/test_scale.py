"""Another currency: the catalogue's units tell which inputs and outputs it changes."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.rules import RULES, evaluate
from advisor.rules.entry import Input
from advisor.rules.kinds import ListOf, Number
from advisor.rules.records import Record
from tests.rules.examples import calls

_CALLS = calls()
# Their outputs hold groups whose parts have units of their own.
_GROUPED = {"channels", "segments", "alternatives", "excluded"}


def _scaled(value: Any, kind: Any, rate: float) -> Any:
    if isinstance(kind, Number):
        return value * rate if kind.unit in ("money", "home money") else value
    if isinstance(kind, ListOf):
        return [_scaled(item, kind.item, rate) for item in value]
    if isinstance(kind, Record):
        return _scaled_fields(value, kind.fields, rate)
    return value


def _scaled_fields(values: dict[str, Any], fields: Iterable[Input], rate: float) -> dict[str, Any]:
    kinds = {item.name: item.kind for item in fields}
    return {
        name: value if value is None else _scaled(value, kinds[name], rate)
        for name, value in values.items()
    }


@pytest.mark.parametrize("name", RULES)
@settings(deadline=None, max_examples=8)
@given(rate=st.sampled_from([0.125, 0.5, 2.0, 7.0, 16.0, 15_000.0]))
def test_money_in_times_a_rate_is_money_out_times_that_rate(name: str, rate: float) -> None:
    rule, inputs = RULES[name], _CALLS[name]
    here = evaluate(name, inputs)
    there = evaluate(name, _scaled_fields(inputs, rule.inputs, rate))
    for item in rule.outputs:
        if item.name in _GROUPED or item.name not in here:
            continue
        factor = rate if item.unit in ("money", "home money") else 1.0
        assert _is_times(there[item.name], here[item.name], factor), item.name


def _is_times(there: Any, here: Any, factor: float) -> bool:
    if isinstance(here, list):
        return all(_is_times(t, h, factor) for t, h in zip(there, here, strict=True))
    if isinstance(here, bool | str) or here is None:
        return bool(there == here)
    return bool(there == pytest.approx(here * factor, rel=1e-6, abs=1e-6 * factor))
