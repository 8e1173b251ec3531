"""What one unit too few and one unit too many cost."""

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.rules.advice import answered
from advisor.rules.entry import Rule
from advisor.rules.fields import output
from advisor.rules.refusal import RuleRefused, impossible, no_margin
from advisor.rules.stocking import terms
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Money lost with one unit too few (underage) and with one unit too many (overage)."""

    underage: float
    overage: float

    @property
    def ratio(self) -> float:
        """The probability of not running out that balances the two."""
        return self.underage / (self.underage + self.overage)


def unit_costs(given: Inputs) -> Costs:
    """Underage and overage cost of the unit economics.

    Cu = net_revenue - unit_cost + shortage_penalty; Co = unit_cost - salvage_value + holding_cost

    Raises:
        RuleRefused: E_RANGE when leftovers earn money, E_NO_MARGIN when sales lose it.
    """
    cost = given.number("unit_cost")
    overage = cost - given.number("salvage_value") + given.number("holding_cost")
    underage = given.number("net_revenue") - cost + given.number("shortage_penalty")
    for refusal in refused_costs(underage, overage):
        raise refusal
    return Costs(underage=underage, overage=overage)


def refused_costs(underage: float, overage: float) -> Iterator[RuleRefused]:
    """What is wrong with an overage or an underage cost of 0 or less."""
    if overage <= 0:
        yield impossible(
            "salvage_value",
            zh="{field}高过成本，剩货反而赚钱，就不存在“备多了”。请核对残值和成本。",
            en="{field} is above the cost, so leftovers would earn money. "
            "Check the salvage value and the cost.",
        )
    if underage <= 0:
        yield no_margin(
            "net_revenue",
            zh="{field}不高于成本：按这组数每单都亏，先改价格或成本，备多少都不对。",
            en="{field} does not exceed the cost: every order loses money, so no quantity is "
            "right. Change the price or the cost first.",
        )


def cost_ratios(given: Inputs) -> Outputs:
    """The two costs in money per unit and the critical ratio as a fraction."""
    costs = unit_costs(given)
    return {
        "underage_cost": costs.underage,
        "overage_cost": costs.overage,
        "critical_ratio": costs.ratio,
    }


COST_RATIOS = Rule(
    name="stock.cost_ratios",
    title=Text(zh="少备和多备的代价", en="Cost of one unit too few and one too many"),
    description=Text(
        zh="把每单的账换成决定备货量的两个成本，以及应该保证的不断货概率。",
        en="Turns unit economics into the two costs that decide stock, and the probability of "
        "not running out that balances them.",
    ),
    inputs=(
        terms.NET_REVENUE,
        terms.UNIT_COST,
        terms.SALVAGE_VALUE,
        terms.HOLDING_COST,
        terms.SHORTAGE_PENALTY,
    ),
    outputs=(
        output("underage_cost", "少备一件的损失", "loss from one unit too few", "money"),
        output("overage_cost", "多备一件的损失", "loss from one unit too many", "money"),
        output(
            "critical_ratio", "应保证的不断货概率", "in-stock probability to aim at", "fraction"
        ),
    ),
    formula="Cu = net_revenue - unit_cost + shortage_penalty; "
    "Co = unit_cost - salvage_value + holding_cost; CR = Cu / (Cu + Co)",
    assumptions=Text(
        zh="成本不随备货量变化；净收入已扣税、佣金、履约和退货。",
        en="Costs do not change with the quantity; net revenue is after tax, commissions, "
        "fulfilment and returns.",
    ),
    reference="Snyder & Shen, Fundamentals of Supply Chain Theory, 4.3",
    run=cost_ratios,
    main="critical_ratio",
    advice=answered,
    errors=("E_NO_MARGIN",),
    sentences={
        "always": Text(
            zh="多备一件，卖掉多赚{underage_cost:money}，卖不掉亏{overage_cost:money}，"
            "所以备货要保证{critical_ratio:percent}的概率不断货，不是越多越好。",
            en="One more unit earns {underage_cost:money} if it sells and loses "
            "{overage_cost:money} if it does not, so stock enough to stay in stock with a "
            "probability of {critical_ratio:percent}; more is not better.",
        )
    },
)
