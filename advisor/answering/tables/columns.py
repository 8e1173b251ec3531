"""Which columns a table has: measures, or one measure by platform or market."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.answering.tables.measures import Measure
from advisor.answering.tables.request import TableRequest
from advisor.answering.tables.stated_facts import StatedFact
from advisor.domain.facts import TermKind

_OTHER: dict[TermKind, TermKind] = {"platform": "market", "market": "platform"}
_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The facts of one measure by row; `place` is the platform or market that all are about.

    It is None for a measure that is not divided.
    """

    measure: Measure
    place: str | None
    rows: dict[str, tuple[StatedFact, ...]]


def columns_of(measures: Sequence[Measure], request: TableRequest) -> list[Column]:
    """The columns; where the best measure is divided, it alone and what fills a row without."""
    kind = _OTHER.get(request.kind)
    divided = _divided(measures[0], kind, request) if kind else []
    if divided:
        left = {n for m in measures for n in m.rows} - {n for c in divided for n in c.rows}
        return [*divided, *(_undivided(m) for m in measures[1:] if left & set(m.rows))]
    return [_undivided(measure) for measure in measures]


def _undivided(measure: Measure) -> Column:
    return Column(measure=measure, place=None, rows=measure.rows)


def _divided(measure: Measure, kind: TermKind, request: TableRequest) -> list[Column]:
    """A column for each place that rows have in common, and one for a row that shares none.

    Nothing where all facts are about one place.
    """
    places = Counter(
        place
        for row in measure.rows.values()
        for place in dict.fromkeys(name for fact in row for name in fact.names(kind))
    )
    asked = request.scope.get(kind, ())
    has_none = any(not any(f.names(kind) for f in row) for row in measure.rows.values())
    if len(places) < 2 or len(asked) == 1 or has_none:
        return []
    shown = [place for place, rows in places.most_common() if rows > 1 or place in asked]
    columns = [_of_place(measure, kind, place) for place in shown]
    columns.sort(key=lambda column: column.place not in asked)
    columns = columns[:_MOST]
    for name, row in measure.rows.items():
        places_of_row = [place for fact in row for place in fact.names(kind)]
        if places_of_row and all(name not in column.rows for column in columns):
            columns.append(_of_place(measure, kind, places_of_row[0]))
    return columns


def _of_place(measure: Measure, kind: TermKind, place: str) -> Column:
    rows = {
        name: tuple(fact for fact in row if place in fact.names(kind))
        for name, row in measure.rows.items()
    }
    return Column(
        measure=measure, place=place, rows={name: row for name, row in rows.items() if row}
    )
