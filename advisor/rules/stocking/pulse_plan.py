"""From the first days of a pulse to a plan: first stock, second order, and what to expect."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.rules.refusal import RuleRefused, impossible, missing, no_data, outside_horizon
from advisor.rules.stocking.pulse_growth import has_fallen
from advisor.rules.stocking.tails import worst_mean
from advisor.rules.values import Inputs, Outputs

if TYPE_CHECKING:
    from advisor.rules.stocking.pulse_search import Found


def pulse_plan(given: Inputs) -> Outputs:
    """The first stock and second order with the best expected profit, and its outcome.

    Courses of the pulse are drawn from what was seen; plans are compared on common courses and
    the chosen one is reported on fresh ones.

    Source: sample-average approximation with common random numbers.
    """
    import numpy as np

    from advisor.rules.stocking.pulse_paths import believe
    from advisor.rules.stocking.pulse_search import find_plan

    with np.errstate(all="ignore"):  # what overflows is refused with the outputs
        belief = believe(given)
        found = find_plan(belief, given)
    return {**_chosen(found, given, belief.peak_days), **_expected(found)}


def _chosen(found: "Found", given: Inputs, peaks: tuple[int, ...]) -> Outputs:
    """What to do."""
    return {
        "initial_stock": found.plan.initial,
        "initial_low": found.low,
        "initial_high": found.high,
        "review_day": found.plan.review_day,
        "reorder_factor": found.plan.factor,
        "expected_reorder": float(found.played.ordered.mean()),
        "latest_order_day": _latest(given, peaks),
        "alternatives": [
            {"initial_stock": p.initial, "reorder_factor": p.factor, "expected_profit": mean}
            for p, mean in found.runners_up
        ],
    }


def _expected(found: "Found") -> Outputs:
    """What comes of it on courses that did not choose the plan."""
    earned, outcome, orders = found.played.profit[0], found.played.outcome, found.courses.orders
    mean, error = float(earned.mean()), 1.96 * float(earned.std(ddof=1)) / len(earned) ** 0.5
    return {
        "expected_demand": float(orders.sum(axis=0).mean()),
        "expected_profit": mean,
        "profit_low": mean - error,
        "profit_high": mean + error,
        "profit_promised_later": found.late_profit,
        "fill_rate": float(outcome.shipped.sum() / max(orders.sum(), 1.0)),
        "expected_lost": float(outcome.lost.mean()),
        "expected_leftover": float(outcome.leftover.mean()),
        "cvar_profit": worst_mean(earned.tolist(), 0.05),
        "loss_probability": float((earned < 0).mean()),
    }


def _latest(given: Inputs, peaks: tuple[int, ...]) -> float | None:
    lead = given.maybe("lead_days")
    return None if lead is None else max(peaks) + given.number("sla_days") - lead


def _fallen(given: Inputs) -> bool:
    return has_fallen(given.numbers("orders"), given.number("threshold"))


def plan_needs(given: frozenset[str]) -> str | None:
    """Without orders so far: the first day's and their growth."""
    wanted = () if "orders" in given else ("first_orders", "growth")
    return next((name for name in wanted if name not in given), None)


def check_plan(given: Inputs) -> Iterator[RuleRefused]:
    """What is missing to draw courses, and days that cannot be."""
    orders, last = given.numbers("orders"), given.whole("horizon") - 1
    if len(orders) < 3 and not _fallen(given) and not given.given("growth"):
        yield missing("growth")
    if abs(sum(row.number("share") for row in given.records("lead_table")) - 1) > 1e-6:
        yield impossible(
            "lead_table", zh="{field}的占比加起来必须是1。", en="Shares of {field} must sum to 1."
        )
    if len(orders) > last:
        yield outside_horizon("orders", len(orders), last=last)
    peaks = given.numbers("peak_days")
    if max(peaks, default=0) > last:
        yield outside_horizon("peak_days", max(peaks), last=last)
    if not _fallen(given) and max(peaks, default=0) < len(orders) - 1:
        yield no_data(
            "peak_days",
            zh="{field}都已经过去，单量却还没跌，请给更晚的高峰日。",
            en="all {field} have passed without a fall: give later ones.",
        )


def plan_warnings(given: Inputs, outputs: Outputs) -> Iterator[str]:
    """Little data, and a first stock that may as well be much smaller or larger."""
    if len(given.numbers("orders")) < 5:
        yield "W_SMALL_N"
    if outputs["initial_high"] - outputs["initial_low"] > 0.5 * outputs["initial_stock"]:
        yield "W_FLAT"
