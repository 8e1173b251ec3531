"""The best first stock and second order for a pulse: chosen on one set of courses, reported on another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.rules.stocking.pulse_paths import Belief, Courses, draw_courses
from advisor.rules.stocking.simulation import (
    Array,
    Outcome,
    Service,
    Supply,
    pieces,
    profit,
    simulate,
)
from advisor.rules.stocking.tails import worst_mean
from advisor.rules.values import Inputs

_CHOOSING, _COMPARING, _REPORTING = range(3)  # each purpose has its own courses
_CHOICE_PATHS = 1_000
_COVERED = np.arange(0.05, 0.96, 0.1)
_FACTORS = (0.5, 1.0, 2.0, 4.0)
_REVIEWS = 3
_FINALISTS = 5
_WORST = 0.05


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Plan:
    """A first stock and, on a review day without a fall, a multiple of the orders so far."""

    initial: float
    factor: float = 0.0
    review_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """Outcome, second order and profit of plans, shape (plans, paths)."""

    outcome: Outcome
    ordered: Array
    profit: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The chosen plan, its runners-up with their mean profit, and first stocks as good.

    `late_profit` is the mean profit of the plan when its second order is promised to buyers only
    from the day after the order; None without one, or when that is the plan.
    """

    plan: Plan
    runners_up: tuple[tuple[Plan, float], ...]
    low: float
    high: float
    played: Played
    late_profit: float | None
    courses: Courses


def find_plan(belief: Belief, given: Inputs) -> Found:
    """The plan with the best objective, with its outcome on courses that did not choose it."""
    choosing = draw_courses(belief, given, count=_CHOICE_PATHS, purpose=_CHOOSING)
    firsts = _first_stocks(choosing, given, _COVERED)
    plans = [Plan(initial=q) for q in firsts]
    for day in _review_days(belief, given):
        plans += [Plan(initial=q, factor=f, review_day=day) for q in firsts for f in _FACTORS]
    coarse = _ranked(plans, choosing, belief, given)[0]
    near = _neighbours(coarse, choosing, given)
    fine = _ranked(near, choosing, belief, given)[:_FINALISTS]
    count = given.whole("n_paths")
    comparing = draw_courses(belief, given, count=count, purpose=_COMPARING)
    best, ranked = _settled(fine, comparing, belief, given)
    low, high = _as_good(best, choosing, belief, given)
    reporting = draw_courses(belief, given, count=count, purpose=_REPORTING)
    return Found(
        plan=best,
        runners_up=tuple((plan, mean) for plan, mean in ranked if plan != best),
        low=low,
        high=high,
        played=play([best], reporting, belief, given),
        late_profit=_late_profit(best, reporting, belief, given),
        courses=reporting,
    )


def _late_profit(plan: Plan, courses: Courses, belief: Belief, given: Inputs) -> float | None:
    if plan.review_day is None or not given.flag("promises_same_day"):
        return None
    later = given.with_values(promises_same_day=False)
    return float(play([plan], courses, belief, later).profit.mean())


def play(plans: Sequence[Plan], courses: Courses, belief: Belief, given: Inputs) -> Played:
    """What becomes of plans with the same review day on every course."""
    initial = np.array([[plan.initial] for plan in plans])
    factors = np.array([[plan.factor] for plan in plans])
    review, first = plans[0].review_day, courses.first_day
    shape = (len(plans), courses.orders.shape[1])
    arriving: dict[int, Array] = {}
    ordered, late = np.zeros(shape), np.zeros(shape)
    if review is not None:
        ordered = factors * _orders_if_rising(belief, courses, given, review)
        arrival = review + courses.lead_days - first
        for day in np.unique(arrival):
            part = np.where(arrival == day, ordered, 0.0)
            if day < len(courses.orders):
                arriving[int(day)] = part
            else:
                late += part
    supply = Supply(
        initial=initial, arriving=arriving, ordered_on=_promised_from(review, given) - first
    )
    service = Service(
        sla_days=given.whole("sla_days"),
        capacity=given.maybe("ship_capacity"),
        promised_only=True,
    )
    outcome = simulate(courses.orders, supply, service)
    economics = given.record("economics")
    again = given.maybe("reorder_unit_cost")
    unit_cost = economics.number("unit_cost")
    spent = unit_cost * initial + (unit_cost if again is None else again) * ordered
    earned = profit(outcome, economics, stock_cost=spent) + economics["salvage_value"] * late
    return Played(outcome=outcome, ordered=ordered, profit=earned)


def _promised_from(review: int | None, given: Inputs) -> int:
    """The first day on which buyers are promised the second order."""
    return (review or 0) + (0 if given.flag("promises_same_day") else 1)


def _orders_if_rising(belief: Belief, courses: Courses, given: Inputs, review: int) -> Array:
    """Orders with those of the review day on courses without a fall so far; 0 on the others."""
    seen = courses.orders[: review + 1 - courses.first_day]
    so_far = sum(belief.observed) + seen.sum(axis=0)
    if belief.observed:
        before = np.full((1, seen.shape[1]), belief.observed[-1])
        seen = np.concatenate([before, seen])
    fell = (seen[1:] < given.number("threshold") * seen[:-1]).any(axis=0)
    return np.where(fell, 0.0, so_far)


def _first_stocks(courses: Courses, given: Inputs, covered: Iterable[float]) -> list[float]:
    totals = courses.orders.sum(axis=0)
    wanted = np.rint(np.quantile(totals, list(covered)))
    room, cash = given.maybe("warehouse_cap"), given.maybe("cash_cap")
    unit_cost = given.record("economics").number("unit_cost")
    if room is not None:
        wanted = np.minimum(wanted, room)
    if cash is not None and unit_cost > 0:
        wanted = np.minimum(wanted, np.floor(cash / unit_cost))
    return sorted({0.0, *wanted.tolist()})


def _review_days(belief: Belief, given: Inputs) -> list[int]:
    """Days, the latest ones, on which a second order can still meet a possible peak."""
    lead = given.maybe("lead_days")
    if lead is None or (len(belief.peak_days) == 1 and belief.peak_days[0] < len(belief.observed)):
        return []
    top, wanted = max(belief.peak_days), given.maybe("review_day")
    in_time = top + given.whole("sla_days") - int(lead)
    useful = top if given.flag("promises_same_day") else top - 1
    possible = range(len(belief.observed), min(in_time, useful) + 1)
    if wanted is not None:
        return [int(wanted)] if wanted in possible else []
    return list(possible)[-_REVIEWS:]


def _means(plans: Sequence[Plan], courses: Courses, belief: Belief, given: Inputs) -> Array:
    """Profit of each plan on each course, plans with one review day played together."""
    earned = np.empty((len(plans), courses.orders.shape[1]))
    for review in {plan.review_day: None for plan in plans}:
        same = [i for i, plan in enumerate(plans) if plan.review_day == review]
        for piece in pieces(len(same), courses.orders.shape[1]):
            rows = same[piece]
            earned[rows] = play([plans[i] for i in rows], courses, belief, given).profit
    return earned


def _objective(earned: Array, given: Inputs) -> Array:
    weight, means = given.number("risk_weight"), earned.mean(axis=1)
    if weight == 0:
        return np.asarray(means)
    worst = np.array([worst_mean(row.tolist(), _WORST) for row in earned])
    return np.asarray((1 - weight) * means + weight * worst)


def _ranked(plans: Sequence[Plan], courses: Courses, belief: Belief, given: Inputs) -> list[Plan]:
    scores = _objective(_means(plans, courses, belief, given), given)
    return [plans[i] for i in np.argsort(-scores, kind="stable")]


def _neighbours(plan: Plan, courses: Courses, given: Inputs) -> list[Plan]:
    """Plans around the best of the coarse grid, the plan itself among them."""
    totals = np.sort(courses.orders.sum(axis=0))
    at = np.searchsorted(totals, plan.initial) / len(totals)
    stocks = {plan.initial}
    stocks.update(
        _first_stocks(courses, given, np.clip(at + np.array([-0.06, -0.03, 0.03, 0.06]), 0, 1))
    )
    factors = {plan.factor * step for step in (0.7, 1.0, 1.4)}
    return [
        Plan(initial=q, factor=f, review_day=plan.review_day)
        for q in sorted(stocks)
        for f in sorted(factors)
    ]


def _settled(
    plans: Sequence[Plan], courses: Courses, belief: Belief, given: Inputs
) -> tuple[Plan, list[tuple[Plan, float]]]:
    """The best plan, or of plans that cannot be told apart the one with the least stock."""
    earned = _means(plans, courses, belief, given)
    scores = _objective(earned, given)
    best = int(np.argmax(scores))
    behind = earned[best] - earned
    error = 1.96 * behind.std(axis=1) / behind.shape[1] ** 0.5
    close = (behind.mean(axis=1) <= error) | (scores >= scores[best] - 0.01 * abs(scores[best]))
    tied = [plan for plan, is_close in zip(plans, close, strict=True) if is_close]
    chosen = min([plans[best], *tied], key=lambda plan: (plan.initial, plan.factor))
    order = np.argsort(-scores, kind="stable")
    return chosen, [(plans[i], float(earned[i].mean())) for i in order]


def _as_good(plan: Plan, courses: Courses, belief: Belief, given: Inputs) -> tuple[float, float]:
    """First stocks within 5% of the best objective, the second order left as it is."""
    firsts = sorted({plan.initial, *_first_stocks(courses, given, np.arange(0.03, 0.99, 0.06))})
    plans = [Plan(initial=q, factor=plan.factor, review_day=plan.review_day) for q in firsts]
    scores = _objective(_means(plans, courses, belief, given), given)
    enough = scores.max() - 0.05 * abs(scores.max())
    good = [q for q, score in zip(firsts, scores, strict=True) if score >= enough]
    return min([plan.initial, *good]), max([plan.initial, *good])
