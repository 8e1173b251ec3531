"""What customers cost and are worth, and how sure that is."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from advisor.rules import evaluate

_CHECKED = settings(deadline=None, max_examples=100)


@_CHECKED
@given(
    first=st.floats(-20, 50),
    repeat=st.floats(-5, 50),
    chance=st.floats(0, 0.98),
    discount=st.floats(0, 0.3),
    periods=st.integers(0, 60),
)
def test_lifetime_value_is_the_sum_of_its_periods(
    first: float, repeat: float, chance: float, discount: float, periods: int
) -> None:
    inputs: dict[str, Any] = {"first_margin": first, "repeat_margin": repeat}
    inputs |= {"repeat_prob": chance, "discount_rate": discount}
    outputs = evaluate("cac.ltv", {**inputs, "periods": periods})
    q = chance / (1 + discount)
    total = first + sum(repeat * q**k for k in range(1, periods + 1))
    assert outputs["ltv"] == pytest.approx(total, abs=1e-9)
    orders = sum(chance**k for k in range(periods + 1))
    assert outputs["expected_orders"] == pytest.approx(orders)
    endless = evaluate("cac.ltv", inputs)
    assert endless["expected_orders"] >= outputs["expected_orders"] * (1 - 1e-12)
    if repeat >= 0:
        assert endless["ltv"] >= outputs["ltv"] - 1e-9


@_CHECKED
@given(
    cac=st.floats(0, 100),
    first=st.floats(-20, 50),
    monthly=st.floats(-2, 20),
    kept=st.floats(0, 1),
)
def test_after_the_payback_the_cost_is_earned(
    cac: float, first: float, monthly: float, kept: float
) -> None:
    inputs = {"cac": cac, "first_margin": first, "monthly_margin": monthly, "retention": kept}
    months = evaluate("cac.payback", inputs)["payback_months"]
    earned = np.cumsum([first] + [monthly * kept**k for k in range(1, 121)])
    if months is None:
        assert earned.max() < cac + 1e-6
    elif months == 0:
        assert first >= cac
    else:
        whole = max(1, int(np.ceil(months - 1e-9)))
        assert earned[whole] >= cac - 1e-6
        assert earned[whole - 1] <= cac + 1e-6


def test_full_retention_has_no_limit_and_pays_back_evenly() -> None:
    inputs = {"cac": 20, "first_margin": 5, "monthly_margin": 2, "retention": 1}
    outputs = evaluate("cac.payback", inputs)
    assert outputs == {"payback_months": 7.5, "cumulative_limit": None}


def _mixed(given: dict[str, float]) -> float:
    """Expected repeat orders of a new customer, averaged over buying rates and dropouts."""
    r, alpha, a, b, t = (given[name] for name in ("r", "alpha", "a", "b", "t"))
    ranks = (np.arange(1500) + 0.5) / 1500
    buying = stats.gamma(r, scale=1 / alpha).ppf(ranks)[:, None]
    leaving = stats.beta(a, b).ppf(ranks)[None, :]
    return float((-np.expm1(-buying * leaving * t) / leaving).mean())


@pytest.mark.parametrize("a", [0.6, 1.0, 2.5])
def test_expected_orders_agree_with_the_mixture_behind_them(a: float) -> None:
    given = {"r": 2.0, "alpha": 6.0, "a": a, "b": 3.0, "t": 10.0}
    assert evaluate("cac.bgnbd", given)["expected_new"] == pytest.approx(_mixed(given), rel=2e-3)


@_CHECKED
@given(
    r=st.floats(0.1, 3),
    alpha=st.floats(0.5, 20),
    a=st.floats(0.2, 4),
    b=st.floats(0.3, 5),
    t=st.floats(0, 60),
)
def test_expected_orders_grow_with_time_and_stay_below_those_of_the_faithful(
    r: float, alpha: float, a: float, b: float, t: float
) -> None:
    given = {"r": r, "alpha": alpha, "a": a, "b": b}
    now = evaluate("cac.bgnbd", {**given, "t": t})["expected_new"]
    later = evaluate("cac.bgnbd", {**given, "t": t + 5})["expected_new"]
    assert -1e-6 <= now <= later + 1e-6
    assert now <= r / alpha * t * (1 + 1e-6) + 1e-6


def test_the_pole_at_one_is_smooth() -> None:
    given = {"r": 0.243, "alpha": 4.414, "b": 2.426, "t": 39, "x": 2, "t_x": 30.43, "T": 38.86}
    values = [evaluate("cac.bgnbd", {**given, "a": a}) for a in (0.9999, 1, 1.0001)]
    for name in ("expected_new", "expected_existing"):
        below, at, above = (value[name] for value in values)
        assert at == pytest.approx((below + above) / 2, rel=1e-6)
    assert evaluate("cac.bgnbd", {**given, "x": 0, "t_x": 0, "a": 0.5})["p_alive"] == 1


def test_longer_silence_makes_a_customer_less_likely_alive() -> None:
    given = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426, "t": 39, "x": 3, "t_x": 10}
    alive = [evaluate("cac.bgnbd", {**given, "T": age})["p_alive"] for age in (10, 20, 40, 80)]
    assert alive == sorted(alive, reverse=True)


@_CHECKED
@given(trials=st.integers(1, 5000), share=st.floats(0, 1), confidence=st.floats(0.5, 0.999))
def test_the_interval_of_a_rate_holds_it_and_shrinks(
    trials: int, share: float, confidence: float
) -> None:
    hits = round(share * trials)
    inputs = {"successes": hits, "trials": trials, "confidence": confidence}
    outputs = evaluate("cac.rate_ci", inputs)
    wilson = stats.binomtest(hits, trials).proportion_ci(confidence, method="wilson")
    assert outputs["low"] == pytest.approx(wilson.low, abs=1e-9)
    assert outputs["high"] == pytest.approx(wilson.high, abs=1e-9)
    assert outputs["low"] <= outputs["estimate"] <= outputs["high"]
    more = {"successes": 10 * hits, "trials": 10 * trials, "confidence": confidence}
    wide = evaluate("cac.rate_ci", more)
    assert wide["high"] - wide["low"] <= outputs["high"] - outputs["low"]


@_CHECKED
@given(spend=st.floats(1, 1e6), count=st.integers(1, 2000))
def test_the_interval_of_a_cost_is_that_of_its_count(spend: float, count: int) -> None:
    outputs = evaluate("cac.cost_ci", {"spend": spend, "conversions": count})
    assert stats.poisson(spend / outputs["high"]).sf(count - 1) == pytest.approx(0.025, rel=1e-6)
    assert stats.poisson(spend / outputs["low"]).cdf(count) == pytest.approx(0.025, rel=1e-6)
    assert outputs["low"] < outputs["cac"] < outputs["high"]


@_CHECKED
@given(a=st.integers(1, 500), b=st.integers(1, 500), spend=st.floats(0.1, 10))
def test_two_channels_compare_the_same_both_ways(a: int, b: int, spend: float) -> None:
    here = evaluate(
        "cac.ratio_ci",
        {"spend_a": spend, "conversions_a": a, "spend_b": 1.0, "conversions_b": b},
    )
    there = evaluate(
        "cac.ratio_ci",
        {"spend_a": 1.0, "conversions_a": b, "spend_b": spend, "conversions_b": a},
    )
    assert here["low"] == pytest.approx(1 / there["high"], rel=1e-6)
    assert here["low"] < here["cac_ratio"] < here["high"]
    exact = stats.binomtest(a, a + b).proportion_ci(0.95, method="exact")
    assert here["high"] == pytest.approx((1 - exact.low) / exact.low * spend, rel=1e-6)
    assume(abs(here["low"] - 1) > 1e-9 and abs(here["high"] - 1) > 1e-9)
    assert here["distinguishable"] == there["distinguishable"]


def test_a_tie_of_both_limits_counts_as_the_lifetime_value() -> None:
    inputs = {"ltv": 30, "first_margin": 10, "monthly_margin": 0, "retention": 0.5, "cpc": 1}
    outputs = evaluate("cac.target", inputs)
    assert outputs == {"max_cac": 10, "binding": "ltv", "required_cvr": pytest.approx(0.1)}


def test_channels_that_lead_by_ratio_and_by_profit_are_both_named() -> None:
    channels = [
        {"name": "cheap", "cac": 2, "order_margin": 8, "repeat_prob": 0},
        {"name": "rich", "cac": 20, "order_margin": 30, "repeat_prob": 0.5},
    ]
    inputs = {"channels": channels, "target": "cheap", "benchmark": "rich"}
    outputs = evaluate("cac.compare_channels", inputs)
    assert (outputs["best_by_ratio"], outputs["best_by_profit"]) == ("cheap", "rich")
    match = [{**channels[0], "order_margin": outputs["margin_to_match"]}, channels[1]]
    equal = evaluate("cac.compare_channels", {**inputs, "channels": match})["channels"]
    assert equal[0]["ltv_cac"] == pytest.approx(equal[1]["ltv_cac"])


def test_without_paid_customers_there_is_no_paid_cost() -> None:
    inputs = {"total_spend": 50, "new_customers": 5, "paid_spend": 0, "paid_customers": 0}
    outputs = evaluate("cac.summary", inputs)
    assert outputs == {"blended_cac": 10, "paid_cac": None, "organic_share": 1}
