"""When a pulse is over: its fall, the last useful order day, and slow diffusion instead."""

from collections.abc import Iterator
from math import exp, log
from typing import Any

from advisor.rules import defaults
from advisor.rules.advice import chosen, positive
from advisor.rules.entry import Rule
from advisor.rules.fields import fraction, number, numbers, output
from advisor.rules.kinds import Number
from advisor.rules.stocking import terms
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs


def pulse_stop(given: Inputs) -> Outputs:
    """Whether the fall has begun and, if so, the orders to come and the stock beyond them.

    r = today / yesterday; peaked if r < threshold; remaining = today r / (1 - r)
    """
    today = given.number("orders_today")
    ratio = today / given.number("orders_yesterday")
    if ratio >= given.number("threshold"):
        return {"peaked": False, "drop": ratio, "remaining_demand": None, "excess_stock": None}
    remaining = today * ratio / (1 - ratio)
    return {
        "peaked": True,
        "drop": ratio,
        "remaining_demand": remaining,
        "excess_stock": max(0.0, given.number("stock_position") - remaining),
    }


def _few_orders(given: Inputs, _outputs: Outputs) -> Iterator[str]:
    if given.number("orders_yesterday") < 50:
        yield "W_SMALL_N"


PULSE_STOP = Rule(
    name="stock.pulse_stop",
    title=Text(zh="爆单是否见顶", en="Has the pulse peaked"),
    description=Text(
        zh="从昨天和今天的订单判断是否开始下跌，跌了还会来多少单、手上多出多少货。",
        en="Recognises the fall from two days of orders; then the orders to come and the excess.",
    ),
    inputs=(
        number(
            "orders_today",
            "今天订单",
            "orders today",
            "orders/day",
            at_least=0.0,
            code="E_DATA",
            decides=True,
        ),
        number(
            "orders_yesterday",
            "昨天订单",
            "orders yesterday",
            "orders/day",
            above=0.0,
            code="E_DATA",
            decides=True,
        ),
        number(
            "stock_position",
            "在手加在途库存",
            "units on hand and inbound",
            "units",
            at_least=0.0,
            decides=True,
        ),
        fraction(
            "threshold",
            "判定下跌的比例",
            "ratio that counts as a fall",
            default=defaults.PEAK_THRESHOLD,
        ),
    ),
    outputs=(
        output("peaked", "是否见顶", "has peaked", "flag"),
        output("drop", "今天比昨天", "today against yesterday", "fraction"),
        output(
            "remaining_demand",
            "后面的订单",
            "orders to come",
            "orders",
            sometimes=("见顶后", "after the peak"),
        ),
        output(
            "excess_stock",
            "多出的货",
            "stock beyond them",
            "units",
            sometimes=("见顶后", "after the peak"),
        ),
    ),
    formula="r = orders_today / orders_yesterday; peaked if r < threshold; remaining = "
    "orders_today r/(1-r); excess = max(0, stock_position - remaining)",
    assumptions=Text(
        zh="之后每天按同一比例下跌；每天不到50单时要再看一天。",
        en="The fall goes on at the same ratio; below 50 orders a day wait for a second day.",
    ),
    reference="geometric series",
    run=pulse_stop,
    explore={"threshold": (0.5, 0.7, 0.9)},
    main="excess_stock",
    advice=chosen("peaked"),
    warnings=_few_orders,
    errors=("E_DATA",),
    case=lambda _given, outputs: "peaked" if outputs["peaked"] else "growing",
    sentences={
        "peaked": Text(
            zh="单量一天掉到前一天的{drop:percent}，按这个速度后面大约只剩{remaining_demand:count}单，"
            "手上多出{excess_stock:count}件：停止补货，先谈取消或转卖。",
            en="Orders fell to {drop:percent} of the day before; at this pace about "
            "{remaining_demand:count} are still to come and {excess_stock:count} units are too "
            "many: stop ordering, negotiate cancellations or resell.",
        ),
        "growing": Text(
            zh="今天是昨天的{drop:percent}，还没跌破{threshold:percent}，不算见顶，明天再看。",
            en="Today is {drop:percent} of yesterday, not below {threshold:percent}: no peak yet, "
            "look again tomorrow.",
        ),
    },
)


def reorder_deadline(given: Inputs) -> Outputs:
    """The last useful order day for each possible peak day, and the share still in time.

    deadline = peak_day + sla_days - lead_days
    """
    slack = given.number("sla_days") - given.number("lead_days")
    deadlines = [day + slack for day in given.numbers("peak_days")]
    in_time = sum(deadline >= given.number("today") for deadline in deadlines)
    return {"deadlines": deadlines, "share_in_time": in_time / len(deadlines)}


def _latest(_given: Inputs, outputs: Outputs) -> dict[str, Any]:
    return {"first": min(outputs["deadlines"]), "latest": max(outputs["deadlines"])}


def _deadline_case(given: Inputs, outputs: Outputs) -> str:
    if max(outputs["deadlines"]) < 0:
        return "never"
    return "open" if outputs["share_in_time"] > 0 else "late"


REORDER_DEADLINE = Rule(
    name="stock.reorder_deadline",
    title=Text(zh="补货截止日", en="Reorder deadline"),
    description=Text(
        zh="补货单最晚哪天下还赶得上高峰。",
        en="The last day on which a second order still helps.",
    ),
    inputs=(
        numbers(
            "peak_days",
            "可能的高峰日",
            "possible peak days",
            Number(unit="day", at_least=0.0),
            default=defaults.PEAK_DAYS,
        ),
        terms.SLA_DAYS,
        number(
            "lead_days",
            "下单到入仓天数",
            "days from order to stock",
            "days",
            at_least=1.0,
            decides=True,
        ),
        number("today", "今天是第几天", "today", "day", at_least=0.0, decides=True),
    ),
    outputs=(
        output("deadlines", "各高峰日的截止日", "deadline for each peak day", "day"),
        output("share_in_time", "还赶得上的可能", "share still in time", "fraction"),
    ),
    formula="deadline_i = peak_day_i + sla_days - lead_days; share of deadlines >= today",
    assumptions=Text(
        zh="货在到仓当天一早就能发；各高峰日可能性相同。",
        en="Goods can ship from the start of their day of arrival; peak days are equally likely.",
    ),
    reference="follows from the order of events in stock.policy_eval",
    run=reorder_deadline,
    explore={"lead_days": tuple(float(day) for day in range(1, 16)), "sla_days": (2.0, 5.0, 7.0)},
    main="share_in_time",
    advice=positive("share_in_time"),
    derived=_latest,
    case=_deadline_case,
    errors=("E_DATA",),
    sentences={
        "open": Text(
            zh="从下单到入仓要{lead_days:number}天，最晚第{latest:day}天就得下补货单；"
            "今天（第{today:day}天）下，有{share_in_time:percent}的可能赶得上高峰。",
            en="With {lead_days:number} days from order to stock, the second order must go out by "
            "day {latest:day} at the latest; ordered today (day {today:day}) it meets the peak "
            "with a probability of {share_in_time:percent}.",
        ),
        "late": Text(
            zh="从下单到入仓要{lead_days:number}天，补货单最晚该在第{latest:day}天下；"
            "今天是第{today:day}天，赶得上高峰的可能是{share_in_time:percent}，不要再补。",
            en="With {lead_days:number} days from order to stock, the second order had to go out by "
            "day {latest:day}; today is day {today:day} and the chance to meet the peak is "
            "{share_in_time:percent}: do not reorder.",
        ),
        "never": Text(
            zh="从下单到入仓要{lead_days:number}天，哪天见顶都来不及，赶得上的可能是{share_in_time:percent}："
            "只能靠首批备货，或者换更快的渠道、拉长承诺发货期。",
            en="With {lead_days:number} days from order to stock a second order is too late for "
            "every peak day ({share_in_time:percent}): rely on the first stock, a faster route or "
            "a longer promise.",
        ),
    },
)


def diffusion_bass(given: Inputs) -> Outputs:
    """Time, rate and total at the peak of a Bass diffusion, and the total at a time.

    F(t) = (1 - e^{-(p+q)t}) / (1 + (q/p) e^{-(p+q)t})
    """
    p, q, m = given.number("p"), given.number("q"), given.number("m")
    decay = exp(-(p + q) * given.number("t"))
    outputs = {"peak_time": 0.0, "peak_rate": m * p, "cumulative_at_peak": 0.0}
    if q > p:
        outputs = {
            "peak_time": log(q / p) / (p + q),
            "peak_rate": m * (p + q) ** 2 / (4 * q),
            "cumulative_at_peak": m * (q - p) / (2 * q),
        }
    return {**outputs, "cumulative_at_t": m * (1 - decay) / (1 + q / p * decay)}


DIFFUSION_BASS = Rule(
    name="stock.diffusion_bass",
    title=Text(zh="口碑扩散", en="Diffusion by word of mouth"),
    description=Text(
        zh="靠口碑慢慢扩散的产品何时到顶；只用于有几周历史的产品。",
        en="When a product that spreads by word of mouth peaks; only with weeks of history.",
    ),
    inputs=(
        number("p", "自发购买系数", "innovation coefficient", "per day", above=0.0, decides=True),
        number("q", "口碑系数", "imitation coefficient", "per day", at_least=0.0, decides=True),
        number("m", "潜在买家总数", "market size", "units", above=0.0, decides=True),
        number("t", "第几天", "time", "days", at_least=0.0, decides=True),
    ),
    outputs=(
        output("peak_time", "到顶时间", "time of the peak", "days"),
        output("peak_rate", "高峰日销量", "sales a day at the peak", "units/day"),
        output("cumulative_at_peak", "到顶时累计", "total at the peak", "units"),
        output("cumulative_at_t", "到该天的累计", "total at the time", "units"),
    ),
    formula="F(t) = (1-e^{-(p+q)t})/(1+(q/p)e^{-(p+q)t}); q > p: peak at ln(q/p)/(p+q) with rate "
    "m(p+q)^2/(4q) and total m(q-p)/(2q); else peak at 0 with rate m p",
    assumptions=Text(zh="每人买一次，p和q不变。", en="One purchase per person, constant p and q."),
    reference="Bass 1969",
    run=diffusion_bass,
    main="peak_time",
    advice=positive("peak_time"),
    case=lambda _given, outputs: "rises" if outputs["peak_time"] > 0 else "falls",
    sentences={
        "rises": Text(
            zh="按口碑扩散算，第{peak_time:number}天左右到顶，一天{peak_rate:count}件，之后慢慢降。",
            en="Spreading by word of mouth it peaks around day {peak_time:number} with "
            "{peak_rate:count} units a day and declines slowly afterwards.",
        ),
        "falls": Text(
            zh="口碑带动不足：第一天（{peak_time:number}）就是高峰，一天{peak_rate:count}件，之后一路下降。",
            en="Word of mouth is too weak: the peak is at the start (day {peak_time:number}) with "
            "{peak_rate:count} units a day, then it declines.",
        ),
    },
)
