"""Inputs that the rules of one order share, from price to what is left of it."""

from collections.abc import Iterator

from advisor.rules.entry import Input
from advisor.rules.fields import choice, cost, flag, fraction, money
from advisor.rules.refusal import RuleRefused, impossible
from advisor.rules.values import Inputs

PRICE = cost("price", "标价", "listed price", above=0.0, decides=True)
CREATOR_RATE = fraction(
    "creator_rate", "达人佣金率", "creator commission", default=0.0, low=0.08, high=0.20
)
CREATOR_SHARE = fraction(
    "creator_share", "达人带货订单占比", "share of orders through creators", default=0.0
)
ADS_PER_ORDER = cost("ads_per_order", "每单广告费", "ads per order", default=0.0, decides=True)

# Everything of an order but its price, in the order of the specification.
ORDER: tuple[Input, ...] = (
    flag("price_includes_tax", "标价含税", "price includes tax", default=True),
    fraction("tax_rate", "税率", "tax rate", default=0.0, low=0.0, high=0.20),
    cost("seller_discount", "卖家折扣", "discount paid by the seller", default=0.0),
    cost("buyer_shipping", "买家付的运费", "shipping paid by the buyer", default=0.0),
    fraction(
        "commission_rate", "平台佣金率", "platform commission",
        default=0.0, low=0.05, high=0.10, decides=True,
    ),
    choice(
        "commission_base", "佣金基数", "what commission is taken of",
        "incl_tax", "ex_tax", "item_ex_tax", default="incl_tax",
    ),
    cost("commission_min", "每单最低佣金", "minimum commission", default=0.0),
    fraction("transaction_rate", "交易手续费率", "transaction fee", default=0.0),
    CREATOR_RATE,
    CREATOR_SHARE,
    cost("landed_cost", "单件到仓成本", "landed cost", default=0.0, decides=True),
    cost("fulfilment", "每单履约费", "fulfilment per order", default=0.0, decides=True),
    ADS_PER_ORDER,
    fraction("return_rate", "退货率", "return rate", default=0.0, low=0.05, high=0.35, decides=True),
    cost("return_handling", "每单退货处理费", "handling of a return", default=0.0),
    fraction("resale_share", "退货可再售占比", "share of returns sold as new", default=0.0),
    money("scrap_value", "不可再售退货的残值", "value of other returns", default=0.0),
    fraction(
        "commission_refund_share", "退货时退还的佣金占比", "commission refunded on returns",
        default=1.0, low=0.8, high=1.0,
    ),
    fraction(
        "transaction_refund_share", "退货时退还的手续费占比", "transaction fee refunded",
        default=0.0,
    ),
    fraction(
        "creator_refund_share", "退货时追回的达人佣金占比", "creator commission taken back",
        default=1.0, low=0.0, high=1.0,
    ),
    cost("other_per_order", "每单其他费用", "other cost per order", default=0.0),
)  # fmt: skip


def check_discount(given: Inputs) -> Iterator[RuleRefused]:
    """A discount above the price."""
    if given.number("seller_discount") > given.number("price"):
        yield impossible(
            "seller_discount",
            zh="{field}比标价还高，请核对两者。",
            en="{field} exceeds the price: check both.",
        )
