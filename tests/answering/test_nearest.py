"""What is declined shows what comes nearest, as such; small talk shows nothing."""

import pytest

from advisor.answering.advisor import Advisor
from advisor.answering.phrases import DECLINE, NEAREST
from advisor.domain.answers import Question


def test_the_rule_of_another_country_is_shown_as_the_nearest_not_as_the_answer(
    advisor: Advisor,
) -> None:
    answer = advisor.answer(
        Question(text="How many days after delivery does TikTok Shop pay sellers in Brazil?")
    )
    assert answer.status == "declined"
    assert answer.statements[0].text == NEAREST["en"]
    shown = " ".join(statement.text for statement in answer.statements[1:])
    assert "days" in shown
    assert all(statement.citations for statement in answer.statements[1:])
    assert f"- {answer.statements[1].markdown}" in answer.text


def test_what_could_be_asked_instead_follows_what_comes_nearest(advisor: Advisor) -> None:
    answer = advisor.answer(Question(text="TikTok Shop巴西站签收后几天打款?"))
    assert answer.status == "declined"
    assert answer.follow_ups
    assert answer.text.index(answer.follow_ups[0]) > answer.text.index(answer.statements[-1].text)


@pytest.mark.parametrize("question", ["明天北京的天气怎么样?", "Who won the football match?"])
def test_what_is_off_topic_has_nothing_near(advisor: Advisor, question: str) -> None:
    answer = advisor.answer(Question(text=question))
    assert answer.status == "declined"
    assert answer.statements[0].text in DECLINE.values()
    assert answer.citations == ()
