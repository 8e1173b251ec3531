"""Small talk, and questions without a subject."""

import pytest

from advisor.answering.advisor import Advisor
from advisor.answering.phrases import ABOUT, WHICH
from advisor.domain.answers import Question


@pytest.mark.parametrize(
    ("text", "language"), [("为什么?", "zh"), ("多少钱", "zh"), ("Why?", "en"), ("how much?", "en")]
)
def test_a_first_question_without_a_subject_is_asked_back(
    advisor: Advisor, text: str, language: str
) -> None:
    answer = advisor.answer(Question(text=text))
    assert answer.status == "needs_input"
    assert [m.question for m in answer.missing] == [WHICH[answer.language]]
    assert (answer.language, answer.citations) == (language, ())
    assert all(question in answer.text for question in answer.follow_ups)


def test_after_an_answer_the_same_words_go_on_from_it(advisor: Advisor) -> None:
    first = advisor.answer(Question(text="TikTok Shop为什么暂停12国?"))
    then = advisor.answer(Question(text="为什么?", conversation_id=first.conversation_id))
    assert then.status == "answered"


@pytest.mark.parametrize("text", ["你好", "hello", "谢谢!"])
def test_small_talk_gets_a_word_of_introduction(advisor: Advisor, text: str) -> None:
    answer = advisor.answer(Question(text=text))
    assert answer.statements[0].text == ABOUT[answer.language]
