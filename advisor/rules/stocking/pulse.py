"""A viral pulse day by day."""

from collections.abc import Iterator

from advisor.rules import defaults
from advisor.rules.advice import positive
from advisor.rules.entry import Rule
from advisor.rules.fields import fraction, number, output
from advisor.rules.refusal import RuleRefused, outside_horizon
from advisor.rules.stocking import terms
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs


def pulse_curve(given: Inputs) -> Outputs:
    """Orders of each day, and how many of them a late delivery can still serve.

    Grows by `growth` a day up to the peak day, falls to `drop` of it a day later and so on.

    Raises:
        RuleRefused: E_HORIZON when the peak day is outside the horizon.
    """
    days = range(given.whole("horizon"))
    daily = [_orders(given, day) for day in days]
    total = sum(daily)
    after = sum(orders for day, orders in zip(days, daily, strict=True) if day > given["peak_day"])
    outputs: Outputs = {
        "daily": daily,
        "total": total,
        "post_peak_total": after,
        "post_peak_share": after / total,
    }
    arrival = given.maybe("arrival_day")
    if arrival is not None:
        first = max(0.0, arrival - given.number("sla_days"))
        served = sum(orders for day, orders in zip(days, daily, strict=True) if day >= first)
        outputs |= {"recoverable": served, "recoverable_share": served / total}
    return outputs


def _orders(given: Inputs, day: int) -> float:
    base, peak, since = given["baseline"], given["peak_orders"], day - given["peak_day"]
    if since <= 0:
        return float(base + peak * given["growth"] ** since)
    slow = given.number("tail_share")
    falling = (1 - slow) * given["drop"] ** since + slow * given["tail_drop"] ** since
    return float(base + peak * falling)


def _days_in_horizon(given: Inputs) -> Iterator[RuleRefused]:
    last = given.whole("horizon") - 1
    if not 0 <= given.number("peak_day") <= last:
        yield outside_horizon("peak_day", given["peak_day"], last=last)
    arrival = given.maybe("arrival_day")
    if arrival is not None and arrival < 0:
        yield outside_horizon("arrival_day", arrival, last=last)


PULSE_CURVE = Rule(
    name="stock.pulse_curve",
    title=Text(zh="爆单走势", en="Viral pulse"),
    description=Text(
        zh="一波爆单每天多少单，高峰之后还剩多少，晚到的货还能救多少单。",
        en="Orders of a viral pulse day by day, what is left after the peak, and how much of it "
        "a late delivery can still serve.",
    ),
    inputs=(
        number(
            "peak_orders",
            "高峰日订单",
            "orders on the peak day",
            "orders/day",
            above=0.0,
            decides=True,
        ),
        number("peak_day", "高峰日", "peak day", "day", decides=True, low=4.0, high=7.0),
        number(
            "growth",
            "爬坡期每日增长倍数",
            "daily growth before the peak",
            "ratio",
            above=1.0,
            decides=True,
        ),
        fraction(
            "drop",
            "高峰后每日留存",
            "what a day keeps of the day before",
            below=1.0,
            default=defaults.DROP,
            low=0.1,
            high=0.5,
        ),
        number(
            "horizon",
            "计划天数",
            "days of the plan",
            "days",
            at_least=1.0,
            at_most=float(terms.LONGEST),
            whole=True,
            default=defaults.HORIZON,
        ),
        number(
            "baseline",
            "平时每天订单",
            "orders a day besides the pulse",
            "orders/day",
            at_least=0.0,
            default=0.0,
        ),
        fraction(
            "tail_share", "慢速长尾占比", "share that falls slowly", default=0.0, low=0.0, high=0.3
        ),
        fraction(
            "tail_drop",
            "长尾每日留存",
            "what a day of the slow part keeps",
            default=defaults.TAIL_DROP,
        ),
        number("arrival_day", "到货日", "day of arrival", "day", optional=True),
        terms.SLA_DAYS,
    ),
    outputs=(
        output("daily", "每天订单", "orders a day", "orders/day"),
        output("total", "总订单", "all orders", "orders"),
        output("post_peak_total", "高峰后订单", "orders after the peak", "orders"),
        output("post_peak_share", "高峰后占比", "share after the peak", "fraction"),
        output(
            "recoverable",
            "还能救的订单",
            "orders that can be served",
            "orders",
            sometimes=("给了到货日时", "with a day of arrival"),
        ),
        output(
            "recoverable_share",
            "还能救的占比",
            "share that can be served",
            "fraction",
            sometimes=("给了到货日时", "with a day of arrival"),
        ),
    ),
    formula="t <= peak_day: baseline + peak_orders growth^-(peak_day-t); later, k = t - peak_day: "
    "baseline + peak_orders [(1-tail_share) drop^k + tail_share tail_drop^k]; "
    "recoverable = orders on days >= max(0, arrival_day - sla_days)",
    assumptions=Text(
        zh="上升和下降各按固定比例；下降比上升快，这是文章描述的形状。",
        en="Rise and fall at constant ratios; the fall is faster, as the article describes it.",
    ),
    reference="two-sided geometric curve; shape after the article",
    run=pulse_curve,
    explore={"peak_day": (4.0, 5.0, 6.0, 7.0), "drop": (0.1, 0.3, 0.5)},
    main="total",
    advice=positive("recoverable"),
    checks=_days_in_horizon,
    errors=("E_HORIZON",),
    case=lambda given, _outputs: "arrival" if given.given("arrival_day") else "curve",
    sentences={
        "curve": Text(
            zh="按这个走势一共{total:count}单，高峰之后只剩{post_peak_share:percent}（{post_peak_total:count}单）。",
            en="On this course there are {total:count} orders in all; {post_peak_share:percent} of "
            "them ({post_peak_total:count}) come after the peak.",
        ),
        "arrival": Text(
            zh="按这个走势一共{total:count}单，高峰之后只剩{post_peak_share:percent}；"
            "第{arrival_day:day}天到的货最多还能救{recoverable:count}单。",
            en="On this course there are {total:count} orders in all and {post_peak_share:percent} "
            "come after the peak; goods that arrive on day {arrival_day:day} can serve at most "
            "{recoverable:count} orders.",
        ),
    },
)
