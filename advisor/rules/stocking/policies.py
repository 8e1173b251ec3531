"""Stock plans on given demand: their outcome, the best of a grid, and random totals."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from advisor.rules.refusal import RuleRefused, impossible, no_data, outside_horizon
from advisor.rules.stocking.tails import worst_mean
from advisor.rules.values import Inputs, Outputs

if TYPE_CHECKING:
    from advisor.rules.stocking.simulation import Array, Outcome, Service, Supply

_TIE = 1e-9  # relative difference of mean profits that is only rounding
_MOST_CELLS = 2e7  # paths times days, 160 MB an array
_MOST_STEPS = 3e8  # plans times paths times days, about 15 seconds


def policy_eval(given: Inputs) -> Outputs:
    """What becomes of orders and stock under a plan: on one path, or on average over many."""
    import numpy as np

    from advisor.rules.stocking.simulation import profit, simulate

    initial = np.array([[given.number("initial_stock")]])
    paths = given["demand_paths"] or [given.numbers("demand")]
    orders = np.array(paths, dtype=float).T.copy()
    outcome = simulate(orders, _supply(given, initial), _service(given))
    cost = given.record("economics").number("unit_cost") * initial + _fixed_cost(given)
    earned = profit(outcome, given.record("economics"), stock_cost=cost)
    if given["demand_paths"]:
        return _averages(outcome, orders, earned, tail=given.number("tail"))
    return _single(outcome, orders, earned)


def _service(given: Inputs) -> "Service":
    from advisor.rules.stocking.simulation import Service

    return Service(
        sla_days=given.whole("sla_days"),
        capacity=given.maybe("ship_capacity"),
        promised_only=given.text("acceptance") == "atp",
    )


def _supply(given: Inputs, initial: "Array") -> "Supply":
    import numpy as np

    from advisor.rules.stocking.simulation import Supply

    arriving: dict[int, Array] = {}
    for delivery in given.records("replenishments"):
        day = delivery.whole("arrive_day")
        arriving[day] = arriving.get(day, np.zeros((1, 1))) + delivery.number("quantity")
    return Supply(initial=initial, arriving=arriving)


def _fixed_cost(given: Inputs) -> float:
    deliveries = given.records("replenishments")
    return sum(d.number("quantity") * d.number("unit_cost") for d in deliveries)


def _single(outcome: "Outcome", orders: "Array", earned: "Array") -> Outputs:
    shipped = outcome.shipped.item()
    return {
        "shipped": shipped,
        "cancelled": outcome.cancelled.item(),
        "lost": outcome.lost.item(),
        "leftover": outcome.leftover.item(),
        "holding_unit_days": outcome.unit_days.item(),
        "profit": earned.item(),
        "fill_rate": shipped / float(orders.sum()),
    }


def _averages(outcome: "Outcome", orders: "Array", earned: "Array", *, tail: float) -> Outputs:
    return {
        "expected_profit": float(earned.mean()),
        "fill_rate": float(outcome.shipped.sum() / orders.sum()),
        "expected_cancelled": float(outcome.cancelled.mean()),
        "expected_lost": float(outcome.lost.mean()),
        "expected_leftover": float(outcome.leftover.mean()),
        "cvar_profit": worst_mean(earned.ravel().tolist(), tail),
    }


def policy_search(given: Inputs) -> Outputs:
    """The pair of first and second order with the highest mean profit; of equals the smaller."""
    import numpy as np

    orders = np.array(given.table("demand_paths"), dtype=float).T.copy()
    pairs = [(i, r) for i in given.numbers("initial_grid") for r in given.numbers("reorder_grid")]
    means = plan_means(given, orders, pairs)
    best = max(means)
    enough = best - _TIE * max(1.0, abs(best))
    ties = [pair for pair, mean in zip(pairs, means, strict=True) if mean >= enough]
    initial, reorder = min(ties, key=lambda pair: (pair[0] + pair[1], pair[0]))
    return {"best_initial": initial, "best_reorder": reorder, "expected_profit": best}


def plan_means(given: Inputs, orders: "Array", pairs: list[tuple[float, float]]) -> list[float]:
    """Mean profit of each pair of first stock and second order, on the same paths."""
    import numpy as np

    from advisor.rules.stocking.simulation import Supply, pieces, profit, simulate

    day, cost = given.whole("reorder_arrive_day"), given.number("reorder_unit_cost")
    economics, means = given.record("economics"), list[float]()
    for piece in pieces(len(pairs), orders.shape[1]):
        grid = np.array(pairs[piece])
        initial, reorder = grid[:, :1], grid[:, 1:]
        fixed = _supply(given, initial)
        arriving = {**fixed.arriving, day: fixed.arriving.get(day, 0.0) + reorder}
        outcome = simulate(orders, Supply(initial=initial, arriving=arriving), _service(given))
        spent = economics.number("unit_cost") * initial + cost * reorder + _fixed_cost(given)
        means += profit(outcome, economics, stock_cost=spent).mean(axis=1).tolist()
    return means


def policy_mc(given: Inputs) -> Outputs:
    """Mean outcome of a first stock when the total is random and its daily shape is known."""
    import numpy as np

    from advisor.rules.stocking.simulation import Supply, profit, simulate

    count, initial = given.whole("n_paths"), np.array([[given.number("initial_stock")]])
    totals = given.demand("total_demand").draw(np.random.default_rng(given.whole("seed")), count)
    orders = np.outer(given.numbers("shape"), totals)
    outcome = simulate(orders, Supply(initial=initial, arriving={}), _service(given))
    economics = given.record("economics")
    earned = profit(outcome, economics, stock_cost=economics.number("unit_cost") * initial)
    asked = float(orders.sum())
    if asked <= 0:
        raise no_orders("total_demand")
    return {
        "expected_profit": float(earned.mean()),
        "fill_rate": float(outcome.shipped.sum()) / asked,
        "expected_leftover": float(outcome.leftover.mean()),
        "expected_profit_se": float(earned.std(ddof=1)) / count**0.5,
    }


def no_orders(name: str) -> RuleRefused:
    """The refusal where there are no orders, so that shares of them do not exist."""
    return no_data(
        name,
        zh="{field}里一单都没有，算不出满足率。请给至少一天有订单的数据。",
        en="{field} has no orders at all. Give at least one day with orders.",
    )


def needs_demand(given: frozenset[str]) -> str | None:
    """The demand, when neither one path nor several were given."""
    return None if given & {"demand", "demand_paths"} else "demand"


def check_policy(given: Inputs) -> Iterator[RuleRefused]:
    """Demand given twice, paths of unequal length, deliveries outside the days, no orders."""
    several = given.given("demand_paths")
    name = "demand_paths" if several else "demand"
    paths: list[Any] = given["demand_paths"] if several else [given["demand"]]
    if not paths:
        return  # refused when it was read
    if several and given.given("demand"):
        yield impossible(
            "demand_paths",
            zh="单条需求和{field}只能给一种。",
            en="Give one demand or {field}, not both.",
        )
    if len({len(path) for path in paths}) > 1:
        yield impossible(
            name, zh="{field}的各条路径天数必须相同。", en="All {field} must have as many days."
        )
    last = len(paths[0]) - 1
    days = [
        (f"replenishments[{i}].arrive_day", d.whole("arrive_day"))
        for i, d in enumerate(given.records("replenishments"))
    ]
    if "reorder_arrive_day" in given:
        days.append(("reorder_arrive_day", given.whole("reorder_arrive_day")))
    for at, day in days:
        if not 0 <= day <= last:
            yield outside_horizon(at, day, last=last)
    if not any(any(path) for path in paths):
        yield no_orders(name)


def check_search(given: Inputs) -> Iterator[RuleRefused]:
    """What check_policy finds, and searches that would take too long."""
    yield from check_policy(given)
    plans = len(given.numbers("initial_grid")) * len(given.numbers("reorder_grid"))
    paths = given.table("demand_paths")
    if plans * sum(len(path) for path in paths) > _MOST_STEPS:
        yield impossible(
            "initial_grid",
            zh="{field}、补货方案和路径的组合太多，算得太久，请减少一些。",
            en="{field}, reorder grid and paths combine to too many cases: give fewer.",
        )


def check_shape(given: Inputs) -> Iterator[RuleRefused]:
    """Daily shares that do not sum to 1, or too many draws."""
    total = sum(given.numbers("shape"))
    if abs(total - 1) > 1e-6:
        yield impossible(
            "shape",
            zh=f"{{field}}加起来必须是1，现在是{total:g}。",
            en=f"{{field}} must sum to 1, got {total:g}.",
        )
    if given.whole("n_paths") * len(given.numbers("shape")) > _MOST_CELLS:
        yield impossible(
            "n_paths",
            zh="{field}乘天数太大，算不动，请减少次数或天数。",
            en="{field} times the days is too much to compute: give fewer of either.",
        )
