"""Contribution of an order: the waterfall and the questions turned around."""

from typing import Any

from advisor.rules.advice import positive
from advisor.rules.entry import Rule
from advisor.rules.fields import fraction, output
from advisor.rules.margin import terms
from advisor.rules.margin.ledger import commission_base, ledger, slope
from advisor.rules.refusal import infeasible
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs

_FORMULA = (
    "t = 1/(1+tax) if the price includes tax else 1; G = price - discount; N = (G + shipping) t; "
    "base = G + shipping | N | G t; K = max(rate base, min); r = returns: revenue N(1-r); "
    "commission K(1 - r refund); transaction T(1 - r share); creator A(1 - r share), A = rate "
    "share G t; cogs = landed (1 - r resale) - r (1-resale) scrap; cm1 = revenue - cogs; cm2 = "
    "cm1 - commission - transaction - fulfilment - r handling - other; cm3 = cm2 - creator - ads"
)
_GOODS = Text(zh="货", en="goods")
_NOTHING = 1e-9  # what floating point leaves of a difference of equal sums
_ASSUMED = Text(
    zh="退货全额退款，是否达人单退货率一样；税不是卖家的钱。",
    en="Returns are refunded in full and as frequent through creators as otherwise; tax is not "
    "the seller's money.",
)


def waterfall(given: Inputs) -> Outputs:
    """What becomes of the price of an order, in money, down to the contribution cm3.

    Source: accounting identity, checked order by order over creator and return cases.
    """
    book = ledger(given, given.number("price"))
    return {
        "net_price": book.net_price,
        "revenue": book.revenue,
        "commission": book.commission,
        "transaction_fee": book.transaction_fee,
        "creator_fee": book.creator_fee,
        "cogs": book.cogs,
        "cm1": book.cm1,
        "cm2": book.cm2,
        "cm3": book.cm3,
        "cm3_rate": book.cm3_rate,
    }


def _takers(given: Inputs, outputs: Outputs) -> dict[str, Any]:
    """Who takes what of the price; whoever takes nothing is not named, except the goods."""
    paid = given.number("price") - given.number("seller_discount") + given.number("buyer_shipping")
    returned = outputs["net_price"] - outputs["revenue"]
    takers = (
        (Text(zh="税", en="tax"), paid - outputs["net_price"]),
        (Text(zh="平台", en="platform"), outputs["commission"] + outputs["transaction_fee"]),
        (Text(zh="达人", en="creators"), outputs["creator_fee"]),
        (
            Text(zh="物流和其他", en="logistics and other"),
            given.number("fulfilment") + given.number("other_per_order"),
        ),
        (_GOODS, outputs["cogs"]),
        (Text(zh="广告", en="ads"), given.number("ads_per_order")),
        (
            Text(zh="退货", en="returns"),
            returned + given.number("return_rate") * given.number("return_handling"),
        ),
    )
    named = [taker for taker in takers if taker[0] is _GOODS or abs(taker[1]) > _NOTHING]
    return {"paid": paid, "takers": named}


_NO_NET_PRICE = ("净价不为0时", "unless the net price is 0")

WATERFALL = Rule(
    name="unit.waterfall",
    title=Text(zh="每单利润", en="Contribution of an order"),
    description=Text(
        zh="从标价到每单剩多少；自运营、达人带货、FBA、半托管都适用。",
        en="From price to contribution, for any mode in which the seller owns the sale: self-run, "
        "affiliate, FBA, semi-managed.",
    ),
    inputs=(terms.PRICE, *terms.ORDER),
    outputs=(
        output("net_price", "不含税净价", "net price", "money"),
        output("revenue", "扣退货后的收入", "kept revenue", "money"),
        output("commission", "平台佣金", "platform commission", "money"),
        output("transaction_fee", "交易手续费", "transaction fee", "money"),
        output("creator_fee", "达人佣金", "creator commission", "money"),
        output("cogs", "货的成本", "cost of goods", "money"),
        output("cm1", "一级毛利", "contribution 1", "money"),
        output("cm2", "二级毛利", "contribution 2", "money"),
        output("cm3", "每单剩下", "contribution per order", "money"),
        output("cm3_rate", "每单利润率", "contribution rate", "fraction", sometimes=_NO_NET_PRICE),
    ),
    formula=_FORMULA,
    assumptions=_ASSUMED,
    reference="accounting identity; commission bases after the platforms' fee pages",
    run=waterfall,
    explore={"return_rate": (0.05, 0.15, 0.35)},
    main="cm3",
    advice=positive("cm3"),
    checks=terms.check_discount,
    derived=_takers,
    case=lambda _given, outputs: "gain" if outputs["cm3"] > 0 else "loss",
    sentences={
        "gain": Text(
            zh="每单剩{cm3:money}（净价的{cm3_rate:percent}）：买家付{paid:money}，{takers:sums}。",
            en="Each order leaves {cm3:money} ({cm3_rate:percent} of the net price): of the "
            "{paid:money} that a buyer pays, {takers:sums}.",
        ),
        "loss": Text(
            zh="每单不赚钱，剩{cm3:money}：买家付{paid:money}，{takers:sums}。先改价格或成本。",
            en="An order earns nothing, it leaves {cm3:money}: of the {paid:money} that a buyer pays, "
            "{takers:sums}. Change the price or the cost first.",
        ),
    },
)


def price_for_margin(given: Inputs) -> Outputs:
    """The price at which the contribution is the target share of the net price.

    Contribution minus target is a straight line in the price while commission goes by its rate,
    and another while the minimum holds; the price is the larger of the two roots.

    Raises:
        RuleRefused: E_INFEASIBLE when the rates take more than the whole price.
    """
    target = given.number("target_margin")
    untaxed = ledger(given, 1.0).item_ex_tax - ledger(given, 0.0).item_ex_tax
    by_rate = slope(given) - target * untaxed
    if by_rate <= 0:
        raise infeasible(
            "commission_rate",
            zh="各项抽成加起来超过售价，没有这样的价格。先降{field}、达人佣金或目标利润率。",
            en="The shares taken add up to more than the price, so there is no such price. Lower "
            "{field}, the creator's or the target margin.",
        )
    rate, least = given.number("commission_rate"), given.number("commission_min")
    refunded = given.number("return_rate") * given.number("commission_refund_share")
    free = ledger(given, 0.0, commission=0.0)
    start = free.cm3 - target * free.net_price
    per_price = commission_base(given, 1.0) - commission_base(given, 0.0)
    without = by_rate + rate * per_price * (1 - refunded)
    at_zero = rate * commission_base(given, 0.0) * (1 - refunded)
    roots = ((at_zero - start) / by_rate, (least * (1 - refunded) - start) / without)
    price = max(*roots, given.number("seller_discount"), 0.0)
    book = ledger(given, price)
    return {"price": price, "cm3": book.cm3, "cm3_rate": book.cm3_rate}


PRICE_FOR_MARGIN = Rule(
    name="unit.price_for_margin",
    title=Text(zh="保本价和目标价", en="Break-even and target price"),
    description=Text(
        zh="要留住目标利润率得卖多少；目标为0就是保本价。",
        en="The price for a target margin; with target 0 the break-even price.",
    ),
    inputs=(
        *terms.ORDER,
        fraction("target_margin", "目标利润率", "target margin", default=0.0),
    ),
    outputs=(
        output("price", "售价", "price", "money"),
        output("cm3", "每单剩下", "contribution", "money"),
        output("cm3_rate", "每单利润率", "contribution rate", "fraction", sometimes=_NO_NET_PRICE),
    ),
    formula="cm3 - target N is affine in price, by rate and at the minimum fee: price = max of the "
    "two roots, not below the discount",
    assumptions=Text(zh="需求不随价格变化。", en="Demand does not react to the price."),
    reference="unit.waterfall solved for the price",
    run=price_for_margin,
    explore={"target_margin": (0.0, 0.1, 0.2)},
    main="price",
    advice=positive("price"),
    errors=("E_INFEASIBLE",),
    case=lambda given, _outputs: "margin" if given.number("target_margin") > 0 else "even",
    sentences={
        "even": Text(zh="保本价是{price:money}。", en="The break-even price is {price:money}."),
        "margin": Text(
            zh="想留{target_margin:percent}利润，要卖{price:money}，每单剩{cm3:money}。",
            en="To keep {target_margin:percent} the price must be {price:money}; each order then "
            "leaves {cm3:money}.",
        ),
    },
)
