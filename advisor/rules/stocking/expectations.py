"""What to expect of a stock quantity: sales, shortage, leftovers, profit."""

from dataclasses import dataclass

from advisor.rules.demand.family import Demand
from advisor.rules.roots import boundary
from advisor.rules.stocking.costs import Costs


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """Expected units sold, asked for in vain and left over, and what the mismatch costs."""

    sold: float
    lost: float
    leftover: float
    mismatch_cost: float


def expect(demand: Demand, quantity: float, *, costs: Costs) -> Expectation:
    """What to expect of a quantity; of nothing, that all demand is lost."""
    if quantity <= 0:
        lost, leftover = demand.mean, 0.0
    else:
        lost = demand.shortage(quantity)
        leftover = max(0.0, quantity - demand.mean + lost)
    return Expectation(
        sold=demand.mean - lost,
        lost=lost,
        leftover=leftover,
        mismatch_cost=costs.underage * lost + costs.overage * leftover,
    )


def covering(demand: Demand, probability: float) -> float:
    """The quantity that covers demand with a probability; never below 0."""
    return max(0.0, demand.quantile(probability))


def gain(demand: Demand, quantity: float, *, costs: Costs) -> float:
    """Expected profit of a quantity over that of stocking nothing."""
    return costs.underage * demand.mean - expect(demand, quantity, costs=costs).mismatch_cost


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityRange:
    """Quantities between which the profit is nearly the best."""

    low: float
    high: float


def near_best(
    demand: Demand, best: float, *, costs: Costs, extra_profit: float = 0.0
) -> QuantityRange:
    """The quantities whose expected profit is within 5% of that of the best one.

    `extra_profit` is what the profit contains besides the gain over stocking nothing.
    """
    profit = gain(demand, best, costs=costs) + extra_profit
    enough = profit - 0.05 * abs(profit)

    def holds(quantity: float) -> bool:
        return gain(demand, quantity, costs=costs) + extra_profit >= enough

    far = max(best, demand.mean, 1.0)
    for _ in range(60):
        if not holds(far):
            break
        far *= 2
    low = 0.0 if holds(0.0) else boundary(holds, holds_at=best, fails_at=0.0)
    return QuantityRange(low=low, high=boundary(holds, holds_at=best, fails_at=far))
