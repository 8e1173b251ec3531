"""Which rule a question asks for, which figure is which input, and what a follow-up changes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.calculating.understanding import requests_in
from advisor.domain.calculations import CalculationRequest
from advisor.wiring import Workplace
from evals.cases import load_cases
from evals.numbers import load, outcome

SETS = Path(__file__).parents[2] / "evals" / "sets"
CASES = load(SETS / "numbers" / "dev.yaml")

Understand = Callable[..., tuple[CalculationRequest, ...]]


@pytest.fixture(scope="module")
def understand(shipped_workplace: Workplace) -> Understand:
    """Understands the questions of a conversation and gives the requests of the last."""

    def last(*questions: str) -> tuple[CalculationRequest, ...]:
        found: tuple[CalculationRequest, ...] = ()
        for question in questions:
            found = requests_in(question, vocabulary=shipped_workplace.vocabulary, before=found)
        return found

    return last


def test_rules_and_inputs_of_the_tuning_questions(shipped_workplace: Workplace) -> None:
    outcomes = [outcome(case, vocabulary=shipped_workplace.vocabulary) for case in CASES]
    right = sum(o.is_right and o.asked for o in outcomes)
    assert right >= 0.96 * len(outcomes)
    assert all(o.is_right for o in outcomes if not o.case.rules)


@pytest.mark.parametrize("name", ["article-dev", "article-dev-2", "article-dev-3", "market-dev"])
def test_questions_of_facts_ask_for_no_calculation(name: str, understand: Understand) -> None:
    cases = load_cases(SETS / f"{name}.yaml")
    asked = [case.id for case in cases if understand(case.turns[-1])]
    assert len(asked) <= 0.02 * len(cases)


def test_goods_and_freight_are_one_cost(understand: Understand) -> None:
    (request,) = understand("拿货7美元，头程2美元，卖25美元，平台6%，每单赚多少")
    assert request.inputs["landed_cost"] == 9


def test_a_colloquial_amount_is_in_the_currency_of_the_prices(understand: Understand) -> None:
    (request,) = understand("卖22美金，货加运费9块5，平台6%，每单还剩多少")
    assert request.inputs["landed_cost"] == 9.5
    assert (request.currency, request.home_currency) == ("USD", None)


def test_yuan_beside_dollars_is_another_currency(understand: Understand) -> None:
    (request,) = understand("卖22美金，成本65元，平台6%，每单还剩多少")
    assert request.inputs["landed_cost"] == {"amount": 65, "currency": "CNY"}
    assert (request.currency, request.home_currency) == ("USD", "CNY")


def test_a_figure_that_nothing_names_is_left(understand: Understand) -> None:
    (request,) = understand("售价25美元，成本9美元，平台6%，蓝色300个，每单赚多少")
    assert request.unplaced == ("300",)
    assert set(request.inputs) == {"price", "landed_cost", "commission_rate"}


def test_words_keep_the_place_of_what_they_give(understand: Understand) -> None:
    question = "price $25, cost $9, platform 6%: profit per order?"
    (request,) = understand(question)
    said = {said.input: question[said.start : said.end] for said in request.said}
    assert said == {"price": "$25", "landed_cost": "$9", "commission_rate": "6%"}


def test_a_change_keeps_the_rest_and_says_what_changed(understand: Understand) -> None:
    (request,) = understand("price $25, cost $9, platform 6%: profit per order?", "and at $29?")
    assert request.inputs == {"price": 29, "landed_cost": 9, "commission_rate": 0.06}
    assert request.changed == {"price"}


def test_another_place_keeps_the_figures(understand: Understand) -> None:
    (request,) = understand("泰国站卖18美元，成本6美元，每单赚多少？", "换成越南呢？")
    assert request.markets == ("vietnam",)
    assert request.inputs == {"price": 18, "landed_cost": 6}


def test_another_question_about_the_same_figures_takes_them_over(understand: Understand) -> None:
    (request,) = understand("卖25美元，成本9美元，平台6%，每单还剩多少?", "达人佣金最高能给多少？")
    assert request.rule == "unit.max_creator_rate"
    assert request.inputs == {"price": 25, "landed_cost": 9, "commission_rate": 0.06}


def test_another_topic_ends_the_calculation(understand: Understand) -> None:
    assert understand("卖25美元，成本9美元，平台6%，每单还剩多少?", "TikTok为什么暂停12国？") == ()
