"""Which facts somebody should look at again, those that answers rest on most first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from advisor.domain.dates import is_past, last_day
from advisor.domain.facts import Bound, Fact
from advisor.knowledge.library import load_library

_BOUNDS: dict[Bound, str] = {"above": ">", "below": "<", "about": "~"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleFact:
    """A fact past its review date; `cited` is how often stored answers cite its section."""

    fact: Fact
    review_by: str
    cited: int


def facts_past_review(
    folder: Path | None,
    *,
    sections: Mapping[str, str],
    citations: Mapping[str, int],
    today: date,
) -> list[StaleFact]:
    """The facts of the notes past their review date: the most cited first, then the longest overdue.

    `sections` and `citations` give the section of a passage and how often it was cited. A passage
    that has been rewritten since has another id: what was cited of its earlier self is not counted.

    Raises BrokenKnowledge.
    """
    cited: Counter[str] = Counter()
    for passage, times in citations.items():
        if passage in sections:
            cited[sections[passage]] += times
    stale = [
        StaleFact(fact=fact, review_by=fact.review_by, cited=cited[fact.section or ""])
        for fact in (load_library(folder).facts if folder else ())
        if fact.review_by is not None and is_past(fact.review_by, today=today)
    ]
    return sorted(stale, key=lambda s: (-s.cited, last_day(s.review_by), s.fact.id))


def shown_value(fact: Fact) -> str:
    """The value with its unit: "20–30 USD", ">6.5%", "2020"; a share is shown in percent."""
    factor, unit = (100, "%") if fact.unit == "share" else (1, " " + fact.unit.replace("_", " "))
    form, unit = (".12g", "") if fact.unit == "year" else (",.12g", unit)
    ends = dict.fromkeys(f"{value * factor:{form}}" for value in (fact.low, fact.high))
    return f"{_BOUNDS[fact.bound] if fact.bound else ''}{'–'.join(ends)}{unit}"
