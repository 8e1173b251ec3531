"""The one form in which text is stored: composed, printable, lines ended by a line feed."""

import re
import unicodedata

from advisor.language.text import clean

_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACE_AT_END = re.compile(r"[^\S\n]+(?=\n)")
_WIDE = r"\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60"
_WIDE_CHARACTER = re.compile(f"[{_WIDE}]")
_WRAPPED_CHINESE = re.compile(rf"(?<=[{_WIDE}])\s*\n\s*(?=[{_WIDE}])")


def normalise(text: str) -> str:
    """The text composed (NFC), without control and direction-changing characters."""
    text = clean(_LINE_BREAK.sub("\n", text))
    return unicodedata.normalize("NFC", _SPACE_AT_END.sub("", text))


def unwrap(text: str) -> str:
    """Several lines as one: a space between words, nothing between Chinese characters."""
    return " ".join(_WRAPPED_CHINESE.sub("", text).split())


def display_width(text: str) -> int:
    """Columns the text takes: a Chinese character takes two."""
    return len(text) + len(_WIDE_CHARACTER.findall(text))
