"""Viral pulses: the curve, its growth, its end, and the last day on which an order helps."""

from math import log
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from advisor.rules import evaluate

_CHECKED = settings(deadline=None, max_examples=80)
_CURVE = {"peak_orders": 100_000, "peak_day": 5, "growth": 2.5, "horizon": 15}


def test_after_the_peak_of_the_article_a_sixteenth_of_the_orders_is_left() -> None:
    outputs = evaluate("stock.pulse_curve", _CURVE)
    assert outputs["post_peak_total"] == pytest.approx(11_111.11, abs=0.01)
    assert outputs["post_peak_share"] == pytest.approx(0.0627, abs=1e-4)
    assert "recoverable" not in outputs


def test_a_delivery_before_the_pulse_can_serve_all_and_one_after_the_plan_nothing() -> None:
    for arrival, share in ((0, 1.0), (1, 1.0), (30, 0.0)):
        outputs = evaluate("stock.pulse_curve", {**_CURVE, "arrival_day": arrival})
        assert outputs["recoverable_share"] == pytest.approx(share)


@_CHECKED
@given(
    growth=st.floats(1.05, 5),
    drop=st.floats(0, 0.95),
    peak=st.integers(0, 12),
    tail=st.floats(0, 1),
    sla=st.integers(0, 5),
)
def test_a_later_arrival_never_serves_more(
    growth: float, drop: float, peak: int, tail: float, sla: int
) -> None:
    curve = {**_CURVE, "growth": growth, "drop": drop, "peak_day": peak, "tail_share": tail}
    served = [
        evaluate("stock.pulse_curve", {**curve, "arrival_day": day, "sla_days": sla})["recoverable"]
        for day in range(0, 20, 3)
    ]
    assert served == sorted(served, reverse=True)
    outputs = evaluate("stock.pulse_curve", curve)
    assert outputs["total"] == pytest.approx(sum(outputs["daily"]))
    assert max(outputs["daily"]) == pytest.approx(100_000)


@_CHECKED
@given(orders=st.lists(st.floats(1, 1e6), min_size=3, max_size=10), factor=st.floats(0.1, 10))
def test_the_fit_agrees_with_scipy_and_does_not_depend_on_scale(
    orders: list[float], factor: float
) -> None:
    inputs: dict[str, Any] = {"orders": orders, "candidate_peak_days": [4, 7]}
    outputs = evaluate("stock.pulse_fit", inputs)
    assume(len(set(orders)) > 1)  # scipy has no error for a flat line
    line = stats.linregress(range(len(orders)), np.log(orders))
    assert outputs["log_growth"] == pytest.approx(line.slope, abs=1e-9)
    assert outputs["log_growth_se"] == pytest.approx(line.stderr, rel=1e-6, abs=1e-7)
    width = stats.t.ppf(0.975, len(orders) - 2) * line.stderr
    assert log(outputs["growth_high"]) == pytest.approx(line.slope + width, rel=1e-6, abs=1e-6)
    scaled = evaluate("stock.pulse_fit", {**inputs, "orders": [factor * o for o in orders]})
    assert scaled["growth"] == pytest.approx(outputs["growth"], rel=1e-9)
    forecasts = zip(scaled["peak_forecast"], outputs["peak_forecast"], strict=True)
    assert all(there == pytest.approx(factor * here, rel=1e-7) for there, here in forecasts)


@_CHECKED
@given(p=st.floats(0.001, 0.3), q=st.floats(0, 2), m=st.floats(10, 1e6))
def test_diffusion_never_falls_and_stays_below_its_market(p: float, q: float, m: float) -> None:
    reached = [
        evaluate("stock.diffusion_bass", {"p": p, "q": q, "m": m, "t": t})["cumulative_at_t"]
        for t in (0, 1, 3, 10, 100)
    ]
    assert reached[0] == 0
    assert reached == sorted(reached)
    assert reached[-1] <= m * (1 + 1e-9)
    peak = evaluate("stock.diffusion_bass", {"p": p, "q": q, "m": m, "t": 0})
    at = {"p": p, "q": q, "m": m, "t": peak["peak_time"]}
    total = evaluate("stock.diffusion_bass", at)["cumulative_at_t"]
    assert total == pytest.approx(peak["cumulative_at_peak"], rel=1e-6, abs=1e-6 * m)


def test_a_faster_delivery_and_a_longer_promise_are_in_time_more_often() -> None:
    def share(lead: float, sla: float) -> float:
        inputs = {"peak_days": [4, 5, 6, 7], "today": 3, "lead_days": lead, "sla_days": sla}
        return float(evaluate("stock.reorder_deadline", inputs)["share_in_time"])

    shares = [share(lead, 2) for lead in range(1, 16)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1
    assert shares[-1] == 0
    assert share(7, 7) == 1  # the promise makes up for the slower route


@_CHECKED
@given(today=st.floats(0, 1e5), yesterday=st.floats(1, 1e5), stock=st.floats(0, 1e6))
def test_orders_to_come_are_the_rest_of_the_same_fall(
    today: float, yesterday: float, stock: float
) -> None:
    outputs = evaluate(
        "stock.pulse_stop",
        {"orders_today": today, "orders_yesterday": yesterday, "stock_position": stock},
    )
    ratio = today / yesterday
    assert outputs["peaked"] == (ratio < 0.7)
    if not outputs["peaked"]:
        assert outputs["remaining_demand"] is None
        return
    rest = sum(today * ratio**day for day in range(1, 400))
    assert outputs["remaining_demand"] == pytest.approx(rest, rel=1e-6, abs=1e-9)
    assert outputs["excess_stock"] == pytest.approx(max(0, stock - rest), rel=1e-6, abs=1e-3)
