"""Whether a statement denies what the quote affirms, or says its opposite."""

import re

from advisor.answering.verification.concepts import concepts
from advisor.answering.verification.matching import NAMED_KINDS, Evidence, occurs, same
from advisor.answering.verification.names import is_inverted
from advisor.answering.verification.negation import Negation, denials
from advisor.answering.verification.reading import Reading
from advisor.answering.verification.tokens import Token
from advisor.answering.verification.verdict import Reason

_MIN_WEIGHT = 0.5
# Words that can stand for a denial in a paraphrase.
_NEGATIVE = re.compile(
    r"[不没未无非别勿缺少难败亏漏错免拒避仅只禁停失弱差空零低]|[过而]已|仅|才|匿名|取消|搁置|矛盾"
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
    opposite = any(_says_opposite(token, statement, evidence) for token in statement.tokens)
    if opposite and not is_inverted(statement, quote):
        reasons.append("opposite")
    return tuple(reasons)


def _only_one_denies(statement: Reading, quote: Reading) -> bool:
    """Whether one text denies more than the other, or what the other says without any denial."""
    if len(denials(statement.folded)) > len(_NEGATIVE.findall(quote.folded)):
        return True
    return _denies_alone(statement, quote) or _denies_alone(quote, statement)


def _denies_alone(one: Reading, other: Reading) -> bool:
    denied = [t for t in one.tokens if t.negation in ("next", "near") and _matters(t)]
    for token in denied:
        met = [t.clause for t in other.tokens if same(token, t)]
        if met and not any(
            _NEGATIVE.search(other.folded[other.clause_at(clause)]) for clause in met
        ):
            return True
    return False


def _matters(token: Token) -> bool:
    return token.weight >= _MIN_WEIGHT and token.kind not in NAMED_KINDS


def _denied_otherwise(token: Token, statement: Reading, quote: Reading) -> bool:
    """Whether the word is denied wherever one text has it and nowhere in the other."""
    if token.weight < _MIN_WEIGHT:
        return False
    told = {_denial(other) for other in statement.tokens if same(token, other)}
    quoted = {_denial(other) for other in quote.tokens if same(token, other)}
    return (told, quoted) in (({"near"}, {"none"}), ({"none"}, {"near"}))


def _denial(token: Token) -> Negation:
    """How a word is denied; a party only when the denial stands right before it."""
    if token.negation == "next":
        return "near"
    return "far" if token.negation == "near" and token.kind in NAMED_KINDS else token.negation


def _says_opposite(token: Token, statement: Reading, evidence: Evidence) -> bool:
    opposed = concepts().opposed(token.concepts)
    if not opposed or token.weight < _MIN_WEIGHT or evidence.credit(token) >= 1.0:
        return False
    return any(
        opposed & other.concepts
        and not occurs(other, statement.tokens)
        and (token.negation == "none") == (other.negation == "none")
        for other in evidence.quote.tokens
    )
