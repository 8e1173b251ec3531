"""Statements that no quote may support: instructions to a model, hidden characters, new links."""

import re
import unicodedata

from advisor.answering.verification.verdict import Reason
from advisor.language.quantities import fold_in_place

MAX_CHARS = 2000
_INSTRUCTION = re.compile(
    r"(?:ignore|disregard|forget)\s(?:all\s|any\s|the\s|your\s)*(?:previous|prior|above|earlier)"
    r"|(?:system|developer)\s(?:prompt|message)|<\|?/?(?:system|assistant|user|im_start|im_end)"
    r"|\byou are (?:now )?(?:an? )?(?:ai|assistant|chatgpt|language model)\b|\bas an ai\b"
    r"|(?:忽略|无视|忘记|忘掉)(?:掉)?(?:以上|之前|前面|上述|先前|所有|此前)|系统提示|提示词|你(?:现在)?是(?:一个|一名)?(?:ai|人工智能|助手)"
)
_LINK = re.compile(r"(?:https?|ftp|file|javascript|data):\S+|\bwww\.\S+|\]\([^)]*\)|<[a-z/!][^>]*>")
_HARMLESS_CONTROLS = "\n\t\u200b\u200c\u200d\ufeff\xad"


def hostile_reasons(statement: str, *, quote: str) -> tuple[Reason, ...]:
    """Why the statement may not be shown whatever the quote says; none for a plain one."""
    if len(statement) > MAX_CHARS or _has_controls(statement):
        return ("hostile",)
    folded = fold_in_place(statement)
    if _INSTRUCTION.search(folded):
        return ("hostile",)
    allowed = fold_in_place(quote)
    if any(link[0].rstrip(".,;。") not in allowed for link in _LINK.finditer(folded)):
        return ("link",)
    return ()


def _has_controls(text: str) -> bool:
    if text.isascii() and text.isprintable():
        return False
    return any(
        unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")
        for character in text
        if character not in _HARMLESS_CONTROLS
    )
