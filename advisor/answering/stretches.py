"""Which stretch of a free text makes sense alone: a sentence, with a neighbour where it leans on one.

Statements of the notes are written to stand alone; sentences of a seller's own document are not.
"""

import re
from collections.abc import Sequence

from advisor.domain.documents import Passage, Sentence
from advisor.language.text import fold

Stretch = tuple[int, int]
"""Positions of the first and of the last sentence."""

_LONGEST_CHARS = 240
_FEW_CHINESE, _FEW_ENGLISH = 9, 25
_QUESTION = re.compile(r"\?[”\"'’」』)]*$")
_GOES_ON = re.compile(r"[;:,][”\"'’」』)]*$|[—–-]$")
_LEANS_BACK = re.compile(
    r"(?:这|那|它|他|她|其中|其实|而|但|可是|不过|所以|因此|因而|于是|后来|再说|还有|更|也|又|否则|此外|另|"
    r"前者|后者|比如|例如|换句话|也就是|结果|毕竟|尤其|不是|还)|"
    r"(?:this|that|these|those|it|its|they|their|he|she|so|but|and|or|then|thus|hence|however|"
    r"therefore|moreover|also|such|for example|otherwise|instead|as a result|in other words)\b"
)


def stretch_of(passage: Passage, position: int) -> Stretch | None:
    """The stretch that shows a sentence; None for a question that nothing follows."""
    sentences = passage.sentences
    first = last = position
    while last + 1 < len(sentences) and _is_open(sentences[last]):
        last += 1
    if _QUESTION.search(fold(sentences[last].text)):
        return None
    while first > 0 and _leans_back(sentences, first) and _fits(passage, first - 1, last):
        first -= 1
    return first, last


def _is_open(sentence: Sentence) -> bool:
    """Whether the next sentence completes it."""
    text = fold(sentence.text)
    return bool(_QUESTION.search(text) or _GOES_ON.search(text))


def _leans_back(sentences: Sequence[Sentence], position: int) -> bool:
    text = fold(sentences[position].text)
    few = _FEW_ENGLISH if text.isascii() else _FEW_CHINESE
    return bool(
        len(text) < few
        or _LEANS_BACK.match(text.lstrip("“\"'「"))
        or _GOES_ON.search(fold(sentences[position - 1].text))
    )


def _fits(passage: Passage, first: int, last: int) -> bool:
    """Whether the stretch is short and its first sentence is of the same paragraph."""
    sentences = passage.sentences
    begin, end = sentences[first].start, sentences[last].end
    between = passage.text[sentences[first].end - passage.start : end - passage.start]
    return end - begin <= _LONGEST_CHARS and "\n" not in between
