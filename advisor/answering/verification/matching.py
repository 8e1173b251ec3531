"""Which content words of a statement stand in the evidence, in the same words or by concept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.answering.verification.concepts import concepts
from advisor.answering.verification.reading import Reading
from advisor.answering.verification.tokens import Token

NAMED_KINDS = ("platform", "market", "seller", "company")
_SAME_START = 5
# Headings say what a passage is about, not what it says.
_CONTEXT = 0.6
_PARTLY = 0.4
# "占比不足20%" and "less than 20% of" say the same: the figure is the share.
_SHARES = frozenset(("share", "rate", "account_for"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What may support a statement: the quote, and what its headings name."""

    quote: Reading
    context: Reading

    @property
    def readings(self) -> tuple[Reading, Reading]:
        """The quote first."""
        return (self.quote, self.context)

    def credit(self, token: Token) -> float:
        """How far the evidence contains a word, from 0 to 1."""
        if token.concepts & _SHARES and any(q.kind == "share" for q in self.quote.figures):
            return 1.0
        if self._says_reverse(token):
            return 1.0
        return max(_credit(token, self.quote), _CONTEXT * _credit(token, self.context))

    def names(self, token: Token) -> bool:
        """Whether the evidence names a party."""
        return any(_credit(token, reading) >= 1.0 for reading in self.readings)

    def _says_reverse(self, token: Token) -> bool:
        """Whether the quote denies the opposite: "do not touch" says avoid."""
        opposed = concepts().opposed(token.concepts)
        return bool(opposed) and any(
            opposed & other.concepts and other.is_denied != token.is_denied
            for other in self.quote.tokens
        )

    def knows(self, token: Token) -> bool:
        """Whether the word can be compared: it has a concept, or its language occurs."""
        return bool(token.concepts) or any(
            reading.is_chinese == token.is_chinese or token.surface in reading.surfaces
            for reading in self.readings
            if reading.tokens
        )


def nearest_clause(statement: Reading, quote: Reading) -> str:
    """The clause of the quote that shares most with the statement; all of it when none does."""
    shared: dict[int, float] = {}
    for token in quote.tokens:
        if token.concepts & statement.concepts or token.surface in statement.surfaces:
            shared[token.clause] = shared.get(token.clause, 0.0) + token.weight
    if not shared:
        return quote.plain
    return quote.plain[quote.clause_at(max(shared, key=lambda clause: shared[clause]))]


def shared_weight(tokens: Iterable[Token], others: Sequence[Token]) -> float:
    """The weight of the words that occur among the others."""
    return sum(token.weight for token in tokens if occurs(token, others))


def same(one: Token, other: Token) -> bool:
    """Whether two words say the same."""
    if one.terms and other.terms:
        return bool(one.terms & other.terms)
    return one.surface == other.surface or bool(_says(one) & _says(other))


def _says(token: Token) -> frozenset[str]:
    return token.concepts.union(*token.inner) if token.terms else token.concepts


def occurs(token: Token, tokens: Iterable[Token]) -> bool:
    """Whether one of the words says the same."""
    return any(same(token, other) for other in tokens)


def _credit(token: Token, reading: Reading) -> float:
    if token.concepts & reading.concepts or token.surface in reading.surfaces:
        return 1.0
    if token.terms and token.inner:
        return _inner_credit(token, reading)
    if token.terms:
        return 0.0
    if token.is_chinese:
        return _chinese_credit(token.surface, reading)
    return float(any(_same_start(token.surface, other) for other in reading.surfaces))


def _inner_credit(token: Token, reading: Reading) -> float:
    """A term whose every word is there is there; a party is not when only one word is."""
    met = [bool(piece & reading.concepts) for piece in token.inner]
    if all(met):
        return 1.0
    return _PARTLY if any(met) and token.kind not in NAMED_KINDS else 0.0


def _same_start(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    return (
        shorter >= _SAME_START
        and one[:_SAME_START] == other[:_SAME_START]
        and (abs(len(one) - len(other)) <= 3)
    )


def _chinese_credit(word: str, reading: Reading) -> float:
    if len(word) < 2:
        return 0.0
    if word in reading.folded:
        return 1.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    paired = sum(pair in reading.folded for pair in pairs) / len(pairs)
    single = sum(character in reading.characters for character in word) / len(word)
    return max(paired, 0.5 * single)
