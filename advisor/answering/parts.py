"""A question that asks several things: its parts, and an answer that leaves none of them out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from advisor.answering.drafts import Draft, DraftStatement
from advisor.language.content import content_words
from advisor.language.text import fold

_ENDS = re.compile(r"[?？!！;；。\n]+|(?<=[a-z])\.(?=\s|$)", re.IGNORECASE)
_CHINESE_JOINTS = re.compile(
    r"[,，、]\s*(?=(?:那么?|还有|另外|以及|然后|同时|再就是|如果|要是|万一)?)"
)
_ENGLISH_JOINTS = re.compile(
    r"(?:,\s*|\s+)(?:and|but|also|plus|then)\s+(?=(?:also\s+)?(?:what|how|when|why|who|whom|which|where|is|are|was|"
    r"were|do|does|did|can|could|should|will|would)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"什么|啥|谁|哪|怎么|怎样|如何|为何|多少|多久|多大|几(?![乎万千百十])|吗|呢|是不是|有没有|要不要|该不该|能不能|会不会|怎么办|咋|"
    r"(?:^|[:,] ?)(?:and |but |so |then )?(?:what|how|when|why|who|whom|which|where|is|are|was|were|do|does|did|can|"
    r"could|should|will|would)\b"
)
_MOST = 3
_LEAST_WORDS = 1
_IN_ALL = 6


def question_parts(text: str) -> tuple[str, ...]:
    """What a text asks, one by one, at most three; empty where it asks one thing.

    >>> question_parts("发货要几天，晚发会怎么罚？")
    ('发货要几天', '晚发会怎么罚')
    """
    clauses = [
        clause.strip()
        for sentence in _ENDS.split(text)
        for part in _ENGLISH_JOINTS.split(sentence)
        for clause in _CHINESE_JOINTS.split(part)
    ]
    asked = [clause for clause in clauses if _is_question(clause)]
    return tuple(asked[:_MOST]) if len(asked) > 1 else ()


def _is_question(clause: str) -> bool:
    is_asking = _ASKS.search(fold(clause)) is not None
    return is_asking and len(content_words(clause)) >= _LEAST_WORDS


def with_parts(whole: Draft, parts: Sequence[Draft]) -> Draft:
    """What answers each part, in the order asked; of a part without an answer its number is kept.

    What answers the question as a whole stands in for a first part that says too little alone.
    """
    if not any(part.answers for part in parts):
        return whole
    first = parts[0] if parts[0].answers or not whole.answers else replace(whole, frame=None)
    statements: list[DraftStatement] = []
    answering = [first, *parts[1:]]
    room = _IN_ALL // len(answering)
    for part in (part for part in answering if part.answers):
        statements += [s for s in part.statements[:room] if not _is_said(s, statements)]
    return replace(
        first if first.answers else whole,
        statements=tuple(statements),
        disagreements=tuple(d for part in answering for d in part.disagreements),
        unanswered=tuple(n for n, part in enumerate(answering, 1) if not part.answers),
        frame=first.frame if first.answers else None,
    )


def _is_said(statement: DraftStatement, statements: Sequence[DraftStatement]) -> bool:
    evidence = statement.evidence[0]
    return any(evidence.overlaps(other) for s in statements for other in s.evidence)
