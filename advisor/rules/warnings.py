"""What a seller should mind about an answer: codes, their words, and those that demand brings."""

from collections.abc import Iterator

from advisor.rules.demand.family import Demand
from advisor.rules.text import Text

WARNINGS = {
    "W_ASSUMED": Text(
        zh="有一个没给的数按假设算，它能让结果变动10%以上。",
        en="A value you did not give is assumed, and it moves the result by more than 10%.",
    ),
    "W_STALE": Text(
        zh="用到的平台或市场数据已过复核日期，先核对再用。",
        en="A figure used here is past its review date: check it first.",
    ),
    "W_SMALL_N": Text(
        zh="数据很少，结论可能还会变。",
        en="There is little data; the conclusion may still change.",
    ),
    "W_HEAVY_TAIL": Text(
        zh="需求波动比平均还大，少数爆单情形决定了平均值。",
        en="Demand varies by more than its mean: a few large cases make the average.",
    ),
    "W_NEG_DEMAND": Text(
        zh="正态分布在这里会出现负需求，换成对数正态或伽马分布更可靠。",
        en="The normal family has negative demand here: use lognormal or gamma.",
    ),
    "W_FLAT": Text(
        zh="备多备少利润差不多，看区间就行，不必纠结一个数。",
        en="Profit is nearly the same over a wide range of quantities: use the range.",
    ),
    "W_EXTRAPOLATE": Text(
        zh="预测的日子离已有数据太远，只当情景。",
        en="The forecast reaches far beyond the data: take it as a scenario.",
    ),
    "W_POLICY_RISK": Text(
        zh="预计取消的订单超过平台的限制，可能被限单。",
        en="Expected cancellations exceed the platform's limit and may cap your orders.",
    ),
    "W_NORMAL_LT": Text(
        zh="到货时间不稳，正态近似可能偏差很大，建议用模拟复核。",
        en="Lead times vary, so the normal approximation can mislead: check by simulation.",
    ),
}


def demand_warnings(demand: Demand) -> Iterator[str]:
    """Warnings about a demand distribution itself."""
    if demand.sd > demand.mean:
        yield "W_HEAVY_TAIL"
    if demand.name == "normal" and demand.cdf(0.0) > 0.01:
        yield "W_NEG_DEMAND"
