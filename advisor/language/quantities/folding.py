"""Folding that keeps every character at its place."""

import unicodedata

from advisor.language.text import simplify


def fold_in_place(text: str) -> str:
    """The text half width, simplified and lower case, with every character at its old place."""
    if text.isascii():
        return text.lower()
    narrow = text.lower() if unicodedata.is_normalized("NFKC", text) else ""
    if len(narrow) != len(text):
        narrow = "".join(map(_narrow, text))
    simple = simplify(narrow)
    return simple if len(simple) == len(narrow) else narrow


def _narrow(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded if len(folded) == 1 else character
