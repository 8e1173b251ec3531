"""Whether a statement denies what the quote affirms, or says its opposite."""

import re
from collections.abc import Sequence

from advisor.answering.verification.concepts import concepts
from advisor.answering.verification.matching import (
    NAMED_KINDS,
    Evidence,
    occurs,
    same,
    shared_weight,
)
from advisor.answering.verification.names import is_inverted
from advisor.answering.verification.negation import Negation, denials
from advisor.answering.verification.reading import Reading
from advisor.answering.verification.tokens import Token
from advisor.answering.verification.verdict import Reason

_MIN_WEIGHT = 0.5
_SHARED = 0.5
_MOST = 0.6
# 缺的不是流量 and 不缺流量 say the same; so do "not charged" and "free".
_SELF_DENYING = frozenset(("lack", "charge", "cost_verb", "fee", "free"))
_BEFORE = re.compile(
    r"[之以]前|(?<=[\u4e00-\u9fff])前(?![\d一二三四五六七八九十往台景期提者后几])|\bbefore\b|\bprior to\b|\bahead of\b"
)
_AFTER = re.compile(r"[之以]后|(?<=[\u4e00-\u9fff])后(?![台续期悔来者])|\bafter\b|\bfollowing\b")
_NECESSARY = re.compile(r"必须|须|需|要求|\bmust\b|\brequire|\bneed")
# Words that can stand for a denial in a paraphrase.
_NEGATIVE = re.compile(
    r"以外|之外|[远离]|限制|restrict|limit|non-|\boutside\b|[不没未无非别勿缺少难败亏漏错免拒避仅只禁停失弱差空零低]|[过而]已|仅|才|匿名|取消|搁置|矛盾"
    r"|\b(?:no|not|nor|neither|never|none|nothing|nobody|without|cannot|hardly|lacks?|lacked|lacking|short(?:age)?|fail\w*"
    r"|los[et]\w*|miss\w*|hard|difficult|free|waive\w*|stop\w*|pause\w*|avoid\w*|away|out|beyond|too|little|few|less|fewer"
    r"|only|alone|unable|instead|rather|refus\w*|reject\w*|forbid\w*|ban\w*|prohibit\w*|bad|poor|weak|nil|zero|lower|exempt"
    r"|un(?!it|der|til|ion|less|iv)\w+|in(?:valid|suff|cap|able|eff|visib)\w+|dis\w+|contradict\w*|trail\w*|lag\w*)\b|n't\b"
)


def polarity_reasons(statement: Reading, evidence: Evidence) -> tuple[Reason, ...]:
    """What speaks against the statement's denials and affirmations."""
    quote = evidence.quote
    reasons: list[Reason] = []
    if _only_one_denies(statement, quote) or any(
        _denied_otherwise(token, statement, quote) for token in statement.tokens
    ):
        reasons.append("polarity")
    opposite = _turns_time(statement, quote) or any(
        _says_opposite(token, statement, evidence) for token in statement.tokens
    )
    if opposite and not is_inverted(statement, quote):
        reasons.append("opposite")
    return tuple(reasons)


def _turns_time(statement: Reading, quote: Reading) -> bool:
    """Whether one text says before where the other says after."""
    told = bool(_BEFORE.search(statement.folded)), bool(_AFTER.search(statement.folded))
    quoted = bool(_BEFORE.search(quote.folded)), bool(_AFTER.search(quote.folded))
    return (told, quoted) in (((True, False), (False, True)), ((False, True), (True, False)))


def _only_one_denies(statement: Reading, quote: Reading) -> bool:
    """Whether one text denies more than the other, or what the other says without any denial."""
    denied = len(denials(statement.folded))
    if denied > 1 and _NECESSARY.search(quote.folded):
        return False  # "without it you cannot" says that it is needed
    if denied > len(_NEGATIVE.findall(quote.folded)):
        return True
    return _denies_alone(statement, quote) or _denies_alone(quote, statement)


def _denies_alone(one: Reading, other: Reading) -> bool:
    """Whether a clause denies a word, and the clause that matches it best has no denial."""
    for token in one.tokens:
        if not token.is_denied or not _matters(token):
            continue
        if any(same(token, t) and t.negation == "none" for t in one.tokens):
            continue
        best = _best_clause(token, one, other)
        if best is not None and not _NEGATIVE.search(other.folded[other.clause_at(best)]):
            return True
    return False


def _best_clause(token: Token, one: Reading, other: Reading) -> int | None:
    """The clause of the other text that has the word and shares at least half with its clause."""
    own = [t for t in one.tokens if t.clause == token.clause]
    shares: dict[int, float] = {}
    for clause in {t.clause for t in other.tokens if same(token, t)}:
        theirs = [t for t in other.tokens if t.clause == clause]
        smaller = min(sum(t.weight for t in own), sum(t.weight for t in theirs))
        shares[clause] = shared_weight(own, theirs) / smaller if smaller else 0.0
    best = max(shares, key=lambda clause: shares[clause], default=None)
    return best if best is not None and shares[best] >= _SHARED else None


def _matters(token: Token) -> bool:
    denies_itself = bool(token.concepts & _SELF_DENYING)
    return token.weight >= _MIN_WEIGHT and token.kind not in NAMED_KINDS and not denies_itself


def _denied_otherwise(token: Token, statement: Reading, quote: Reading) -> bool:
    """Whether the word is denied in one text and affirmed where the other matches it best."""
    if token.weight < _MIN_WEIGHT or token.concepts & _SELF_DENYING:
        return False
    told = {_denial(other) for other in statement.tokens if same(token, other)}
    quoted = {_denial(other) for other in _best_matches(token, statement, quote)}
    return (told, quoted) in (({"near"}, {"none"}), ({"none"}, {"near"}))


def _best_matches(token: Token, statement: Reading, quote: Reading) -> list[Token]:
    """The word in those clauses of the quote that share most with its own clause."""
    own = [t for t in statement.tokens if t.clause == token.clause]
    matches = [t for t in quote.tokens if same(token, t)]
    shares = [
        shared_weight(own, [t for t in quote.tokens if t.clause == match.clause])
        for match in matches
    ]
    return [m for m, share in zip(matches, shares, strict=True) if share == max(shares)]


def _denial(token: Token) -> Negation:
    """How a word is denied; a party only when the denial stands right before it."""
    if token.negation == "next":
        return "near"
    return "far" if token.negation == "near" and token.kind in NAMED_KINDS else token.negation


def _says_opposite(token: Token, statement: Reading, evidence: Evidence) -> bool:
    """Whether the quote has the opposite of the word, anywhere or where it matches the clause."""
    opposed = concepts().opposed(token.concepts)
    if not opposed or token.weight < _MIN_WEIGHT:
        return False
    own = [t for t in statement.tokens if t.clause == token.clause]
    quote = evidence.quote.tokens
    where = quote if evidence.credit(token) < 1.0 else _nearest(token, own, quote)
    return not occurs(token, where) and any(
        opposed & other.concepts and not occurs(other, own) and token.is_denied == other.is_denied
        for other in where
    )


def _nearest(token: Token, own: Sequence[Token], quote: Sequence[Token]) -> list[Token]:
    """The clauses of the quote with most, and most of, the other words of the token's clause."""
    rest = [other for other in own if other is not token]
    shares = {
        clause: shared_weight(rest, [other for other in quote if other.clause == clause])
        for clause in {other.clause for other in quote}
    }
    best = max(shares.values(), default=0.0)
    if best <= _MOST * sum(other.weight for other in rest):
        return []
    return [other for other in quote if shares[other.clause] == best]
