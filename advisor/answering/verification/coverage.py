"""How much of what a statement says stands in the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.answering.verification.matching import Evidence, occurs, same
from advisor.answering.verification.reading import Reading
from advisor.answering.verification.tokens import Token

_STRANGE = 0.5


_SPECIFIC = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Shares of the statement's content, 0 to 1, and how many of its nouns are missing.

    `whole` is what the evidence contains of the comparable words; `weakest` the same for its
    least covered clause; `unknown` the share that no table can compare across languages.
    """

    whole: float
    weakest: float
    unknown: float
    missing: tuple[Token, ...]


def coverage_of(statement: Reading, evidence: Evidence) -> Coverage:
    """What the evidence contains of the statement."""
    known = [token for token in statement.tokens if evidence.knows(token)]
    total = sum(token.weight for token in statement.tokens)
    credit = {token.start: evidence.credit(token) for token in known}
    by_clause: dict[int, list[Token]] = {}
    for token in statement.tokens:
        by_clause.setdefault(token.clause, []).append(token)
    shares = [_share(tokens, credit) for tokens in by_clause.values() if _weight(tokens) >= 1.5]
    return Coverage(
        whole=_share(known, credit),
        weakest=min(shares, default=_share(known, credit)),
        unknown=1 - _weight(known) / total if total else 0.0,
        missing=tuple(t for t in known if credit[t.start] < _STRANGE and t.weight >= 0.6),
    )


def _weight(tokens: Sequence[Token]) -> float:
    return sum(token.weight for token in tokens)


def _share(tokens: Sequence[Token], credit: dict[int, float]) -> float:
    """What is found of the words; one that cannot be compared counts half, as not found."""
    total = sum(t.weight * (1.0 if t.start in credit else _STRANGE) for t in tokens)
    return sum(t.weight * credit.get(t.start, 0.0) for t in tokens) / total if total else 0.0


def replaces_noun(statement: Reading, evidence: Evidence) -> bool:
    """Whether a noun of the statement stands where the quote has another one.

    In Chinese, whose segmenter tells nouns apart, a noun that is not there at all is enough.
    """
    quote = evidence.quote
    absent = [t for t in statement.tokens if _is_noun(t) and evidence.credit(t) < _STRANGE]
    if any(token.terms and token.kind != "event" for token in absent):
        return True
    if statement.is_chinese != quote.is_chinese:
        return any(t.is_chinese and t.concepts for t in absent)
    if any(token.is_chinese for token in absent):
        return True
    return any(_stands_for_another(token, statement, quote) for token in absent)


def _is_noun(token: Token) -> bool:
    return token.weight >= _SPECIFIC and token.kind not in ("verb", "adjective", "other")


def _stands_for_another(token: Token, statement: Reading, quote: Reading) -> bool:
    around = _neighbours(token, statement.tokens)
    return any(
        not occurs(other, statement.tokens)
        and all(map(_meets, around, _neighbours(other, quote.tokens)))
        for other in quote.tokens
    )


def _neighbours(token: Token, tokens: Sequence[Token]) -> tuple[Token | None, Token | None]:
    """The words before and after it in its clause."""
    at = tokens.index(token)
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        before if before and before.clause == token.clause else None,
        after if after and after.clause == token.clause else None,
    )


def _meets(one: Token | None, other: Token | None) -> bool:
    return same(one, other) if one and other else one is other
