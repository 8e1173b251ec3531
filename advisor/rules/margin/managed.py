"""Full management: the platform pays a supply price and does the selling."""

from advisor.rules.advice import answered, positive
from advisor.rules.entry import Rule
from advisor.rules.fields import cost, fraction, money, number, output
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs

_SUPPLY = (
    cost("unit_cost", "单件成本", "unit cost", decides=True),
    cost("delivery_cost", "送到平台仓的费用", "delivery to the platform's warehouse", default=0.0),
    fraction("reject_rate", "质检不合格率", "share failing inspection", below=1.0, default=0.0),
    fraction(
        "after_sale_rate",
        "售后扣款占比",
        "share charged back after sale",
        below=1.0,
        default=0.0,
        decides=True,
    ),
    fraction(
        "sell_through",
        "收货后卖出的占比",
        "share of accepted units sold",
        above=0.0,
        default=1.0,
        low=0.8,
        high=1.0,
        decides=True,
    ),
    cost("return_unit_cost", "退回单件费用", "cost of a unit sent back", default=0.0),
    money("scrap_value", "退回单件价值", "value of a unit sent back", default=0.0),
)


def _sold_share(given: Inputs) -> float:
    return (1 - given.number("reject_rate")) * given.number("sell_through")


def _net_of_returned(given: Inputs) -> float:
    """Cost of a delivered unit less what the share that comes back is worth."""
    back = given.number("scrap_value") - given.number("return_unit_cost")
    cost_in = given.number("unit_cost") + given.number("delivery_cost")
    return cost_in - (1 - _sold_share(given)) * back


def full_managed(given: Inputs) -> Outputs:
    """Profit per unit delivered and sold, in money, and the supply price that breaks even.

    per delivered = s k (1-after_sale) - unit_cost - delivery + (1-k)(scrap - return_cost)
    """
    supply, sold = given.number("supply_price"), _sold_share(given)
    kept = sold * (1 - given.number("after_sale_rate"))
    delivered = supply * kept - _net_of_returned(given)
    return {
        "sold_share": sold,
        "profit_per_delivered": delivered,
        "profit_per_sold": delivered / sold,
        "margin_on_supply_price": delivered / sold / supply,
        "break_even_supply_price": _net_of_returned(given) / kept,
    }


FULL_MANAGED = Rule(
    name="unit.full_managed",
    title=Text(zh="全托管利润", en="Profit under full management"),
    description=Text(
        zh="卖家只拿供货价，定价、销售、配送归平台：每件赚多少，供货价底线是多少。",
        en="The seller gets a supply price; the platform prices, sells and delivers.",
    ),
    inputs=(
        cost("supply_price", "供货价", "supply price", above=0.0, decides=True),
        *_SUPPLY,
    ),
    outputs=(
        output("sold_share", "最终卖出占比", "share sold in the end", "fraction"),
        output("profit_per_delivered", "每送一件赚", "profit per delivered unit", "money"),
        output("profit_per_sold", "每卖一件赚", "profit per sold unit", "money"),
        output("margin_on_supply_price", "占供货价比例", "margin on the supply price", "fraction"),
        output("break_even_supply_price", "保本供货价", "break-even supply price", "money"),
    ),
    formula="k = (1-reject) sell_through; per delivered = s k (1-after_sale) - unit_cost - "
    "delivery + (1-k)(scrap - return_cost); per sold = that/k; break-even s = [unit_cost + "
    "delivery - (1-k)(scrap - return_cost)]/(k (1-after_sale))",
    assumptions=Text(
        zh="不合格和没卖掉的货以同样状态退回；平台买断时卖出占比才是1。",
        en="Rejects and unsold units come back in the same state; sell-through is 1 only where "
        "the platform buys the goods.",
    ),
    reference="ledger over rejected, sold and unsold units",
    run=full_managed,
    explore={"sell_through": (0.8, 1.0)},
    main="profit_per_sold",
    advice=positive("profit_per_sold"),
    sentences={
        "always": Text(
            zh="供货价{supply_price:money}，扣退货扣款、退仓和不良后，每卖出一件赚{profit_per_sold:money}；"
            "供货价低于{break_even_supply_price:money}就是亏。",
            en="At a supply price of {supply_price:money}, after chargebacks, returns and rejects, "
            "each unit sold earns {profit_per_sold:money}; below {break_even_supply_price:money} "
            "you lose money.",
        )
    },
)


def supply_price_indifference(given: Inputs) -> Outputs:
    """The supply price, in money, at which full management earns as much as selling oneself.

    supply = [self_unit_profit/volume_ratio k + unit_cost + delivery - (1-k)(scrap - return_cost)]
    / (k (1-after_sale))
    """
    sold = _sold_share(given)
    wanted = given.number("self_unit_profit") / given.number("volume_ratio") * sold
    kept = sold * (1 - given.number("after_sale_rate"))
    return {"supply_price": (wanted + _net_of_returned(given)) / kept}


SUPPLY_PRICE_INDIFFERENCE = Rule(
    name="unit.supply_price_indifference",
    title=Text(zh="全托管与自运营打平的供货价", en="Supply price equal to selling yourself"),
    description=Text(
        zh="平台给的供货价到多少，全托管才和自己卖一样赚。",
        en="The supply price at which full management earns as much as selling yourself.",
    ),
    inputs=(
        money("self_unit_profit", "自己卖每单赚", "own profit per unit", decides=True),
        number(
            "volume_ratio",
            "全托管销量是自己卖的几倍",
            "managed units per own unit",
            "ratio",
            above=0.0,
            decides=True,
        ),
        *_SUPPLY,
    ),
    outputs=(output("supply_price", "打平的供货价", "supply price", "money"),),
    formula="[self_unit_profit/volume_ratio k + unit_cost + delivery - (1-k)(scrap - "
    "return_cost)]/(k (1-after_sale))",
    assumptions=Text(
        zh="销量倍数是卖家的估计。", en="The volume ratio is the seller's own estimate."
    ),
    reference="unit.full_managed solved for the supply price",
    run=supply_price_indifference,
    explore={"volume_ratio": (1.0, 2.0, 3.0, 5.0)},
    main="supply_price",
    advice=answered,
    sentences={
        "always": Text(
            zh="平台给的供货价高于{supply_price:money}才比自己卖强（按全托管销量是自己的{volume_ratio:number}倍算）。",
            en="Full management beats selling yourself above a supply price of "
            "{supply_price:money} (if it sells {volume_ratio:number} times as much).",
        )
    },
)
