"""The glossary's terms as they are found in text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.domain.facts import Term, TermKind
from advisor.language.vocabulary import Vocabulary


def term(
    term_id: str, kind: TermKind, zh: str, en: str, *, zh_forms: str = "", en_forms: str = ""
) -> Term:
    return Term(
        id=term_id,
        kind=kind,
        zh=zh,
        en=en,
        zh_forms=tuple(filter(None, zh_forms.split(","))),
        en_forms=tuple(filter(None, en_forms.split(","))),
    )


VOCABULARY = Vocabulary(
    [
        term("tiktok-shop", "platform", "TikTok电商", "TikTok Shop", en_forms="TikTok"),
        term("amazon", "platform", "亚马逊", "Amazon"),
        term("us", "market", "美国", "US"),
        term("full-managed", "term", "全托管", "full-managed", zh_forms="全托管模式"),
        term("local", "seller", "本土卖家", "local seller", en_forms="local sellers"),
        term("local-shop", "term", "本土店", "local shop"),
        term("business-to-business", "term", "企业对企业", "B2B"),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.id, mention.form) for mention in VOCABULARY.mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("亚马逊客单价45美金", [("amazon", "亚马逊")]),
        ("Amazon and TikTok", [("amazon", "Amazon"), ("tiktok-shop", "TikTok")]),
        ("They help us in the US", [("us", "US")]),
        ("我想做us本土店", [("us", "us"), ("local-shop", "本土店")]),
        ("AMAZON, amazon", [("amazon", "AMAZON"), ("amazon", "amazon")]),
        ("亞馬遜與TikTok電商", [("amazon", "亞馬遜"), ("tiktok-shop", "TikTok電商")]),
        ("Ａｍａｚｏｎ", [("amazon", "Ａｍａｚｏｎ")]),
        ("Amazon's fee", [("amazon", "Amazon")]),
        ("Amazon10美金", [("amazon", "Amazon")]),
        ("在TikTok卖", [("tiktok-shop", "TikTok")]),
        ("", []),
        ("没有术语", []),
    ],
)
def test_terms_are_found_in_either_language_script_and_case(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text) == expected


def test_the_longest_form_counts() -> None:
    assert found("全托管模式下的TikTok Shop") == [
        ("full-managed", "全托管模式"),
        ("tiktok-shop", "TikTok Shop"),
    ]


@pytest.mark.parametrize("text", ["Amazons", "XAmazon", "B2Bs"])
def test_a_part_of_a_word_is_no_term(text: str) -> None:
    assert found(text) == []


def test_a_longer_form_that_is_cut_off_leaves_the_shorter_one() -> None:
    assert found("TikTok shopping") == [("tiktok-shop", "TikTok")]
    assert found("local shops or a local sellers' fair") == [("local", "local sellers")]


def test_a_mention_knows_what_else_the_term_is_called() -> None:
    (mention,) = VOCABULARY.mentions("local sellers")
    assert mention.kind == "seller"
    assert mention.forms == ("本土卖家", "local seller", "local sellers")


def test_an_empty_glossary_finds_nothing() -> None:
    assert Vocabulary([]).mentions("Amazon") == ()


@given(st.lists(st.sampled_from(["Amazon", "全托管", "㎏", "İ", "電", " ", "TikTok", "ß", "x"])))
def test_mentions_stand_where_they_say(pieces: list[str]) -> None:
    text, reached = "".join(pieces), 0
    for mention in VOCABULARY.mentions(text):
        assert mention.form == text[mention.start : mention.end]
        assert mention.start >= reached
        reached = mention.end
