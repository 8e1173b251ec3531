"""How results and numbers are said to the seller."""

from typing import Any

import pytest

from advisor.rules import RULES, Setting, calculate
from advisor.rules.entry import Rule
from advisor.rules.wording import spoken_count, spoken_number
from tests.rules.examples import calls

_CALLS = calls()
_USD = Setting(currency="USD", home_currency="CNY")


def _said(rule: str, **changed: Any) -> dict[str, str]:
    return dict(calculate(rule, {**_CALLS[rule], **changed}, _USD).words)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (0, "0", "0"),
        (0.04447, "0.0445", "0.0445"),
        (7.5, "7.5", "7.5"),
        (12.0, "12", "12"),
        (1234, "1,230", "1,230"),
        (9999, "1万", "10,000"),
        (466_700, "46.7万", "467,000"),
        (-2_090_085, "-209万", "-2.09 million"),
        (2.3e9, "23亿", "2.3 billion"),
        (999_999, "100万", "1 million"),
    ],
)
def test_a_number_has_three_digits_and_the_units_of_its_language(
    value: float, zh: str, en: str
) -> None:
    assert (spoken_number(value, "zh"), spoken_number(value, "en")) == (zh, en)


def test_pieces_are_whole_from_ten_on() -> None:
    assert [spoken_count(value, "en") for value in (12.6, 9.26, 0.5)] == ["13", "9.26", "0.5"]


def test_stock_is_said_with_its_range_and_both_risks() -> None:
    words = _said("stock.newsvendor", demand={"family": "gamma", "mean": 900, "sd": 300})
    assert words["zh"] == (
        "建议备1,130件（883到1,460件利润差别不到5%）。"
        "大概卖出856件，可能断货少卖44件，可能剩277件。"
    )
    assert words["en"] == (
        "Stock 1,130 units (between 883 and 1,460 the profit differs by less than 5%). "
        "Expect to sell 856, to miss 44 and to be left with 277."
    )


def test_what_rests_on_an_assumption_is_said_to_be_about() -> None:
    curve = {"peak_orders": 5000, "peak_day": 4, "growth": 2}
    words = calculate("stock.pulse_curve", curve, _USD).words
    assert "一共约" in words["zh"]
    assert "there are about" in words["en"]
    known = calculate("stock.pulse_curve", {**curve, "drop": 0.1, "tail_share": 0.1}, _USD)
    assert known.assumed  # the tail's own fall, the baseline and the horizon


def test_money_is_said_with_its_currency_and_home_money_with_its_own() -> None:
    words = _said("unit.fx_break_even")
    assert words["en"].startswith("An order leaves CNY 22.8 now")
    assert "USD" in _said("unit.waterfall")["zh"]
    bare = calculate("unit.waterfall", _CALLS["unit.waterfall"]).words
    assert "USD" not in bare["en"]


@pytest.mark.parametrize(
    ("rule", "changed", "zh"),
    [
        ("stock.pulse_stop", {"orders_today": 90_000}, "不算见顶"),
        ("stock.reorder_deadline", {"today": 9}, "不要再补"),
        ("stock.reorder_deadline", {"lead_days": 20}, "哪天见顶都来不及"),
        ("stock.freight_choice", {"air_freight": 60}, "走海运"),
        ("stock.safety_stock", {"review_days": 7}, "每7天盘点一次"),
        ("stock.sla_status", {"late_orders": 10}, "警告线"),
        ("stock.sla_status", {"late_orders": 2}, "再迟6单"),
        ("stock.dual_source", {"late_cost": 190}, "不划算"),
        ("stock.diffusion_bass", {"q": 0.01}, "第一天"),
        ("unit.waterfall", {"price": 9}, "每单不赚钱"),
        ("unit.max_creator_rate", {"price": 9}, "上限是0%"),
        ("cac.payback", {"retention": 0.1}, "回不了本"),
        ("cac.target", {"cpc": 99}, "100%也不够"),
        ("cac.cost_ci", {"conversions": 0}, "没成交"),
        ("cac.ratio_ci", {"conversions_a": 15}, "也就是一样"),
        ("cac.ratio_ci", {"conversions_a": 16}, "还分不出谁便宜"),
        ("fact.aov", {"gmv": 500_000}, "说得通"),
        ("fact.aov", {"gmv": 50_000}, "低于常见"),
        ("fact.lost_vs_stuck", {"stuck_value_home": 3.5e7}, "压货更伤"),
    ],
)
def test_a_case_is_said_in_its_own_words(rule: str, changed: dict[str, Any], zh: str) -> None:
    words = _said(rule, **changed)
    assert zh in words["zh"]
    assert "{" not in words["en"]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_both_languages_say_the_same_numbers(rule: Rule) -> None:
    def fields(words: str) -> set[str]:
        return {part.split("}")[0] for part in words.split("{")[1:]}

    for case, text in rule.sentences.items():
        assert fields(text.zh) == fields(text.en), case
        if case != "growing":
            assert any(field.startswith(f"{rule.main}:") for field in fields(text.zh)) or (
                rule.main in _SAID_IN_PARTS
            ), (rule.name, case)


# Main results that are lists, or whose sentence says what follows from them.
_SAID_IN_PARTS = {"segments", "ranking", "cac", "profit", "payback_months", "expected_new"}
_SAID_IN_PARTS |= {"extra_freight", "time_saving_value", "blended_cac"}
