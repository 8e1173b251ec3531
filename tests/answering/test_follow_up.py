from pathlib import Path

import pytest

from advisor.answering.follow_up import stand_alone
from advisor.knowledge.glossary import load_glossary
from advisor.language.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    load_glossary(Path(__file__).parent.parent.parent / "knowledge" / "glossary")
)


@pytest.mark.parametrize(
    ("previous", "question", "expected"),
    [
        ("印尼本土卖家占比多少?", "那英国呢?", "英国本土卖家占比多少?"),
        ("印尼本土賣家佔比多少?", "英國呢", "英國本土賣家佔比多少?"),
        (
            "What share do local sellers have in Indonesia?",
            "and for Vietnam?",
            "What share do local sellers have in Vietnam?",
        ),
        ("亚马逊的客单价是多少?", "SHEIN呢?", "SHEIN的客单价是多少?"),
        ("初创团队该不该做全托管?", "为什么?", "初创团队该不该做全托管,为什么?"),
        (
            "Should a start-up join full-managed?",
            "Why not?",
            "Should a start-up join full-managed, Why not?",
        ),
        ("印尼本土卖家占比多少?", "主要卖什么?", "印尼本土卖家占比多少,主要卖什么?"),
        ("全托管怎么运作?", "利润怎么分?", "全托管怎么运作,利润怎么分?"),
        ("三条出路是什么?", "第二条怎么做?", "三条出路是什么,第二条怎么做?"),
        ("达人带货占GMV多少?", "这是什么时候的数据?", "达人带货占GMV多少,这是什么时候的数据?"),
    ],
)
def test_a_follow_up_inherits_what_it_leaves_out(
    previous: str, question: str, expected: str
) -> None:
    assert stand_alone(question, previous=previous, vocabulary=VOCABULARY) == expected


@pytest.mark.parametrize(
    "question",
    [
        "爆单后多久必须发货?",
        "Why did TikTok pause 12 countries?",
        "工厂适不适合做全托管?",
        "GMV是什么?",
        "今天天气怎么样?",
        "How cheap is customer acquisition on TikTok?",
    ],
)
def test_a_whole_question_inherits_nothing(question: str) -> None:
    previous = "印尼本土卖家占比多少?"
    assert stand_alone(question, previous=previous, vocabulary=VOCABULARY) == question


def test_the_first_question_stands_alone() -> None:
    assert stand_alone("那英国呢?", previous=None, vocabulary=VOCABULARY) == "那英国呢?"
