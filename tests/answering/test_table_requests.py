"""Which questions want a table, and of what."""

import pytest

from advisor.answering.tables.request import TableRequest, table_request
from advisor.answering.understanding import Understanding
from advisor.domain.answers import Question
from advisor.domain.conversations import Conversation
from advisor.knowledge.glossary import load_glossary
from advisor.language.vocabulary import Vocabulary
from advisor.settings import shipped_folder


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(load_glossary(shipped_folder("knowledge") / "glossary"))


def _request(question: str, vocabulary: Vocabulary) -> TableRequest | None:
    understanding = Understanding(vocabulary=vocabulary, max_chars=4000)
    query = understanding.understand(Question(text=question), Conversation(id=""))
    return table_request(query, vocabulary=vocabulary)


@pytest.mark.parametrize(
    ("question", "kind", "names"),
    [
        ("Shopee、Lazada平台费", "platform", ["shopee", "lazada"]),
        ("想问下亚马逊跟Temu的客单价", "platform", ["amazon", "temu"]),
        ("TikTok Shop的佣金比亚马逊低多少", "platform", ["tiktok-shop", "amazon"]),
        ("在马来西亚和新加坡卖货抽几个点", "market", ["malaysia", "singapore"]),
        ("泰国、越南、菲律宾,佣金?", "market", ["thailand", "vietnam", "philippines"]),
        ("跨境卖家和本土卖家GMV占比", "seller", ["cross-border", "local"]),
        ("全托管和半托管的发货时限", "term", ["full-managed", "semi-managed"]),
        ("Is Shopee dearer than Lazada in Thailand?", "platform", ["shopee", "lazada"]),
        ("Amazon or SHEIN: basket size", "platform", ["amazon", "shein"]),
        ("fees: Germany, Spain, Mexico", "market", ["germany", "spain", "mexico"]),
        ("uk vs us referral fee", "market", ["uk", "us"]),
        ("How does Mexico differ from Brazil on tax?", "market", ["mexico", "brazil"]),
    ],
)
def test_things_side_by_side_or_compared_are_the_rows(
    vocabulary: Vocabulary, question: str, kind: str, names: list[str]
) -> None:
    request = _request(question, vocabulary)
    assert request is not None
    assert (request.kind, list(request.names), request.form) == (kind, names, "comparison")


@pytest.mark.parametrize(
    ("question", "kind", "form"),
    [
        ("各国的佣金", "market", "comparison"),
        ("每个市场的免佣期", "market", "comparison"),
        ("哪些国家有保证金", "market", "list"),
        ("TikTok Shop一共开了几个国家", "market", "count"),
        ("哪个平台客单价最高", "platform", "comparison"),
        ("commission by country", "market", "comparison"),
        ("Which European markets charge 9%?", "market", "list"),
        ("how many countries have a new-seller offer", "market", "count"),
        ("average order value across all platforms", "platform", "comparison"),
    ],
)
def test_all_that_the_tables_hold_may_be_asked_for(
    vocabulary: Vocabulary, question: str, kind: str, form: str
) -> None:
    request = _request(question, vocabulary)
    assert request is not None
    assert (request.kind, request.names, request.form) == (kind, (), form)


@pytest.mark.parametrize(
    "question",
    [
        "TikTok Shop美国站的佣金是多少?",
        "为什么TikTok Shop暂停了12国计划?",
        "What does Amazon charge on clothing?",
        "Can you tell us about the UK?",
        "从中国发到泰国的海运费",
        "全托管适合谁?",
    ],
)
def test_a_question_about_one_thing_wants_no_table(vocabulary: Vocabulary, question: str) -> None:
    assert _request(question, vocabulary) is None


def test_what_is_not_compared_narrows_the_facts(vocabulary: Vocabulary) -> None:
    request = _request("Compare TikTok and Shopee in Malaysia: top fee", vocabulary)
    assert request is not None
    assert request.scope == {"market": ("malaysia",)}
    assert "malaysia" not in request.topic
    assert "fee" in request.topic
