"""How much an order can bear: the creator's commission and the ads."""

from advisor.rules.advice import positive
from advisor.rules.entry import Rule
from advisor.rules.fields import money, output
from advisor.rules.margin import terms
from advisor.rules.margin.ledger import creator_base, ledger
from advisor.rules.refusal import impossible, no_margin
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs


def max_creator_rate(given: Inputs) -> Outputs:
    """The highest creator commission, as a fraction, that still leaves the target.

    Raises:
        RuleRefused: E_RANGE when no order goes through a creator.
    """
    price, target = given.number("price"), given.number("target_cm3")
    alone = ledger(given.with_values(creator_rate=0.0), price).cm3
    taken = creator_base(given, price)
    if taken <= 0:
        raise impossible(
            "creator_share",
            zh="达人佣金的基数是0（{field}、折后价或退货率所致），没有佣金率可言。请核对。",
            en="The creator is paid on nothing (see {field}, the discounted price and the return "
            "rate), so there is no rate. Check them.",
        )
    return {
        "cm3_without_creator": alone,
        "max_creator_rate": max(0.0, (alone - target) / taken),
    }


MAX_CREATOR_RATE = Rule(
    name="unit.max_creator_rate",
    title=Text(zh="达人佣金上限", en="Highest creator commission"),
    description=Text(
        zh="达人佣金最多能给到多少。",
        en="The highest creator commission that an order can bear.",
    ),
    inputs=(
        terms.PRICE,
        *(
            item.renewed(default=item.default and item.default.changed(1.0))
            if item is terms.CREATOR_SHARE
            else item
            for item in terms.ORDER
        ),
        money("target_cm3", "每单至少要赚", "contribution to keep", default=0.0),
    ),
    outputs=(
        output(
            "cm3_without_creator", "没有达人时每单剩下", "contribution without creator", "money"
        ),
        output("max_creator_rate", "达人佣金上限", "highest creator commission", "fraction"),
    ),
    formula="max(0, (cm3 without creator - target) / (creator_share G t (1 - r refund share)))",
    assumptions=Text(
        zh="达人佣金按不含税的商品价算。", en="Creators are paid on the item price without tax."
    ),
    reference="unit.waterfall solved for the creator rate",
    run=max_creator_rate,
    explore={"target_cm3": (0.0, 1.0, 2.0)},
    main="max_creator_rate",
    advice=positive("max_creator_rate"),
    checks=terms.check_discount,
    case=lambda _given, outputs: "some" if outputs["max_creator_rate"] > 0 else "none",
    sentences={
        "some": Text(
            zh="达人佣金最多给到{max_creator_rate:percent}，再高这单就赚不到{target_cm3:money}"
            "（没有达人时剩{cm3_without_creator:money}）。",
            en="Pay creators at most {max_creator_rate:percent}; above it the order no longer "
            "leaves {target_cm3:money} (without a creator it leaves {cm3_without_creator:money}).",
        ),
        "none": Text(
            zh="达人佣金上限是{max_creator_rate:percent}：没有达人每单也只剩{cm3_without_creator:money}，"
            "到不了{target_cm3:money}。",
            en="The limit is {max_creator_rate:percent}: even without a creator an order leaves "
            "{cm3_without_creator:money}, short of {target_cm3:money}.",
        ),
    },
)


def ad_limits(given: Inputs) -> Outputs:
    """What may be spent on ads for an order, and the ROAS below which money is lost.

    Raises:
        RuleRefused: E_NO_MARGIN when nothing is left for ads.
    """
    price = given.number("price")
    book = ledger(given.with_values(ads_per_order=0.0), price)
    limit = book.cm3 - given.number("target_profit")
    shown = price - given.number("seller_discount") + given.number("buyer_shipping")
    if limit <= 0 or shown <= 0:
        raise no_margin(
            "target_profit",
            zh="不投广告每单也不够{field}，没有钱可投：先改价格或成本，广告费再低都亏。",
            en="Even without ads an order does not reach {field}, so nothing is left for them. "
            "Change the price or the cost first.",
        )
    return {
        "cm_before_ads": book.cm3,
        "max_cac_first_order": limit,
        "break_even_roas_dashboard": shown / limit,
        "break_even_roas_net": book.revenue / limit,
        "break_even_acos": limit / shown,
    }


AD_LIMITS = Rule(
    name="unit.ad_limits",
    title=Text(zh="广告费上限", en="Limits of ad spend"),
    description=Text(
        zh="每单广告费最多多少，后台ROAS要到多少才不亏。",
        en="The most an order can spend on ads, and the break-even ROAS as dashboards count it.",
    ),
    inputs=(
        terms.PRICE,
        *terms.ORDER,
        money("target_profit", "每单目标利润", "profit per order to keep", default=0.0),
    ),
    outputs=(
        output("cm_before_ads", "广告前每单剩下", "contribution before ads", "money"),
        output("max_cac_first_order", "每单广告费上限", "most spent on ads per order", "money"),
        output("break_even_roas_dashboard", "后台保本ROAS", "break-even dashboard ROAS", "ratio"),
        output("break_even_roas_net", "实收保本ROAS", "break-even ROAS on kept revenue", "ratio"),
        output("break_even_acos", "保本ACOS", "break-even ACOS", "fraction"),
    ),
    formula="M = cm3 with ads 0; limit = M - target; dashboard ROAS = (price - discount + "
    "shipping)/limit; net ROAS = kept revenue/limit; ACOS = 1/dashboard ROAS",
    assumptions=Text(
        zh="只看首单；有复购时用cac.target。后台的收入含税、含会退的单。",
        en="First order only (with repeats use cac.target). Dashboards count tax and orders that "
        "will be returned.",
    ),
    reference="unit.waterfall solved for the ad cost",
    run=ad_limits,
    main="max_cac_first_order",
    advice=positive("max_cac_first_order"),
    checks=terms.check_discount,
    errors=("E_NO_MARGIN",),
    sentences={
        "always": Text(
            zh="广告后台ROAS要高于{break_even_roas_dashboard:number}才不亏；"
            "每单广告费不能超过{max_cac_first_order:money}。",
            en="The dashboard ROAS must exceed {break_even_roas_dashboard:number}, and an order may "
            "cost at most {max_cac_first_order:money} in ads.",
        )
    },
)
