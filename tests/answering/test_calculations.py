"""What an answer says of a calculation: result, inputs and their origin, what changes it, what lacks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from advisor.answering.advisor import Advisor
from advisor.answering.numbers.drafting import CalculationDraft
from advisor.answering.numbers.tracing import known_numbers, traced
from advisor.answering.numbers.working_out import Case
from advisor.channels.answer_charts import draw_chart
from advisor.domain.answers import Question
from advisor.domain.calculations import CalculationRequest
from advisor.domain.documents import LANGUAGES, LanguageCode
from advisor.domain.errors import CannotDraw
from advisor.rules import Setting, calculate
from tests.rules.examples import VECTORS

ORDER = {"price": 22, "commission_rate": 0.06, "creator_rate": 0.12, "landed_cost": 9.5}


ANSWERED = [vector for vector in VECTORS if "error" not in vector["expect"]]


def drafts_of(
    advisor: Advisor,
    rule: str,
    inputs: Mapping[str, Any],
    *,
    language: LanguageCode = "en",
    **more: Any,
) -> tuple[CalculationDraft, ...]:
    """What the composer makes of one request."""
    request = CalculationRequest(rule=rule, inputs=inputs, **more)
    return advisor.calculations.compose([request], language=language)


def texts(draft: CalculationDraft) -> str:
    return "\n".join(line.text for line in (*draft.results, *draft.details))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("vector", ANSWERED, ids=lambda vector: vector["id"])
def test_every_figure_of_every_sentence_of_a_rule_has_an_origin(
    vector: dict[str, Any], language: LanguageCode
) -> None:
    setting = Setting(currency="USD", home_currency="CNY", sensitivity=False)
    result = calculate(vector["rule"], vector["inputs"], setting)
    known = known_numbers(Case(result=result, inputs=vector["inputs"]), calculation="c1")
    assert traced(result.words[language], known) is not None


def test_a_figure_from_nowhere_is_found_out() -> None:
    result = calculate("unit.waterfall", ORDER)
    known = known_numbers(Case(result=result, inputs=ORDER), calculation="c1")
    assert traced("You keep 8.54 of 22.", known) is None  # without creators' orders it is 11.18
    assert traced("You keep 11.2 of 22.", known) is not None


def test_the_result_comes_first_then_inputs_assumptions_and_the_break_even(
    advisor: Advisor,
) -> None:
    (draft,) = drafts_of(advisor, "unit.waterfall", ORDER, currency="USD")
    assert draft.results[0].text.startswith("Each order leaves about USD 8.54 (38.8%")
    said = texts(draft)
    assert "creator commission 12%" in said
    assert "counted as zero: fulfilment per order, ads per order, return rate" in said
    assert "at 35% it is USD 2.23" in said
    assert "Break-even: with the creator commission above 50.8%" in said


def test_figures_say_who_gave_them(advisor: Advisor) -> None:
    (draft,) = drafts_of(advisor, "unit.waterfall", ORDER, currency="USD")
    origins = {figure.text: figure.origin for figure in draft.results[0].figures}
    assert origins["USD 22"] == "asked"
    assert origins["USD 8.54"] == "calculated"
    inputs = {item.name: item.origin for item in draft.calculations[0].inputs}
    assert inputs["price"] == "asked"
    assert inputs["creator_share"] == "assumed"


def test_a_second_value_gets_a_result_of_its_own(advisor: Advisor) -> None:
    (draft,) = drafts_of(
        advisor, "unit.waterfall", ORDER, language="zh", variants=({"creator_rate": 0.18},)
    )
    assert [calculation.id for calculation in draft.calculations] == ["c1", "c2"]
    assert draft.results[1].text.startswith("换成达人佣金率 18%：每单剩约7.22")


def test_a_fee_that_is_not_given_comes_from_the_facts_of_the_place(advisor: Advisor) -> None:
    given = {"price": 22, "landed_cost": 9.5}
    (draft,) = drafts_of(
        advisor, "unit.waterfall", given, platforms=("tiktok-shop",), markets=("uk",)
    )
    fact = next(line for line in draft.details if line.facts)
    assert "platform commission" in fact.text
    assert "9%" in fact.text
    assert fact.facts[0].market == "uk"
    inputs = {item.name: item for item in draft.calculations[0].inputs}
    assert inputs["commission_rate"].origin == "fact"
    assert inputs["commission_rate"].ref == fact.facts[0].id


def test_a_disputed_fee_is_worked_out_both_ways(advisor: Advisor) -> None:
    given = {"price": 22, "landed_cost": 9.5}
    drafts = drafts_of(
        advisor, "unit.waterfall", given, platforms=("tiktok-shop",), markets=("thailand",)
    )
    assert "Another source puts the transaction fee at 2%" in drafts[0].results[1].text
    assert len(advisor.calculations.disagreements(drafts, language="en")) == 1


def test_costs_that_decide_are_asked_for(advisor: Advisor) -> None:
    (draft,) = drafts_of(advisor, "unit.waterfall", {"price": 22}, language="zh")
    assert [missing.name for missing in draft.missing] == ["landed_cost", "commission_rate"]
    assert draft.missing[0].question == "单件到仓成本是多少？"
    assert not draft.calculations


def test_two_currencies_need_a_rate(advisor: Advisor) -> None:
    mixed = {
        "price": {"amount": 22, "currency": "USD"},
        "landed_cost": {"amount": 65, "currency": "CNY"},
        "commission_rate": 0.06,
    }
    both = {"currency": "USD", "home_currency": "CNY"}
    (asked,) = drafts_of(advisor, "unit.waterfall", mixed, **both)
    assert [missing.name for missing in asked.missing] == ["exchange_rate"]
    (draft,) = drafts_of(advisor, "unit.waterfall", mixed, exchange_rate=7.2, **both)
    assert "Converted at the exchange rate you gave: 1 USD = 7.2 CNY." in texts(draft)
    assert "landed cost USD 9.03" in texts(draft)


def test_bad_input_is_named_without_internal_names(advisor: Advisor) -> None:
    (draft,) = drafts_of(advisor, "unit.waterfall", {**ORDER, "price": -22}, language="zh")
    assert draft.results[0].text == "标价必须大于0，现在是-22。请改正后再算。"
    assert [missing.name for missing in draft.missing] == ["price"]


def test_what_is_at_hand_is_worked_out_while_more_is_asked_for(advisor: Advisor) -> None:
    drafts = drafts_of(advisor, "stock.pulse_plan", {"orders": [260, 610, 1500], "lead_days": 8})
    assert [draft.worked.rule.name for draft in drafts] == [
        "stock.pulse_fit",
        "stock.reorder_deadline",
        "stock.pulse_plan",
    ]
    assert drafts[0].calculations
    assert drafts[2].missing[0].name == "economics"
    numbers = [calculation.id for draft in drafts for calculation in draft.calculations]
    assert numbers == ["c1", "c2"]


def test_a_question_with_figures_is_worked_out_with_the_passages_that_bear_on_it(
    advisor: Advisor,
) -> None:
    answer = advisor.answer(
        Question(text="卖22美金,平台抽6个点,红人12%,货加运费9块5,每单还剩多少?红人要18%呢?")
    )
    assert answer.status == "answered"
    assert answer.text.startswith("每单剩约USD 8.54")
    assert "换成达人佣金率 18%：每单剩约USD 7.22" in answer.text
    assert "| 每单剩下 |" in answer.text
    assert [calculation.id for calculation in answer.calculations] == ["c1", "c2"]
    assert any(statement.kind == "evidence" for statement in answer.statements)
    assert all(figure.ref for statement in answer.statements for figure in statement.figures)


def test_a_follow_up_changes_one_input_and_says_so(advisor: Advisor) -> None:
    first = advisor.answer(Question(text="I sell at $22, cost $9, platform 6%. Profit per order?"))
    then = advisor.answer(
        Question(text="what if the price is 35?", conversation_id=first.conversation_id)
    )
    assert then.text.startswith("With listed price USD 35: each order leaves about USD 23.9")


def test_too_little_is_asked_back_and_the_reply_completes_it(advisor: Advisor) -> None:
    first = advisor.answer(Question(text="每单能赚多少，售价26美元，平台6个点"))
    assert first.status == "needs_input"
    assert [missing.name for missing in first.missing] == ["landed_cost"]
    then = advisor.answer(Question(text="成本9美元", conversation_id=first.conversation_id))
    assert then.status == "answered"
    assert then.text.startswith("每单剩约USD 15.4")


def test_a_question_about_the_trade_is_answered_from_the_sources(advisor: Advisor) -> None:
    answer = advisor.answer(Question(text="TikTok Shop美国站佣金是多少?"))
    assert not answer.calculations
    assert answer.citations


def test_the_calculation_of_an_answer_can_be_drawn(advisor: Advisor, tmp_path: Path) -> None:
    answer = advisor.answer(Question(text="Price $25, cost $9, platform 6%: profit per order?"))
    draw_chart(advisor, answer, tmp_path / "chart.svg")
    assert (tmp_path / "chart.svg").read_text("utf-8").startswith("<svg")
    plain = advisor.answer(Question(text="Why did TikTok pause 12 countries?"))
    with pytest.raises(CannotDraw, match="calculates nothing"):
        draw_chart(advisor, plain, tmp_path / "none.svg")


@pytest.mark.parametrize(
    "question",
    [
        "能帮我算保险库存和下单点吗？",
        "帮我算一下安全库存",
        "Can you work this out for me: highest creator commission (listed price)?",
    ],
)
def test_who_asks_for_a_calculation_without_figures_is_asked_for_them(
    advisor: Advisor, question: str
) -> None:
    answer = advisor.answer(Question(text=question))
    assert answer.status == "needs_input"
    assert answer.requested
    assert answer.missing


def test_the_cost_of_goods_may_be_called_goods(advisor: Advisor) -> None:
    answer = advisor.answer(Question(text="卖22美金,平台抽6个点,红人12%,货9块5,每单还剩多少?"))
    [calculation] = answer.calculations
    inputs = {item.name: item.value for item in calculation.inputs}
    assert inputs["landed_cost"] == pytest.approx(9.5)
