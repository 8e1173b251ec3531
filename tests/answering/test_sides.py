"""A question that compares two things is told of both."""

import pytest

from advisor.answering.advisor import Advisor
from advisor.domain.answers import Question


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("全托管和半托管有什么区别?", ("全托管", "半托管")),
        ("air freight vs sea freight to the US, which should I take?", ("air", "sea freight")),
    ],
)
def test_each_side_has_a_statement(advisor: Advisor, question: str, sides: tuple[str, ...]) -> None:
    answer = advisor.answer(Question(text=question))
    for side in sides:
        assert any(side in statement.text for statement in answer.statements)


def test_a_side_is_told_of_the_country_that_was_asked_for(advisor: Advisor) -> None:
    question = "air freight vs sea freight to the US, which should I take?"
    answer = advisor.answer(Question(text=question))
    assert "Saudi" not in answer.text
