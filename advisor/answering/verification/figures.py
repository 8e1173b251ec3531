"""Whether each figure of a statement stands in the quote, and says it of the same thing."""

import re
from collections.abc import Iterable
from itertools import pairwise

from advisor.answering.verification.concepts import concepts
from advisor.answering.verification.matching import Evidence, occurs
from advisor.answering.verification.reading import Reading
from advisor.answering.verification.tokens import Token
from advisor.answering.verification.verdict import FigureCheck, Reason
from advisor.language.quantities import Quantity, same_quantity

_EXACTLY = re.compile(r"(?:exactly|precisely|恰好|正好|刚好|整整|不多不少)\s?$")
_CHANGES = re.compile(r"\s?(?:to|[\u4e00-\u9fff]{0,4}[到至])\s?")
_DATE_SCALES = {"year": 1.0, "quarter": 10.0, "month": 100.0, "day": 10_000.0}
_ENTITY_KINDS = ("platform", "market", "seller", "company")


def check_figures(
    statement: Reading, evidence: Evidence
) -> tuple[tuple[FigureCheck, ...], tuple[Reason, ...]]:
    """Each figure with the one of the quote that it stands for, and what speaks against any."""
    checks: list[FigureCheck] = []
    reasons: list[Reason] = []
    for figure in statement.figures:
        found, reason = _find(figure, statement, evidence)
        checks.append(FigureCheck(figure=figure, found=found))
        if reason:
            reasons.append(reason)
    if _reverses_change(checks, statement, evidence.quote):
        reasons.append("roles")
    return tuple(checks), tuple(reasons)


def _reverses_change(checks: list[FigureCheck], statement: Reading, quote: Reading) -> bool:
    """Whether "from 8% to 6%" stands the other way round in the quote."""
    for one, other in pairwise(checks):
        if one.found is None or other.found is None or one.figure.unit != other.figure.unit:
            continue
        between = statement.folded[one.figure.end : other.figure.start]
        joined = quote.folded[other.found.end : one.found.start]
        if _CHANGES.fullmatch(between) and _CHANGES.fullmatch(joined):
            return True
    return False


def _find(
    figure: Quantity, statement: Reading, evidence: Evidence
) -> tuple[Quantity | None, Reason | None]:
    quoted = evidence.quote.figures
    equal = [other for other in quoted if _same_value(figure, other)]
    if not equal:
        if figure.kind == "date" and _dated(figure, evidence.context.figures):
            return figure, None
        return None, "unit" if _other_unit(figure, quoted) else "figure_not_in_quote"
    bounded = [other for other in equal if _same_bound(figure, other, statement)]
    if not bounded:
        return None, "comparator"
    for other in bounded:
        if _of_same_thing(figure, statement, other, evidence.quote):
            return other, None
    return None, "figure_of_another"


def _same_value(figure: Quantity, quoted: Quantity) -> bool:
    if figure.kind == quoted.kind == "date":
        return _within_date(figure, quoted)
    return same_quantity(figure, quoted)


def _dated(figure: Quantity, quoted: Iterable[Quantity]) -> bool:
    return any(other.kind == "date" and _within_date(figure, other) for other in quoted)


def _within_date(figure: Quantity, quoted: Quantity) -> bool:
    """Whether the quoted date is the same or tells more: 2023-04-02 also says 2023."""
    if figure.unit == quoted.unit:
        same_end = figure.high == quoted.high
        return same_end and figure.low == quoted.low
    wanted, given = _DATE_SCALES.get(figure.unit or ""), _DATE_SCALES.get(quoted.unit or "")
    if wanted is None or given is None or given < wanted or quoted.low < given * 1000:
        return False
    if figure.unit == "quarter":
        month = int(quoted.low / (given / 100)) % 100
        return figure.low % 10 == (month + 2) // 3 and figure.low // 10 == quoted.low // given
    return figure.low == quoted.low // (given / wanted)


def _other_unit(figure: Quantity, quoted: Iterable[Quantity]) -> bool:
    return any((figure.low, figure.high) == (other.low, other.high) for other in quoted)


def _same_bound(figure: Quantity, quoted: Quantity, statement: Reading) -> bool:
    if figure.bound == quoted.bound:
        return True
    if {figure.bound, quoted.bound} != {None, "about"}:
        return False
    return not _EXACTLY.search(statement.folded[: figure.start])


def _of_same_thing(figure: Quantity, statement: Reading, quoted: Quantity, quote: Reading) -> bool:
    """False when the quote gives the words around the figure to another figure of its kind."""
    here = quote.part_at(quoted.start)
    own = [token for token in quote.tokens if token.part == here]
    mine = [t for t in statement.tokens if t.part == statement.part_at(figure.start)]
    rivals = [token for token in own if not occurs(token, mine)]
    competing = {
        quote.part_at(other.start)
        for other in quote.figures
        if other.unit == quoted.unit and quote.part_at(other.start) != here
    }
    for token in mine:
        elsewhere = [t for t in quote.tokens if occurs(token, [t]) and t.part != here]
        if occurs(token, own) or not elsewhere:
            continue
        disputed = any(t.part in competing for t in elsewhere)
        if any(_opposed(token, r) or (disputed and _same_sort(token, r)) for r in rivals):
            return False
    return True


def _opposed(one: Token, other: Token) -> bool:
    return bool(concepts().opposed(one.concepts) & other.concepts)


def _same_sort(one: Token, other: Token) -> bool:
    if one.kind in _ENTITY_KINDS or other.kind in _ENTITY_KINDS:
        return one.kind == other.kind
    return one.kind == other.kind == "noun"
