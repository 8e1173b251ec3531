"""The ledger of one order, from the price to what the seller keeps."""

from dataclasses import dataclass

from advisor.rules.values import Inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What becomes of the price of one order placed, returns averaged in; all in money."""

    item_ex_tax: float
    net_price: float
    revenue: float
    commission: float
    transaction_fee: float
    creator_fee: float
    cogs: float
    cm1: float
    cm2: float
    cm3: float

    @property
    def cm3_rate(self) -> float | None:
        """What is kept of the net price; None when the net price is 0."""
        return self.cm3 / self.net_price if self.net_price else None


def kept_of_tax(given: Inputs) -> float:
    """The share of a listed amount that remains without tax."""
    return 1 / (1 + given.number("tax_rate")) if given.flag("price_includes_tax") else 1.0


def commission_base(given: Inputs, price: float) -> float:
    """The amount that commission and transaction fee are taken of."""
    item = price - given.number("seller_discount")
    paid = item + given.number("buyer_shipping")
    untaxed = kept_of_tax(given)
    bases = {"incl_tax": paid, "ex_tax": paid * untaxed, "item_ex_tax": item * untaxed}
    return bases[given.text("commission_base")]


def ledger(given: Inputs, price: float, *, commission: float | None = None) -> Ledger:
    """The ledger at a price; `commission` stands in for rate and minimum when given."""
    untaxed, r = kept_of_tax(given), given.number("return_rate")
    item = price - given.number("seller_discount")
    base = commission_base(given, price)
    net = (item + given.number("buyer_shipping")) * untaxed
    if commission is None:
        commission = max(given.number("commission_rate") * base, given.number("commission_min"))
    kept_commission = commission * (1 - r * given.number("commission_refund_share"))
    transaction = given.number("transaction_rate") * base
    transaction *= 1 - r * given.number("transaction_refund_share")
    creator = creator_base(given, price) * given.number("creator_rate")
    resale = given.number("resale_share")
    cogs = given.number("landed_cost") * (1 - r * resale)
    cogs -= r * (1 - resale) * given.number("scrap_value")
    cm1 = net * (1 - r) - cogs
    handling = given.number("fulfilment") + r * given.number("return_handling")
    cm2 = cm1 - kept_commission - transaction - handling - given.number("other_per_order")
    return Ledger(
        item_ex_tax=item * untaxed,
        net_price=net,
        revenue=net * (1 - r),
        commission=kept_commission,
        transaction_fee=transaction,
        creator_fee=creator,
        cogs=cogs,
        cm1=cm1,
        cm2=cm2,
        cm3=cm2 - creator - given.number("ads_per_order"),
    )


def creator_base(given: Inputs, price: float) -> float:
    """What a creator rate of 1 would take of an average order."""
    item = (price - given.number("seller_discount")) * kept_of_tax(given)
    kept = 1 - given.number("return_rate") * given.number("creator_refund_share")
    return given.number("creator_share") * item * kept


def slope(given: Inputs) -> float:
    """What the contribution gains with one more of price, while commission goes by its rate."""
    untaxed, r = kept_of_tax(given), given.number("return_rate")
    of_base = 1.0 if given.text("commission_base") == "incl_tax" else untaxed
    commission = given.number("commission_rate") * (1 - r * given.number("commission_refund_share"))
    transaction = given.number("transaction_rate")
    transaction *= 1 - r * given.number("transaction_refund_share")
    creator = given.number("creator_rate") * given.number("creator_share")
    creator *= 1 - r * given.number("creator_refund_share")
    return untaxed * (1 - r - creator) - of_base * (commission + transaction)
