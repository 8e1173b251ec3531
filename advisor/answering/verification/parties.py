"""Whether a statement gives to one party what the quote says of another."""

from collections.abc import Iterator, Sequence

from advisor.answering.verification.matching import NAMED_KINDS, Evidence, occurs, same
from advisor.answering.verification.reading import Reading
from advisor.answering.verification.tokens import Token
from advisor.answering.verification.verdict import Reason
from advisor.language.quantities import same_quantity

_ROLES = frozenset(("seller", "buyer", "platform", "creator", "factory", "carrier", "bank"))
_SAYS_SOMETHING = 0.7
_ACTS = 0.5


def party_reasons(statement: Reading, evidence: Evidence) -> tuple[Reason, ...]:
    """What speaks against who does what in the statement."""
    quote = evidence.quote
    clauses = {token.clause for token in statement.tokens}
    told = [[t for t in statement.tokens if t.clause == clause] for clause in sorted(clauses)]
    if any(_said_of_another(tokens, statement, evidence) for tokens in told):
        return ("roles",)
    return ("roles",) if any(_turns_around(tokens, quote) for tokens in told) else ()


def _said_of_another(tokens: Sequence[Token], statement: Reading, evidence: Evidence) -> bool:
    """Whether the quote says something of a rival alone that the clause says of its party."""
    quote = evidence.quote
    for party in filter(is_party, tokens):
        is_topic = occurs(party, evidence.context.tokens) and not occurs(party, quote.tokens)
        if is_topic or _has_figure_of(statement, party, quote):
            continue
        for token in tokens:
            if is_party(token) or token.weight < _SAYS_SOMETHING:
                continue
            found = list(_clauses_with(token, quote))
            if found and all(_has_rival(party, other, statement) for other in found):
                return True
    return False


def _has_figure_of(statement: Reading, party: Token, quote: Reading) -> bool:
    """Whether a figure of the statement stands beside the party, as in 墨西哥增长12%."""
    parts = {t.part for t in quote.tokens if same(party, t)}
    return any(
        same_quantity(figure, other) and quote.part_at(other.start) in parts
        for figure in statement.figures
        for other in quote.figures
    )


def _clauses_with(token: Token, quote: Reading) -> Iterator[list[Token]]:
    for clause in {t.clause for t in quote.tokens if same(token, t)}:
        yield [t for t in quote.tokens if t.clause == clause]


def _has_rival(party: Token, clause: Sequence[Token], statement: Reading) -> bool:
    """Whether the clause names another of the party's sort, whom the statement does not name."""
    if occurs(party, clause):
        return False
    return any(
        same_sort(party, other) and not occurs(other, statement.tokens)
        for other in clause
        if is_party(other)
    )


def _turns_around(tokens: Sequence[Token], quote: Reading) -> bool:
    """Whether the quote has the second party before the verb, and the first not."""
    for subject, verb, thing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if not (is_party(subject) and is_party(thing)) or is_party(verb) or verb.weight < _ACTS:
            continue
        if same_sort(subject, thing) and _acts(thing, verb, quote):
            return not _acts(subject, verb, quote)
    return False


def _acts(party: Token, verb: Token, quote: Reading) -> bool:
    """Whether the quote has the party before the verb in one clause."""
    return any(
        same(verb, v) and same(party, p) and p.clause == v.clause and p.start < v.start
        for v in quote.tokens
        for p in quote.tokens
    )


def is_party(token: Token) -> bool:
    """Whether the word names somebody who does or has something."""
    return token.kind in NAMED_KINDS or bool(token.concepts & _ROLES)


def same_sort(one: Token, other: Token) -> bool:
    """Whether two different parties could stand for each other."""
    if one.concepts & _ROLES and other.concepts & _ROLES:
        return not same(one, other)
    return one.kind == other.kind and one.kind in NAMED_KINDS and not same(one, other)
