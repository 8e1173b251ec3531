"""Reorder points, pooled stock, shared room and transport."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from advisor.rules import evaluate

_CHECKED = settings(deadline=None, max_examples=80)
_STEADY = {
    "daily_mean": st.floats(1, 1000),
    "daily_sd": st.floats(0.1, 300),
    "lead_days": st.floats(0.5, 60),
    "lead_sd": st.floats(0, 20),
}


@_CHECKED
@given(steady=st.fixed_dictionaries(_STEADY), more=st.floats(0.1, 30), level=st.floats(0.5, 0.99))
def test_more_lead_time_and_more_service_never_need_less_stock(
    steady: dict[str, float], more: float, level: float
) -> None:
    base = evaluate("stock.safety_stock", {**steady, "service_level": level})
    longer = {**steady, "lead_days": steady["lead_days"] + more, "service_level": level}
    assert evaluate("stock.safety_stock", longer)["reorder_point"] >= base["reorder_point"]
    assert evaluate("stock.safety_stock", longer)["safety_stock"] >= base["safety_stock"]
    surer = {**steady, "service_level": level + (1 - level) / 2}
    assert evaluate("stock.safety_stock", surer)["safety_stock"] >= base["safety_stock"]


@_CHECKED
@given(
    steady=st.fixed_dictionaries(_STEADY),
    fill_rate=st.floats(0.5, 0.999),
    quantity=st.floats(1, 1e5),
)
def test_the_fill_rate_is_met_exactly(
    steady: dict[str, float], fill_rate: float, quantity: float
) -> None:
    inputs = {**steady, "fill_rate": fill_rate, "order_quantity": quantity}
    outputs = evaluate("stock.safety_stock", inputs)
    z, sigma = outputs["z"], outputs["sigma_ltd"]
    short = sigma * (stats.norm.pdf(z) - z * stats.norm.sf(z))
    assert short == pytest.approx((1 - fill_rate) * quantity, rel=1e-6, abs=1e-9 * sigma)


def test_a_large_order_needs_no_safety_stock() -> None:
    outputs = evaluate(
        "stock.safety_stock",
        {
            "daily_mean": 10,
            "daily_sd": 2,
            "lead_days": 5,
            "fill_rate": 0.9,
            "order_quantity": 5000,
        },
    )
    assert outputs["safety_stock"] < 0


@_CHECKED
@given(sds=st.lists(st.floats(0.1, 1000), min_size=1, max_size=6), rho=st.floats(0, 1))
def test_pooling_never_needs_more(sds: list[float], rho: float) -> None:
    outputs = evaluate("stock.pooling", {"sds": sds, "correlation": rho})
    assert outputs["pooled_sd"] <= outputs["sum_sd"] * (1 + 1e-9)
    together = evaluate("stock.pooling", {"sds": sds, "correlation": 1})
    assert together["saving_share"] == pytest.approx(0, abs=1e-9)


def _item(name: str, mean: float, family: str) -> dict[str, Any]:
    demand: dict[str, Any] = {"family": family, "mean": mean, "sd": 0.6 * mean}
    if family == "poisson":
        demand = {"family": family, "mean": mean}
    if family == "uniform":
        demand = {"family": family, "low": 0.5 * mean, "high": 1.5 * mean}
    costs = {"underage_cost": 5 + mean / 200, "overage_cost": 4.0, "volume": 0.5 + mean / 900}
    return {"name": name, "demand": demand, **costs}


@_CHECKED
@given(
    families=st.lists(
        st.sampled_from(["lognormal", "gamma", "poisson", "uniform"]), min_size=1, max_size=4
    ),
    means=st.lists(st.floats(20, 2000), min_size=4, max_size=4),
    room=st.floats(0, 4000),
)
def test_room_is_used_where_it_earns_most(
    families: list[str], means: list[float], room: float
) -> None:
    items = [_item(f"p{i}", means[i], family) for i, family in enumerate(families)]
    outputs = evaluate("stock.capacity_alloc", {"items": items, "capacity": room})
    price, used = outputs["shadow_price"], outputs["capacity_used"]
    assert used <= room * (1 + 1e-9) + 1e-9
    assert price >= 0
    if price == 0:
        alone = [
            evaluate(
                "stock.newsvendor",
                {k: v for k, v in item.items() if k not in ("name", "volume")},
            )["quantity"]
            for item in items
        ]
        assert outputs["quantities"] == pytest.approx(alone)
    else:
        assert used == pytest.approx(room, rel=1e-6, abs=1e-6)


def test_more_room_is_worth_its_shadow_price() -> None:
    items = [_item("a", 300, "gamma"), _item("b", 900, "lognormal")]

    def gain(room: float) -> float:
        outputs = evaluate("stock.capacity_alloc", {"items": items, "capacity": room})
        return sum(
            item["underage_cost"] * mean
            - evaluate(
                "stock.newsvendor",
                {
                    **{k: v for k, v in item.items() if k not in ("name", "volume")},
                    "quantity": quantity,
                },
            )["mismatch_cost"]
            for item, mean, quantity in zip(items, (300, 900), outputs["quantities"], strict=True)
        )

    price = evaluate("stock.capacity_alloc", {"items": items, "capacity": 500})["shadow_price"]
    assert (gain(500.5) - gain(499.5)) == pytest.approx(price, rel=1e-3)


@_CHECKED
@given(
    value=st.floats(1, 1000), sea=st.floats(0, 20), extra=st.floats(0, 50), days=st.floats(1, 60)
)
def test_air_is_chosen_just_above_the_break_even_loss(
    value: float, sea: float, extra: float, days: float
) -> None:
    inputs = {"unit_value": value, "sea_freight": sea, "air_freight": sea + extra}
    inputs |= {"sea_days": 5 + days, "air_days": 5}
    even = evaluate("stock.freight_choice", inputs)["break_even_daily_loss"]
    assume(1e-6 < even < 0.99)
    above = evaluate("stock.freight_choice", {**inputs, "daily_value_loss": even * 1.001})
    below = evaluate("stock.freight_choice", {**inputs, "daily_value_loss": even * 0.999})
    assert (above["choose"], below["choose"]) == ("air", "sea")


def test_equal_days_have_no_break_even_loss() -> None:
    inputs = {"unit_value": 9, "sea_freight": 1, "air_freight": 2, "sea_days": 7, "air_days": 7}
    outputs = evaluate("stock.freight_choice", inputs)
    assert outputs["choose"] == "sea"
    assert outputs["break_even_daily_loss"] is None


@pytest.mark.parametrize(
    ("late", "status"), [(4, "ok"), (5, "warn"), (10, "warn"), (11, "enforce")]
)
def test_the_limits_themselves_are_still_allowed(late: int, status: str) -> None:
    outputs = evaluate(
        "stock.sla_status",
        {
            "late_orders": late,
            "dispatched_orders": 100,
            "seller_cancelled": 0,
            "total_orders": 100,
        },
    )
    assert outputs["status"] == status
