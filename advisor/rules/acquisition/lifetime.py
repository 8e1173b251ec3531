"""What a customer is worth over time, and what may be paid for one."""

from advisor.rules import defaults
from advisor.rules.advice import chosen, positive
from advisor.rules.entry import Rule
from advisor.rules.fields import cost, fraction, money, number, output
from advisor.rules.refusal import no_margin
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs

FIRST_MARGIN = money(
    "first_margin", "首单剩下（获客前）", "margin of the first order", decides=True
)
MONTHLY_MARGIN = money(
    "monthly_margin", "活跃客户每月剩下", "monthly margin of a customer", decides=True
)
RETENTION = fraction("retention", "月留存率", "monthly retention", decides=True)
REPEAT_PROB = fraction(
    "repeat_prob",
    "再买一次的概率",
    "probability of one more order",
    below=1.0,
    low=0.1,
    high=0.4,
    decides=True,
)


def _orders(ratio: float, periods: int | None) -> float:
    """Ratio + ratio^2 + ... over a number of periods, or without end."""
    whole = ratio / (1 - ratio)
    return whole if periods is None else whole * (1 - ratio**periods)


def ltv(given: Inputs) -> Outputs:
    """Lifetime value in money, discounted, and the expected number of orders.

    LTV = first + repeat q (1 - q^n)/(1 - q) with q = repeat_prob/(1 + discount)

    Source: Fader & Hardie 2007.
    """
    repeat = given.number("repeat_prob")
    periods = given.whole("periods") if given.given("periods") else None
    discounted = repeat / (1 + given.number("discount_rate"))
    later = given.number("repeat_margin") * _orders(discounted, periods)
    return {
        "ltv": given.number("first_margin") + later,
        "expected_orders": 1 + _orders(repeat, periods),
    }


LTV = Rule(
    name="cac.ltv",
    title=Text(zh="客户终身价值", en="Customer lifetime value"),
    description=Text(
        zh="一个客户平均买几次、一共赚多少。",
        en="How often a customer buys and what all orders earn.",
    ),
    inputs=(
        FIRST_MARGIN,
        money("repeat_margin", "复购每单剩下", "margin of a repeat order", decides=True),
        REPEAT_PROB,
        fraction("discount_rate", "每期折现率", "discount rate per period", default=0.0),
        number(
            "periods",
            "算几期",
            "periods",
            "count",
            at_least=0.0,
            at_most=100_000.0,
            whole=True,
            optional=True,
        ),
    ),
    outputs=(
        output("ltv", "客户终身价值", "lifetime value", "money"),
        output("expected_orders", "平均购买次数", "expected orders", "count"),
    ),
    formula="q = repeat_prob/(1+discount); LTV = first + repeat q(1-q^n)/(1-q); orders = 1 + "
    "p(1-p^n)/(1-p); n without end unless given",
    assumptions=Text(
        zh="所有人复购概率一样，每单毛利不变；“几个月内复购比例”不等于这个概率，只能粗略代替。",
        en="One repeat probability and margin for all; a share that bought again within months is "
        "not this probability, only a rough stand-in.",
    ),
    reference="Fader & Hardie 2007 on mixed cohorts",
    run=ltv,
    explore={"periods": (12.0, 24.0)},
    main="ltv",
    advice=positive("ltv"),
    sentences={
        "always": Text(
            zh="一个客户平均买{expected_orders:number}次，一共赚{ltv:money}。",
            en="A customer buys {expected_orders:number} times on average and earns {ltv:money} in "
            "all.",
        )
    },
)


def payback(given: Inputs) -> Outputs:
    """Months until a customer has earned its acquisition cost; null when it never does.

    Month k adds monthly_margin retention^k; within a month linearly.
    """
    cac, total = given.number("cac"), given.number("first_margin")
    monthly, retention = given.number("monthly_margin"), given.number("retention")
    limit: float | None = total
    if monthly != 0:
        limit = None if retention == 1 else total + monthly * retention / (1 - retention)
    outputs: Outputs = {"payback_months": None, "cumulative_limit": limit}
    if total >= cac:
        return outputs | {"payback_months": 0.0}
    if (limit is not None and limit < cac) or monthly <= 0:
        return outputs
    for month in range(1, given.whole("max_months") + 1):
        added = monthly * retention**month
        if added > 0 and total + added >= cac:
            return outputs | {"payback_months": month - 1 + (cac - total) / added}
        total += added
    return outputs


PAYBACK = Rule(
    name="cac.payback",
    title=Text(zh="回本月数", en="Payback time"),
    description=Text(
        zh="花在一个新客上的钱几个月赚回来。",
        en="Months until a new customer has earned what it cost.",
    ),
    inputs=(
        cost("cac", "获客成本", "acquisition cost", decides=True),
        FIRST_MARGIN,
        MONTHLY_MARGIN,
        RETENTION,
        number(
            "max_months",
            "最多看几个月",
            "longest time looked at",
            "months",
            at_least=1.0,
            at_most=10_000.0,
            whole=True,
            default=defaults.MAX_MONTHS,
        ),
    ),
    outputs=(
        output(
            "payback_months",
            "回本月数",
            "payback",
            "months",
            sometimes=("能回本时", "when it pays back"),
        ),
        output(
            "cumulative_limit",
            "最多能赚回",
            "most ever earned",
            "money",
            sometimes=("留存低于100%时", "with retention below 1"),
        ),
    ),
    formula="month k adds monthly_margin retention^k; payback = k - 1 + (cac - cum(k-1))/added for "
    "the first k with cum >= cac; limit = first + monthly retention/(1-retention)",
    assumptions=Text(zh="每月贡献按固定比例减少。", en="Contribution falls geometrically."),
    reference="accumulation",
    run=payback,
    main="payback_months",
    advice=lambda outputs: outputs["payback_months"] is not None,
    case=lambda _given, outputs: "never" if outputs["payback_months"] is None else "pays",
    sentences={
        "pays": Text(
            zh="按现在的复购，{payback_months:number}个月回本。",
            en="At the present rate of repeats it pays back in {payback_months:number} months.",
        ),
        "never": Text(
            zh="按现在的复购，{max_months:count}个月内回不了本（获客成本{cac:money}，首单只剩{first_margin:money}）。",
            en="At the present rate of repeats it does not pay back within {max_months:count} "
            "months (a customer costs {cac:money}, the first order leaves {first_margin:money}).",
        ),
    },
)


def target(given: Inputs) -> Outputs:
    """The most that may be paid for a customer, in money, which limit binds, and what rate it takes.

    Raises:
        RuleRefused: E_NO_MARGIN when nothing may be paid.
    """
    by_ltv = given.number("ltv") / given.number("ltv_cac_ratio")
    retention, monthly = given.number("retention"), given.number("monthly_margin")
    months = range(1, given.whole("payback_months") + 1)
    by_payback = given.number("first_margin") + sum(monthly * retention**k for k in months)
    limit = min(by_ltv, by_payback)
    if limit <= 0:
        raise no_margin(
            "ltv" if by_ltv <= 0 else "first_margin",
            zh="{field}太低，客户赚不回任何获客费用：先改价格、成本或复购。",
            en="{field} is so low that a customer earns nothing to pay for acquisition. Change the "
            "price, the cost or repeats first.",
        )
    binds_ltv = by_ltv <= by_payback * (1 + 1e-12)
    return {
        "max_cac": limit,
        "binding": "ltv" if binds_ltv else "payback",
        "required_cvr": given.number("cpc") / limit,
    }


TARGET = Rule(
    name="cac.target",
    title=Text(zh="获客成本上限", en="Highest acquisition cost"),
    description=Text(
        zh="一个新客最多花多少，转化率要到多少。",
        en="The most to pay for a new customer, and the conversion rate it takes.",
    ),
    inputs=(
        money("ltv", "客户终身价值", "lifetime value", decides=True),
        number(
            "ltv_cac_ratio",
            "终身价值与获客成本之比",
            "lifetime value per cost",
            "ratio",
            above=0.0,
            default=defaults.LTV_CAC_RATIO,
            low=2.0,
            high=4.0,
        ),
        FIRST_MARGIN,
        MONTHLY_MARGIN,
        RETENTION,
        number(
            "payback_months",
            "几个月内回本",
            "payback time",
            "months",
            at_least=0.0,
            at_most=10_000.0,
            whole=True,
            default=defaults.PAYBACK_MONTHS,
            low=3.0,
            high=12.0,
        ),
        cost("cpc", "每次点击成本", "cost per click", decides=True),
    ),
    outputs=(
        output("max_cac", "获客成本上限", "highest cost", "money"),
        output("binding", "哪个条件更紧", "binding limit", "choice"),
        output("required_cvr", "需要的转化率", "conversion rate needed", "fraction"),
    ),
    formula="by_ltv = ltv/ratio; by_payback = first + sum_{1..n} monthly retention^k; max_cac = "
    "smaller; required_cvr = cpc/max_cac",
    assumptions=Text(
        zh="终身价值已知；现金靠回本期约束。", en="Lifetime value known; payback guards the cash."
    ),
    reference="smaller of two limits; the ratio of 3 is a rule of thumb",
    run=target,
    explore={"ltv_cac_ratio": (2.0, 3.0, 4.0), "payback_months": (3.0, 6.0, 12.0)},
    main="max_cac",
    advice=chosen("binding"),
    errors=("E_NO_MARGIN",),
    case=lambda _given, outputs: "reachable" if outputs["required_cvr"] <= 1 else "unreachable",
    sentences={
        "reachable": Text(
            zh="一个新客最多花{max_cac:money}；按现在每次点击{cpc:money}，转化率要到{required_cvr:percent}。",
            en="Pay at most {max_cac:money} for a new customer; at {cpc:money} a click the "
            "conversion rate must reach {required_cvr:percent}.",
        ),
        "unreachable": Text(
            zh="一个新客最多花{max_cac:money}，可一次点击就要{cpc:money}，转化率100%也不够。",
            en="Pay at most {max_cac:money} for a new customer, but a single click costs "
            "{cpc:money}: no conversion rate is enough.",
        ),
    },
)
