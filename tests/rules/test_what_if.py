"""What would change an answer: bars, switches, scenarios, the next question."""

import pytest

from advisor.rules import (
    RULES,
    RuleRefused,
    evaluate,
    most_useful_question,
    scenarios,
    sweep,
    switch_value,
    tables,
    tornado,
)
from tests.rules.examples import calls

_CALLS = calls()
_ORDER = {
    "price": 25,
    "landed_cost": 6,
    "fulfilment": 4,
    "commission_rate": 0.08,
    "ads_per_order": 3,
    "creator_rate": 0.15,
    "creator_share": 0.4,
}


def test_assumed_inputs_are_moved_over_their_band_the_largest_change_first() -> None:
    bars = tornado("unit.waterfall", _ORDER)
    assert [bar.swing for bar in bars] == sorted((bar.swing for bar in bars), reverse=True)
    returns = next(bar for bar in bars if bar.name == "return_rate")
    assert (returns.low, returns.high) == (0.05, 0.35)
    at_low = evaluate("unit.waterfall", {**_ORDER, "return_rate": 0.05})["cm3"]
    assert returns.at_low == at_low
    assert not {"landed_cost", "price"} & {bar.name for bar in bars}


def test_named_inputs_are_moved_by_a_fifth() -> None:
    (bar,) = tornado("unit.waterfall", _ORDER, names=["landed_cost"])
    assert (bar.low, bar.high) == (pytest.approx(4.8), pytest.approx(7.2))
    assert bar.swing == pytest.approx(2.4)


def test_a_group_is_moved_part_by_part() -> None:
    inputs = _CALLS["stock.newsvendor"]
    (bar,) = tornado("stock.newsvendor", inputs, names=["demand.sd"])
    assert bar.name == "demand.sd"
    assert bar.swing > 0


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("price", 5, 25), ("landed_cost", 6, 30), ("return_rate", 0, 1)],
)
def test_the_switch_is_where_an_order_stops_to_earn(name: str, low: float, high: float) -> None:
    value = switch_value("unit.waterfall", _ORDER, name)
    assert value is not None
    assert low < value < high
    assert evaluate("unit.waterfall", {**_ORDER, name: value})["cm3"] == pytest.approx(0, abs=1e-6)


def test_a_switch_between_words_is_found_and_a_far_one_is_not() -> None:
    air = _CALLS["stock.freight_choice"]
    value = switch_value("stock.freight_choice", air, "daily_value_loss")
    even = evaluate("stock.freight_choice", air)["break_even_daily_loss"]
    assert value == pytest.approx(even)
    assert switch_value("unit.waterfall", {"price": 25}, "commission_min") is None


def test_a_whole_number_switches_at_a_whole_number() -> None:
    inputs = {"peak_orders": 500, "peak_day": 5, "growth": 2, "horizon": 15}
    value = switch_value("stock.pulse_curve", inputs, "horizon")
    assert value == 5  # the peak day itself falls out of the plan
    inputs = _CALLS["cac.target"]
    months = switch_value("cac.target", inputs, "payback_months")
    assert months is None or months == int(months)


def test_an_input_that_is_no_number_has_no_switch() -> None:
    with pytest.raises(RuleRefused, match="not a number") as refused:
        switch_value("unit.waterfall", _ORDER, "commission_base")
    assert refused.value.field == "commission_base"


def test_scenarios_stand_on_both_sides_of_the_base() -> None:
    low, base, high = scenarios("unit.waterfall", _ORDER)
    assert (low.name, base.name, high.name) == ("low", "base", "high")
    assert base.outputs == evaluate("unit.waterfall", _ORDER)
    assert low.outputs is not None
    assert low.outputs["cm3"] < base.outputs["cm3"]
    assert low.drivers["return_rate"] == 0.35
    assert high.drivers["return_rate"] == 0.05


def test_a_sweep_is_a_table_with_gaps_where_there_is_no_answer() -> None:
    inputs = _CALLS["stock.newsvendor_cvar"]
    rows = sweep("stock.newsvendor_cvar", inputs, "tail", [0.05, 0.25, 1, 2])
    quantities = [row.outputs["quantity"] for row in rows if row.outputs]
    assert quantities == sorted(quantities)
    assert rows[-1].outputs is None


def test_what_was_counted_as_absent_is_asked_before_what_was_assumed() -> None:
    first = most_useful_question("unit.waterfall", {"price": 25})
    assert first is not None
    assert first.name == "commission_rate"
    assert first.question.en == "What is your platform commission? It is taken as 0 for now."
    assert first.question.zh == "平台佣金率是多少？现在先按0算。"


def test_when_all_that_decides_is_given_the_longest_bar_is_asked() -> None:
    inputs = {**_ORDER, "return_rate": 0.1}
    question = most_useful_question("unit.waterfall", inputs)
    assert question is not None
    assert question.name == tornado("unit.waterfall", inputs)[0].name
    assert most_useful_question("cac.funnel", _CALLS["cac.funnel"]) is None


@pytest.mark.parametrize("name", sorted(set(RULES) - {"stock.pulse_plan"}))
def test_every_rule_can_be_asked_what_if(name: str) -> None:
    inputs = _CALLS[name]
    assert all(bar.swing > 0 for bar in tornado(name, inputs))
    assert len(scenarios(name, inputs)) == 3
    most_useful_question(name, inputs)
    for item in RULES[name].inputs:
        if item.unit and isinstance(inputs.get(item.name), int | float) and item.name != "n_paths":
            switch_value(name, inputs, item.name)


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.explore])
def test_proposed_tables_have_a_row_for_every_value(name: str) -> None:
    for varied, rows in tables(name, _CALLS[name]).items():
        assert len(rows) == len(RULES[name].explore[varied])
        assert any(row.outputs for row in rows)


def test_the_weight_at_which_two_modes_swap_has_its_closed_form() -> None:
    modes = [
        {"name": "bold", "expected_profit": 100, "cvar_profit": -80},
        {"name": "calm", "expected_profit": 40, "cvar_profit": 10},
    ]
    inputs = {"seller": {"seller_type": "local", "capital": 0}, "modes": modes, "risk_weight": 0.1}
    # Profits differ by 60 on average and by -90 when it goes badly.
    assert switch_value("mode.rank", inputs, "risk_weight") == pytest.approx(60 / 150)
