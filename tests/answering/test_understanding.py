from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.answering.understanding import Understanding
from advisor.domain.answers import Question
from advisor.domain.conversations import Conversation
from advisor.domain.errors import InvalidQuestion
from advisor.knowledge.glossary import load_glossary
from advisor.language.vocabulary import Vocabulary

GLOSSARY = Path(__file__).parent.parent.parent / "knowledge" / "glossary"
UNDERSTANDING = Understanding(vocabulary=Vocabulary(load_glossary(GLOSSARY)), max_chars=4000)
NEW = Conversation(id="con_test")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("TiktTok fees", "TikTok"),
        ("Amzon basket", "Amazon"),
        ("cheaper than Shien", "SHEIN"),
        ("Temuu的价位", "Temu"),
        ("Shoppee卖家", "Shopee"),
    ],
)
def test_misspelt_platform_names_are_set_right(written: str, meant: str) -> None:
    assert meant.lower() in UNDERSTANDING.correct_names(written).lower()


@pytest.mark.parametrize(
    "words",
    ["amazing team", "a temp worker shopped", "ozone layer", "our company", "market and target"],
)
def test_ordinary_words_are_not_mistaken_for_names(words: str) -> None:
    assert UNDERSTANDING.correct_names(words) == words


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("爆单后多久必须发货?", "zh"),
        ("What does 全托管 mean?", "en"),
        ("我们是 startup,budget 很紧,full-managed 要不要碰?", "zh"),
        ("全託管是什麼意思?", "zh"),
        ("Why did TikTok pause?", "en"),
    ],
)
def test_the_language_is_the_one_whose_grammar_carries_the_question(
    question: str, language: str
) -> None:
    assert UNDERSTANDING.understand(Question(text=question), NEW).language == language


def test_other_forms_of_a_term_are_searched_too() -> None:
    query = UNDERSTANDING.understand(Question(text="红人带货占比多少"), NEW)
    assert "达人" in query.search_text
    assert query.text == "红人带货占比多少"


@given(st.text(max_size=300))
def test_any_text_is_understood_or_refused_clearly(text: str) -> None:
    if any(character.isalnum() for character in text) and "\ufffd" not in text:
        assert UNDERSTANDING.understand(Question(text=text), NEW).text.strip()
    else:
        with pytest.raises(InvalidQuestion, match=r"\.$"):
            UNDERSTANDING.understand(Question(text=text), NEW)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("美区佣金多少?", "美國站佣金多少?"),
        ("TK小店在雅加达几天到?", "TikTok Shop在印尼几天到?"),
        ("Commission of TikTok Shop in the United Kingdom", "Commission of TikTok Shop in the UK"),
    ],
)
def test_whatever_a_place_is_called_it_is_asked_alike(one: str, other: str) -> None:
    texts = {UNDERSTANDING.understand(Question(text=text), NEW).text for text in (one, other)}
    assert len(texts) == 1
