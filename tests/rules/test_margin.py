"""One order from price to contribution, and the same questions turned around."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.rules import RuleRefused, evaluate

_CHECKED = settings(deadline=None, max_examples=120)
_RATE = st.floats(0, 0.3)
_COST = st.floats(0, 20)
_ORDERS = st.fixed_dictionaries(
    {
        "price_includes_tax": st.booleans(),
        "tax_rate": _RATE,
        "seller_discount": st.floats(0, 5),
        "buyer_shipping": st.floats(0, 5),
        "commission_rate": _RATE,
        "commission_base": st.sampled_from(["incl_tax", "ex_tax", "item_ex_tax"]),
        "commission_min": st.floats(0, 2),
        "transaction_rate": st.floats(0, 0.05),
        "creator_rate": _RATE,
        "creator_share": st.floats(0, 1),
        "landed_cost": _COST,
        "fulfilment": st.floats(0, 8),
        "ads_per_order": st.floats(0, 8),
        "return_rate": st.floats(0, 0.5),
        "return_handling": st.floats(0, 4),
        "resale_share": st.floats(0, 1),
        "scrap_value": st.floats(0, 3),
        "commission_refund_share": st.floats(0, 1),
        "transaction_refund_share": st.floats(0, 1),
        "creator_refund_share": st.floats(0, 1),
        "other_per_order": st.floats(0, 3),
    }
)
_MONEY = {
    "seller_discount",
    "buyer_shipping",
    "commission_min",
    "landed_cost",
    "fulfilment",
    "ads_per_order",
    "return_handling",
    "scrap_value",
    "other_per_order",
}


def _by_cases(order: dict[str, Any], price: float) -> float:
    """Contribution from the four kinds of order: through a creator or not, returned or not."""
    tax = 1 + order["tax_rate"] if order["price_includes_tax"] else 1.0
    item, shipping = price - order["seller_discount"], order["buyer_shipping"]
    net = (item + shipping) / tax
    bases = {"incl_tax": item + shipping, "ex_tax": net, "item_ex_tax": item / tax}
    base = bases[order["commission_base"]]
    fee = max(order["commission_rate"] * base, order["commission_min"])
    total = 0.0
    for through, chance in ((1, order["creator_share"]), (0, 1 - order["creator_share"])):
        creator = through * order["creator_rate"] * item / tax
        spent = order["fulfilment"] + order["other_per_order"] + order["ads_per_order"]
        transaction = order["transaction_rate"] * base
        kept = net - fee - transaction - creator - order["landed_cost"] - spent
        resold, refunds = order["resale_share"], order["commission_refund_share"]
        back = resold * order["landed_cost"] + (1 - resold) * order["scrap_value"]
        returned = (
            back
            - order["landed_cost"]
            - fee * (1 - refunds)
            - transaction * (1 - order["transaction_refund_share"])
            - creator * (1 - order["creator_refund_share"])
            - spent
            - order["return_handling"]
        )
        r = order["return_rate"]
        total += chance * ((1 - r) * kept + r * returned)
    return total


@_CHECKED
@given(order=_ORDERS, price=st.floats(6, 100))
def test_the_waterfall_is_the_mean_over_all_kinds_of_order(
    order: dict[str, Any], price: float
) -> None:
    outputs = evaluate("unit.waterfall", {**order, "price": price})
    assert outputs["cm3"] == pytest.approx(_by_cases(order, price), abs=1e-9)
    assert outputs["cm3_rate"] == pytest.approx(outputs["cm3"] / outputs["net_price"])
    assert outputs["cm1"] >= outputs["cm2"] >= outputs["cm3"]


@_CHECKED
@given(order=_ORDERS, price=st.floats(6, 100), more=st.floats(0.01, 50))
def test_profit_rises_with_the_price_while_the_shares_leave_something(
    order: dict[str, Any], price: float, more: float
) -> None:
    low = evaluate("unit.waterfall", {**order, "price": price})["cm3"]
    high = evaluate("unit.waterfall", {**order, "price": price + more})["cm3"]
    taken = order["commission_rate"] + order["transaction_rate"]
    taken += order["creator_rate"] * order["creator_share"]
    assume(taken * 1.3 + order["return_rate"] < 1)
    assert high >= low - 1e-9


@_CHECKED
@given(order=_ORDERS, price=st.floats(6, 100), rate=st.floats(0.01, 1000))
def test_another_currency_changes_money_only(
    order: dict[str, Any], price: float, rate: float
) -> None:
    here = evaluate("unit.waterfall", {**order, "price": price})
    scaled = {name: v * rate if name in _MONEY else v for name, v in order.items()}
    there = evaluate("unit.waterfall", {**scaled, "price": price * rate})
    rest = there.pop("cm3_rate")
    assert rest == pytest.approx(here["cm3_rate"], rel=1e-6, abs=1e-9)
    for name, amount in there.items():
        assert amount == pytest.approx(rate * here[name], rel=1e-6, abs=1e-6 * rate)


@_CHECKED
@given(order=_ORDERS, target=st.floats(0, 0.4))
def test_the_price_for_a_margin_leaves_that_margin(order: dict[str, Any], target: float) -> None:
    try:
        outputs = evaluate("unit.price_for_margin", {**order, "target_margin": target})
    except RuleRefused as refusal:
        assume(refusal.code != "E_INFEASIBLE")
        raise
    price = outputs["price"]
    assume(price < 1e4)
    check = evaluate("unit.waterfall", {**order, "price": max(price, 1e-9)})
    assert outputs["cm3"] == pytest.approx(check["cm3"], abs=1e-6)
    at_least = target * check["net_price"] - 1e-6
    assert check["cm3"] >= at_least
    if price > order["seller_discount"]:
        assert check["cm3"] == pytest.approx(target * check["net_price"], abs=1e-6)


@_CHECKED
@given(order=_ORDERS, price=st.floats(20, 100), target=st.floats(-2, 5))
def test_the_limits_on_creators_and_ads_leave_exactly_the_target(
    order: dict[str, Any], price: float, target: float
) -> None:
    order = {**order, "creator_share": 0.1 + 0.9 * order["creator_share"], "price": price}
    creator = evaluate("unit.max_creator_rate", {**order, "target_cm3": target})
    limit = creator["max_creator_rate"]
    if 0 < limit <= 1:
        left = evaluate("unit.waterfall", {**order, "creator_rate": limit})["cm3"]
        assert left == pytest.approx(target, abs=1e-8)
    assume(evaluate("unit.waterfall", {**order, "ads_per_order": 0})["cm3"] > target + 0.01)
    ads = evaluate("unit.ad_limits", {**order, "target_profit": target})
    left = evaluate("unit.waterfall", {**order, "ads_per_order": ads["max_cac_first_order"]})
    assert left["cm3"] == pytest.approx(target, abs=1e-8)
    assert ads["break_even_acos"] * ads["break_even_roas_dashboard"] == pytest.approx(1)
    assert ads["break_even_roas_net"] <= ads["break_even_roas_dashboard"] * (1 + 1e-9)


_SUPPLY = st.fixed_dictionaries(
    {
        "unit_cost": _COST,
        "delivery_cost": st.floats(0, 3),
        "reject_rate": st.floats(0, 0.5),
        "after_sale_rate": st.floats(0, 0.5),
        "sell_through": st.floats(0.3, 1),
        "return_unit_cost": st.floats(0, 2),
        "scrap_value": st.floats(0, 2),
    }
)


@_CHECKED
@given(supply=_SUPPLY, own=st.floats(0.1, 20), ratio=st.floats(0.2, 10))
def test_supply_prices_that_break_even_or_equal_do_so(
    supply: dict[str, float], own: float, ratio: float
) -> None:
    equal = evaluate(
        "unit.supply_price_indifference",
        {**supply, "self_unit_profit": own, "volume_ratio": ratio},
    )["supply_price"]
    assume(equal > 0.01)
    managed = evaluate("unit.full_managed", {**supply, "supply_price": equal})
    assert managed["profit_per_sold"] * ratio == pytest.approx(own)
    even = managed["break_even_supply_price"]
    assume(even > 0.01)
    nothing = evaluate("unit.full_managed", {**supply, "supply_price": even})
    assert nothing["profit_per_delivered"] == pytest.approx(0, abs=1e-9)


@_CHECKED
@given(fixed=st.floats(0, 1e6), contribution=st.floats(0.01, 100), target=st.floats(0, 1e5))
def test_break_even_volume_is_the_first_whole_number_that_pays(
    fixed: float, contribution: float, target: float
) -> None:
    inputs = {"fixed_cost": fixed, "unit_contribution": contribution, "price": 10.0}
    units = evaluate("unit.break_even_volume", {**inputs, "target_profit": target})["units"]
    assert units * contribution >= (fixed + target) * (1 - 1e-9) - 1e-6
    assert (units - 1) * contribution < fixed + target or units == 0


@_CHECKED
@given(
    lines=st.lists(
        st.tuples(st.floats(0, 1e5), st.floats(-2, 20)), min_size=1, max_size=6, unique=True
    ),
    volume=st.floats(0, 1e5),
)
def test_the_mode_of_a_volume_earns_most_there(
    lines: list[tuple[float, float]], volume: float
) -> None:
    modes = [{"name": f"m{i}", "fixed": f, "unit": u} for i, (f, u) in enumerate(lines)]
    segments = evaluate("unit.mode_crossover", {"modes": modes})["segments"]
    assert segments[0]["from"] == 0
    assert segments[-1]["to"] is None
    for before, after in pairwise(segments):
        assert before["to"] == after["from"]
        assert before["from"] < before["to"]
    earned = {m["name"]: m["unit"] * volume - m["fixed"] for m in modes} | {"none": 0.0}
    here = next(s for s in segments if s["to"] is None or volume <= s["to"])
    best = max(earned.values())
    assert earned[here["mode"]] == pytest.approx(best, abs=1e-6 + 1e-9 * abs(best))


def test_the_platform_keeps_its_share_of_a_refund_up_to_the_cap() -> None:
    item = {"item_price": 400, "rate": 0.15, "base": "ex_tax", "refunded": True}
    capped = evaluate(
        "unit.platform_fee", {**item, "refund_admin_rate": 0.2, "refund_admin_cap": 5}
    )
    assert capped["refund_admin_fee"] == 5
    free = evaluate("unit.platform_fee", {**item, "refund_admin_rate": 0.2})
    assert free["net_fee"] == pytest.approx(12)


def test_a_given_away_order_has_no_rate() -> None:
    outputs = evaluate("unit.waterfall", {"price": 5, "seller_discount": 5, "landed_cost": 2})
    assert outputs["cm3"] == -2
    assert outputs["cm3_rate"] is None


def test_a_price_below_the_discount_is_never_proposed() -> None:
    outputs = evaluate(
        "unit.price_for_margin", {"seller_discount": 4, "buyer_shipping": 9, "fulfilment": 2}
    )
    assert outputs["price"] == 4
    assert outputs["cm3"] == 7
