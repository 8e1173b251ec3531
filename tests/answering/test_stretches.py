import pytest

from advisor.answering.stretches import stretch_of
from advisor.domain.documents import Passage, Sentence
from advisor.language.sentences import sentence_spans


def shown(text: str, sentence: str) -> str | None:
    """What of the text is shown for a sentence of it."""
    spans = sentence_spans(text)
    sentences = tuple(
        Sentence(text=text[a:b], start=a, end=b, source_id="s", as_of=None, confidence="low")
        for a, b in spans
    )
    passage = Passage(
        id="p",
        document_id="d",
        ordinal=0,
        headings=(),
        text=text,
        start=0,
        end=len(text),
        language="zh",
        sentences=sentences,
    )
    position = next(i for i, s in enumerate(sentences) if s.text == sentence)
    stretch = stretch_of(passage, position)
    return stretch and text[sentences[stretch[0]].start : sentences[stretch[1]].end]


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        (
            "仓库设在利雅得以北的工业区。平台的仓储费按天收取。",
            "平台的仓储费按天收取。",
            "平台的仓储费按天收取。",
        ),
        ("谁来付运费?由卖家付。", "谁来付运费?", "谁来付运费?由卖家付。"),
        ("运费由卖家承担,按重量计算。它在每月初结算一次。", "它在每月初结算一次。", None),
        ("少备会断货;多备会压货。", "少备会断货;", None),
        ("Who pays for freight? The seller does.", "The seller does.", None),
        ("Sellers pay freight by weight. It is settled monthly.", "It is settled monthly.", None),
    ],
)
def test_a_sentence_is_shown_with_what_it_needs_to_make_sense(
    text: str, sentence: str, expected: str | None
) -> None:
    assert shown(text, sentence) == (expected or text)


def test_a_question_that_nothing_answers_is_no_evidence() -> None:
    assert shown("运费由卖家付。那关税呢?", "那关税呢?") is None


def test_the_sentence_before_is_of_the_same_paragraph() -> None:
    text = "Sellers pay freight.\n\nIt is monthly."
    assert shown(text, "It is monthly.") == "It is monthly."
