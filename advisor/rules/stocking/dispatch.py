"""Shipping in time: the packing capacity it takes, and how the shop stands."""

from collections.abc import Iterator
from itertools import accumulate
from math import floor
from typing import Any

from advisor.rules import defaults
from advisor.rules.advice import chosen, positive
from advisor.rules.entry import Rule
from advisor.rules.fields import fraction, number, output
from advisor.rules.refusal import RuleRefused, impossible, no_data
from advisor.rules.stocking import terms
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs

_ROUNDING = 1e-12


def ship_capacity(given: Inputs) -> Outputs:
    """The smallest daily packing capacity, in units, that ships every order in time.

    max over windows a..b of orders(a..b) / (b - a + 1 + sla_days)

    Source: Hall's condition for first-in first-out service.
    """
    demand, sla = given.numbers("demand"), given.number("sla_days")
    best, window = -1.0, [0, 0]
    for start in range(len(demand)):
        for length, orders in enumerate(accumulate(demand[start:]), start=1):
            needed = orders / (length + sla)
            if needed > best * (1 + _ROUNDING):
                best, window = needed, [start, start + length - 1]
    return {"min_daily_capacity": best, "binding_window": window}


def _window(_given: Inputs, outputs: Outputs) -> dict[str, Any]:
    first, last = outputs["binding_window"]
    return {"first": first, "last": last}


SHIP_CAPACITY = Rule(
    name="stock.ship_capacity",
    title=Text(zh="每天要能打多少包", en="Packing capacity needed"),
    description=Text(
        zh="要在时限内全部发完，仓库每天至少要能发多少件。",
        en="The smallest constant daily packing capacity that ships every order in time.",
    ),
    inputs=(terms.DAILY_DEMAND, terms.SLA_DAYS),
    outputs=(
        output("min_daily_capacity", "每天最少要发", "units to ship a day", "units/day"),
        output("binding_window", "最紧的几天", "days that decide", "day"),
    ),
    formula="max over windows a..b of (orders in the window)/(b - a + 1 + sla_days)",
    assumptions=Text(
        zh="库存充足，先到先发，每天速度一样。",
        en="Ample stock, first in first out, the same speed every day.",
    ),
    reference="Hall's condition; earliest-due-date feasibility",
    run=ship_capacity,
    explore={"sla_days": (1.0, 2.0, 3.0)},
    main="min_daily_capacity",
    advice=positive("min_daily_capacity"),
    derived=_window,
    errors=("E_DATA",),
    case=lambda _given, outputs: "days" if len(set(outputs["binding_window"])) > 1 else "day",
    sentences={
        "day": Text(
            zh="要在{sla_days:number}天内全部发完，仓库每天至少要能打{min_daily_capacity:count}单"
            "（最紧的是第{first:day}天那一波）；不够就先加人或分仓。",
            en="To ship everything in time (days allowed: {sla_days:number}) the warehouse must "
            "pack at least {min_daily_capacity:count} orders a day (day {first:day} decides); "
            "otherwise add people or split the stock.",
        ),
        "days": Text(
            zh="要在{sla_days:number}天内全部发完，仓库每天至少要能打{min_daily_capacity:count}单"
            "（最紧的是第{first:day}到第{last:day}天）；不够就先加人或分仓。",
            en="To ship everything in time (days allowed: {sla_days:number}) the warehouse must "
            "pack at least {min_daily_capacity:count} orders a day (days {first:day} to "
            "{last:day} decide); "
            "otherwise add people or split the stock.",
        ),
    },
)


def sla_status(given: Inputs) -> Outputs:
    """Late-dispatch and seller-cancel rates, and where they stand against the limits."""
    late = given.number("late_orders") / given.number("dispatched_orders")
    status = "warn" if late > given.number("warn") else "ok"
    return {
        "late_dispatch_rate": late,
        "seller_cancel_rate": given.number("seller_cancelled") / given.number("total_orders"),
        "status": "enforce" if late > given.number("enforce") else status,
    }


def _check_counts(given: Inputs) -> Iterator[RuleRefused]:
    for part, whole in (("late_orders", "dispatched_orders"), ("seller_cancelled", "total_orders")):
        if given.number(whole) == 0:
            yield no_data(
                whole, zh="{field}是0，算不出比率。", en="{field} is 0, so there is no rate."
            )
        elif given.number(part) > given.number(whole):
            yield impossible(
                part, zh="{field}不能多于总数，请核对。", en="{field} cannot exceed the total."
            )
    if given.number("warn") > given.number("enforce"):
        yield impossible(
            "warn", zh="{field}不能高于处罚线。", en="{field} must not exceed the enforced limit."
        )


def _room(given: Inputs, outputs: Outputs) -> dict[str, Any]:
    line = given.number("enforce" if outputs["status"] == "warn" else "warn")
    allowed = line * given.number("dispatched_orders") - given.number("late_orders")
    return {"room": max(0, floor(allowed + 1e-9))}


SLA_STATUS = Rule(
    name="stock.sla_status",
    title=Text(zh="迟发和取消情况", en="Late-dispatch status"),
    description=Text(
        zh="迟发率和卖家取消率是多少，离平台限制还有多远。",
        en="Late-dispatch and cancel rates, and their distance from the platform's limits.",
    ),
    inputs=(
        number("late_orders", "迟发订单", "late orders", "orders", at_least=0.0, decides=True),
        number(
            "dispatched_orders",
            "已发订单",
            "dispatched orders",
            "orders",
            at_least=0.0,
            decides=True,
        ),
        number(
            "seller_cancelled",
            "卖家取消订单",
            "orders cancelled by the seller",
            "orders",
            at_least=0.0,
            decides=True,
        ),
        number("total_orders", "全部订单", "all orders", "orders", at_least=0.0, decides=True),
        fraction("warn", "警告线", "warning limit", default=defaults.LATE_WARN),
        fraction("enforce", "处罚线", "enforced limit", default=defaults.LATE_ENFORCE),
    ),
    outputs=(
        output("late_dispatch_rate", "迟发率", "late-dispatch rate", "fraction"),
        output("seller_cancel_rate", "卖家取消率", "seller cancel rate", "fraction"),
        output("status", "状态", "status", "choice"),
    ),
    formula="late rate = late/dispatched; cancel rate = cancelled/total; enforce if late rate > "
    "enforce, warn if > warn, else ok",
    assumptions=Text(
        zh="限制是有日期的平台规定，用前先核对。",
        en="The limits are dated platform rules: check them before use.",
    ),
    reference="TikTok Shop US late-dispatch guide, 2026-01-09 and 2026-03-02",
    run=sla_status,
    main="late_dispatch_rate",
    advice=chosen("status"),
    checks=_check_counts,
    derived=_room,
    errors=("E_DATA",),
    case=lambda _given, outputs: outputs["status"],
    sentences={
        "ok": Text(
            zh="迟发率{late_dispatch_rate:percent}，没超{warn:percent}的线，再迟{room:count}单就到线；"
            "卖家取消率{seller_cancel_rate:percent}。",
            en="The late-dispatch rate is {late_dispatch_rate:percent}, within {warn:percent}; "
            "{room:count} more late orders reach the line. Seller cancel rate "
            "{seller_cancel_rate:percent}.",
        ),
        "warn": Text(
            zh="迟发率{late_dispatch_rate:percent}，超过{warn:percent}的警告线，再迟{room:count}单就到"
            "{enforce:percent}的处罚线；卖家取消率{seller_cancel_rate:percent}。",
            en="The late-dispatch rate is {late_dispatch_rate:percent}, above the warning line of "
            "{warn:percent}; {room:count} more late orders reach the enforced {enforce:percent}. "
            "Seller cancel rate {seller_cancel_rate:percent}.",
        ),
        "enforce": Text(
            zh="迟发率{late_dispatch_rate:percent}，已超过{enforce:percent}的处罚线，先停推新单、把积压发完；"
            "卖家取消率{seller_cancel_rate:percent}。",
            en="The late-dispatch rate is {late_dispatch_rate:percent}, above the enforced "
            "{enforce:percent}: take fewer orders and ship the backlog first. Seller cancel rate "
            "{seller_cancel_rate:percent}.",
        ),
    },
)
