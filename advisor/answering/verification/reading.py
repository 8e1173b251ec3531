"""A text as verification sees it: its content words and figures, and where each stands."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from advisor.answering.verification.negation import negations
from advisor.answering.verification.tokens import Token, content_tokens, term_tokens
from advisor.answering.verification.verdict import Terms
from advisor.language.quantities import Quantity, bound_words, fold_in_place, read_quantities

_CLAUSE_END = re.compile(
    r"[,;:。!?;\n(]|\.(?=\s|$)|——|但|(?<!反)而(?!且)|则"
    r"|\bbut\b|\bwhile\b|\bwhereas\b|\brather than\b"
)
_PART_END = re.compile(r"\band\b|\bagainst\b|并且|而且|以及|、|和|且|与")
_DENIAL_WITHIN = re.compile(r"[不没未无]")  # 拼不过 as one word of the table is no denial
_COUNT = re.compile(
    r"[\d.,+]+\s?(?:k|m|bn|b|mn|thousand|million|billion)?(?![a-z])\s?"
    r"[百千万亿]*[多余来]?[个名家位条款种只]?"
    r"|[零一二两三四五六七八九十百千万亿多余来几]+[个名家位条款种只]?|(?:[a-z-]+\s)+"
)
_REMEMBERED = 256  # a quote is read again for each statement that cites it


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A text with its content words and figures, both in order.

    `wording` is the folded text with figures and the words of their bounds blanked; `plain` has
    the glossary's terms blanked too.
    """

    text: str
    folded: str
    wording: str
    plain: str
    tokens: tuple[Token, ...]
    figures: tuple[Quantity, ...]
    parts: tuple[int, ...]
    clauses: tuple[int, ...]

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Every concept that occurs."""
        return frozenset(name for t in self.tokens for name in t.concepts.union(*t.inner))

    @cached_property
    def surfaces(self) -> frozenset[str]:
        """Every content word that occurs."""
        return frozenset(token.surface for token in self.tokens)

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character of its content words."""
        return frozenset("".join(self.surfaces))

    @cached_property
    def is_chinese(self) -> bool:
        """Whether most of it is Chinese."""
        chinese = sum("\u3400" <= character <= "\u9fff" for character in self.folded)
        return chinese * 3 > sum("a" <= character <= "z" for character in self.folded)

    def part_at(self, place: int) -> int:
        """The number of the part that a place belongs to."""
        return bisect_right(self.parts, place)

    def tokens_beside(self, figure: Quantity) -> list[Token]:
        """The words in the figure's part, or before it where the part has no noun: …发货,2-3天到."""
        part = self.part_at(figure.start)
        beside = [token for token in self.tokens if token.part == part]
        if any(token.kind not in ("verb", "adjective", "other") for token in beside):
            return beside
        return [token for token in self.tokens if token.part in (part - 1, part)]

    def clause_of(self, figure: Quantity) -> int:
        """The number of the clause that a figure stands in."""
        return bisect_right(self.clauses, figure.start)

    def clause_at(self, number: int) -> slice:
        """Where a clause stands in the folded, plain and original text."""
        borders = (0, *self.clauses, len(self.folded))
        return slice(borders[number], borders[number + 1])


@lru_cache(maxsize=_REMEMBERED)
def read(text: str, *, vocabulary: Terms) -> Reading:
    """The text as verification sees it."""
    folded = fold_in_place(text)
    figures = tuple(read_quantities(text))
    clauses = tuple(match.start() for match in _CLAUSE_END.finditer(folded))
    parts = tuple(sorted((*clauses, *(match.start() for match in _PART_END.finditer(folded)))))
    wording = _blanked(folded, _figure_spans(figures, folded))
    terms = list(term_tokens(text, folded=folded, vocabulary=vocabulary))
    plain = _blanked(wording, [(term.start, term.end) for term in terms])
    found = [*terms, *content_tokens(text, rest=plain)]
    return Reading(
        text=text,
        folded=folded,
        wording=wording,
        plain=plain,
        tokens=_placed(found, folded=folded, clauses=clauses, parts=parts),
        figures=figures,
        parts=parts,
        clauses=clauses,
    )


def _figure_spans(figures: Sequence[Quantity], folded: str) -> list[tuple[int, int]]:
    """Where figures and the words of their bounds stand, without the nouns that they count."""
    spans = [(figure.start, _number_end(figure, folded)) for figure in figures]
    for figure in figures:
        spans += bound_words(folded, figure.start, figure.end)
    return spans


def _number_end(figure: Quantity, folded: str) -> int:
    if figure.kind != "count":
        return figure.end
    number = _COUNT.match(folded, figure.start, figure.end)
    return number.end() if number else figure.end


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    blank = list(text)
    for start, end in spans:
        blank[start:end] = "\n" * (end - start)
    return "".join(blank)


def _placed(
    found: Sequence[Token], *, folded: str, clauses: Sequence[int], parts: Sequence[int]
) -> tuple[Token, ...]:
    """The words in order, each with its clause, its part and whether it is denied."""
    ordered = sorted(found, key=lambda token: token.start)
    negated = negations(folded, clauses=clauses, places=[token.start for token in ordered])
    return tuple(
        replace(
            token,
            clause=bisect_right(clauses, token.start),
            part=bisect_right(parts, token.start),
            negation="none" if _DENIAL_WITHIN.search(token.surface) else negation,
        )
        for token, negation in zip(ordered, negated, strict=True)
    )
