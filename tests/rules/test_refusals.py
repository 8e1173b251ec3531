"""What a rule refuses, with which code, naming which input, and how the repair reads."""

from decimal import Decimal
from typing import Any

import pytest

from advisor.rules import RuleRefused, evaluate
from tests.rules.examples import calls

_CALLS = calls()


def refused(rule: str, inputs: Any) -> RuleRefused:
    with pytest.raises(RuleRefused) as caught:
        evaluate(rule, inputs)
    return caught.value


def changed(rule: str, **values: Any) -> RuleRefused:
    return refused(rule, {**_CALLS[rule], **values})


@pytest.mark.parametrize(
    ("rule", "values", "code", "field"),
    [
        ("unit.waterfall", {"price": float("nan")}, "E_RANGE", "price"),
        ("unit.waterfall", {"price": float("inf")}, "E_RANGE", "price"),
        ("unit.waterfall", {"price": 1e308}, "E_RANGE", "price"),
        ("unit.waterfall", {"price": 10**400}, "E_RANGE", "price"),
        ("unit.waterfall", {"price": Decimal("NaN")}, "E_RANGE", "price"),
        ("unit.waterfall", {"price": -5}, "E_RANGE", "price"),
        ("unit.waterfall", {"price": 0}, "E_RANGE", "price"),
        ("unit.waterfall", {"price": "25"}, "E_RANGE", "price"),
        ("unit.waterfall", {"price": True}, "E_RANGE", "price"),
        ("unit.waterfall", {"price": [25]}, "E_RANGE", "price"),
        ("unit.waterfall", {"price": None}, "E_MISSING", "price"),
        ("unit.waterfall", {"return_rate": 20}, "E_UNIT", "return_rate"),
        ("unit.waterfall", {"tax_rate": 1.2}, "E_UNIT", "tax_rate"),
        ("unit.waterfall", {"commission_rate": -0.1}, "E_UNIT", "commission_rate"),
        ("unit.waterfall", {"seller_discount": 99}, "E_RANGE", "seller_discount"),
        ("unit.waterfall", {"landed_cost": -1}, "E_RANGE", "landed_cost"),
        ("unit.waterfall", {"retrun_rate": 0.2}, "E_INPUT", "retrun_rate"),
        ("unit.waterfall", {"price_includes_tax": "yes"}, "E_RANGE", "price_includes_tax"),
        ("unit.waterfall", {"commission_base": "gross"}, "E_RANGE", "commission_base"),
        ("unit.platform_fee", {"tax": 500, "base": "ex_tax"}, "E_RANGE", "tax"),
        ("unit.platform_fee", {"seller_discount": 500}, "E_RANGE", "seller_discount"),
        ("unit.full_managed", {"sell_through": 0}, "E_RANGE", "sell_through"),
        ("unit.full_managed", {"reject_rate": 1}, "E_RANGE", "reject_rate"),
        ("unit.full_managed", {"after_sale_rate": 1}, "E_RANGE", "after_sale_rate"),
        ("unit.max_creator_rate", {"creator_share": 0}, "E_RANGE", "creator_share"),
        ("unit.ad_limits", {"target_profit": 1000}, "E_NO_MARGIN", "target_profit"),
        ("unit.break_even_volume", {"unit_contribution": 0}, "E_NO_MARGIN", "unit_contribution"),
        ("unit.fx_break_even", {"sale_currency_net": 0}, "E_NO_MARGIN", "sale_currency_net"),
        ("unit.fx_break_even", {"fx": 0}, "E_RANGE", "fx"),
        ("unit.mode_crossover", {"modes": []}, "E_DATA", "modes"),
        ("stock.cost_ratios", {"salvage_value": 9}, "E_RANGE", "salvage_value"),
        ("stock.cost_ratios", {"net_revenue": 5, "salvage_value": 30}, "E_RANGE", "salvage_value"),
        ("stock.newsvendor", {"demand": {"family": "weibull"}}, "E_RANGE", "demand.family"),
        ("stock.newsvendor", {"demand": {"mean": 5, "sd": 1}}, "E_MISSING", "demand.family"),
        ("stock.newsvendor", {"demand": {"family": "normal", "mean": 5}}, "E_MISSING", "demand.sd"),
        (
            "stock.newsvendor",
            {"demand": {"family": "empirical", "values": []}},
            "E_DATA",
            "demand.values",
        ),
        (
            "stock.newsvendor",
            {"demand": {"family": "negbin", "mean": 100, "sd": 10}},
            "E_RANGE",
            "demand.sd",
        ),
        (
            "stock.newsvendor",
            {"demand": {"family": "uniform", "low": 5, "high": 5}},
            "E_RANGE",
            "demand.low",
        ),
        ("stock.newsvendor", {"underage_cost": 5}, "E_MISSING", "overage_cost"),
        (
            "stock.newsvendor",
            {"underage_cost": 5, "overage_cost": 1},
            "E_RANGE",
            "underage_cost",
        ),
        ("stock.newsvendor_cvar", {"tail": 0}, "E_RANGE", "tail"),
        ("stock.newsvendor_cvar", {"tail": 5}, "E_UNIT", "tail"),
        (
            "stock.newsvendor_cvar",
            {"demand": {"family": "poisson", "mean": 5}},
            "E_RANGE",
            "demand.family",
        ),
        ("stock.pulse_curve", {"drop": 1}, "E_RANGE", "drop"),
        ("stock.pulse_curve", {"growth": 1}, "E_RANGE", "growth"),
        ("stock.pulse_curve", {"peak_day": 15}, "E_HORIZON", "peak_day"),
        ("stock.pulse_curve", {"peak_day": -1}, "E_HORIZON", "peak_day"),
        ("stock.pulse_curve", {"horizon": 2.5}, "E_RANGE", "horizon"),
        ("stock.pulse_fit", {"orders": [5, 9]}, "E_DATA", "orders"),
        ("stock.pulse_stop", {"orders_yesterday": 0}, "E_DATA", "orders_yesterday"),
        ("stock.pulse_stop", {"orders_today": -1}, "E_DATA", "orders_today"),
        ("stock.reorder_deadline", {"peak_days": []}, "E_DATA", "peak_days"),
        ("stock.reorder_deadline", {"today": -1}, "E_RANGE", "today"),
        ("stock.policy_eval", {"demand": [1, -1, 0, 0, 0]}, "E_RANGE", "demand[1]"),
        ("stock.policy_eval", {"demand": [0, 0, 0, 0, 0]}, "E_DATA", "demand"),
        ("stock.policy_eval", {"demand": None}, "E_MISSING", "demand"),
        ("stock.policy_eval", {"sla_days": 1.5}, "E_RANGE", "sla_days"),
        (
            "stock.policy_eval",
            {"economics": {"net_revenue": 3}},
            "E_MISSING",
            "economics.unit_cost",
        ),
        ("stock.policy_search", {"reorder_arrive_day": 5}, "E_HORIZON", "reorder_arrive_day"),
        ("stock.policy_mc", {"shape": [0.5, 0.4]}, "E_RANGE", "shape"),
        ("stock.tail_mean", {"profits": []}, "E_DATA", "profits"),
        ("stock.safety_stock", {"fill_rate": 0.9}, "E_MISSING", "order_quantity"),
        (
            "stock.safety_stock",
            {"fill_rate": 0.9, "order_quantity": 5},
            "E_RANGE",
            "service_level",
        ),
        ("stock.dual_source", {"recoverable_share": 35}, "E_UNIT", "recoverable_share"),
        ("stock.dual_source", {"net_revenue": 100}, "E_NO_MARGIN", "net_revenue"),
        ("stock.freight_choice", {"sea_days": 5}, "E_RANGE", "sea_days"),
        (
            "stock.sla_status",
            {"dispatched_orders": 0, "late_orders": 0},
            "E_DATA",
            "dispatched_orders",
        ),
        ("stock.sla_status", {"late_orders": 500}, "E_RANGE", "late_orders"),
        ("stock.pooling", {"correlation": -0.6}, "E_RANGE", "correlation"),
        ("stock.capacity_alloc", {"items": []}, "E_DATA", "items"),
        ("cac.summary", {"paid_spend": 40000}, "E_RANGE", "paid_spend"),
        ("cac.funnel", {"ctr": 0}, "E_RANGE", "ctr"),
        ("cac.funnel", {"ctr": 1.2}, "E_UNIT", "ctr"),
        ("cac.ltv", {"repeat_prob": 1}, "E_RANGE", "repeat_prob"),
        ("cac.ltv", {"repeat_prob": 27}, "E_UNIT", "repeat_prob"),
        ("cac.bgnbd", {"t_x": 40}, "E_DATA", "t_x"),
        ("cac.bgnbd", {"x": 0}, "E_DATA", "t_x"),
        ("cac.bgnbd", {"x": None}, "E_MISSING", "x"),
        ("cac.bgnbd", {"a": 0}, "E_RANGE", "a"),
        ("cac.target", {"ltv": -1}, "E_NO_MARGIN", "ltv"),
        ("cac.target", {"ltv_cac_ratio": 0}, "E_RANGE", "ltv_cac_ratio"),
        ("cac.rate_ci", {"trials": 0, "successes": 0}, "E_DATA", "trials"),
        ("cac.rate_ci", {"successes": 51}, "E_RANGE", "successes"),
        ("cac.cost_ci", {"conversions": 1.5}, "E_RANGE", "conversions"),
        ("cac.ratio_ci", {"conversions_a": 0}, "E_DATA", "conversions_a"),
        ("cac.compare_channels", {"target": "ebay"}, "E_RANGE", "target"),
        ("mode.rank", {"modes": []}, "E_DATA", "modes"),
        ("mode.rank", {"risk_weight": 3}, "E_UNIT", "risk_weight"),
        ("fact.aov", {"orders": 0}, "E_DATA", "orders"),
        ("fact.aov", {"band_low": 50}, "E_RANGE", "band_low"),
        ("fact.lost_vs_stuck", {"margin_rate": 20}, "E_UNIT", "margin_rate"),
        ("stock.pulse_plan", {"orders": [5]}, "E_MISSING", "growth"),
        ("stock.pulse_plan", {"orders": []}, "E_MISSING", "first_orders"),
        ("stock.pulse_plan", {"peak_days": [1]}, "E_DATA", "peak_days"),
        ("stock.pulse_plan", {"peak_days": [40]}, "E_HORIZON", "peak_days"),
    ],
)
def test_a_refusal_names_its_code_and_its_input(
    rule: str, values: dict[str, Any], code: str, field: str
) -> None:
    refusal = changed(rule, **values)
    assert (refusal.code, refusal.field) == (code, field)
    for language in ("zh", "en"):
        assert field in refusal.message_in(language)
        assert "{field}" not in refusal.message_in(language)


def test_of_several_reasons_the_first_in_the_order_of_codes_is_told() -> None:
    inputs = {"price": -1, "return_rate": 20}
    assert refused("unit.waterfall", inputs).code == "E_UNIT"
    assert refused("unit.waterfall", {"return_rate": 20}).code == "E_MISSING"
    curve = {"peak_orders": 5, "peak_day": 99, "growth": 0.5}
    assert refused("stock.pulse_curve", curve).code == "E_RANGE"
    costs = {"net_revenue": 1, "unit_cost": 2, "salvage_value": 3}
    assert refused("stock.cost_ratios", costs).code == "E_RANGE"


def test_the_message_says_how_to_repair_in_both_languages() -> None:
    refusal = changed("unit.waterfall", return_rate=20)
    assert refusal.message == (
        "Return rate (return_rate) is a fraction from 0 to 1, got 20. Write 20% as 0.20."
    )
    assert refusal.message_in("zh") == (
        "退货率（return_rate）请用小数，20%写0.20，范围是0到1；现在是20。"
    )
    assert str(refusal) == refusal.message


def test_a_misspelt_input_is_told_with_the_nearest_name() -> None:
    assert "Did you mean return_rate?" in changed("unit.waterfall", retrun_rate=0.2).message


def test_amounts_in_one_currency_are_computed_as_plain_ones() -> None:
    plain = evaluate("stock.cost_ratios", {"net_revenue": 12, "unit_cost": 7})
    tagged = {
        "net_revenue": {"amount": 12, "currency": "USD"},
        "unit_cost": {"amount": Decimal(7), "currency": "usd"},
    }
    assert evaluate("stock.cost_ratios", tagged) == plain


@pytest.mark.parametrize("cost", [{"amount": 7, "currency": "CNY"}, 7])
def test_mixed_and_missing_currencies_are_refused(cost: Any) -> None:
    inputs = {"net_revenue": {"amount": 12, "currency": "USD"}, "unit_cost": cost}
    refusal = refused("stock.cost_ratios", inputs)
    assert (refusal.code, refusal.field) == ("E_CURRENCY", "unit_cost")
    assert "USD" in refusal.message_in("zh")


def test_a_home_currency_beside_the_sale_currency_is_fine() -> None:
    inputs = {
        "sale_currency_net": {"amount": 14.2, "currency": "USD"},
        "home_cost": {"amount": 78, "currency": "CNY"},
        "fx": 7.1,
    }
    assert evaluate("unit.fx_break_even", inputs)["margin_home"] == pytest.approx(22.82)


def test_a_minimum_order_without_full_economics_asks_for_them() -> None:
    inputs = {
        "demand": {"family": "normal", "mean": 100, "sd": 20},
        "underage_cost": 5,
        "overage_cost": 5,
        "moq": 500,
    }
    refusal = refused("stock.newsvendor", inputs)
    assert (refusal.code, refusal.field) == ("E_MISSING", "net_revenue")


@pytest.mark.parametrize("inputs", [None, 3, "price", [("price", 3)]])
def test_inputs_that_are_no_group_are_refused(inputs: Any) -> None:
    assert refused("unit.waterfall", inputs).field == "inputs"


@pytest.mark.parametrize("rule", [None, 3, "", "unit", []])
def test_a_rule_that_is_none_is_refused(rule: Any) -> None:
    assert refused(rule, {}).code == "E_RULE"
