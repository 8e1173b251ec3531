"""What a statement changes that otherwise repeats the quote word for word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from advisor.answering.verification.concepts import concepts, tagger
from advisor.answering.verification.matching import Evidence, occurs
from advisor.answering.verification.negation import denials
from advisor.answering.verification.reading import Reading
from advisor.answering.verification.tokens import Token
from advisor.answering.verification.verdict import Reason
from advisor.language.text import words

_WORD = re.compile(r"[\u3400-\u9fff]+|[a-z0-9][a-z0-9.,%']*")
_CLOSE = 0.7
_FOUND = 0.5
_SHORT = 3
_SAYS_LITTLE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    text: str
    start: int
    end: int


def change_reasons(statement: Reading, evidence: Evidence) -> tuple[Reason, ...]:
    """What speaks against the words that differ; nothing when the statement is freely worded."""
    quote = evidence.quote
    told, quoted = _split(statement.folded), _split(quote.folded)
    matcher = SequenceMatcher(
        None, [word.text for word in told], [word.text for word in quoted], autojunk=False
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not told or sum(block.size for block in blocks) < _CLOSE * len(told):
        return ()
    reasons: list[Reason] = []
    repeated = _repeated(statement, quote, told=told, quoted=quoted, blocks=blocks)
    if len(denials(statement.folded)) != len(denials(repeated)):
        reasons.append("polarity")
    changes = [o for o in matcher.get_opcodes() if o[0] == "replace"]
    replaced = [(_names(told[a:b]), _names(quoted[c:d])) for _, a, b, c, d in changes]
    if any(concepts().opposed(new) & old for new, old in replaced):
        reasons.append("opposite")
    if any(t.weight > _SAYS_LITTLE and evidence.credit(t) < _FOUND for t in statement.tokens):
        reasons.append("coverage")
    if any(_changes_word(told[a:b], statement, quoted[c:d], quote) for _, a, b, c, d in changes):
        reasons.append("coverage")
    return tuple(reasons)


def _repeated(
    statement: Reading,
    quote: Reading,
    *,
    told: Sequence[_Word],
    quoted: Sequence[_Word],
    blocks: Sequence[Match],
) -> str:
    """The stretch of the quote that the statement repeats, to the borders of its clauses."""
    first, last = blocks[0], blocks[-1]
    start = quoted[first.b].start
    end = quoted[last.b + last.size - 1].end
    if first.a > 0:
        start = max((place for place in quote.clauses if place < start), default=0)
    if last.a + last.size < len(told):
        end = min((p for p in quote.clauses if p >= end), default=len(quote.folded))
    return quote.folded[start:end]


def _changes_word(
    new: Sequence[_Word], statement: Reading, old: Sequence[_Word], quote: Reading
) -> bool:
    """Whether a short replacement brings a content word that the words it replaces do not say."""
    if len(new) > _SHORT or len(old) > _SHORT:
        return False
    brought, gone = _within(new, statement), _within(old, quote)
    return bool(gone) and any(
        token.weight > _SAYS_LITTLE and not occurs(token, gone) for token in brought
    )


def _within(stretch: Sequence[_Word], reading: Reading) -> list[Token]:
    start, end = stretch[0].start, stretch[-1].end
    return [t for t in reading.tokens if start <= t.start and t.end <= end]


def _names(replaced: Sequence[_Word]) -> frozenset[str]:
    return frozenset(name for word in replaced for name in concepts().of(_key(word.text)))


def _key(word: str) -> str:
    return " ".join(words(word)) if word.isascii() else word


def _split(folded: str) -> list[_Word]:
    found: list[_Word] = []
    for run in _WORD.finditer(folded):
        start = run.start()
        pieces = [run[0]] if run[0].isascii() else [word.text for word in tagger().words(run[0])]
        for piece in pieces:
            text = piece.rstrip(".,")
            found.append(_Word(text=text, start=start, end=start + len(piece)))
            start += len(piece)
    return found
