"""The fact tables: every figure with unit, place, date, source and confidence."""

from dataclasses import replace
from pathlib import Path
from typing import Self

from pydantic import model_validator

from advisor.domain.documents import Confidence, LanguageCode
from advisor.domain.errors import BrokenKnowledge
from advisor.domain.facts import Bound, Fact
from advisor.knowledge.bibliography import Bilingual, Date, SourceRow
from advisor.knowledge.tables import Row, read_tables


class FactRow(Row):
    """A row of facts/*.yaml: `value`, or `low` and `high`."""

    metric: str
    label: Bilingual
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str
    bound: Bound | None = None
    platform: str | None
    market: str | None
    category: str | None
    valid_from: Date | None = None
    valid_to: Date | None = None
    as_of: Date
    review_by: Date | None = None
    source: str
    confidence: Confidence
    section: str | None = None
    conflicts_with: tuple[str, ...] = ()
    note: Bilingual | None = None

    @model_validator(mode="after")
    def _one_form_of_value(self) -> Self:
        has_range = self.low is not None and self.high is not None
        if (self.value is None) != has_range:
            raise ValueError("give either value, or both low and high")
        if has_range and self.low > self.high:  # type: ignore[operator]
            raise ValueError("low is above high")
        return self

    def fact(self) -> Fact:
        """The row as the core knows it."""
        fields = self.model_dump(exclude={"value", "note"})
        low, high = self.value, self.value
        if low is None or high is None:
            low, high = self.low or 0.0, self.high or 0.0
        label: dict[LanguageCode, str] = {"zh": self.label.zh, "en": self.label.en}
        return Fact(**fields | {"low": low, "high": high, "label": label})


def load_facts(
    folder: Path, *, sources: dict[str, SourceRow], sections: set[str], terms: set[str]
) -> tuple[Fact, ...]:
    """Every fact of every table, checked against bibliography, notes and glossary."""
    found: dict[str, Fact] = {}
    references: list[tuple[Path, int, Fact]] = []
    for path, line, row in read_tables(folder, row=FactRow):
        found[row.id] = row.fact()
        references.append((path, line, found[row.id]))
    for path, line, fact in references:
        _require_known(path, line, fact, known=(set(sources), sections, terms, set(found)))
    return tuple(_with_both_sides(found).values())


def _with_both_sides(facts: dict[str, Fact]) -> dict[str, Fact]:
    """The facts, a conflict that stands at one of two facts known to both."""
    conflicts: dict[str, dict[str, None]] = {name: {} for name in facts}
    for name, fact in facts.items():
        for other in fact.conflicts_with:
            conflicts[name][other] = conflicts[other][name] = None
    return {n: replace(f, conflicts_with=tuple(conflicts[n])) for n, f in facts.items()}


def _require_known(
    path: Path, line: int, fact: Fact, *, known: tuple[set[str], set[str], set[str], set[str]]
) -> None:
    sources, sections, terms, facts = known
    wanted = [("source", fact.source, sources), ("section", fact.section, sections)]
    wanted += [("platform", fact.platform, terms), ("market", fact.market, terms)]
    wanted += [("conflicts_with", other, facts) for other in fact.conflicts_with]
    for field, value, existing in wanted:
        if value is not None and value not in existing:
            raise BrokenKnowledge(
                path,
                line,
                f"{fact.id}: {field} {value!r} does not exist.",
                repair=f"Name an existing {field}, or add it.",
            )
