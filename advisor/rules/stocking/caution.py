"""How much to stock once when a bad outcome must be survived, or little is known."""

from math import sqrt
from typing import Any

from advisor.rules.advice import positive
from advisor.rules.demand.family import Demand
from advisor.rules.entry import Rule
from advisor.rules.fields import number, output
from advisor.rules.stocking import terms
from advisor.rules.stocking.costs import Costs
from advisor.rules.stocking.expectations import covering, expect
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs
from advisor.rules.warnings import demand_warnings


def newsvendor_cvar(given: Inputs) -> Outputs:
    """The quantity with the best mean of the worst outcomes, in units, and both profits.

    P(D <= Q) = tail * Cu / (Cu + Co)

    Source: Gotoh & Takano 2007; Chen, Xu & Zhang 2009; Rockafellar & Uryasev 2000.
    """
    demand, tail, costs = given.demand(), given.number("tail"), _costs(given)
    quantity = covering(demand, tail * costs.ratio)
    return {
        "quantity": quantity,
        "risk_neutral_quantity": covering(demand, costs.ratio),
        "cvar_profit": _worst_mean(demand, quantity, costs=costs, tail=tail),
        "expected_profit": _mean_profit(demand, quantity, costs=costs),
    }


def _costs(given: Inputs) -> Costs:
    return Costs(underage=given.number("underage_cost"), overage=given.number("overage_cost"))


def _mean_profit(demand: Demand, quantity: float, *, costs: Costs) -> float:
    return costs.underage * demand.mean - expect(demand, quantity, costs=costs).mismatch_cost


def _worst_mean(demand: Demand, quantity: float, *, costs: Costs, tail: float) -> float:
    if quantity <= 0:
        return 0.0
    below = demand.cdf(quantity)
    if below >= tail:  # the worst outcomes all leave stock over: only for a quantity above the best
        worst = demand.quantile(tail)
        sold = demand.mean - demand.shortage(worst) - worst * (1 - tail)
        return (costs.underage + costs.overage) * sold / tail - costs.overage * quantity
    sold_below = demand.mean - demand.shortage(quantity) - quantity * (1 - below)
    earned = costs.underage * sold_below
    stuck = costs.overage * (quantity * below - sold_below)
    return (earned - stuck + (tail - below) * costs.underage * quantity) / tail


def _derived(given: Inputs, outputs: Outputs) -> dict[str, Any]:
    demand, costs, tail = given.demand(), _costs(given), given.number("tail")
    neutral = outputs["risk_neutral_quantity"]
    best = _mean_profit(demand, neutral, costs=costs)
    worst = _worst_mean(demand, neutral, costs=costs, tail=tail)
    return {"gap": best - outputs["expected_profit"], "saved": outputs["cvar_profit"] - worst}


NEWSVENDOR_CVAR = Rule(
    name="stock.newsvendor_cvar",
    title=Text(zh="保守备货量", en="Cautious stock quantity"),
    description=Text(
        zh="经不起一次大亏的卖家该备多少：让最坏那部分情况的平均利润最好。",
        en="The quantity for a seller who cannot survive a bad draw: best mean profit over the "
        "worst outcomes.",
    ),
    inputs=(terms.CONTINUOUS_DEMAND, terms.UNDERAGE_COST, terms.OVERAGE_COST, terms.TAIL),
    outputs=(
        output("quantity", "备货量", "quantity", "units"),
        output(
            "risk_neutral_quantity", "只看平均时的备货量", "quantity for the best mean", "units"
        ),
        output("cvar_profit", "最坏情况的平均利润", "mean profit of the worst outcomes", "money"),
        output("expected_profit", "预计利润", "expected profit", "money"),
    ),
    formula="F(Q) = tail Cu/(Cu+Co); CVaR = [Cu E(D;D<=Q) - Co(Q F(Q) - E(D;D<=Q)) + "
    "(tail - F(Q)) Cu Q]/tail",
    assumptions=Text(
        zh="没有缺货罚金；有罚金时这个公式不成立，要用模拟路径算。",
        en="No shortage penalty: with one the formula does not hold, use simulated paths.",
    ),
    reference="Gotoh & Takano 2007; Chen, Xu & Zhang 2009; Rockafellar & Uryasev 2000",
    run=newsvendor_cvar,
    main="quantity",
    advice=positive("quantity"),
    warnings=lambda given, _outputs: demand_warnings(given.demand()),
    derived=_derived,
    explore={"tail": (0.05, 0.1, 0.25, 0.5, 1.0)},
    sentences={
        "always": Text(
            zh="按最坏的{tail:percent}情况打算，备{quantity:count}件；比起平均最赚钱的"
            "{risk_neutral_quantity:count}件，平均少赚{gap:money}，但最坏情况下少亏{saved:money}。",
            en="Planning for the worst {tail:percent}, stock {quantity:count} units. Against the "
            "{risk_neutral_quantity:count} with the best mean you give up {gap:money} on average "
            "and are {saved:money} better off in the bad case.",
        )
    },
)


def newsvendor_robust(given: Inputs) -> Outputs:
    """The quantity with the best profit under the worst distribution of this mean and spread.

    Q = mean + sd/2 (sqrt(Cu/Co) - sqrt(Co/Cu)), or 0 when Cu/Co <= (sd/mean)^2

    Source: Scarf 1958; Gallego & Moon 1993.
    """
    mean, sd, costs = given.number("mean"), given.number("sd"), _costs(given)
    ratio = costs.underage / costs.overage
    if ratio <= (sd / mean) ** 2:
        return {"quantity": 0.0, "worst_case_profit": 0.0}
    return {
        "quantity": mean + sd / 2 * (sqrt(ratio) - sqrt(1 / ratio)),
        "worst_case_profit": costs.underage * mean - sd * sqrt(costs.underage * costs.overage),
    }


def _largest_sd(given: Inputs, _outputs: Outputs) -> dict[str, Any]:
    costs = _costs(given)
    return {"largest_sd": given.number("mean") * sqrt(costs.underage / costs.overage)}


NEWSVENDOR_ROBUST = Rule(
    name="stock.newsvendor_robust",
    title=Text(zh="没有历史数据时的备货量", en="Stock quantity without history"),
    description=Text(
        zh="只知道大概卖多少、上下差多少时最稳的备货量。",
        en="The safest quantity when only a mean and a spread of demand are known.",
    ),
    inputs=(
        number("mean", "平均需求", "mean demand", "units", above=0.0, decides=True),
        number("sd", "需求的标准差", "standard deviation", "units", at_least=0.0, decides=True),
        terms.UNDERAGE_COST,
        terms.OVERAGE_COST,
    ),
    outputs=(
        output("quantity", "备货量", "quantity", "units"),
        output("worst_case_profit", "最差分布下的预计利润", "worst-case expected profit", "money"),
    ),
    formula="Q = 0 if Cu/Co <= (sd/mean)^2, else mean + sd/2 (sqrt(Cu/Co) - sqrt(Co/Cu)); "
    "profit = Cu mean - sd sqrt(Cu Co)",
    assumptions=Text(zh="没有缺货罚金。", en="No shortage penalty."),
    reference="Scarf 1958; Gallego & Moon 1993",
    run=newsvendor_robust,
    main="quantity",
    advice=positive("quantity"),
    derived=_largest_sd,
    case=lambda _given, outputs: "some" if outputs["quantity"] > 0 else "nothing",
    sentences={
        "some": Text(
            zh="只知道大概卖{mean:count}件、上下差{sd:count}件时，最稳的备货量是{quantity:count}件；"
            "再不确定下去（差到{largest_sd:count}件以上）就别囤，先测。",
            en="Knowing only that you sell {mean:count} give or take {sd:count}, the safest "
            "quantity is {quantity:count}. Once the spread reaches {largest_sd:count}, do not "
            "stock: test first.",
        ),
        "nothing": Text(
            zh="上下差{sd:count}件，已经超过值得囤货的{largest_sd:count}件：备{quantity:count}件，先小批测。",
            en="A spread of {sd:count} exceeds the {largest_sd:count} at which stocking pays: "
            "stock {quantity:count} and test small first.",
        ),
    },
)
