import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.language.sentences import sentence_spans

PIECES = st.sampled_from(
    [
        *"。！？；…!?;.,，\"'“”‘’（）()《》「」 \n\t\u3000-",
        "他走了",
        "TikTok",
        "2.5",
        "e.g.",
        "U.S.",
        "No.",
        "3.",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["他走了。", "她没走！", "为什么？", "备货少了被投诉；", "备货多了压库存……", "都亏。"],
        ["怂了?", "TikTok没有!", "平台是Temu!", "Temu很强?", "Amazon也是;", "好"],
        ["一派叫好：“终于不用愁了专心供货就行。”", "另一派冷笑：“利润都被赚走了？”", "都对。"],
        ["他说“别折腾了。我来扛。”", "这招狠。"],
        ["他问“怂了？”的时候，没人答。", "商家（为什么？）都走了。"],
        ['他走了。', '"我来了。"', '他说。'],
        ["TikTok.com上2.5%的佣金，1.0版本没有。", "看amazon.de吧。"],
        ["他走了.", "我来了.", "好"],
        ["获客成本是亚马逊的1/3，是SHEIN的1/2。", "关键是转化。"],
    ],
)  # fmt: skip
def test_chinese_sentences_end_where_a_reader_stops(expected: list[str]) -> None:
    assert sentences("".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["It rained.", "(It was bad.)", "He left!", "Why?"],
        ["Fees differ, e.g. on Temu vs. Amazon Inc. and Shopee.", "No. 5 is approx. 2.5 of v2.0."],
        ["U.S. sellers pay.", "He left the U.S.", "The rest stayed until 5 p.m. Monday."],
        ["Dr. J. Smith Jr. of Acme Co. Ltd. came.", "He said no.", "Then he left on Jan. 5."],
        ["See https://shop.example/a?b=1;c.d!e for more.", "Mail www.shop.example.", "Done."],
        ['"Go!" he said.', '"Why?" she asked.', '"No."', "They went."],
        ["“Hello there. How are you?” he said.", "“Fine.”"],
        ["Wait... what?", "It ended...", "Then more."],
        ["Is it 50%?", "30 units are left.", "It costs $2.5m."],
        ["TikTok Shop pays 5.5%.", "平台不付。", "Really?", "是的。"],
    ],
)
def test_english_sentences_end_where_a_reader_stops(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_line_break_ends_a_sentence_and_list_markers_stay_with_their_item() -> None:
    text = "# Fees\n1. Referral fee\n2. Payment. It is small.\n\n- one\r\n- two\u2028(a) three"
    assert sentences(text) == [
        "# Fees",
        "1. Referral fee",
        "2. Payment.",
        "It is small.",
        "- one",
        "- two",
        "(a) three",
    ]


def test_a_quotation_that_never_closes_is_cut_like_other_text() -> None:
    assert sentences("他说“走吧。然后走了。") == ["他说“走吧。", "然后走了。"]
    long = "这是很长的一句话。" * 20
    assert len(sentences(f"“{long}”")) == 20


def test_white_space_is_outside_and_stray_punctuation_joins_its_sentence() -> None:
    assert sentence_spans("\u3000 好。 \n\n  ok \t") == [(2, 4), (9, 11)]
    assert sentences("好。 」\n走。 ！！") == ["好。 」", "走。 ！！"]
    assert sentence_spans(" \n\t ") == []


@given(TEXTS)
def test_spans_are_in_order_and_cover_all_but_white_space(text: str) -> None:
    position = 0
    for start, end in sentence_spans(text):
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@given(TEXTS)
def test_no_sentence_reaches_over_a_line_break(text: str) -> None:
    assert not any("\n" in sentence for sentence in sentences(text))


@given(TEXTS, TEXTS)
def test_a_line_is_cut_alike_whatever_stands_around_it(text: str, other: str) -> None:
    assert sentences(f"{other}\n{text}") == sentences(other) + sentences(text)


@pytest.mark.parametrize("piece", [".", "!a", '."a', "a.b", "“", "(a", "Mr. A. ", "http://a.b!"])
def test_hostile_lines_take_linear_time(piece: str) -> None:
    assert len(sentence_spans(piece * 100_000)) > 0
