"""A question that asks several things is answered part by part; what has no answer is told."""

import pytest

from advisor.answering.advisor import Advisor
from advisor.answering.drafts import Draft
from advisor.answering.parts import question_parts, with_parts
from advisor.answering.phrases import UNANSWERED
from advisor.domain.answers import Question


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("发货要几天，晚发会怎么罚？", ("发货要几天", "晚发会怎么罚")),
        (
            "Why did TikTok pause 12 countries, and which markets does it focus on now?",
            ("Why did TikTok pause 12 countries", "which markets does it focus on now"),
        ),
        ("我在英国卖厨具，现在还能做吗？", ()),
        ("I sell kitchen tools in the UK. Is it still worth it?", ()),
        ("What is full-managed?", ()),
        ("佣金多少？运费多少？仓租多少？广告费多少？", ("佣金多少", "运费多少", "仓租多少")),
    ],
)
def test_a_text_is_split_into_what_it_asks(text: str, parts: tuple[str, ...]) -> None:
    assert question_parts(text) == parts


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        (
            "How fast must TikTok Shop US orders be dispatched, and what happens if I am late?",
            ("2 business days", "4%"),
        ),
        ("印尼本土卖家GMV占多少？跨境发货要几天？", ("60%", "10天")),
    ],
)
def test_every_part_is_answered(advisor: Advisor, question: str, facts: tuple[str, ...]) -> None:
    answer = advisor.answer(Question(text=question))
    assert answer.status == "answered"
    assert all(fact in answer.text for fact in facts)


def test_a_part_without_an_answer_is_told(advisor: Advisor) -> None:
    answer = advisor.answer(Question(text="爆单流量几天到顶？TikTok的创始人今年几岁？"))
    assert answer.status == "answered"
    assert answer.statements[-1].text == UNANSWERED["zh"][1]


def test_without_an_answer_to_any_part_the_question_as_a_whole_counts() -> None:
    whole = Draft(follow_ups=("?",))
    assert with_parts(whole, [Draft(), Draft()]) is whole
