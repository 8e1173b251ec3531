import pytest

from advisor.answering.advisor import Advisor
from advisor.answering.phrases import ABOUT, CORRECTION
from advisor.domain.answers import Question


@pytest.mark.parametrize(
    "question",
    [
        "TikTok获客成本真的是亚马逊的十分之一吗?",
        "Is it true that TikTok shelved its plan for 20 countries?",
    ],
)
def test_a_figure_that_no_source_knows_is_corrected(advisor: Advisor, question: str) -> None:
    answer = advisor.answer(Question(text=question))
    assert answer.statements[0].text in CORRECTION.values()


@pytest.mark.parametrize(
    "question",
    [
        "2万单、100万美元,平均一单多少钱?",
        "印尼本土卖家占比60%还是20%?",
        "Do local sellers have 60% or 30% of GMV in Indonesia?",
        "How many orders can drop from one day to the next?",
    ],
)
def test_figures_that_the_sources_know_are_not_corrected(advisor: Advisor, question: str) -> None:
    answer = advisor.answer(Question(text=question))
    assert all(statement.text not in CORRECTION.values() for statement in answer.statements)


@pytest.mark.parametrize("greeting", ["你好!", "谢谢", "您好，你是谁？", "hi", "Thanks!"])
def test_a_greeting_is_answered_with_what_this_is(advisor: Advisor, greeting: str) -> None:
    answer = advisor.answer(Question(text=greeting))
    assert answer.statements[0].text == ABOUT[answer.language]
    assert answer.follow_ups


def test_a_question_after_a_greeting_is_a_question(advisor: Advisor) -> None:
    answer = advisor.answer(Question(text="你好,爆单后多久必须发货?"))
    assert answer.status == "answered"
