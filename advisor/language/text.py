"""Folding, words and search tokens of Chinese and English text."""

import re
import unicodedata
from functools import cache

import opencc
import rjieba
import snowballstemmer

_CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUNS = re.compile(rf"[{_CJK}]+|[a-z0-9]+(?:[.'][a-z0-9]+)*%?")
_CJK_RUN = re.compile(rf"[{_CJK}]+")
_PIECES = re.compile(
    rf"\d+年(?:\d+月(?:\d+日)?|[上下]半年|第?[一二三四]季度)?|[{_CJK}]+|[A-Za-z0-9][A-Za-z0-9.'%-]*|\s+|."
)
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@cache
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


def clean(text: str) -> str:
    """The text without control, zero-width and direction-changing characters; line breaks stay."""
    text = _INVISIBLE.sub("", text)
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c)[0] != "C")


def simplify(text: str) -> str:
    """The text in simplified script."""
    return str(_simplifier().convert(text)) if _CJK_RUN.search(text) else text


def fold(text: str) -> str:
    """The text as it is compared: half width, simplified script, lower case."""
    return simplify(unicodedata.normalize("NFKC", text)).lower()


def has_chinese(text: str) -> bool:
    """Whether any Chinese character occurs."""
    return _CJK_RUN.search(text) is not None


def words(text: str) -> list[str]:
    """Words in order, folded: Chinese segmented, English stemmed."""
    found: list[str] = []
    for run in _RUNS.findall(fold(text)):
        if _CJK_RUN.match(run):
            found.extend(rjieba.cut(run))
        else:
            found.append(_stem(run))
    return found


def pieces(text: str) -> list[str]:
    """The text cut into words, dates and what stands between; joined they are the text again."""
    found: list[str] = []
    for piece in _PIECES.findall(text):
        found.extend(rjieba.cut(piece) if _CJK_RUN.match(piece) else [piece])
    return found


def search_tokens(text: str) -> list[str]:
    """Tokens of the lexical index: words, and the character bigrams of Chinese.

    Two-character words are bigrams already; bigrams find what the segmenter cuts differently in
    question and passage.
    """
    tokens: list[str] = []
    for run in _RUNS.findall(fold(text)):
        if _CJK_RUN.match(run):
            tokens.extend(word for word in rjieba.cut(run) if len(word) > 2)
            tokens.extend(run[i : i + 2] for i in range(len(run) - 1))
            if len(run) == 1:
                tokens.append(run)
        else:
            tokens.append(_stem(run))
    return tokens
