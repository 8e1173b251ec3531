"""Chinese words with their parts of speech."""

from collections.abc import Iterable, Iterator
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


class Tagger:
    """Cuts Chinese into words, also into those that it is told of."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._segmenter = rjieba.Jieba()
        for word in known:
            if not self._segmenter.has_word(word):
                # Its last part tells what a compound is: 手机壳 is a 壳.
                tag = self._segmenter.tag(word)[-1][1]
                self._segmenter.add_word(word, self._segmenter.suggest_freq(word), tag)

    def words(self, run: str) -> Iterator[TaggedWord]:
        """The words of a run of simplified Chinese, in order and without gaps."""
        for word, tag in self._segmenter.tag(run):
            yield TaggedWord(text=word, part=_part(tag), is_name=tag in _NAMES)


def _part(tag: str) -> PartOfSpeech:
    if tag.startswith(_NOUNS):
        return "noun"
    if tag.startswith("v"):
        return "verb"
    if tag.startswith("a"):
        return "adjective"
    return "adverb" if tag.startswith(_ADVERBS) else "function"
