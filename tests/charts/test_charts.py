"""Charts of real calculations, drawn by the real library."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from advisor.charts import (
    chart_of,
    course_chart,
    demand_chart,
    draw,
    save,
    sensitivity_chart,
    waterfall_chart,
)
from advisor.charts.saving import has_chinese_font
from advisor.domain.documents import LanguageCode
from advisor.domain.errors import CannotDraw
from advisor.rules import RULES, RuleRefused, RuleResult, calculate
from advisor.rules.wording import Speech
from tests.rules.examples import calls

ZH = Speech(language="zh", currency="USD")
EN = Speech(language="en", currency="USD")
# Rules whose main result is no number, with nothing else to draw.
WITHOUT = {"stock.pulse_fit", "unit.mode_crossover", "cac.compare_channels", "mode.rank"}
_CALLS = calls()


def _result(name: str, **inputs: Any) -> RuleResult:
    return calculate(name, inputs or _CALLS[name])


def _svg(result: RuleResult, path: Path, speech: Speech) -> str:
    draw(result, path, speech=speech)
    return path.read_text(encoding="utf-8")


def _words(svg: str) -> list[str]:
    return re.findall(r">([^<]+)<", svg)


def _rows(spec: dict[str, Any], column: str) -> list[dict[str, Any]]:
    """The rows with this column that a chart carries."""
    sets: dict[str, list[dict[str, Any]]] = spec["datasets"]
    return [row for rows in sets.values() for row in rows if column in row]


@pytest.mark.parametrize("name", sorted(set(RULES) - WITHOUT))
def test_a_rule_with_a_number_has_a_chart_in_both_languages(name: str, tmp_path: Path) -> None:
    result = _result(name)
    chinese = _words(_svg(result, tmp_path / "zh.svg", ZH))
    english = _words(_svg(result, tmp_path / "en.svg", EN))
    assert any("\u4e00" <= character <= "\u9fff" for character in "".join(chinese))
    assert not any("\u4e00" <= character <= "\u9fff" for character in "".join(english))


@pytest.mark.parametrize("name", sorted(WITHOUT))
def test_a_rule_without_a_number_says_so(name: str) -> None:
    with pytest.raises(RuleRefused) as refused:
        chart_of(_result(name), ZH)
    assert refused.value.message_in("zh").endswith("的结果画不成图，请去掉图。")


def test_a_demand_curve_falls_and_marks_the_stock(tmp_path: Path) -> None:
    result = _result("stock.newsvendor")
    chart = demand_chart(result, ZH)
    assert chart is not None
    chances = [row["chance"] for row in _rows(chart.to_dict(), "chance")]
    assert chances == sorted(chances, reverse=True)
    assert _rows(chart.to_dict(), "stock")[0]["stock"] == result.outputs["quantity"]
    words = _words(_svg(result, tmp_path / "demand.svg", ZH))
    assert {"需求和备货", "需求（件）", "需求超过这个数的可能", "备57件"} <= set(words)


def test_demand_and_stock_are_drawn_for_every_rule_that_has_both() -> None:
    drawn = {name for name in RULES if demand_chart(_result(name), EN) is not None}
    assert drawn == {
        "stock.newsvendor", "stock.newsvendor_cvar", "stock.policy_mc", "stock.dual_source",
    }  # fmt: skip


def _steps(result: RuleResult) -> list[dict[str, Any]]:
    chart = waterfall_chart(result, EN)
    assert chart is not None
    return _rows(chart.to_dict(), "step")


def test_a_waterfall_leads_from_what_is_paid_to_what_is_kept() -> None:
    result = _result("unit.waterfall")
    paid, *taken, kept = _steps(result)
    assert paid["end"] == pytest.approx(27.98)
    assert kept["end"] == pytest.approx(result.outputs["cm3"])
    assert taken[0]["start"] == paid["end"]
    assert taken[-1]["end"] == pytest.approx(kept["end"])
    for step, following in pairwise(taken):
        assert step["end"] == following["start"]
    assert [step["step"] for step in taken] == [
        "tax", "refunds", "goods", "commission", "fulfilment, returns, other", "creators", "ads",
    ]  # fmt: skip


def test_a_waterfall_goes_below_zero_and_says_the_currency(tmp_path: Path) -> None:
    result = _result("unit.waterfall", price=20.0, landed_cost=18.0, fulfilment=5.0)
    assert _steps(result)[-1]["end"] == pytest.approx(-3.0)
    words = _words(_svg(result, tmp_path / "loss.svg", ZH))
    assert {"每单利润", "买家付", "你剩", "-3", "每单（USD）"} <= set(words)


def test_a_waterfall_shows_what_comes_back() -> None:
    inputs = {"price": 20.0, "landed_cost": 1.0, "return_rate": 0.5, "scrap_value": 4.0}
    goods = next(
        step for step in _steps(_result("unit.waterfall", **inputs)) if step["step"] == "goods"
    )
    assert goods["kind"] == "added"
    assert goods["words"] == "+1"


def _bars(result: RuleResult) -> dict[str, dict[str, float]]:
    chart = sensitivity_chart(result, EN)
    assert chart is not None
    found: dict[str, dict[str, float]] = {}
    for row in _rows(chart.to_dict(), "input"):
        found.setdefault(row["input"], {})[row["end"]] = row["result"]
    return found


def test_a_tornado_shows_assumed_inputs_within_their_bands() -> None:
    result = _result("unit.waterfall", price=20.0, landed_cost=5.0)
    bars = _bars(result)
    assert len(bars) == len(result.sensitivity)
    assert bars["platform commission"]["high"] == pytest.approx(13.0)


def test_a_tornado_of_a_call_without_assumptions_moves_every_number() -> None:
    result = _result("cac.funnel")
    assert result.sensitivity == ()
    bars = _bars(result)
    assert set(bars) == {item.label.en for item in result.rule.inputs}
    assert bars["cost of 1000 views"] == {"low": pytest.approx(20.0), "high": pytest.approx(30.0)}


def test_what_the_rule_refuses_at_an_end_is_named_under_the_title(tmp_path: Path) -> None:
    result = _result("unit.ad_limits", price=14.0, landed_cost=9.0, fulfilment=0.5)
    words = _words(_svg(result, tmp_path / "ads.svg", EN))
    assert "there is no result with another return rate" in words
    assert "tax rate" in words
    assert "return rate" not in words


def test_a_course_shows_orders_with_the_stock_that_arrives(tmp_path: Path) -> None:
    words = _words(_svg(_result("stock.policy_eval"), tmp_path / "plan.svg", ZH))
    assert {"备货方案的结果", "累计（单）", "第几天", "订单", "到货"} <= set(words)
    plan = set(_words(_svg(_result("stock.pulse_plan"), tmp_path / "pulse.svg", EN)))
    assert {"peak on day 4", "peak on day 7"} <= plan
    assert any(word.startswith("first stock: ") for word in plan)


def test_orders_that_have_fallen_have_no_course_to_a_peak() -> None:
    call = {**_CALLS["stock.pulse_plan"], "orders": [1000, 2500, 6250, 600]}
    result = calculate("stock.pulse_plan", call)
    assert course_chart(result, EN) is None
    assert chart_of(result, EN) is not None


def _saved(path: Path, language: LanguageCode) -> None:
    speech = Speech(language=language)
    save(chart_of(_result("unit.waterfall"), speech), path, language=language)


def test_an_english_png_is_a_picture(tmp_path: Path) -> None:
    _saved(tmp_path / "order.PNG", "en")
    assert (tmp_path / "order.PNG").read_bytes().startswith(b"\x89PNG")


def test_a_chinese_png_is_drawn_only_where_a_font_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "order.png"
    if has_chinese_font():
        _saved(path, "zh")
        assert path.read_bytes().startswith(b"\x89PNG")
    else:
        with pytest.raises(CannotDraw, match=r"请写成\.svg，或安装中文字体"):
            _saved(path, "zh")
        assert not path.exists()


def test_an_svg_names_chinese_fonts_and_keeps_its_text(tmp_path: Path) -> None:
    _saved(tmp_path / "order.svg", "zh")
    svg = (tmp_path / "order.svg").read_text(encoding="utf-8")
    assert "Noto Sans CJK SC" in svg
    assert "每单利润" in _words(svg)


@pytest.mark.parametrize(
    ("name", "message"),
    [("order.pdf", r"not \.pdf"), ("order", "not order"), ("none/order.svg", "another folder")],
)
def test_a_file_that_cannot_be_written_says_what_to_do(
    tmp_path: Path, name: str, message: str
) -> None:
    with pytest.raises(CannotDraw, match=message):
        _saved(tmp_path / name, "en")
