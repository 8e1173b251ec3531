"""What the platform takes of an item."""

from collections.abc import Iterator

from advisor.rules.advice import answered
from advisor.rules.entry import Rule
from advisor.rules.fields import choice, cost, flag, fraction, output
from advisor.rules.refusal import RuleRefused, impossible
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs


def platform_fee(given: Inputs) -> Outputs:
    """The fee on an item, in money, and what remains of it after a refund.

    base = item_price - seller_discount + buyer_shipping (- tax if ex_tax)

    Source: the platforms' fee pages.
    """
    base = _base(given)
    fee = max(given.number("rate") * base, given.number("min_fee"))
    admin = 0.0
    if given.flag("refunded"):
        admin, cap = given.number("refund_admin_rate") * fee, given.maybe("refund_admin_cap")
        admin = admin if cap is None else min(admin, cap)
    return {
        "base_amount": base,
        "fee": fee,
        "refund_admin_fee": admin,
        "net_fee": admin if given.flag("refunded") else fee,
    }


def _base(given: Inputs) -> float:
    paid = given.number("item_price") - given.number("seller_discount")
    paid += given.number("buyer_shipping")
    return paid - given.number("tax") if given.text("base") == "ex_tax" else paid


def _checks(given: Inputs) -> Iterator[RuleRefused]:
    if given.number("seller_discount") > given.number("item_price"):
        yield impossible(
            "seller_discount",
            zh="{field}比商品价还高，请核对两者。",
            en="{field} exceeds the item price: check both.",
        )
    if _base(given) < 0:
        yield impossible(
            "tax",
            zh="扣掉{field}后佣金基数成了负数，请核对税额。",
            en="{field} exceeds what is paid, so the base is negative: check it.",
        )


PLATFORM_FEE = Rule(
    name="unit.platform_fee",
    title=Text(zh="平台佣金", en="Platform fee"),
    description=Text(
        zh="平台对一件商品收多少佣金；退款后还要扣多少。",
        en="What the platform charges on an item, and what it keeps after a refund.",
    ),
    inputs=(
        cost("item_price", "商品价", "item price", decides=True),
        cost("seller_discount", "卖家折扣", "discount paid by the seller", default=0.0),
        cost("platform_discount", "平台折扣", "discount paid by the platform", default=0.0),
        cost("buyer_shipping", "买家付的运费", "shipping paid by the buyer", default=0.0),
        cost("tax", "其中的税额", "tax contained in the figures", default=0.0),
        fraction("rate", "佣金率", "fee rate", decides=True),
        choice("base", "佣金基数", "what the fee is taken of", "incl_tax", "ex_tax", decides=True),
        cost("min_fee", "最低佣金", "minimum fee", default=0.0),
        flag("refunded", "已退款", "refunded", default=False),
        fraction("refund_admin_rate", "退款管理费率", "share kept on a refund", default=0.0),
        cost("refund_admin_cap", "退款管理费上限", "most that is kept", optional=True),
    ),
    outputs=(
        output("base_amount", "佣金基数", "base", "money"),
        output("fee", "佣金", "fee", "money"),
        output("refund_admin_fee", "退款管理费", "kept on a refund", "money"),
        output("net_fee", "最后收取", "charged in the end", "money"),
    ),
    formula="base = item_price - seller_discount + buyer_shipping (- tax if ex_tax); fee = max(rate "
    "base, min_fee); refunded: min(refund_admin_rate fee, cap) is all that is charged",
    assumptions=Text(
        zh="一个商品行；平台折扣不改变基数；取整由平台决定。",
        en="One line item; the platform's discount does not change the base; rounding is the "
        "platform's.",
    ),
    reference="TikTok Shop US and UK fee pages; Amazon refund administration fee examples",
    run=platform_fee,
    main="net_fee",
    advice=answered,
    checks=_checks,
    case=lambda given, _outputs: "refunded" if given.flag("refunded") else "kept",
    sentences={
        "kept": Text(
            zh="平台收{net_fee:money}（按{base_amount:money}的{rate:percent}算）。",
            en="The platform takes {net_fee:money} ({rate:percent} of {base_amount:money}).",
        ),
        "refunded": Text(
            zh="平台本来收{fee:money}（按{base_amount:money}的{rate:percent}算）；退款后退还，"
            "但还要扣{net_fee:money}管理费。",
            en="The fee of {fee:money} ({rate:percent} of {base_amount:money}) is given back on "
            "the refund, less {net_fee:money} that the platform keeps.",
        ),
    },
)
