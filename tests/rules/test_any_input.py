"""Whatever is given, a rule answers with finite numbers or refuses; nothing else escapes."""

from copy import deepcopy
from math import isfinite
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.rules import RULES, RuleRefused, calculate, errors, evaluate
from advisor.rules.numbers_within import numbers_within
from tests.rules.examples import calls

_CALLS = calls()
_ODD_NUMBERS = st.sampled_from(
    (0, -0.0, 1, -1, 0.5, 2, 364, 1e6, 1e12, 1e15, 1e16, 1e308, -1e308, 10**400)
) | st.sampled_from(
    (5e-324, 1e-308, 1e-12, 1 - 1e-16, 1 - 1e-9, float("nan"), float("inf"), float("-inf"))
)
_ODD_DEMAND = st.sampled_from(
    [
        {"family": "normal", "mean": 1e15, "sd": 1e-9},
        {"family": "lognormal", "mu": 34, "sigma": 10},
        {"family": "gamma", "mean": 1e-5, "sd": 1e9},
        {"family": "negbin", "mean": 1e14, "sd": 1e15},
        {"family": "poisson", "mean": 1e15},
        {"family": "empirical", "values": [1e15, 0, 1e-300], "weights": [0, 1, 1e-300]},
        {"family": "uniform", "low": 0, "high": 1e-300},
    ]
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
_ANYTHING = _ODD_NUMBERS | _ODD_DEMAND | st.floats() | _JSON | st.decimals() | st.binary()


def _places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, item in items:
        found.append((*at, key))
        if isinstance(item, dict | list):
            found += _places(item, (*at, key))
    return found


def _outcome(name: str, inputs: Any) -> dict[str, Any] | RuleRefused:
    try:
        return evaluate(name, inputs)
    except RuleRefused as refusal:
        return refusal


def _put(inputs: dict[str, Any], place: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed: Any = deepcopy(inputs)
    target = changed
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = value
    return dict(changed)


@pytest.mark.parametrize("name", RULES)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_only_the_one_refusal_escapes(name: str, data: st.DataObject) -> None:
    inputs = _CALLS[name]
    places = _places(inputs) + [(item.name,) for item in RULES[name].inputs]
    for _ in range(data.draw(st.integers(1, 2))):
        place = data.draw(st.sampled_from(places))
        if place in _places(inputs) or len(place) == 1:
            inputs = _put(inputs, place, data.draw(_ANYTHING))
    outcome = _outcome(name, inputs)
    if isinstance(outcome, RuleRefused):
        assert outcome.code in errors(RULES[name])
        assert outcome.field
        assert outcome.message_in("zh")
        assert outcome.message_in("en")
    else:
        assert all(isfinite(number) for _, number in numbers_within(outcome))


@pytest.mark.parametrize("name", sorted(set(RULES) - {"stock.pulse_plan"}))
@settings(deadline=None, max_examples=15)
@given(data=st.data())
def test_what_surrounds_an_answer_does_not_break_either(name: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(_places(_CALLS[name])))
    inputs = _put(_CALLS[name], place, data.draw(_ODD_NUMBERS | _ODD_DEMAND))
    try:
        result = calculate(name, inputs)
    except RuleRefused:
        return
    assert result.words["zh"]
    assert result.words["en"]


@pytest.mark.parametrize("name", RULES)
@settings(deadline=None, max_examples=25)
@given(inputs=_JSON)
def test_any_group_of_values_is_answered_or_refused(name: str, inputs: Any) -> None:
    assert _outcome(name, inputs)
