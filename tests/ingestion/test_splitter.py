from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.ingestion.loaders import Heading
from advisor.ingestion.splitter import LONGEST_SENTENCE_CHARS, SplitPassage, split_text
from advisor.language.sentences import sentence_spans

SENTENCE = "全托管模式下，平台负责物流与售后，商家只管供货。"  # 24 characters


def passages(text: str, *headings: Heading, max_chars: int = 480) -> list[str]:
    return [
        text[passage.start : passage.end]
        for passage in split_text(text, headings, max_chars=max_chars)
    ]


def heading(text: str, title: str, *, level: int) -> Heading:
    start = text.index(title)
    return Heading(level=level, text=title, start=start, end=start + len(title))


def test_passages_carry_the_headings_above_them_and_never_mix_two() -> None:
    text = "前言。\n\n标题\n\n第一段。\n\n费用\n\n佣金。\n\n细节\n\n很细。\n\n总结\n\n完。"
    headings = [
        heading(text, title, level=level)
        for title, level in [("标题", 1), ("费用", 2), ("细节", 3), ("总结", 2)]
    ]
    split = split_text(text, headings)
    assert [(p.headings, text[p.start : p.end]) for p in split] == [
        ((), "前言。"),
        (("标题",), "第一段。"),
        (("标题", "费用"), "佣金。"),
        (("标题", "费用", "细节"), "很细。"),
        (("标题", "总结"), "完。"),
    ]


def test_a_heading_without_text_makes_no_passage() -> None:
    text = "标题\n\n费用\n\n佣金。"
    split = split_text(text, [heading(text, "标题", level=1), heading(text, "费用", level=2)])
    assert split == [
        SplitPassage(headings=("标题", "费用"), start=8, end=11, sentence_spans=((8, 11),))
    ]


def test_small_paragraphs_are_packed_and_large_ones_cut_between_them() -> None:
    first, second, third = SENTENCE * 3, SENTENCE * 4, SENTENCE * 15
    text = "\n\n".join([first, second, third])
    assert passages(text) == [f"{first}\n\n{second}", third]


def test_a_long_paragraph_is_cut_evenly_and_leaves_no_tiny_rest() -> None:
    assert passages(SENTENCE * 21) == [SENTENCE * 11, SENTENCE * 10]
    rest = "但是小卖家要先算清楚自己的账，再决定是否加入平台。"
    assert passages(f"{SENTENCE * 19}\n\n{rest}") == [SENTENCE * 10, f"{SENTENCE * 9}\n\n{rest}"]


def test_a_sentence_longer_than_a_passage_is_one_of_its_own() -> None:
    long = "货" * 600 + "。"
    assert passages(f"{SENTENCE}{long}{SENTENCE}") == [SENTENCE, long, SENTENCE]


def test_what_is_too_long_for_a_sentence_is_cut_at_white_space_or_else_hard() -> None:
    row = "cell " * 500
    first, second = passages(row)
    assert first == "cell " * 399 + "cell"
    assert second == "cell " * 99 + "cell"
    assert [len(piece) for piece in passages("x" * 5000)] == [2000, 2000, 1000]
    assert [len(piece) for piece in passages("ab " + "x" * 2500)] == [2000, 503]


def test_a_text_without_sentences_has_no_passages() -> None:
    assert split_text(" \n\n ", []) == []


WORDS = st.sampled_from(
    ["他走了。", SENTENCE, "Short one. ", "\n", "\n\n", " ", "x" * 90, "y" * 2100, "Why? ", "好"]
)


@st.composite
def texts_with_headings(draw: st.DrawFn) -> tuple[str, list[Heading]]:
    text, headings = "", []
    for part in draw(st.lists(st.lists(WORDS, max_size=12), max_size=5)):
        title = draw(st.sampled_from(["费用", "Fees of the shop"]))
        text += "\n\n"
        level = draw(st.integers(1, 3))
        headings.append(
            Heading(level=level, text=title, start=len(text), end=len(text) + len(title))
        )
        text += title + "\n\n" + "".join(part)
    return text, headings


@given(texts_with_headings(), st.integers(1, 600))
@settings(deadline=None)
def test_every_sentence_is_in_exactly_one_passage(
    document: tuple[str, list[Heading]], max_chars: int
) -> None:
    text, headings = document
    split = split_text(text, headings, max_chars=max_chars)
    spans = [span for passage in split for span in passage.sentence_spans]
    covered = [*spans, *((h.start, h.end) for h in headings)]
    assert spans == sorted(spans)
    position = 0
    for start, end in sorted(covered):
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()
    uncut = {span for span in sentence_spans(text) if span[1] - span[0] <= LONGEST_SENTENCE_CHARS}
    assert uncut <= set(covered)


@given(texts_with_headings(), st.integers(1, 600))
@settings(deadline=None)
def test_passages_are_exact_and_of_bounded_length(
    document: tuple[str, list[Heading]], max_chars: int
) -> None:
    text, headings = document
    for passage in split_text(text, headings, max_chars=max_chars):
        assert passage.start == passage.sentence_spans[0][0]
        assert passage.end == passage.sentence_spans[-1][1]
        assert not any(passage.start < h.end and h.start < passage.end for h in headings)
        length = passage.end - passage.start
        assert length <= max_chars or len(passage.sentence_spans) == 1
        assert length <= max(max_chars, LONGEST_SENTENCE_CHARS)
