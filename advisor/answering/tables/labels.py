"""What the label of a fact says: the measure, and what goes beyond measure and place."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from advisor.domain.documents import LanguageCode
from advisor.domain.facts import Fact
from advisor.language.text import pieces
from advisor.language.vocabulary import Vocabulary

_COMMON = 0.4
_BREAK = re.compile(r"[\s()（）:：,，、;；\[\]]+")
_DATE = re.compile(
    r"(?:19|20)\d\d.*|january|february|march|april|may|june|july|august|september|october|november|december"
)
_WHEN = re.compile(r"before|until|since|以?前|之前")
_BETWEEN_CHINESE = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_GENITIVE = re.compile(r"^['’]s?(?=\s)")
_LOOSE = re.compile("in|on|at|of|for|by|the|an?|and|to|from|per|with|as|的|在|和|与|及|对|是")
_WORDLESS = re.compile(r"[\W_]*")


def label_pieces(
    fact: Fact, *, language: LanguageCode, without: Collection[str], vocabulary: Vocabulary
) -> list[str]:
    """The words and joints of a label in order, without the terms `without`."""
    label = fact.label[language]
    found: list[str] = []
    reached = 0
    for mention in vocabulary.mentions(label):
        found += pieces(_GENITIVE.sub(" ", label[reached : mention.start]))
        found.append(" " if mention.id in without else mention.form)
        reached = mention.end
    return [*found, *pieces(_GENITIVE.sub(" ", label[reached:]))]


def common_words(labels: Sequence[Sequence[str]]) -> frozenset[str]:
    """The words with which most labels of one measure begin: they name it.

    What follows a comma or a bracket, and what tells a time, is never part of the name.
    """
    counts = Counter(word for label in labels for word in set(map(str.lower, _first(label))))
    return frozenset(
        word
        for word, count in counts.items()
        if count >= _COMMON * len(labels)
        and not _DATE.fullmatch(word)
        and not _WHEN.fullmatch(word)
    )


def _first(label: Sequence[str]) -> list[str]:
    """The label up to the first comma, colon or bracket that something stands before."""
    return next((part for part in _split(label) if _trimmed(part)), [])


def measure_name(labels: Sequence[Sequence[str]], *, language: LanguageCode) -> str:
    """What the labels of one measure have in common, as the most of them write it."""
    common = common_words(labels)
    names = [
        _joined([w for w in _first(label) if w.lower() in common], language) for label in labels
    ]
    name = Counter(names).most_common(1)[0][0]
    return name[:1].upper() + name[1:]


def beyond(label: Sequence[str], common: Collection[str], *, language: LanguageCode) -> str:
    """What one label says that the others do not: its category, its time, who says so."""
    kept = [
        word if word.lower() not in common or _WORDLESS.fullmatch(word) else " " for word in label
    ]
    return _joined(kept, language)


def undated(phrase: str) -> str:
    """The phrase without its dates: what tells one thing from another of the same measure."""
    return " ".join(word for word in pieces(phrase.lower()) if not _DATE.fullmatch(word))


def _joined(words: Sequence[str], language: LanguageCode) -> str:
    """The words as a phrase, brackets and colons as commas, without loose ends."""
    parts: list[str] = []
    for part in _split(words):
        text = _trimmed(part)
        if text:
            parts.append(text)
    return ("，" if language == "zh" else ", ").join(parts)


def _split(words: Sequence[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for word in words:
        if word.strip() and _BREAK.fullmatch(word):
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _trimmed(words: list[str]) -> str:
    """The part without joints and function words at its ends."""
    first, last = 0, len(words)
    while first < last and not _says_something(words[first]):
        first += 1
    while last > first and not _says_something(words[last - 1]):
        last -= 1
    return _BETWEEN_CHINESE.sub("", " ".join("".join(words[first:last]).split()))


def _says_something(word: str) -> bool:
    return not _LOOSE.fullmatch(word.lower()) and not _WORDLESS.fullmatch(word)
