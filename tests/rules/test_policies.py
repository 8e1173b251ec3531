"""The simulator against a plain one that knows every order, and what must hold on any demand."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.rules import evaluate
from advisor.rules.stocking.simulation import Service, Supply, pieces, simulate

_ECONOMICS = {
    "net_revenue": 12.0,
    "unit_cost": 7.0,
    "cancel_penalty": 2.0,
    "lost_penalty": 0.5,
    "holding_cost": 0.05,
    "salvage_value": 2.0,
}
_CHECKED = settings(deadline=None, max_examples=120)
_DEMANDS = st.lists(st.integers(0, 200), min_size=1, max_size=9).filter(any)


@st.composite
def _plans(draw: st.DrawFn, *, ship_cap: bool = True) -> dict[str, Any]:
    demand = draw(_DEMANDS)
    day = st.integers(0, len(demand) - 1)
    delivery = st.fixed_dictionaries(
        {"arrive_day": day, "quantity": st.integers(0, 200), "unit_cost": st.just(8.0)}
    )
    return {
        "demand": demand,
        "initial_stock": draw(st.integers(0, 300)),
        "replenishments": draw(st.lists(delivery, max_size=3)),
        "sla_days": draw(st.integers(0, 4)),
        "ship_capacity": draw(st.none() | st.integers(0, 120)) if ship_cap else None,
        "acceptance": draw(st.sampled_from(["atp", "accept_all"])),
        "economics": _ECONOMICS,
    }


def _one_by_one(plan: dict[str, Any]) -> dict[str, float]:
    """The same day by day with a list of open orders per day of order."""
    stock, waiting = plan["initial_stock"], dict[int, int]()
    arriving = [0] * (len(plan["demand"]) + plan["sla_days"] + 1)
    for delivery in plan["replenishments"]:
        arriving[delivery["arrive_day"]] += delivery["quantity"]
    done = {"shipped": 0, "cancelled": 0, "lost": 0, "holding_unit_days": 0}
    for day, orders in enumerate(plan["demand"]):
        stock += arriving[day]
        taken = orders
        if plan["acceptance"] == "atp":
            coming = sum(arriving[day + 1 : day + 1 + plan["sla_days"]])
            taken = min(orders, max(0, stock + coming - sum(waiting.values())))
        done["lost"] += orders - taken
        waiting[day] = taken
        left = plan["ship_capacity"] if plan["ship_capacity"] is not None else stock
        for ordered in sorted(waiting):
            sent = min(waiting[ordered], stock, left)
            waiting[ordered] -= sent
            stock, left = stock - sent, left - sent
            done["shipped"] += sent
        done["cancelled"] += waiting.pop(day - plan["sla_days"], 0)
        done["holding_unit_days"] += stock
    done["cancelled"] += sum(waiting.values())
    return {**done, "leftover": stock}


@_CHECKED
@given(plan=_plans())
def test_the_simulator_agrees_with_one_that_follows_every_order(plan: dict[str, Any]) -> None:
    outputs, plain = evaluate("stock.policy_eval", plan), _one_by_one(plan)
    for name, value in plain.items():
        assert outputs[name] == pytest.approx(value, abs=1e-9), name
    bought = 7 * plan["initial_stock"] + sum(8 * d["quantity"] for d in plan["replenishments"])
    profit = 12 * plain["shipped"] - bought - 2 * plain["cancelled"] - 0.5 * plain["lost"]
    profit += 2 * plain["leftover"] - 0.05 * plain["holding_unit_days"]
    assert outputs["profit"] == pytest.approx(profit)


@_CHECKED
@given(plan=_plans())
def test_no_order_and_no_unit_disappears(plan: dict[str, Any]) -> None:
    outputs = evaluate("stock.policy_eval", plan)
    orders = outputs["shipped"] + outputs["cancelled"] + outputs["lost"]
    assert orders == pytest.approx(sum(plan["demand"]))
    received = plan["initial_stock"] + sum(d["quantity"] for d in plan["replenishments"])
    assert outputs["shipped"] + outputs["leftover"] == pytest.approx(received)


@_CHECKED
@given(plan=_plans(ship_cap=False))
def test_promising_only_what_can_ship_cancels_nothing_and_ships_as_much(
    plan: dict[str, Any],
) -> None:
    promised = evaluate("stock.policy_eval", {**plan, "acceptance": "atp"})
    taken = evaluate("stock.policy_eval", {**plan, "acceptance": "accept_all"})
    assert promised["cancelled"] == pytest.approx(0, abs=1e-9)
    assert promised["shipped"] == pytest.approx(taken["shipped"])


@_CHECKED
@given(plan=_plans(ship_cap=False), longer=st.integers(0, 3))
def test_a_longer_promise_never_ships_less(plan: dict[str, Any], longer: int) -> None:
    short = evaluate("stock.policy_eval", plan)["shipped"]
    sla = plan["sla_days"] + longer
    assert evaluate("stock.policy_eval", {**plan, "sla_days": sla})["shipped"] >= short - 1e-9


@_CHECKED
@given(plan=_plans(), more=st.integers(0, 100))
def test_more_stock_never_ships_less(plan: dict[str, Any], more: int) -> None:
    less = evaluate("stock.policy_eval", plan)["shipped"]
    stock = plan["initial_stock"] + more
    assert evaluate("stock.policy_eval", {**plan, "initial_stock": stock})["shipped"] >= less - 1e-9


@_CHECKED
@given(
    paths=st.lists(st.lists(st.integers(0, 50), min_size=4, max_size=4), min_size=1, max_size=5)
    .filter(lambda paths: any(map(any, paths))),
    grid=st.lists(st.integers(0, 120), min_size=1, max_size=4, unique=True),
    again=st.lists(st.integers(0, 60), min_size=1, max_size=3, unique=True),
)  # fmt: skip
def test_the_search_finds_what_trying_every_plan_finds(
    paths: list[list[int]], grid: list[int], again: list[int]
) -> None:
    common = {"demand_paths": paths, "sla_days": 1, "economics": _ECONOMICS}
    found = evaluate(
        "stock.policy_search",
        {
            **common,
            "initial_grid": grid,
            "reorder_grid": again,
            "reorder_arrive_day": 2,
            "reorder_unit_cost": 8.0,
        },
    )

    def mean(initial: float, reorder: float) -> float:
        delivery = {"arrive_day": 2, "quantity": reorder, "unit_cost": 8.0}
        plan = {**common, "initial_stock": initial, "replenishments": [delivery]}
        return float(evaluate("stock.policy_eval", plan)["expected_profit"])

    means = {(q, r): mean(q, r) for q in grid for r in again}
    best = max(means.values())
    assert found["expected_profit"] == pytest.approx(best)
    ties = [pair for pair, value in means.items() if value >= best - 1e-7]
    least = min(sum(pair) for pair in ties)
    assert found["best_initial"] + found["best_reorder"] == pytest.approx(least)


def test_plans_together_have_the_outcome_of_plans_alone() -> None:
    random = np.random.default_rng(1)
    orders = random.poisson(30, (6, 500)).astype(float)
    service = Service(sla_days=2, capacity=40.0, promised_only=True)
    initial = np.arange(0, 200, 20.0)[:, None]
    arriving = {3: np.full((10, 1), 25.0)}
    together = simulate(orders, Supply(initial=initial, arriving=arriving), service)
    for row in range(10):
        one = Supply(initial=initial[row : row + 1], arriving={3: np.full((1, 1), 25.0)})
        alone = simulate(orders, one, service)
        assert (alone.shipped[0] == together.shipped[row]).all()
        assert (alone.cancelled[0] == together.cancelled[row]).all()
    assert [s.stop - s.start for s in pieces(10, 5000)] == [3, 3, 3, 1]


def test_random_totals_agree_with_the_closed_form() -> None:
    demand = {"family": "gamma", "mean": 8000, "sd": 5000}
    money = {"net_revenue": 12.0, "unit_cost": 7.0, "salvage_value": 2.0}
    exact = evaluate("stock.newsvendor", {"demand": demand, **money, "quantity": 9000})
    drawn = evaluate(
        "stock.policy_mc",
        {
            "total_demand": demand,
            "shape": [0.1, 0.2, 0.4, 0.3],
            "initial_stock": 9000,
            "n_paths": 40_000,
            "economics": money,
        },
    )
    error = drawn["expected_profit_se"]
    assert drawn["expected_profit"] == pytest.approx(exact["expected_profit"], abs=4 * error)
    assert drawn["fill_rate"] == pytest.approx(exact["fill_rate"], abs=0.01)


@_CHECKED
@given(
    profits=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40),
    tail=st.floats(0.01, 1),
)
def test_the_mean_of_the_worst_never_exceeds_the_mean(profits: list[float], tail: float) -> None:
    outputs = evaluate("stock.tail_mean", {"profits": profits, "tail": tail})
    slack = 1e-9 * max(map(abs, profits)) + 1e-9
    assert min(profits) - slack <= outputs["cvar"] <= sum(profits) / len(profits) + slack
    share = sum(profit <= outputs["var"] for profit in profits) / len(profits)
    assert share >= tail - 1e-9
    lower = [profit for profit in profits if profit < outputs["var"]]
    assert len(lower) / len(profits) < tail


@_CHECKED
@given(demand=_DEMANDS, sla=st.integers(0, 3))
def test_the_packing_capacity_is_just_enough(demand: list[int], sla: int) -> None:
    capacity = evaluate("stock.ship_capacity", {"demand": demand, "sla_days": sla})
    plan = {
        # Quiet days at the end let the last orders ship before the plan ends.
        "demand": [*demand, *[0] * sla],
        "initial_stock": sum(demand),
        "sla_days": sla,
        "acceptance": "accept_all",
        "economics": _ECONOMICS,
    }
    least = capacity["min_daily_capacity"]
    enough = evaluate("stock.policy_eval", {**plan, "ship_capacity": least})
    assert enough["cancelled"] == pytest.approx(0, abs=1e-6)
    short = evaluate("stock.policy_eval", {**plan, "ship_capacity": 0.99 * least})
    assert short["cancelled"] > 1e-6 * least
