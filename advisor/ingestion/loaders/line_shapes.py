"""What a line of text looks like: the start of a list item, the end of a sentence, a heading."""

import re

from advisor.ingestion.loaders.normal_form import display_width
from advisor.language.sentences import sentence_spans

_HEADING_WIDTH = 80
_BULLET = re.compile(r"\s*(?:[-*+•·●○■▪–—>]\s|[①-⑳])")
_NUMBER = re.compile(r"\s*[(（]?\d{1,3}(?:\.\d{1,3}){0,3}(?:[.)）、]\s?(?=\D)|\s+(?=[^\W\d]))")
_SENTENCE_END = re.compile(r"[。！？!?….．；;][”’」』》)）】\]\"']*$")
_NO_HEADING_END = tuple("。.．；;，,、：:…！!—-|/\\")
_CLOSERS = "”’」』》)）】]\"'"
_FIGURE = re.compile(r"\d\s*(?:[%％‰元]|美[元金]|万|亿|USD|EUR|GBP|CNY|RMB)|[$€£¥￥]\s*\d", re.I)
_NOT_PROSE = re.compile(r"https?://|www\.|@\w|\t|\s\|\s|\S\s{3,}\S")
_WORD = re.compile(r"[^\W\d_]{2}")


def starts_list_item(line: str) -> bool:
    """Whether a bullet or a number opens the line."""
    return _BULLET.match(line) is not None or is_numbered(line)


def is_numbered(line: str) -> bool:
    """Whether a number opens the line, as it does of list items and of some headings."""
    return _NUMBER.match(line) is not None


def ends_sentence(line: str) -> bool:
    """Whether the line closes with a sentence's punctuation."""
    return _SENTENCE_END.search(line) is not None


def looks_like_heading(line: str) -> bool:
    """Whether the line by itself could head a section.

    A line that gives a figure with its unit is content: as a heading it could not be cited.
    """
    text = _NUMBER.sub("", line.strip(), count=1)
    return (
        0 < display_width(text) <= _HEADING_WIDTH
        and not text.rstrip(_CLOSERS).endswith(_NO_HEADING_END)
        and not _BULLET.match(text)
        and _WORD.search(text) is not None
        and not _FIGURE.search(text)
        and not _NOT_PROSE.search(text)
        and len(sentence_spans(text)) == 1
    )
