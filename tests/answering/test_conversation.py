"""Follow-ups, answered with what they leave out."""

import pytest

from advisor.answering.advisor import Advisor
from advisor.domain.answers import Answer, Question


def follow_up(advisor: Advisor, first: str, second: str) -> tuple[Answer, Answer]:
    before = advisor.answer(Question(text=first))
    return before, advisor.answer(Question(text=second, conversation_id=before.conversation_id))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Temu和TikTok有什么区别", "价格带呢", "20到30美元"),
        ("达人带货占GMV多少", "哪个季度的数据", "第三季度"),
        ("印尼本土卖家占多少", "英国呢", "20%"),
        ("What did the start-up do to reach $50k a month?", "How many accounts?", "10 accounts"),
        ("How long until traffic peaks?", "And then what should I stock?", "hold more"),
    ],
)
def test_a_follow_up_is_answered_for_what_it_adds(
    advisor: Advisor, first: str, second: str, expected: str
) -> None:
    _, answer = follow_up(advisor, first, second)
    assert answer.status == "answered"
    assert expected in answer.text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("TikTok为什么停开新国家", "讲个段子吧"),
        ("达人分销怎么做", "明天冷不冷"),
        ("How did the 3C seller fail?", "cheers mate"),
        ("How cheap is customer acquisition?", "any plans for the weekend"),
    ],
)
def test_small_talk_is_no_follow_up(advisor: Advisor, first: str, second: str) -> None:
    _, answer = follow_up(advisor, first, second)
    assert answer.status == "declined"


def test_what_was_just_said_does_not_lead_again_where_there_is_more_to_say(
    advisor: Advisor,
) -> None:
    before, after = follow_up(advisor, "爆单后多久发货", "备货太多又会怎样")
    assert before.citations[0].quote != after.citations[0].quote
