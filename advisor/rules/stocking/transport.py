"""Sea or air: a late dear source beside an early cheap one, and freight for one order."""

from collections.abc import Iterator
from typing import Any

from advisor.rules import defaults
from advisor.rules.advice import chosen, positive
from advisor.rules.entry import Rule
from advisor.rules.fields import cost, fraction, number, output
from advisor.rules.refusal import RuleRefused, impossible
from advisor.rules.stocking import terms
from advisor.rules.stocking.costs import Costs, refused_costs
from advisor.rules.stocking.expectations import covering, expect
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs
from advisor.rules.warnings import demand_warnings


def dual_source(given: Inputs) -> Outputs:
    """The early order, the expected late one, and what having the late source is worth.

    Cu = share (late_cost - early_cost) + (1 - share) Cu0 while the late source pays, else Cu0

    Source: Cachon & Terwiesch (reactive capacity); Fisher & Raman 1996.
    """
    demand, alone = given.demand(), _alone(given)
    share = given.number("recoverable_share") if _late_pays(given) else 0.0
    dearer = given.number("late_cost") - given.number("early_cost")
    both = Costs(underage=share * dearer + (1 - share) * alone.underage, overage=alone.overage)
    early = covering(demand, both.ratio)
    expected = expect(demand, early, costs=both)
    margin = given.number("net_revenue") - given.number("early_cost")
    profit = margin * demand.mean - expected.mismatch_cost
    without = expect(demand, covering(demand, alone.ratio), costs=alone)
    return {
        "effective_underage": both.underage,
        "overage_cost": both.overage,
        "critical_ratio": both.ratio,
        "early_quantity": early,
        "expected_late_quantity": share * expected.lost,
        "expected_profit": profit,
        "option_value": profit - (margin * demand.mean - without.mismatch_cost),
    }


def _alone(given: Inputs) -> Costs:
    early = given.number("early_cost")
    return Costs(
        underage=given.number("net_revenue") - early + given.number("shortage_penalty"),
        overage=early - given.number("salvage_value") + given.number("holding_cost"),
    )


def _late_pays(given: Inputs) -> bool:
    worth = given.number("net_revenue") + given.number("shortage_penalty")
    return given.number("late_cost") < worth


def _check_sources(given: Inputs) -> Iterator[RuleRefused]:
    if given.number("late_cost") < given.number("early_cost"):
        yield impossible(
            "late_cost",
            zh="{field}不能低于先发货的成本；真是这样就全部走后一种。",
            en="{field} is below the early cost: then order everything from the late source.",
        )
    costs = _alone(given)
    yield from refused_costs(costs.underage, costs.overage)


DUAL_SOURCE = Rule(
    name="stock.dual_source",
    title=Text(zh="海运加空运补货", en="Early cheap and late dear source"),
    description=Text(
        zh="先用便宜的慢渠道备一部分，看到需求后再用贵的快渠道补：先备多少、这条快渠道值多少。",
        en="Splits stock between a cheap early order and a dear one placed after demand is seen.",
    ),
    inputs=(
        terms.CONTINUOUS_DEMAND,
        terms.NET_REVENUE,
        cost("early_cost", "先发货单件成本", "unit cost of the early source", decides=True),
        cost("late_cost", "快渠道单件成本", "unit cost of the late source", decides=True),
        terms.SALVAGE_VALUE,
        terms.HOLDING_COST,
        terms.SHORTAGE_PENALTY,
        fraction(
            "recoverable_share",
            "缺货订单中后到的货还能救的占比",
            "share of unmet orders that late goods still serve",
            decides=True,
        ),
    ),
    outputs=(
        output(
            "effective_underage", "先备少一件的损失", "loss from one unit too few early", "money"
        ),
        output("overage_cost", "多备一件的损失", "loss from one unit too many", "money"),
        output(
            "critical_ratio", "先备应覆盖的概率", "probability the early order covers", "fraction"
        ),
        output("early_quantity", "先备数量", "early quantity", "units"),
        output("expected_late_quantity", "预计快渠道补货量", "expected late quantity", "units"),
        output("expected_profit", "预计利润", "expected profit", "money"),
        output("option_value", "快渠道的价值", "value of the late source", "money"),
    ),
    formula="Cu0 = net_revenue - early_cost + penalty; Cu = share (late - early) + (1-share) Cu0 "
    "if late < net_revenue + penalty else Cu0; Co = early - salvage + holding; Q = "
    "F^-1(Cu/(Cu+Co)); late = share E(D-Q)+, 0 where the late source does not pay; option "
    "value = profit - best profit without it",
    assumptions=Text(
        zh="快渠道不限量；能救的占比和缺货多少无关。发货时限2天而空运要10天时，这个占比接近0。",
        en="The late source is unlimited and the share does not depend on the shortage. With 2 "
        "days to ship and 10 days by air the share is near 0.",
    ),
    reference="Cachon & Terwiesch; Fisher & Raman 1996",
    run=dual_source,
    main="early_quantity",
    advice=positive("option_value"),
    checks=_check_sources,
    warnings=lambda given, _outputs: demand_warnings(given.demand()),
    explore={"recoverable_share": (0.0, 0.25, 0.5, 0.75, 1.0)},
    errors=("E_NO_MARGIN",),
    case=lambda given, outputs: "both" if outputs["option_value"] > 0 else "early",
    sentences={
        "both": Text(
            zh="先备{early_quantity:count}件，快渠道只补爆单部分（平均{expected_late_quantity:count}件）。"
            "留着这条路值{option_value:money}。",
            en="Order {early_quantity:count} units early and use the fast source for the surplus "
            "only ({expected_late_quantity:count} on average). Keeping it open is worth "
            "{option_value:money}.",
        ),
        "early": Text(
            zh="快渠道补货不划算（价值{option_value:money}）：先备{early_quantity:count}件，"
            "预计快渠道补{expected_late_quantity:count}件。",
            en="The fast source does not pay (it is worth {option_value:money}): order "
            "{early_quantity:count} early and expect {expected_late_quantity:count} late.",
        ),
    },
)


def freight_choice(given: Inputs) -> Outputs:
    """What the saved days are worth against the extra freight, in money per unit.

    time saving value = unit_value (carrying / 365 + daily loss) (sea_days - air_days)

    Source: Hummels & Schaur 2013.
    """
    value, carrying = given.number("unit_value"), given.number("annual_carrying_rate") / 365
    days = given.number("sea_days") - given.number("air_days")
    saving = value * (carrying + given.number("daily_value_loss")) * days
    extra = given.number("air_freight") - given.number("sea_freight")
    return {
        "time_saving_value": saving,
        "extra_freight": extra,
        "choose": "air" if saving > extra else "sea",
        "break_even_daily_loss": extra / (value * days) - carrying if days > 0 else None,
    }


def _check_days(given: Inputs) -> Iterator[RuleRefused]:
    if given.number("sea_days") < given.number("air_days"):
        yield impossible(
            "sea_days",
            zh="{field}不能比空运还短，请核对。",
            en="{field} must not be below the days by air.",
        )


def _days_saved(given: Inputs, _outputs: Outputs) -> dict[str, Any]:
    return {"days": given.number("sea_days") - given.number("air_days")}


FREIGHT_CHOICE = Rule(
    name="stock.freight_choice",
    title=Text(zh="空运还是海运", en="Air or sea freight"),
    description=Text(
        zh="空运多花的运费，和省下的时间值不值。",
        en="Whether the time that air freight saves is worth its extra cost.",
    ),
    inputs=(
        cost("unit_value", "单件货值", "value of a unit", above=0.0, decides=True),
        cost("sea_freight", "海运单件运费", "sea freight per unit", decides=True),
        cost("air_freight", "空运单件运费", "air freight per unit", decides=True),
        number("sea_days", "海运天数", "days by sea", "days", at_least=0.0, decides=True),
        number("air_days", "空运天数", "days by air", "days", at_least=0.0, decides=True),
        fraction(
            "annual_carrying_rate",
            "年资金占用率",
            "carrying cost per year",
            default=defaults.CARRYING_RATE,
        ),
        fraction(
            "daily_value_loss",
            "每天在途的货值损失",
            "value lost per day in transit",
            default=defaults.DAILY_VALUE_LOSS,
            low=0.006,
            high=0.021,
        ),
    ),
    outputs=(
        output("time_saving_value", "省下时间的价值", "value of the time saved", "money"),
        output("extra_freight", "空运多花的运费", "extra freight by air", "money"),
        output("choose", "选哪种", "choice", "choice"),
        output(
            "break_even_daily_loss",
            "两者打平的每日损失",
            "daily loss at which both are equal",
            "fraction",
            sometimes=("天数不同时", "when the days differ"),
        ),
    ),
    formula="saving = unit_value (carrying/365 + daily_value_loss) (sea_days - air_days); air if it "
    "exceeds air - sea freight; break-even loss = extra/(unit_value days) - carrying/365",
    assumptions=Text(
        zh="货值随天数均匀损失；没算断货的损失（那要用“海运加空运补货”）。",
        en="Value is lost evenly over time; stock-outs are not counted (use stock.dual_source).",
    ),
    reference="Hummels & Schaur 2013",
    run=freight_choice,
    main="time_saving_value",
    advice=chosen("choose"),
    checks=_check_days,
    derived=_days_saved,
    case=lambda _given, outputs: outputs["choose"],
    sentences={
        "air": Text(
            zh="走空运：每件多花{extra_freight:money}，省下{days:number}天值{time_saving_value:money}。",
            en="Go by air: it costs {extra_freight:money} more per unit and the {days:number} days "
            "saved are worth {time_saving_value:money}.",
        ),
        "sea": Text(
            zh="走海运：空运每件多花{extra_freight:money}，省下{days:number}天只值{time_saving_value:money}。",
            en="Go by sea: air costs {extra_freight:money} more per unit and the {days:number} days "
            "saved are worth only {time_saving_value:money}.",
        ),
    },
)
