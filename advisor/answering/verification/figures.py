"""Whether each figure of a statement stands in the quote, and says it of the same thing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from advisor.answering.verification.concepts import concepts
from advisor.answering.verification.matching import Evidence, occurs, same
from advisor.answering.verification.parties import is_party, same_sort
from advisor.answering.verification.reading import Reading
from advisor.answering.verification.tokens import Token
from advisor.answering.verification.verdict import FigureCheck, Reason
from advisor.language.quantities import Quantity, same_quantity

_EXACTLY = re.compile(r"(?:exactly|precisely|恰好|正好|刚好|整整|不多不少)\s?$")
_CHANGES = re.compile(r"\s?(?:to|[\u4e00-\u9fff]{0,6}[到至往为成])\s?")
_DATE_SCALES = {"year": 1.0, "quarter": 10.0, "month": 100.0, "day": 10_000.0}
_SAYS_SOMETHING = 0.7
_PER = {"days": "every_day", "weeks": "every_week", "months": "every_month", "years": "every_year"}
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
    equal = [other for other in quoted if _same_value(figure, other, statement)]
    if not equal and _is_rate(figure, evidence.quote):
        return figure, None
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


def _same_value(figure: Quantity, quoted: Quantity, statement: Reading) -> bool:
    if figure.kind == quoted.kind == "date":
        return _within_date(figure, quoted)
    if same_quantity(figure, quoted):
        return True
    if {figure.kind, quoted.kind} == {"ordinal", "duration"}:
        return same_quantity(replace(figure, kind=quoted.kind), quoted)  # 第14天, after 14 days
    return figure.unit is None and _implied(figure, quoted, statement)


def _implied(figure: Quantity, quoted: Quantity, statement: Reading) -> bool:
    """Whether a bare number leaves out a unit that goes without saying."""
    given = quoted.unit is not None and any(o.unit == quoted.unit for o in statement.figures)
    same_value = (figure.low, figure.high) == (quoted.low, quoted.high)
    return same_value and (given or quoted.kind == "score")


def _is_rate(figure: Quantity, quote: Reading) -> bool:
    """Whether "one day" means every day, as in 一天收0.8欧元, and the quote says that."""
    return figure.low == figure.high == 1 and _PER.get(figure.unit or "") in quote.concepts


def _dated(figure: Quantity, quoted: Iterable[Quantity]) -> bool:
    return any(other.kind == "date" and _within_date(figure, other) for other in quoted)


def _within_date(figure: Quantity, quoted: Quantity) -> bool:
    """Whether the quoted date is the same or tells more: 2023-04-02 also says 2023."""
    wanted, given = _DATE_SCALES.get(figure.unit or ""), _DATE_SCALES.get(quoted.unit or "")
    if figure.unit == quoted.unit:
        says_no_year = wanted is not None and figure.high < wanted * 1000
        whole = quoted.low % wanted if wanted and wanted > 1 and says_no_year else quoted.low
        return figure.low == whole and figure.high in (whole, quoted.high)
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
    own = quote.tokens_beside(quoted)
    mine = [t for t in statement.tokens if t.part == statement.part_at(figure.start)]
    if _of_another_party(figure, mine, quoted, own, statement):
        return False
    competing = _competing(figure, statement, quoted, quote)
    for token in mine:
        if occurs(token, own) or not occurs(token, quote.tokens):
            continue
        if any(_opposed(token, r) for r in own if not occurs(r, mine)):
            return False
        if not occurs(token, competing):
            continue
        if token.kind in _ENTITY_KINDS and not _shares_clause(token, quoted, quote):
            return False
        if any(_is_rival(r, token, mine, statement) for r in own):
            return False
    return True


def _shares_clause(token: Token, quoted: Quantity, quote: Reading) -> bool:
    """Whether the word stands in the figure's clause: a subject may have several figures."""
    clause = quote.clause_of(quoted)
    return any(same(token, other) and other.clause == clause for other in quote.tokens)


def _of_another_party(
    figure: Quantity,
    mine: Sequence[Token],
    quoted: Quantity,
    own: Sequence[Token],
    statement: Reading,
) -> bool:
    """Whether the last party before the figure is one that the statement does not name."""
    told = [t for t in mine if is_party(t) and t.start < figure.start]
    given = [t for t in own if is_party(t) and t.start < quoted.start]
    if not told or not given or same(told[-1], given[-1]):
        return False
    return same_sort(told[-1], given[-1]) and not occurs(given[-1], statement.tokens)


def _competing(
    figure: Quantity, statement: Reading, quoted: Quantity, quote: Reading
) -> list[Token]:
    """Words beside other figures of the unit, unless those are told in the same part too."""
    beside = [
        other
        for other in statement.figures
        if other is not figure and statement.part_at(other.start) == statement.part_at(figure.start)
    ]
    return [
        token
        for other in quote.figures
        if other.unit == quoted.unit
        and quote.part_at(other.start) != quote.part_at(quoted.start)
        and not any(same_quantity(told, other) for told in beside)
        for token in quote.tokens_beside(other)
    ]


def _is_rival(rival: Token, token: Token, mine: Iterable[Token], statement: Reading) -> bool:
    """Whether a word beside the quoted figure stands where the statement has the token."""
    if rival.weight < _SAYS_SOMETHING:
        return False
    if rival.kind in _ENTITY_KINDS or token.kind in _ENTITY_KINDS:
        return rival.kind == token.kind and not occurs(rival, mine)
    both_nouns = not {rival.kind, token.kind} & {"verb", "adjective", "other"}
    return both_nouns and not occurs(rival, statement.tokens)


def _opposed(one: Token, other: Token) -> bool:
    return bool(concepts().opposed(one.concepts) & other.concepts)
