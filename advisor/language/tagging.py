"""Chinese words with their parts of speech."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import rjieba

PartOfSpeech = Literal["noun", "verb", "adjective", "adverb", "function"]

_NOUNS = ("n", "vn", "j")
# Set phrases, places and times among them: the segmenter puts all sorts of words there.
_ADVERBS = ("d", "i", "l", "z", "b", "t", "s")
_NAMES = ("ns", "nt", "nz")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedWord:
    """A word; `is_name` for the name of a place, an organisation or a make."""

    text: str
    part: PartOfSpeech
    is_name: bool


def tagged_words(run: str) -> Iterator[TaggedWord]:
    """The words of a run of simplified Chinese, in order and without gaps."""
    for word, tag in rjieba.tag(run):
        yield TaggedWord(text=word, part=_part(tag), is_name=tag in _NAMES)


def _part(tag: str) -> PartOfSpeech:
    if tag.startswith(_NOUNS):
        return "noun"
    if tag.startswith("v"):
        return "verb"
    if tag.startswith("a"):
        return "adjective"
    return "adverb" if tag.startswith(_ADVERBS) else "function"
