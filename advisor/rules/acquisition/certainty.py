"""How sure a rate, a cost or a comparison of costs is, from the counts behind it."""

from collections.abc import Iterator
from math import ceil, log, sqrt
from typing import Any

from advisor.rules import defaults, special
from advisor.rules.advice import answered, chosen
from advisor.rules.demand.continuous import normal_quantile
from advisor.rules.entry import Rule
from advisor.rules.fields import cost, fraction, number, output
from advisor.rules.refusal import RuleRefused, impossible, no_data
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs

CONFIDENCE = fraction(
    "confidence", "置信度", "confidence", above=0.0, below=1.0, default=defaults.CONFIDENCE
)


def rate_ci(given: Inputs) -> Outputs:
    """A rate with its Wilson score interval, all fractions.

    Source: Wilson 1927.
    """
    hits, trials = given.number("successes"), given.number("trials")
    z = normal_quantile((1 + given.number("confidence")) / 2)
    rate, weight = hits / trials, 1 + z * z / trials
    middle = (rate + z * z / (2 * trials)) / weight
    half = z * sqrt(rate * (1 - rate) / trials + z * z / (4 * trials**2)) / weight
    return {
        "estimate": rate,
        "low": max(0.0, middle - half) if hits > 0 else 0.0,
        "high": min(1.0, middle + half) if hits < trials else 1.0,
    }


def _check_hits(given: Inputs) -> Iterator[RuleRefused]:
    if given.number("successes") > given.number("trials") > 0:
        yield impossible(
            "successes", zh="{field}不能多于总次数。", en="{field} cannot exceed the trials."
        )


RATE_CI = Rule(
    name="cac.rate_ci",
    title=Text(zh="比率的可信范围", en="Interval of a rate"),
    description=Text(
        zh="转化率、复购率、退货率这类比率的真实值大概在哪。",
        en="Where a conversion, repeat or return rate really lies.",
    ),
    inputs=(
        number(
            "successes", "发生次数", "successes", "count", at_least=0.0, whole=True, decides=True
        ),
        number(
            "trials",
            "总次数",
            "trials",
            "count",
            above=0.0,
            whole=True,
            code="E_DATA",
            decides=True,
        ),
        CONFIDENCE,
    ),
    outputs=(
        output("estimate", "比率", "rate", "fraction"),
        output("low", "下限", "low end", "fraction"),
        output("high", "上限", "high end", "fraction"),
    ),
    formula="Wilson score interval; low is 0 without successes, high is 1 without failures",
    assumptions=Text(zh="各次独立。", en="Independent trials."),
    reference="Wilson 1927",
    run=rate_ci,
    main="estimate",
    advice=answered,
    checks=_check_hits,
    errors=("E_DATA",),
    warnings=lambda given, _outputs: ["W_SMALL_N"] if given.number("trials") < 30 else [],
    sentences={
        "always": Text(
            zh="{trials:count}次里{successes:count}次，比率{estimate:percent}，"
            "真实值大概在{low:percent}到{high:percent}之间。",
            en="{successes:count} of {trials:count} is {estimate:percent}; the true rate is "
            "somewhere between {low:percent} and {high:percent}.",
        )
    },
)


def cost_ci(given: Inputs) -> Outputs:
    """Acquisition cost with its exact interval, in money; with no conversions a lower limit.

    Source: Garwood 1936, exact limits of a Poisson count.
    """
    spend, count = given.number("spend"), given.whole("conversions")
    alpha = 1 - given.number("confidence")
    most = special.gamma_upper_quantile(count + 1, alpha / 2)
    if count == 0:
        return {"cac": None, "low": spend / most, "high": None}
    fewest = special.gamma_quantile(count, alpha / 2)
    return {"cac": spend / count, "low": spend / most, "high": spend / fewest}


COST_CI = Rule(
    name="cac.cost_ci",
    title=Text(zh="获客成本的可信范围", en="Interval of the acquisition cost"),
    description=Text(
        zh="转化不多时，真实的获客成本大概在哪；一单没有时至少是多少。",
        en="Where the acquisition cost really lies with few conversions; without any, its least.",
    ),
    inputs=(
        cost("spend", "花费", "spend", above=0.0, decides=True),
        number(
            "conversions", "成交数", "conversions", "count", at_least=0.0, whole=True, decides=True
        ),
        CONFIDENCE,
    ),
    outputs=(
        output(
            "cac",
            "获客成本",
            "acquisition cost",
            "money",
            sometimes=("有成交时", "with conversions"),
        ),
        output("low", "下限", "low end", "money"),
        output("high", "上限", "high end", "money", sometimes=("有成交时", "with conversions")),
    ),
    formula="lo = chi2(alpha/2; 2n)/2, hi = chi2(1-alpha/2; 2n+2)/2; interval [spend/hi, spend/lo]",
    assumptions=Text(
        zh="成交数服从泊松分布，花费固定。", en="Conversions are Poisson, the spend is fixed."
    ),
    reference="Garwood 1936",
    run=cost_ci,
    main="cac",
    advice=answered,
    warnings=lambda given, _outputs: ["W_SMALL_N"] if given.whole("conversions") < 30 else [],
    case=lambda given, _outputs: "some" if given.whole("conversions") else "none",
    sentences={
        "some": Text(
            zh="花{spend:money}成交{conversions:count}单，获客成本{cac:money}，"
            "真实值大概在{low:money}到{high:money}之间。",
            en="{spend:money} for {conversions:count} conversions is {cac:money} each; the true "
            "cost is somewhere between {low:money} and {high:money}.",
        ),
        "none": Text(
            zh="花{spend:money}没成交：获客成本至少{low:money}，先别下结论。",
            en="{spend:money} brought no conversion: the cost is at least {low:money}; do not "
            "conclude more yet.",
        ),
    },
)


def ratio_ci(given: Inputs) -> Outputs:
    """Acquisition cost of a over that of b with its exact interval, and whether they differ.

    Given both counts, that of a is binomial with share theta (Clopper-Pearson); the ratio of
    costs is (1 - theta)/theta spend_a/spend_b.
    """
    a, b = given.whole("conversions_a"), given.whole("conversions_b")
    spends = given.number("spend_a") / given.number("spend_b")
    alpha = 1 - given.number("confidence")
    # The share of b, not 1 - share of a: small shares keep their digits.
    fewest = special.beta_quantile(b, a + 1, alpha / 2)
    most = special.beta_quantile(a, b + 1, alpha / 2)
    low, high = fewest / (1 - fewest) * spends, (1 - most) / most * spends
    return {
        "cac_ratio": b / a * spends,
        "low": low,
        "high": high,
        "distinguishable": not low <= 1 <= high,
    }


def _check_arms(given: Inputs) -> Iterator[RuleRefused]:
    for name in ("conversions_a", "conversions_b"):
        if given.whole(name) == 0:
            yield no_data(
                name,
                zh="{field}是0，比不出谁便宜，先跑到有成交。",
                en="{field} is 0, so no ratio exists. Run it until it converts.",
            )


def _more(given: Inputs, outputs: Outputs) -> dict[str, Any]:
    # The log ratio has variance (1/share + 1/(1-share)) / total; 1.96 of it must not reach 0.
    a, b = given.whole("conversions_a"), given.whole("conversions_b")
    share, distance = a / (a + b), abs(log(outputs["cac_ratio"]))
    z = normal_quantile((1 + given.number("confidence")) / 2)
    spread = 1 / share + 1 / (1 - share)
    needed = ceil(spread * (z / distance) ** 2) if distance > 1e-6 else None
    return {"total": a + b, "needed": needed}


def _case(given: Inputs, outputs: Outputs) -> str:
    if outputs["distinguishable"]:
        return "differ"
    return "unclear" if _more(given, outputs)["needed"] is not None else "even"


RATIO_CI = Rule(
    name="cac.ratio_ci",
    title=Text(zh="两个渠道谁便宜", en="Which channel is cheaper"),
    description=Text(
        zh="两个渠道获客成本之比和可信范围，样本够不够分出高下。",
        en="The ratio of two acquisition costs with its interval, and whether they differ.",
    ),
    inputs=(
        cost("spend_a", "渠道A花费", "spend of a", above=0.0, decides=True),
        number(
            "conversions_a",
            "渠道A成交",
            "conversions of a",
            "count",
            at_least=0.0,
            whole=True,
            decides=True,
        ),
        cost("spend_b", "渠道B花费", "spend of b", above=0.0, decides=True),
        number(
            "conversions_b",
            "渠道B成交",
            "conversions of b",
            "count",
            at_least=0.0,
            whole=True,
            decides=True,
        ),
        CONFIDENCE,
    ),
    outputs=(
        output("cac_ratio", "A的获客成本是B的几倍", "cost of a over b", "ratio"),
        output("low", "下限", "low end", "ratio"),
        output("high", "上限", "high end", "ratio"),
        output("distinguishable", "分得出高下", "distinguishable", "flag"),
    ),
    formula="theta: Clopper-Pearson limits of a/(a+b); ratio = (1-theta)/theta spend_a/spend_b; "
    "distinguishable when 1 lies outside",
    assumptions=Text(
        zh="两个渠道同一时间、同一目标。", en="Both arms run at the same time for the same goal."
    ),
    reference="conditional binomial test; Clopper & Pearson 1934",
    run=ratio_ci,
    main="cac_ratio",
    advice=chosen("distinguishable"),
    checks=_check_arms,
    derived=_more,
    errors=("E_DATA",),
    warnings=lambda given, _outputs: (
        ["W_SMALL_N"]
        if min(given.whole("conversions_a"), given.whole("conversions_b")) < 30
        else []
    ),
    case=_case,
    sentences={
        "differ": Text(
            zh="A的获客成本是B的{cac_ratio:number}倍，可信范围{low:number}到{high:number}，差别是真的。",
            en="A customer through channel A costs {cac_ratio:number} times one through B (interval "
            "{low:number} to {high:number}): the difference is real.",
        ),
        "even": Text(
            zh="A的获客成本是B的{cac_ratio:number}倍，也就是一样；可信范围{low:number}到{high:number}"
            "（一共{total:count}单）。",
            en="A customer through channel A costs {cac_ratio:number} times one through B, the "
            "same; the interval is {low:number} to {high:number} ({total:count} conversions).",
        ),
        "unclear": Text(
            zh="看起来A的获客成本是B的{cac_ratio:number}倍，但可信范围{low:number}到{high:number}，"
            "两边一共{total:count}单还分不出谁便宜；再跑到约{needed:count}单。",
            en="A customer through channel A seems to cost {cac_ratio:number} times one through B, but the "
            "interval is {low:number} to {high:number}: {total:count} conversions in all do not "
            "tell them apart; run to about {needed:count}.",
        ),
    },
)
