"""An answer around the outputs: origins, assumptions, warnings and words."""

from datetime import date
from typing import Any

import pytest

from advisor.rules import RULES, Setting, as_calculation, calculate
from tests.rules.examples import VECTORS, calls

_CALLS = calls()
_CURVE = {"peak_orders": 5000, "peak_day": 4, "growth": 2}


def _result(rule: str, inputs: dict[str, Any], **setting: Any) -> Any:
    return calculate(rule, inputs, Setting(**setting))


def test_inputs_carry_who_gave_them() -> None:
    result = _result("stock.pulse_curve", _CURVE, facts={"growth": "seen-growth"})
    origins = {item.name: item.origin for item in result.inputs}
    assert origins["peak_orders"] == "asked"
    assert origins["growth"] == "fact"
    assert origins["drop"] == "assumed"
    by_name = {item.name: item for item in result.inputs}
    assert by_name["growth"].fact == "seen-growth"
    assert by_name["drop"].default.origin == "article"
    assert by_name["drop"].fact == "orders-on-viral-day"
    assert "drop" in result.assumed
    assert "arrival_day" not in by_name
    assert result.facts_as_of == "2023"


def test_warnings_say_what_to_mind() -> None:
    assert "W_ASSUMED" in _result("stock.pulse_curve", _CURVE).warnings
    late = _result("stock.pulse_curve", _CURVE, today=date(2027, 1, 1)).warnings
    assert "W_STALE" in late
    assert "W_STALE" not in _result("stock.pulse_curve", _CURVE, today=date(2026, 1, 1)).warnings
    spread = {"demand": {"family": "normal", "mean": 100, "sd": 60}}
    costs = {"underage_cost": 5, "overage_cost": 5}
    assert "W_NEG_DEMAND" in _result("stock.newsvendor", {**spread, **costs}).warnings
    heavy = {"demand": {"family": "gamma", "mean": 100, "sd": 160}}
    assert "W_HEAVY_TAIL" in _result("stock.newsvendor", {**heavy, **costs}).warnings
    assert "W_SMALL_N" in _result("stock.pulse_fit", {"orders": [5, 9, 20]}).warnings
    assert "W_EXTRAPOLATE" in _result("stock.pulse_fit", {"orders": [5, 9, 20]}).warnings
    assert "W_NORMAL_LT" in _result("stock.safety_stock", _CALLS["stock.safety_stock"]).warnings
    assert "W_POLICY_RISK" in _result("stock.policy_eval", _CALLS["stock.policy_eval"]).warnings


def test_what_the_seller_gave_is_not_called_assumed() -> None:
    result = _result("cac.funnel", _CALLS["cac.funnel"])
    assert result.assumed == ()
    assert result.warnings == ()
    assert result.sensitivity == ()


@pytest.mark.parametrize("name", RULES)
def test_a_result_is_carried_by_an_answer(name: str) -> None:
    result = _result(name, _CALLS[name], sensitivity=False)
    calculation = as_calculation(result, id="c1")
    assert calculation.rule == name
    assert calculation.formula
    assert calculation.reference
    numbers = [item.value for item in (*calculation.inputs, *calculation.outputs)]
    assert all(isinstance(number, float) for number in numbers)
    assert calculation.inputs


def test_nested_inputs_keep_their_path() -> None:
    result = _result("stock.policy_eval", _CALLS["stock.policy_eval"])
    names = {item.name for item in as_calculation(result, id="c1").inputs}
    assert {"demand[2]", "economics.net_revenue", "replenishments[0].quantity"} <= names


_ANSWERED = [vector for vector in VECTORS if "error" not in vector["expect"]]


@pytest.mark.parametrize("vector", _ANSWERED, ids=lambda vector: vector["id"])
def test_every_published_case_is_said_in_both_languages(vector: dict[str, Any]) -> None:
    words = _result(
        vector["rule"], vector["inputs"], currency="USD", home_currency="CNY", sensitivity=False
    ).words
    assert words["zh"].endswith("。")
    assert words["en"].endswith(".")
    for said in words.values():
        assert "{" not in said
        assert "nan" not in said
        assert "None" not in said
    assert not set(words["en"]) & set("，。：；（）、")
