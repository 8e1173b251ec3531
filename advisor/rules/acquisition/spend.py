"""What a new customer costs."""

from collections.abc import Iterator

from advisor.rules.advice import answered
from advisor.rules.entry import Rule
from advisor.rules.fields import cost, fraction, number, output
from advisor.rules.refusal import RuleRefused, impossible
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs


def summary(given: Inputs) -> Outputs:
    """Blended and paid acquisition cost in money, and the share of customers that came free."""
    new, paid = given.number("new_customers"), given.number("paid_customers")
    return {
        "blended_cac": given.number("total_spend") / new,
        "paid_cac": given.number("paid_spend") / paid if paid > 0 else None,
        "organic_share": 1 - paid / new,
    }


def _check_parts(given: Inputs) -> Iterator[RuleRefused]:
    for part, whole in (("paid_spend", "total_spend"), ("paid_customers", "new_customers")):
        if given.number(part) > given.number(whole):
            yield impossible(
                part, zh="{field}不能多于总数，请核对。", en="{field} cannot exceed the total."
            )


SUMMARY = Rule(
    name="cac.summary",
    title=Text(zh="获客成本", en="Customer acquisition cost"),
    description=Text(
        zh="平均一个新客花多少，真正花钱买来的又是多少。",
        en="What a new customer costs on average, and what one that was paid for costs.",
    ),
    inputs=(
        cost("total_spend", "总花费", "total spend", decides=True),
        number(
            "new_customers",
            "新客数",
            "new customers",
            "customers",
            above=0.0,
            code="E_DATA",
            decides=True,
        ),
        cost("paid_spend", "投放花费", "paid spend", decides=True),
        number(
            "paid_customers",
            "投放来的新客",
            "paid customers",
            "customers",
            at_least=0.0,
            decides=True,
        ),
    ),
    outputs=(
        output("blended_cac", "平均获客成本", "blended cost", "money"),
        output(
            "paid_cac",
            "投放获客成本",
            "paid cost",
            "money",
            sometimes=("有投放来的新客时", "with paid customers"),
        ),
        output("organic_share", "自然流量占比", "organic share", "fraction"),
    ),
    formula="blended = total_spend/new_customers; paid = paid_spend/paid_customers; organic = 1 - "
    "paid_customers/new_customers",
    assumptions=Text(
        zh="归因照给的数；自然流量不是广告带来的。定预算看投放成本。",
        en="Attribution as given; organic customers are not caused by ads. Decide budgets on the "
        "paid cost.",
    ),
    reference="definition",
    run=summary,
    main="blended_cac",
    advice=answered,
    checks=_check_parts,
    errors=("E_DATA",),
    case=lambda _given, outputs: "paid" if outputs["paid_cac"] is not None else "organic",
    sentences={
        "paid": Text(
            zh="花{total_spend:money}得{new_customers:count}个新客，平均{blended_cac:money}；"
            "真正花钱买来的每个{paid_cac:money}，自然来的占{organic_share:percent}。",
            en="{total_spend:money} brought {new_customers:count} new customers, "
            "{blended_cac:money} each; one that was paid for cost {paid_cac:money}, and "
            "{organic_share:percent} came by themselves.",
        ),
        "organic": Text(
            zh="花{total_spend:money}得{new_customers:count}个新客，平均{blended_cac:money}；没有投放来的新客。",
            en="{total_spend:money} brought {new_customers:count} new customers, "
            "{blended_cac:money} each; none of them was paid for.",
        ),
    },
)


def funnel(given: Inputs) -> Outputs:
    """Cost of a click and of a customer, in money, from cost per thousand views and two rates."""
    per_click = given.number("cpm") / 1000 / given.number("ctr")
    return {"cpc": per_click, "cac": per_click / given.number("cvr")}


FUNNEL = Rule(
    name="cac.funnel",
    title=Text(zh="从曝光到获客成本", en="From views to acquisition cost"),
    description=Text(
        zh="由千次曝光价、点击率、转化率算每次点击和每个客户的成本。",
        en="Cost of a click and of a customer from the price of views, click and conversion rates.",
    ),
    inputs=(
        cost("cpm", "千次曝光价", "cost of 1000 views", decides=True),
        fraction("ctr", "点击率", "click-through rate", above=0.0, decides=True),
        fraction("cvr", "转化率", "conversion rate", above=0.0, decides=True),
    ),
    outputs=(
        output("cpc", "每次点击成本", "cost per click", "money"),
        output("cac", "获客成本", "acquisition cost", "money"),
    ),
    formula="cpc = cpm/1000/ctr; cac = cpc/cvr",
    assumptions=Text(zh="各比率不随投放量变化。", en="Rates do not depend on volume."),
    reference="identity",
    run=funnel,
    main="cac",
    advice=answered,
    sentences={
        "always": Text(
            zh="千次曝光{cpm:money}、点击率{ctr:percent}、转化率{cvr:percent}，每次点击{cpc:money}，"
            "每单获客{cac:money}。",
            en="At {cpm:money} for 1000 views, {ctr:percent} clicking and {cvr:percent} of those "
            "buying, a click costs {cpc:money} and a customer {cac:money}.",
        )
    },
)
