"""Whether every party that a statement names is named in the evidence, in the same role."""

import re
from collections.abc import Iterator
from itertools import combinations

from advisor.answering.verification.matching import NAMED_KINDS, Evidence, nearest_clause, same
from advisor.answering.verification.reading import Reading
from advisor.answering.verification.tokens import Token
from advisor.answering.verification.verdict import Reason

_PARTIES = frozenset(("seller", "buyer", "platform", "creator", "factory", "local", "crossborder"))
_COMPARING = re.compile(
    r"(?<![占对相])比(?!例|重|率|较|如|赛|价|作|方|喻)|[高低多少大小强弱快慢贵]于|[强胜超高]过|不如|\bthan\b"
)
_MULTIPLYING = re.compile(
    r"倍|分之|\btwice\b|\btimes\b|\d/\d|\b(?:a|one)\s(?:third|half|quarter|fifth)\b"
)
_CLAIMS_RANK = re.compile(
    r"(?<![占对相])比(?!例|重|率|较|如|赛|价|作|上|方|喻|不上)|[高低多少大小强弱快慢贵]于|不如|比不上"
    r"|(?<!rather )(?<!other )\bthan\b"
)
_GROUNDS_RANK = re.compile(
    r"比|于|不如|[强胜超高拼打]不?过|倍|分之|相较|领先|落后|最|更|差|以上|以下|不足|超"
    r"|\bthan\b|\bagainst\b|\bversus\b|\bcompar|\btwice\b|\btimes\b|\bhalf\b|\d/\d|\b(?:below|above|behind|ahead|lag|lead|trail|match|rival|superior|inferior)"
    r"|\b(?:a|one)\s(?:third|half|quarter|fifth)\b|\b(?:more|less|fewer|most|least|over|under|only|merely)\b"
    r"|\b(?:higher|lower|cheaper|faster|slower|larger|smaller|stronger|weaker|better|worse|longer|shorter)\b|只"
)
_MOVING = re.compile(r"(?:从|由|\bfrom)\s?(?:the\s)?$")
_REACH = 10
_TURNED_AROUND = re.compile(r"相比|相较|compared|unlike|versus")
_UPWARD = re.compile(
    r"高|多|强|胜|大|快|贵|长|倍|领先|超过|\b(?:more|higher|greater|larger|stronger|faster|sooner|longer|better"
    r"|above|dearer|costlier|exceeds?|twice|times|over|ahead|most)\b"
)
_NOT_LESS = re.compile(r"不[低少弱小慢]于|(?:not|no) (?:less|lower|fewer|weaker|slower) than")
_NOT_MORE = re.compile(r"不[高多强大快]于|(?:not|no) (?:more|higher|stronger|faster) than")
_DOWNWARD = re.compile(
    r"低|少|弱|小|慢|便宜|短|不如|落后|不过|不及|\b(?:less|lower|fewer|smaller|weaker|slower|later|shorter|worse"
    r"|below|cheaper|behind|under|least)\b"
)


def name_reasons(statement: Reading, evidence: Evidence) -> tuple[Reason, ...]:
    """What speaks against the names of the statement."""
    names = [t for t in statement.tokens if _names(t) and _comparable(t, statement, evidence)]
    if any(not evidence.names(token) for token in names):
        return ("entity_not_in_quote",)
    if _CLAIMS_RANK.search(statement.wording) and not _GROUNDS_RANK.search(evidence.quote.folded):
        return ("comparator",)
    return ("roles",) if _swapped(statement, evidence.quote) else ()


def _names(token: Token) -> bool:
    return token.kind in NAMED_KINDS or token.is_name


def _comparable(token: Token, statement: Reading, evidence: Evidence) -> bool:
    """Whether a name has to be found: Chinese keeps Latin names, English translates Chinese ones."""
    kept = not token.is_chinese and (statement.is_chinese or not evidence.quote.is_chinese)
    return kept or evidence.knows(token)


def is_inverted(statement: Reading, quote: Reading) -> bool:
    """Whether the statement compares the other way round with the opposite word."""
    orders = [order for _, order in _compared(statement, quote)]
    return _opposite(statement, quote) and -1 in orders


def _swapped(statement: Reading, quote: Reading) -> bool:
    """Whether two parties that are compared stand the other way round in the quote."""
    if _TURNED_AROUND.search(statement.folded + quote.folded) or is_inverted(statement, quote):
        return False
    orders = [order for apart, order in _compared(statement, quote) if apart == 1]
    return bool(orders) and (-1 in orders or _opposite(statement, quote))


def _opposite(statement: Reading, quote: Reading) -> bool:
    quoted = _direction(nearest_clause(statement, quote)) or _direction(quote.folded)
    return _direction(statement.folded) * quoted < 0


def _compared(statement: Reading, quote: Reading) -> Iterator[tuple[int, int]]:
    """Parties that are compared: how far apart, and 1 if the quote has the same order."""
    parties = [token for token in statement.tokens if _is_party(token) or token.is_name]
    for (i, one), (j, other) in combinations(enumerate(parties), 2):
        if one.clause != other.clause or same(one, other):
            continue
        if (one.kind == "market") != (other.kind == "market"):
            continue
        order = _order(one, other, quote) if _compares(statement.folded, one, other) else None
        if order:
            yield j - i, order


def _compares(folded: str, one: Token, other: Token) -> bool:
    before = folded[max(0, one.start - _REACH) : one.start]
    between = folded[one.end : other.start]
    around = folded[one.end : other.end + _REACH]
    return bool(_COMPARING.search(between) or _MULTIPLYING.search(around) or _MOVING.search(before))


def _is_party(token: Token) -> bool:
    return token.kind in NAMED_KINDS or bool(token.concepts & _PARTIES)


def _order(one: Token, other: Token, quote: Reading) -> int | None:
    """1 when the quote names them in this order, -1 in the other; None if it is not clear."""
    first = {t.start for t in quote.tokens if same(one, t)}
    second = {t.start for t in quote.tokens if same(other, t)}
    if not first or not second or first & second:
        return None
    if max(first) < min(second):
        return 1
    return -1 if max(second) < min(first) else None


def _direction(folded: str) -> int:
    folded = _NOT_LESS.sub("高于", _NOT_MORE.sub("低于", folded))
    up, down = len(_UPWARD.findall(folded)), len(_DOWNWARD.findall(folded))
    return (up > down) - (down > up)
