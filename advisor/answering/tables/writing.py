"""A table being written: which facts stand in which cell, and what the columns are called."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.answering.conflicts import weigh
from advisor.answering.drafts import Disagreement, DraftTable, DraftValue
from advisor.answering.phrases import MEASURED, ROW_KINDS
from advisor.answering.tables.cells import CellWriter, current, disputing, holding, plainest
from advisor.answering.tables.columns import Column
from advisor.answering.tables.labels import common_words, label_pieces, measure_name, undated
from advisor.answering.tables.request import TableRequest
from advisor.domain.documents import LanguageCode, StoredPassage
from advisor.domain.facts import Fact
from advisor.domain.ports import Parallels
from advisor.language.vocabulary import Vocabulary

_DISAGREEMENTS = 2
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedTable:
    """A table with the disagreements in its cells.

    `names` are the ids of what its rows are about, `facts` those of what its cells say.
    """

    table: DraftTable
    disagreements: tuple[Disagreement, ...]
    names: frozenset[str]
    facts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """The facts of a cell, and for each those that disagree with it."""

    values: tuple[DraftValue, ...]
    disputes: tuple[tuple[Fact, Fact], ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWriting:
    """Writes one table; `facts` are all facts by id."""

    request: TableRequest
    language: LanguageCode
    facts: Mapping[str, Fact]
    vocabulary: Vocabulary
    parallels: Parallels
    today: date

    def composed(self, columns: Sequence[Column]) -> ComposedTable | None:
        """The table of these columns; None where of many rows one alone would have values."""
        found = [name for column in columns for name in column.rows]
        names = tuple(dict.fromkeys([*self.request.names, *found]))
        passages = self._passages(columns)
        cells = {
            (name, number): self._cell(name, column, self._writer(column, passages))
            for number, column in enumerate(columns)
            for name in names
        }
        numbers = range(len(columns))
        filled = sum(any(cells[name, n].values for n in numbers) for name in names)
        if len(names) > _LEAST_ROWS > filled:
            return None
        kind = ROW_KINDS[self.language][self.request.kind]
        return ComposedTable(
            table=DraftTable(
                columns=(kind, *(self._heading(column) for column in columns)),
                rows=tuple(
                    (self._row_name(name), tuple(cells[name, n].values for n in numbers))
                    for name in names
                ),
                is_counted=self.request.form == "count",
            ),
            disagreements=tuple(self._disagreements(cells.values(), passages))[:_DISAGREEMENTS],
            names=frozenset(names),
            facts=frozenset(fact.id for cell in cells.values() for fact in cell.facts),
        )

    def _passages(self, columns: Sequence[Column]) -> list[StoredPassage]:
        """The passages that state the facts of the columns, or what disagrees with them."""
        own = [s.fact for column in columns for row in column.rows.values() for s in row]
        others = [self.facts[n] for f in own for n in f.conflicts_with if n in self.facts]
        sections = {section for fact in (*own, *others) for section in fact.stated_in}
        return [
            stored
            for stored in self.parallels.parallels(sorted(sections)).values()
            if stored.passage.language == self.language
        ]

    def _cell(self, name: str, column: Column, writer: CellWriter) -> _Cell:
        asked = [ids[0] for ids in self.request.scope.values() if len(ids) == 1]
        asked += [mention.id for mention in self.vocabulary.mentions(self.request.topic)]
        shown = {name, *asked, *([column.place] if column.place else [])}
        found = column.measure.best_agreeing(column.rows.get(name, ()))
        held = holding(
            found if self.request.year else current(found, today=self.today),
            qualifier=lambda fact: undated(writer.qualifier(fact, shown)),
            year=self.request.year,
        )
        disputes = disputing(held, self.facts)
        others = {other.id: other for _, other in disputes if other not in held}
        row = self._row_name(name)
        values = [writer.value(f, row=row, shown=shown, is_disputing=False) for f in held]
        values += [
            writer.value(f, row=row, shown=shown, is_disputing=True) for f in others.values()
        ]
        return _Cell(
            values=tuple(value for value in values if value),
            disputes=tuple(disputes),
            facts=(*held, *others.values()),
        )

    def _writer(self, column: Column, passages: Sequence[StoredPassage]) -> CellWriter:
        return CellWriter(
            passages=passages,
            language=self.language,
            vocabulary=self.vocabulary,
            common=common_words(self._labels(column)),
            today=self.today,
        )

    def _labels(self, column: Column) -> list[list[str]]:
        """The labels of the column's measure, without the platforms and markets they are about."""
        facts = [fact for row in column.measure.rows.values() for fact in row]
        places = {n for f in facts for n in (*f.names("platform"), *f.names("market"))}
        places |= set(column.measure.rows)
        return [
            label_pieces(f.fact, language=self.language, without=places, vocabulary=self.vocabulary)
            for f in facts
        ]

    def _heading(self, column: Column) -> str:
        """The measure, with the platform or market that the column is about unless it is asked."""
        name = measure_name(self._labels(column), language=self.language)
        name = name or MEASURED[self.language]
        if not column.place or (column.place,) in self.request.scope.values():
            return name
        place = self._term(column.place)
        return f"{name}（{place}）" if self.language == "zh" else f"{name} ({place})"

    def _row_name(self, name: str) -> str:
        """As the asker writes it, unless that is a Latin name without its capitals."""
        written = self.request.written.get(name, "")
        return self._term(name) if written.islower() or not written else written

    def _term(self, name: str) -> str:
        term = self.vocabulary.term(name)
        return term.zh if self.language == "zh" else term.en

    def _disagreements(
        self, cells: Iterable[_Cell], passages: Sequence[StoredPassage]
    ) -> Iterator[Disagreement]:
        """The pairs of facts in one cell that disagree, with the side to prefer."""
        for fact, other in (pair for cell in cells for pair in cell.disputes):
            own = plainest(fact, passages)
            against = plainest(other, passages)
            if own and against and not own.overlaps(against):
                yield weigh(own, against, topic=fact.label[self.language], is_date=fact.is_date)
