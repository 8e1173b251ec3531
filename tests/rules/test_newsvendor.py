"""One-time stock: the optimum, its neighbours, and how it follows costs and demand."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.rules import RuleRefused, evaluate

_MEANS = st.floats(5, 1e5)
_CVS = st.floats(0.1, 2.0)
_MARGINS = st.floats(0.5, 50)
_CHECKED = settings(deadline=None, max_examples=80)


@st.composite
def _demands(draw: st.DrawFn, *, continuous: bool = False) -> dict[str, Any]:
    mean, cv = draw(_MEANS), draw(_CVS)
    families = ["normal", "lognormal", "gamma", "uniform"]
    families += [] if continuous else ["poisson", "negbin", "empirical"]
    family = draw(st.sampled_from(families))
    if family == "uniform":
        return {"family": family, "low": mean * max(0, 1 - cv), "high": mean * (1 + cv)}
    if family == "poisson":
        return {"family": family, "mean": mean}
    if family == "empirical":
        values = st.lists(st.integers(0, 10_000), min_size=1, max_size=20)
        observed = draw(values.filter(any))
        return {"family": family, "values": observed}
    if family == "normal":
        cv = min(cv, 0.4)  # beyond it the family has negative demand, and a loss from it
    sd = mean * cv if family != "negbin" else (mean + (mean * cv) ** 2) ** 0.5
    return {"family": family, "mean": mean, "sd": sd}


@st.composite
def _economics(draw: st.DrawFn) -> dict[str, float]:
    cost, margin = draw(st.floats(1, 100)), draw(_MARGINS)
    salvage = draw(st.floats(-0.5, 0.95)) * cost
    penalty = draw(st.sampled_from([0.0, 2.0]))
    return {
        "net_revenue": cost + margin,
        "unit_cost": cost,
        "salvage_value": salvage,
        "shortage_penalty": penalty,
    }


def _profit(demand: dict[str, Any], economics: dict[str, float], quantity: float) -> float:
    inputs = {"demand": demand, **economics, "quantity": quantity}
    return float(evaluate("stock.newsvendor", inputs)["expected_profit"])


@_CHECKED
@given(demand=_demands(), economics=_economics(), factor=st.floats(0, 3))
def test_no_other_quantity_beats_the_best(
    demand: dict[str, Any], economics: dict[str, float], factor: float
) -> None:
    best = evaluate("stock.newsvendor", {"demand": demand, **economics})
    quantity, profit = best["quantity"], best["expected_profit"]
    near = 1e-7 * (abs(profit) + economics["net_revenue"] * 100)
    others = (quantity * factor, quantity + 1, max(0.0, quantity - 1), quantity * 1.01)
    # Stocking nothing sells nothing; a normal family with a large spread knows no such floor.
    assume(quantity > 0)
    assert max(_profit(demand, economics, other) for other in others if other > 0) <= profit + near


@_CHECKED
@given(demand=_demands(), economics=_economics())
def test_what_is_sold_lost_and_left_adds_up(
    demand: dict[str, Any], economics: dict[str, float]
) -> None:
    outputs = evaluate("stock.newsvendor", {"demand": demand, **economics})
    mean = outputs["expected_sales"] + outputs["expected_lost"]
    stocked = outputs["expected_sales"] + outputs["expected_leftover"]
    assert stocked == pytest.approx(outputs["quantity"], rel=1e-6, abs=1e-6 * mean)
    if "mean" in demand:
        assert mean == pytest.approx(demand["mean"], rel=1e-9)
    assert outputs["fill_rate"] == pytest.approx(outputs["expected_sales"] / mean)


@_CHECKED
@given(demand=_demands(), economics=_economics(), more=st.floats(0, 20))
def test_the_quantity_rises_with_revenue_and_falls_with_cost(
    demand: dict[str, Any], economics: dict[str, float], more: float
) -> None:
    base = evaluate("stock.newsvendor", {"demand": demand, **economics})["quantity"]
    dearer = {**economics, "net_revenue": economics["net_revenue"] + more}
    assert evaluate("stock.newsvendor", {"demand": demand, **dearer})["quantity"] >= base
    costly = {**economics, "unit_cost": economics["unit_cost"] * (1 + more / 100)}
    assume(costly["unit_cost"] < costly["net_revenue"])
    assert evaluate("stock.newsvendor", {"demand": demand, **costly})["quantity"] <= base


@_CHECKED
@given(demand=_demands(), economics=_economics(), rate=st.floats(0.01, 1000))
def test_another_currency_changes_money_only(
    demand: dict[str, Any], economics: dict[str, float], rate: float
) -> None:
    here = evaluate("stock.newsvendor", {"demand": demand, **economics})
    scaled = {name: value * rate for name, value in economics.items()}
    there = evaluate("stock.newsvendor", {"demand": demand, **scaled})
    if demand["family"] in ("poisson", "negbin", "empirical"):
        assume(there["quantity"] == here["quantity"])  # rounding may move a step of the ratio
    for name in ("quantity", "fill_rate", "in_stock_probability", "critical_ratio"):
        assert there[name] == pytest.approx(here[name], rel=1e-6, abs=1e-6)
    for name in ("mismatch_cost", "expected_profit"):
        scale = rate * here["mismatch_cost"]
        assert there[name] == pytest.approx(rate * here[name], rel=1e-5, abs=1e-5 * scale)


@_CHECKED
@given(mean=_MEANS, cv=_CVS, economics=_economics(), factor=st.floats(0.1, 10))
def test_twice_the_demand_needs_twice_the_stock(
    mean: float, cv: float, economics: dict[str, float], factor: float
) -> None:
    for family in ("normal", "lognormal", "gamma"):
        demand = {"family": family, "mean": mean, "sd": cv * mean}
        large = {"family": family, "mean": factor * mean, "sd": factor * cv * mean}
        base = evaluate("stock.newsvendor", {"demand": demand, **economics})["quantity"]
        scaled = evaluate("stock.newsvendor", {"demand": large, **economics})["quantity"]
        assert scaled == pytest.approx(factor * base, rel=1e-6, abs=1e-6)


@_CHECKED
@given(demand=_demands(), economics=_economics(), share=st.floats(0.1, 1.5))
def test_room_is_filled_or_worth_nothing(
    demand: dict[str, Any], economics: dict[str, float], share: float
) -> None:
    free = evaluate("stock.newsvendor", {"demand": demand, **economics})
    room = free["quantity"] * share
    tight = evaluate("stock.newsvendor", {"demand": demand, **economics, "capacity": room})
    assert tight["quantity"] == min(room, free["quantity"])
    assert tight["expected_profit"] <= free["expected_profit"] + 1e-6 * abs(free["expected_profit"])
    if room < free["quantity"]:
        assert tight["shadow_price"] >= -1e-9 * economics["net_revenue"]
    else:
        assert "shadow_price" not in tight


@_CHECKED
@given(demand=_demands(continuous=True), margin=_MARGINS, overage=_MARGINS, tail=st.floats(0.01, 1))
def test_caution_never_stocks_more_nor_earns_more(
    demand: dict[str, Any], margin: float, overage: float, tail: float
) -> None:
    inputs = {"demand": demand, "underage_cost": margin, "overage_cost": overage}
    assume(demand["family"] != "normal")  # its negative demand is a loss at any quantity
    careful = evaluate("stock.newsvendor_cvar", {**inputs, "tail": tail})
    neutral = evaluate("stock.newsvendor_cvar", {**inputs, "tail": 1})
    slack = 1e-6 * abs(neutral["expected_profit"]) + 1e-6
    assert careful["quantity"] <= careful["risk_neutral_quantity"] * (1 + 1e-9)
    assert careful["cvar_profit"] <= careful["expected_profit"] + slack
    assert careful["expected_profit"] <= neutral["expected_profit"] + slack
    assert neutral["quantity"] == neutral["risk_neutral_quantity"]
    assert neutral["cvar_profit"] == pytest.approx(neutral["expected_profit"], rel=1e-6, abs=slack)


@_CHECKED
@given(mean=_MEANS, cv=st.floats(0, 3), margin=_MARGINS, overage=_MARGINS)
def test_the_robust_profit_holds_for_a_known_family(
    mean: float, cv: float, margin: float, overage: float
) -> None:
    costs = {"underage_cost": margin, "overage_cost": overage}
    safe = evaluate("stock.newsvendor_robust", {"mean": mean, "sd": cv * mean, **costs})
    assert safe["worst_case_profit"] >= -1e-9 * margin * mean
    assume(cv > 0.05 and safe["quantity"] > 0)
    demand = {"family": "lognormal", "mean": mean, "sd": cv * mean}
    inputs = {"demand": demand, **costs, "quantity": safe["quantity"]}
    earned = margin * mean - evaluate("stock.newsvendor", inputs)["mismatch_cost"]
    assert earned >= safe["worst_case_profit"] - 1e-6 * margin * mean


@_CHECKED
@given(demand=_demands(continuous=True), economics=_economics(), share=st.floats(0, 1))
def test_a_second_source_is_never_worth_less_than_nothing(
    demand: dict[str, Any], economics: dict[str, float], share: float
) -> None:
    economics = dict(economics)
    cost = economics.pop("unit_cost")
    inputs = {"demand": demand, **economics, "early_cost": cost, "recoverable_share": share}
    values = []
    for late in (cost, cost * 1.2, cost * 3):
        outputs = evaluate("stock.dual_source", {**inputs, "late_cost": late})
        assert outputs["option_value"] >= -1e-6 * economics["net_revenue"] * 1e5
        values.append(outputs["option_value"])
    assert values == sorted(values, reverse=True) or values[0] == pytest.approx(values[-1], abs=1)


def test_a_late_source_dearer_than_the_sale_is_never_used() -> None:
    outputs = evaluate(
        "stock.dual_source",
        {
            "demand": {"family": "lognormal", "mean": 1000, "sd": 600},
            "net_revenue": 12,
            "early_cost": 7,
            "late_cost": 13,
            "salvage_value": 2,
            "recoverable_share": 0.5,
        },
    )
    assert outputs["effective_underage"] == 5
    assert outputs["expected_late_quantity"] == 0
    assert outputs["option_value"] == 0


def test_a_minimum_order_is_taken_only_when_it_pays() -> None:
    inputs = {
        "demand": {"family": "lognormal", "mean": 900, "sd": 300},
        "net_revenue": 10,
        "unit_cost": 4,
        "salvage_value": 2,
    }
    best = evaluate("stock.newsvendor", inputs)["quantity"]
    assert evaluate("stock.newsvendor", {**inputs, "moq": best / 2})["quantity"] == best
    assert evaluate("stock.newsvendor", {**inputs, "moq": 1600})["quantity"] == 1600
    assert evaluate("stock.newsvendor", {**inputs, "moq": 9000})["quantity"] == 0
    limited = {**inputs, "moq": 1600, "capacity": 1500}
    assert evaluate("stock.newsvendor", limited)["quantity"] == 0


def test_an_own_quantity_outside_its_limits_is_refused() -> None:
    inputs = {
        "demand": {"family": "gamma", "mean": 900, "sd": 300},
        "underage_cost": 4,
        "overage_cost": 2,
    }
    with pytest.raises(RuleRefused, match="capacity"):
        evaluate("stock.newsvendor", {**inputs, "quantity": 500, "capacity": 400})
