"""What a person writes for an input, and what the rule gets."""

from typing import Any

import pytest

from advisor.channels.shown_values import shown_value
from advisor.channels.written_inputs import read_written
from advisor.rules import RULES, RuleRefused, calculate


@pytest.mark.parametrize(
    ("rule", "name", "written", "read"),
    [
        ("unit.waterfall", "price", "24.99", 24.99),
        ("unit.waterfall", "price", "1e3", 1000.0),
        ("unit.waterfall", "price", "24.99 usd", {"amount": 24.99, "currency": "USD"}),
        ("unit.waterfall", "price", "USD 24", {"amount": 24, "currency": "USD"}),
        ("unit.waterfall", "return_rate", "12%", 0.12),
        ("unit.waterfall", "return_rate", "0.7 %", 0.007),
        ("unit.waterfall", "return_rate", "x%", "x%"),
        ("unit.waterfall", "price", "12%", "12%"),
        ("unit.waterfall", "price_includes_tax", "否", False),
        ("unit.waterfall", "price_includes_tax", "Yes", True),
        ("unit.waterfall", "commission_base", "ex_tax", "ex_tax"),
        ("stock.pulse_plan", "orders", "1000, 2500，6250", [1000, 2500, 6250]),
        ("stock.pulse_plan", "orders", "[1000, 2500]", [1000, 2500]),
        ("stock.policy_mc", "shape", "10% 60% 30%", [0.1, 0.6, 0.3]),
        ("stock.policy_search", "demand_paths", "5,20;5,60", [[5, 20], [5, 60]]),
        ("stock.pulse_plan", "lead_table", "extra_days=0,share=90%；extra_days=2,share=0.1",
         [{"extra_days": 0, "share": 0.9}, {"extra_days": 2, "share": 0.1}]),
        ("stock.pulse_plan", "economics", "net-revenue=12 unit_cost=7",
         {"net_revenue": 12, "unit_cost": 7}),
        ("stock.newsvendor", "demand", "normal, mean=50, sd=8",
         {"family": "normal", "mean": 50, "sd": 8}),
        ("stock.newsvendor", "demand", '{"family": "empirical", "values": [3, 4]}',
         {"family": "empirical", "values": [3, 4]}),
        ("cac.compare_channels", "target", "tiktok", "tiktok"),
    ],
)  # fmt: skip
def test_an_input_is_read_as_its_kind_needs_it(
    rule: str, name: str, written: str, read: Any
) -> None:
    assert read_written(RULES[rule], {name: written}) == {name: read}


@pytest.mark.parametrize("written", ["[1, 2", "{", "[" * 5000])
def test_broken_json_names_the_input(written: str) -> None:
    with pytest.raises(RuleRefused) as refused:
        read_written(RULES["stock.pulse_plan"], {"orders": written})
    assert refused.value.message_in("zh").startswith("已有的每天订单（orders）不是完整的JSON")


def test_an_unknown_input_is_left_to_the_rule() -> None:
    raw = read_written(RULES["unit.waterfall"], {"pirce": "9"})
    with pytest.raises(RuleRefused, match="Did you mean price"):
        calculate("unit.waterfall", raw)


@pytest.mark.parametrize(
    ("value", "unit", "exact", "shown"),
    [
        (None, "money", False, "—"),
        (True, None, False, "yes"),
        (0.12, "fraction", False, "12%"),
        (0.123456, "fraction", False, "12.35%"),
        (0.123456, "fraction", True, "12.3456%"),
        (-1.8e-15, "money", False, "0"),
        (24.9951, "money", False, "25"),
        (24.9951, "money", True, "24.9951"),
        (190485.0, "units", False, "190,485"),
        (-619640.472, "money", False, "-619,640.47"),
        ([1.0, 2.5], "units", False, "1, 2.5"),
        ([], "units", False, "—"),
        ([{"name": "a", "share": 0.5, "none": None}], None, False, "name a, share 0.5"),
        ([[1, 2], [3, 4]], "units", False, "1, 2; 3, 4"),
    ],
)
def test_a_value_is_shown_in_the_digits_that_a_reader_needs(
    value: Any, unit: str | None, exact: bool, shown: str
) -> None:
    assert shown_value(value, unit=unit, language="en", exact=exact) == shown
