"""How much to stock once, when leftovers lose money and shortages lose sales."""

from collections.abc import Iterator
from typing import Any

from advisor.rules.advice import positive
from advisor.rules.demand.family import Demand
from advisor.rules.entry import Rule
from advisor.rules.fields import number, output
from advisor.rules.refusal import RuleRefused, impossible, missing
from advisor.rules.stocking import terms
from advisor.rules.stocking.costs import Costs, refused_costs, unit_costs
from advisor.rules.stocking.expectations import covering, expect, gain, near_best
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs
from advisor.rules.warnings import demand_warnings

_DIRECT = ("underage_cost", "overage_cost")
_FULL = ("net_revenue", "unit_cost")
_ADDED = ("salvage_value", "holding_cost", "shortage_penalty")


def newsvendor(given: Inputs) -> Outputs:
    """The best quantity, or the seller's own, with expected sales, leftovers and profit.

    Q* is the smallest quantity with P(D <= Q) >= Cu / (Cu + Co).

    Raises:
        RuleRefused: E_NO_MARGIN when every order loses money.

    Source: Arrow, Harris & Marschak 1951; Snyder & Shen 4.3.
    """
    demand, costs = given.demand(), _costs(given)
    quantity = _quantity(given, demand, costs)
    expected = expect(demand, quantity, costs=costs)
    outputs: Outputs = {
        "quantity": quantity,
        "critical_ratio": costs.ratio,
        "in_stock_probability": demand.cdf(quantity),
        "expected_sales": expected.sold,
        "expected_lost": expected.lost,
        "expected_leftover": expected.leftover,
        "fill_rate": expected.sold / demand.mean,
        "mismatch_cost": expected.mismatch_cost,
    }
    if given.given("net_revenue"):
        margin = given.number("net_revenue") - given.number("unit_cost")
        outputs["expected_profit"] = margin * demand.mean - expected.mismatch_cost
    if given.given("quantity"):
        outputs["implied_critical_ratio"] = demand.cdf(quantity)
    elif quantity == given.maybe("capacity") and quantity < covering(demand, costs.ratio):
        room = costs.underage - (costs.underage + costs.overage) * demand.cdf(quantity)
        outputs["shadow_price"] = room
    return outputs


def _costs(given: Inputs) -> Costs:
    if given.given("underage_cost"):
        return Costs(underage=given.number("underage_cost"), overage=given.number("overage_cost"))
    return unit_costs(given)


def _quantity(given: Inputs, demand: Demand, costs: Costs) -> float:
    own, capacity, moq = given.maybe("quantity"), given.maybe("capacity"), given.maybe("moq")
    if own is not None:
        return own
    best = covering(demand, costs.ratio)
    if capacity is not None:
        best = min(best, capacity)
    if moq is None or moq <= best:
        return best
    if not given.given("net_revenue"):
        raise missing("net_revenue")
    fits = capacity is None or moq <= capacity
    return moq if fits and gain(demand, moq, costs=costs) > 0 else 0.0


def _needs(given: frozenset[str]) -> str | None:
    wanted = _DIRECT if given & set(_DIRECT) else _FULL
    return next((name for name in wanted if name not in given), None)


def _checks(given: Inputs) -> Iterator[RuleRefused]:
    if given.given("underage_cost"):
        if any(given.given(name) for name in _FULL) or any(given.maybe(name) for name in _ADDED):
            yield impossible(
                "underage_cost",
                zh="{field}和每单净收入、成本只能给一种，请二选一。",
                en="{field} and the unit economics say the same twice: give one or the other.",
            )
    else:
        cost = given.number("unit_cost")
        overage = cost - given.number("salvage_value") + given.number("holding_cost")
        underage = given.number("net_revenue") - cost + given.number("shortage_penalty")
        yield from refused_costs(underage, overage)
    own, capacity, moq = given.maybe("quantity"), given.maybe("capacity"), given.maybe("moq")
    if own and ((capacity is not None and own > capacity) or (moq is not None and own < moq)):
        yield impossible(
            "quantity",
            zh="{field}超过仓容或低于起订量，请改数量或去掉限制。",
            en="{field} is above the capacity or below the minimum order: change one of them.",
        )


def _warnings(given: Inputs, outputs: Outputs) -> Iterator[str]:
    yield from demand_warnings(given.demand())
    nearly = _derived(given, outputs)
    if nearly["high"] - nearly["low"] > 0.5 * outputs["quantity"]:
        yield "W_FLAT"


def _derived(given: Inputs, outputs: Outputs) -> dict[str, Any]:
    demand, costs = given.demand(), _costs(given)
    best = covering(demand, costs.ratio)
    extra = outputs.get("expected_profit")
    if extra is not None:
        extra -= gain(demand, outputs["quantity"], costs=costs)
    nearly = near_best(demand, best, costs=costs, extra_profit=extra or 0.0)
    return {"best": best, "low": nearly.low, "high": nearly.high}


def _case(given: Inputs, outputs: Outputs) -> str:
    if given.given("quantity"):
        return "own"
    if "shadow_price" in outputs:
        return "full"
    return "some" if outputs["quantity"] > 0 else "nothing"


_OUTCOME_ZH = (
    "大概卖出{expected_sales:count}件，可能断货少卖{expected_lost:count}件，"
    "可能剩{expected_leftover:count}件。"
)
_OUTCOME_EN = (
    "Expect to sell {expected_sales:count}, to miss {expected_lost:count} and to be left with "
    "{expected_leftover:count}."
)

NEWSVENDOR = Rule(
    name="stock.newsvendor",
    title=Text(zh="一次性备货量", en="One-time stock quantity"),
    description=Text(
        zh="一波爆单或一个季节只备一次货时的备货量；也可以检验卖家自己想好的数量。",
        en="The quantity for one pulse or season that is stocked once; also judges a quantity "
        "that the seller has in mind.",
    ),
    inputs=(
        terms.DEMAND,
        terms.NET_REVENUE.renewed(optional=True),
        terms.UNIT_COST.renewed(optional=True),
        terms.SALVAGE_VALUE,
        terms.HOLDING_COST,
        terms.SHORTAGE_PENALTY,
        terms.UNDERAGE_COST.renewed(optional=True),
        terms.OVERAGE_COST.renewed(optional=True),
        number("quantity", "自己想备的数量", "own quantity", "units", at_least=0.0, optional=True),
        number("capacity", "仓容上限", "room", "units", at_least=0.0, optional=True),
        number("moq", "起订量", "minimum order", "units", at_least=0.0, optional=True),
    ),
    outputs=(
        output("quantity", "备货量", "quantity", "units"),
        output(
            "critical_ratio", "应保证的不断货概率", "in-stock probability to aim at", "fraction"
        ),
        output("in_stock_probability", "不断货概率", "in-stock probability", "fraction"),
        output("expected_sales", "预计卖出", "expected sales", "units"),
        output("expected_lost", "预计少卖", "expected lost sales", "units"),
        output("expected_leftover", "预计剩余", "expected leftovers", "units"),
        output("fill_rate", "订单满足率", "fill rate", "fraction"),
        output("mismatch_cost", "备多备少的预计损失", "expected mismatch cost", "money"),
        output(
            "expected_profit",
            "预计利润",
            "expected profit",
            "money",
            sometimes=("给了每单净收入和成本时", "with net revenue and unit cost"),
        ),
        output(
            "implied_critical_ratio",
            "这个数量隐含的不断货概率",
            "implied critical ratio",
            "fraction",
            sometimes=("给了自己的数量时", "with an own quantity"),
        ),
        output(
            "shadow_price",
            "多一件仓容的价值",
            "value of room for one more unit",
            "money",
            sometimes=("仓容不够时", "when the room binds"),
        ),
    ),
    formula="Q* = min{q: F(q) >= Cu/(Cu+Co)}; lost = E(D-Q)+; leftover = Q - E D + lost; "
    "mismatch = Cu lost + Co leftover; profit = (net_revenue - unit_cost) E D - mismatch",
    assumptions=Text(
        zh="只有一个销售窗口，断货的单就丢了，需求不受备货影响（断货掉排名的损失要算进缺货罚金）。",
        en="One selling window; unmet demand is lost; demand does not depend on stock (put a loss "
        "of ranking into the shortage penalty).",
    ),
    reference="Arrow, Harris & Marschak 1951; Snyder & Shen 4.3; Cachon & Terwiesch",
    run=newsvendor,
    main="quantity",
    advice=positive("quantity"),
    needs=_needs,
    checks=_checks,
    warnings=_warnings,
    derived=_derived,
    case=_case,
    errors=("E_DATA", "E_NO_MARGIN"),
    sentences={
        "some": Text(
            zh="建议备{quantity:count}件（{low:count}到{high:count}件利润差别不到5%）。"
            + _OUTCOME_ZH,
            en="Stock {quantity:count} units (between {low:count} and {high:count} the profit "
            "differs by less than 5%). " + _OUTCOME_EN,
        ),
        "full": Text(
            zh="仓容不够，就备满{quantity:count}件（不受限时是{best:count}件）；"
            "多一件仓容值{shadow_price:money}。" + _OUTCOME_ZH,
            en="Fill the room with {quantity:count} units (without the limit {best:count}); room "
            "for one more is worth {shadow_price:money}. " + _OUTCOME_EN,
        ),
        "nothing": Text(
            zh="按这组数备{quantity:count}件，也就是不备：预计少卖{expected_lost:count}件，但备货的亏损更大。",
            en="Stock {quantity:count} units, that is none: {expected_lost:count} sales are "
            "missed, but stocking would lose more.",
        ),
        "own": Text(
            zh="备{quantity:count}件，不断货的概率是{in_stock_probability:percent}，最划算的是"
            "{best:count}件（{low:count}到{high:count}件利润差别不到5%）。" + _OUTCOME_ZH,
            en="With {quantity:count} units you stay in stock with a probability of "
            "{in_stock_probability:percent}; best would be {best:count} ({low:count} to "
            "{high:count} are within 5%). " + _OUTCOME_EN,
        ),
    },
)
