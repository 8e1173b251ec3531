"""Reorder points of steady sellers, and the saving of one common warehouse."""

from collections.abc import Iterator
from math import sqrt
from typing import Any

from advisor.rules import defaults
from advisor.rules.advice import answered, positive
from advisor.rules.demand.continuous import normal_quantile, unit_normal_shortage
from advisor.rules.entry import Rule
from advisor.rules.fields import fraction, number, numbers, output
from advisor.rules.kinds import Number
from advisor.rules.refusal import RuleRefused, impossible, no_data
from advisor.rules.roots import boundary
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs


def safety_stock(given: Inputs) -> Outputs:
    """Safety stock and reorder point, in units, for a service level or a fill rate.

    sigma = sqrt((lead + review) daily_sd^2 + daily_mean^2 lead_sd^2); safety stock = z sigma

    Source: Silver, Pyke & Thomas; Chopra & Meindl.
    """
    days = given.number("lead_days") + given.number("review_days")
    steady = given.number("daily_sd") * sqrt(days)
    lead = given.number("daily_mean") * given.number("lead_sd")
    sigma = sqrt(steady**2 + lead**2)
    fill_rate = given.maybe("fill_rate")
    if fill_rate is None:
        z = normal_quantile(given.number("service_level"))
    else:
        z = _z_of_shortage((1 - fill_rate) * given.number("order_quantity") / sigma)
    return {
        "z": z,
        "sigma_ltd": sigma,
        "safety_stock": z * sigma,
        "reorder_point": given.number("daily_mean") * days + z * sigma,
    }


def _z_of_shortage(shortage: float) -> float:
    return boundary(
        lambda z: unit_normal_shortage(z) >= shortage, holds_at=-shortage - 1, fails_at=40.0
    )


def _needs(given: frozenset[str]) -> str | None:
    return "order_quantity" if "fill_rate" in given and "order_quantity" not in given else None


def _checks(given: Inputs) -> Iterator[RuleRefused]:
    if not given.given("fill_rate"):
        return
    if given.given("service_level"):
        yield impossible(
            "service_level",
            zh="{field}和订单满足率只能给一种目标，请二选一。",
            en="{field} and the fill rate are two targets: give one of them.",
        )
    lead = given.number("daily_mean") * given.number("lead_sd")
    days = given.number("lead_days") + given.number("review_days")
    if lead == 0 and given.number("daily_sd") * days == 0:
        yield impossible(
            "daily_sd",
            zh="{field}和到货波动都是0，需求完全确定，用不着为订单满足率备保险库存。",
            en="{field} and the lead-time spread are 0: without variation no safety stock is "
            "needed for a fill rate.",
        )


def _warnings(given: Inputs, _outputs: Outputs) -> Iterator[str]:
    if given.number("lead_sd") > 0:
        yield "W_NORMAL_LT"


def _lead_share(given: Inputs, outputs: Outputs) -> dict[str, Any]:
    lead = given.number("daily_mean") * given.number("lead_sd")
    sigma = outputs["sigma_ltd"]
    return {"lead_share": (lead / sigma) ** 2 if sigma > 0 else 0.0}


def _case(given: Inputs, outputs: Outputs) -> str:
    if outputs["safety_stock"] < 0:
        return "covered"
    if given.number("review_days") > 0:
        return "reviewed"
    return "unsteady" if given.number("lead_sd") > 0 else "steady"


_REORDER_ZH = (
    "库存（在手加在途）降到{reorder_point:count}件就下单，其中{safety_stock:count}件是保险库存"
)
_REORDER_EN = (
    "Reorder when stock on hand and inbound falls to {reorder_point:count} units, of which "
    "{safety_stock:count} are safety stock"
)

SAFETY_STOCK = Rule(
    name="stock.safety_stock",
    title=Text(zh="保险库存和下单点", en="Safety stock and reorder point"),
    description=Text(
        zh="销量平稳的产品何时补货（不用于爆单）。",
        en="When to reorder a steady seller; not for pulses.",
    ),
    inputs=(
        number(
            "daily_mean",
            "平均每天销量",
            "mean daily sales",
            "units/day",
            at_least=0.0,
            decides=True,
        ),
        number(
            "daily_sd",
            "每天销量的标准差",
            "standard deviation of daily sales",
            "units/day",
            at_least=0.0,
            decides=True,
        ),
        number("lead_days", "下单到入仓天数", "lead time", "days", at_least=0.0, decides=True),
        number(
            "lead_sd",
            "到货天数的标准差",
            "standard deviation of the lead time",
            "days",
            at_least=0.0,
            default=0.0,
            decides=True,
        ),
        number(
            "review_days", "盘点间隔", "days between reviews", "days", at_least=0.0, default=0.0
        ),
        fraction(
            "service_level",
            "每轮不断货概率",
            "chance of no stock-out in a cycle",
            above=0.0,
            below=1.0,
            default=defaults.SERVICE_LEVEL,
            unless="fill_rate",
            low=0.9,
            high=0.98,
        ),
        fraction(
            "fill_rate", "订单满足率目标", "fill rate to reach", above=0.0, below=1.0, optional=True
        ),
        number("order_quantity", "每次订货量", "order quantity", "units", above=0.0, optional=True),
    ),
    outputs=(
        output("z", "安全系数", "safety factor", "number"),
        output("sigma_ltd", "到货期内需求的标准差", "sd of demand over the lead time", "units"),
        output("safety_stock", "保险库存", "safety stock", "units"),
        output(
            "reorder_point",
            "下单点（定期盘点时是补到的库存）",
            "reorder point (order-up-to level with reviews)",
            "units",
        ),
    ),
    formula="sigma = sqrt((lead+review) daily_sd^2 + daily_mean^2 lead_sd^2); z = Phi^-1(service), "
    "or sigma [phi(z) - z(1-Phi(z))] = (1-fill_rate) order_quantity; safety stock z sigma; "
    "reorder point daily_mean (lead+review) + z sigma",
    assumptions=Text(
        zh="各天独立，到货期内需求按正态近似；到货天数不稳时正态近似可能偏差很大。",
        en="Independent days and normal lead-time demand, which can mislead when lead times vary.",
    ),
    reference="Silver, Pyke & Thomas; Chopra & Meindl; Eppen & Martin 1988 on variable lead times",
    run=safety_stock,
    explore={"service_level": (0.9, 0.95, 0.98)},
    main="reorder_point",
    advice=positive("safety_stock"),
    needs=_needs,
    checks=_checks,
    warnings=_warnings,
    derived=_lead_share,
    case=_case,
    sentences={
        "steady": Text(zh=_REORDER_ZH + "。", en=_REORDER_EN + "."),
        "unsteady": Text(
            zh=_REORDER_ZH + "；到货时间不稳占了波动的{lead_share:percent}。",
            en=_REORDER_EN + "; unsteady delivery makes {lead_share:percent} of the variation.",
        ),
        "reviewed": Text(
            zh="每{review_days:number}天盘点一次，每次把库存（在手加在途）补到{reorder_point:count}件，"
            "其中{safety_stock:count}件是保险库存。",
            en="At each review, every {review_days:number} days, order up to {reorder_point:count} "
            "units on hand and inbound, of which {safety_stock:count} are safety stock.",
        ),
        "covered": Text(
            zh="库存（在手加在途）降到{reorder_point:count}件再下单；每次订货量本身就够保险，"
            "不用另备保险库存（算出来是{safety_stock:count}件）。",
            en="Reorder when stock on hand and inbound falls to {reorder_point:count} units; the "
            "order size already protects you, no safety stock is needed (it comes out at "
            "{safety_stock:count}).",
        ),
    },
)


def pooling(given: Inputs) -> Outputs:
    """Spread of demand in one warehouse against several, and the share of safety stock saved.

    pooled_sd = sqrt(sum s_i^2 + rho sum_{i != j} s_i s_j)

    Source: Eppen 1979.
    """
    sds, correlation = given.numbers("sds"), given.number("correlation")
    total, squares = sum(sds), sum(sd**2 for sd in sds)
    pooled = sqrt(max(0.0, squares + correlation * (total**2 - squares)))
    return {"pooled_sd": pooled, "sum_sd": total, "saving_share": 1 - pooled / total}


def _check_pooling(given: Inputs) -> Iterator[RuleRefused]:
    sds = given.numbers("sds")
    if len(sds) > 1 and given.number("correlation") < -1 / (len(sds) - 1) - 1e-12:
        yield impossible(
            "correlation",
            zh=f"{len(sds)}个地方两两相关系数不可能都低于-1/{len(sds) - 1}，请改{{field}}。",
            en=f"{len(sds)} places cannot all correlate below -1/{len(sds) - 1}: change {{field}}.",
        )
    if not any(sds):
        yield no_data("sds", zh="{field}全是0，没有波动可以合并。", en="all {field} are 0.")


POOLING = Rule(
    name="stock.pooling",
    title=Text(zh="合仓省多少", en="Saving of one warehouse"),
    description=Text(
        zh="几个国家合用一个区域仓，保险库存能少多少。",
        en="How much safety stock one regional warehouse saves against one per country.",
    ),
    inputs=(
        numbers(
            "sds",
            "各地需求的标准差",
            "standard deviations of demand",
            Number(unit="units", at_least=0.0),
            most=1000,
            decides=True,
        ),
        number(
            "correlation",
            "各地需求的相关系数",
            "correlation of demand",
            "ratio",
            at_least=-1.0,
            at_most=1.0,
            low=0.0,
            high=0.6,
            decides=True,
        ),
    ),
    outputs=(
        output("pooled_sd", "合仓后的标准差", "pooled standard deviation", "units"),
        output("sum_sd", "分仓的标准差合计", "sum of standard deviations", "units"),
        output("saving_share", "保险库存少的比例", "share of safety stock saved", "fraction"),
    ),
    formula="pooled_sd = sqrt(sum s_i^2 + correlation sum_{i!=j} s_i s_j); saving = 1 - "
    "pooled_sd / sum s_i",
    assumptions=Text(
        zh="两两相关系数相同，各仓不断货概率相同；没算配送变慢的代价。",
        en="Equal correlations and the same service level; slower delivery is not counted.",
    ),
    reference="Eppen 1979",
    run=pooling,
    explore={"correlation": (0.0, 0.3, 0.6)},
    main="saving_share",
    advice=answered,
    checks=_check_pooling,
    errors=("E_DATA",),
    derived=lambda given, _outputs: {"places": len(given.numbers("sds"))},
    sentences={
        "always": Text(
            zh="{places:count}仓并一仓，保险库存能少{saving_share:percent}，代价是配送变慢。",
            en="Merging {places:count} warehouses into one saves {saving_share:percent} of the "
            "safety stock, at the price of slower delivery.",
        )
    },
)
