"""Bytes of a text file as characters."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from advisor.domain.errors import UnreadableDocument

_MARKED = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON_SHARE = 0.7
"""Of the characters that are not ASCII. Chinese prose has 0.95 and more; other bytes read as
GB18030 give rare characters and stay below 0.5."""

_DECLARED = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
}
"""What browsers read for what pages declare; all else is found out as for other text."""


def decode(data: bytes, *, path: Path) -> str:
    """The characters: by byte order mark, else UTF-8, else GB18030 where that makes sense."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _decode_as(encoding, data, path=path)
    if b"\0" in data:
        raise UnreadableDocument(
            path, "This is a binary file, not text.", repair="Export it as text, or leave it out."
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_as_chinese(data, path=path, offset=error.start)


def decode_as_declared(data: bytes, declared: str) -> str | None:
    """The characters as browsers read what is declared so; None where that tells nothing."""
    encoding = _DECLARED.get(declared.lower())
    try:
        return data.decode(encoding) if encoding else None
    except UnicodeDecodeError:
        return None  # Many pages declare what they are not.


def _decode_as(encoding: str, data: bytes, *, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(path, encoding.removesuffix("-sig"), offset=error.start) from error


def _decode_as_chinese(data: bytes, *, path: Path, offset: int) -> str:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _undecodable(path, "utf-8", offset=offset) from error
    common = list(_is_common(text))
    if sum(common) < _COMMON_SHARE * len(common):
        raise _undecodable(path, "utf-8", offset=offset)
    return text


def _is_common(text: str) -> Iterator[bool]:
    """For each character beyond ASCII: is it punctuation or one of the 3755 most used?"""
    for character in text:
        if character > "\x7f":
            encoded = character.encode("gb2312", "ignore")
            yield bool(encoded) and (encoded[0] <= 0xA3 or 0xB0 <= encoded[0] <= 0xD7)


def _undecodable(path: Path, encoding: str, *, offset: int) -> UnreadableDocument:
    return UnreadableDocument(
        path,
        f"The text is broken: the byte at offset {offset} is not {encoding.upper()}, "
        "and the whole is no other encoding that is known here.",
        repair="Save it as UTF-8.",
    )
