"""A question for a list gets every statement of the section that lists."""

import pytest

from advisor.answering.advisor import Advisor
from advisor.answering.asks import wants_list
from advisor.domain.answers import Question


@pytest.mark.parametrize(
    "question",
    [
        "印尼站有哪些收费项目?",
        "出路有几条,列一下",
        "小卖家有哪几种选择",
        "备货一共分几种模式?",
        "What are the fees in Indonesia?",
        "How many ways out are there?",
        "Which kinds of stock risk does the article name?",
        "List all the markets",
    ],
)
def test_a_list_is_recognised(question: str) -> None:
    assert wants_list(question)


@pytest.mark.parametrize(
    "question",
    [
        "佣金是多少?",
        "爆单后多久必须发货?",
        "How many followers did the creator have?",
        "What is the commission in Mexico?",
        "Why did TikTok Shop pause 12 countries?",
    ],
)
def test_a_single_answer_is_no_list(question: str) -> None:
    assert not wants_list(question)


@pytest.mark.parametrize(
    "question",
    [
        "TikTok Shop by Tokopedia在印尼收哪些费?",
        "What kinds of fees does TikTok Shop by Tokopedia charge in Indonesia?",
    ],
)
def test_the_whole_section_is_shown(advisor: Advisor, question: str) -> None:
    answer = advisor.answer(Question(text=question))
    (passage,) = [
        stored
        for stored in advisor.composer.parallels.parallels(["indonesia-fee-stack"]).values()
        if stored.passage.language == answer.language
    ]
    told = [s.text for s in passage.passage.sentences if s.kind == "evidence"]
    shown = {statement.text for statement in answer.statements}
    assert len(told) > 2
    assert set(told) <= shown
