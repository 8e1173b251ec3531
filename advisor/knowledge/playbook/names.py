"""The check that a rule names only what there is: terms, situations, numbers, numeric rules."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from advisor.domain.errors import BrokenKnowledge
from advisor.domain.facts import Term
from advisor.knowledge.playbook.rows import RuleRow, SituationRow
from advisor.knowledge.playbook.rules import SELLER_NUMBERS, Situation
from advisor.rules import RULES


def require_own_situations(
    rows: Sequence[tuple[Path, int, SituationRow]], *, terms: Sequence[Term]
) -> None:
    """Raise BrokenKnowledge for a situation that takes a term's id or an unknown seller's part."""
    known = {term.id for term in terms}
    sellers = {term.id for term in terms if term.kind == "seller"}
    for path, line, row in rows:
        if row.id in known:
            raise BrokenKnowledge(
                path,
                line,
                f"The glossary has a term {row.id!r} already.",
                repair="Use the term, or give the situation another id.",
            )
        if row.seller and row.seller not in sellers:
            raise BrokenKnowledge(
                path,
                line,
                f"{row.id}: the glossary has no seller {row.seller!r}.",
                repair="Name a seller of the glossary, or leave it out.",
            )


def require_known_names(
    path: Path,
    line: int,
    row: RuleRow,
    *,
    terms: Sequence[Term],
    situations: Sequence[Situation],
) -> None:
    """Raise BrokenKnowledge for the first name of the row that nothing has."""
    of_kind: dict[str, set[str]] = {}
    for term in terms:
        of_kind.setdefault(term.kind, set()).add(term.id)
    topics = {term.id for term in terms} | {situation.id for situation in situations}
    stages = {situation.id for situation in situations if situation.kind == "stage"}
    asked = [*row.when.numbers, *_numbers_of_cases(row)]
    wanted: list[tuple[str, Iterable[str], set[str] | frozenset[str]]] = [
        ("seller", row.when.sellers, of_kind.get("seller", set())),
        ("platform", row.when.platforms, of_kind.get("platform", set())),
        ("market", row.when.markets, of_kind.get("market", set())),
        ("stage", row.when.stages, stages),
        ("topic", (topic for group in row.when.topics for topic in group), topics),
        ("number", asked, known_numbers()),
        ("numeric rule", row.calculate, set(RULES)),
    ]
    for what, names, known in wanted:
        for name in names:
            if name not in known:
                raise BrokenKnowledge(
                    path,
                    line,
                    f"{row.id}: there is no {what} {name!r}.",
                    repair=f"Name an existing {what}, or add it.",
                )


@cache
def known_numbers() -> frozenset[str]:
    """What conditions may name: an input of a numeric rule, or a rule with one of its outputs."""
    inputs = {item.name for rule in RULES.values() for item in rule.inputs}
    outputs = {f"{rule.name}.{item.name}" for rule in RULES.values() for item in rule.outputs}
    return SELLER_NUMBERS | inputs | outputs


def _numbers_of_cases(row: RuleRow) -> list[str]:
    return [name for case in row.cases.cases() for name in case.numbers]
