"""Questions, and the one answer object that every channel renders."""

from dataclasses import dataclass, field
from typing import Literal

from advisor.domain.calculations import Calculation, CalculationRequest
from advisor.domain.documents import Confidence, LanguageCode, PassageFilter, SourceKind

AnswerStatus = Literal["answered", "needs_input", "declined"]
StatementKind = Literal["evidence", "advice", "calculation", "caveat"]
FigureOrigin = Literal["cited", "calculated", "asked", "assumed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the seller wrote, with the conversation it belongs to (None starts a new one)."""

    text: str
    conversation_id: str | None = None
    filter: PassageFilter = field(default_factory=PassageFilter)


Remark = Literal["greeting", "bare"]
"""What is no question that sources could answer: small talk, or one without a subject ("why?")."""

Asks = Literal["amount", "duration", "date", "reason", "advice", "definition", "comparison"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """The question made stand-alone, and what it is about.

    `asked` is what the seller wrote, `text` adds what it inherits from the question before;
    `search_text` adds the other forms of its terms. `entities` maps a kind of term (platform,
    market, seller, company, …) to the ids that the question names. `asks` is empty when nothing
    tells what kind of answer is wanted. `said` holds what the last answer quoted, for a follow-up.
    """

    asked: str
    text: str
    search_text: str
    language: LanguageCode
    entities: dict[str, tuple[str, ...]]
    asks: frozenset[Asks]
    filter: PassageFilter
    said: frozenset[str] = frozenset()
    remark: Remark | None = None
    wants_detail: bool = False
    wants_list: bool = False
    wants_latest: bool = False
    wants_official: bool = False
    wants_news: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in a statement with its origin.

    `value` is normalised (30% is 0.3, 30万 is 300000); `ref` is the citation number, calculation id
    or fact id it comes from, or "table" for what is counted from the answer's table.
    """

    text: str
    value: float
    unit: str | None
    origin: FigureOrigin
    ref: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of an answer with what supports it; `note` says what to know about its source."""

    text: str
    kind: StatementKind
    citations: tuple[int, ...] = ()
    calculations: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    note: str = ""

    @property
    def markdown(self) -> str:
        """The sentence as every channel shows it: with its note and the numbers it cites."""
        marks = "".join(f"[{number}]" for number in self.citations)
        return " ".join(part for part in (f"{self.text}{self.note}", marks) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """What one of the compared things has in each column: values that each cite their source.

    A cell without values is one that the sources do not fill.
    """

    name: str
    cells: tuple[tuple[Statement, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A small table; `columns` begins with what the rows are, `missing` stands in an empty cell."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    missing: str

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every value of every cell."""
        return tuple(s for row in self.rows for cell in row.cells for s in cell)

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The rows as text: the name, then each cell."""
        return tuple((row.name, *(self._cell(cell) for cell in row.cells)) for row in self.rows)

    @property
    def markdown(self) -> str:
        """The table in Markdown, with the numbers it cites."""
        rows = [self.columns, ["---"] * len(self.columns), *self.lines]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    @property
    def plain(self) -> str:
        """The table for channels that have none: a line for each row."""
        return "\n".join(
            f"{name}: "
            + "; ".join(f"{c} {v}" for c, v in zip(self.columns[1:], cells, strict=True))
            for name, *cells in self.lines
        )

    def _cell(self, values: tuple[Statement, ...]) -> str:
        return "; ".join(value.markdown for value in values).replace("|", "/") or self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The exact words of a passage that support a statement.

    `start` and `end` are offsets in the document's stored text. `as_of` and `published` are None
    when the source tells neither. `source_kind` and `confidence` say how far to trust the source.
    """

    number: int
    passage_id: str
    source_id: str
    title: str
    publisher: str
    url: str | None
    published: str | None
    as_of: str | None
    quote: str
    start: int
    end: int
    source_kind: SourceKind = "own"
    confidence: Confidence = "medium"
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingInput:
    """A number that decides the answer and that only the seller knows."""

    name: str
    question: str
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Citations that disagree about one thing."""

    topic: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Milliseconds spent in each step of one answer."""

    understand: float = 0.0
    retrieve: float = 0.0
    calculate: float = 0.0
    compose: float = 0.0
    verify: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Status, statements, table and citations of one answer; `text` is made from them."""

    id: str
    conversation_id: str
    question: str
    language: LanguageCode
    status: AnswerStatus
    text: str
    statements: tuple[Statement, ...] = ()
    table: Table | None = None
    citations: tuple[Citation, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    requested: tuple[CalculationRequest, ...] = ()
    missing: tuple[MissingInput, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    follow_ups: tuple[str, ...] = ()
    composer: str = "extractive"
    knowledge_version: str = ""
    timings_ms: Timings = field(default_factory=Timings)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEvent:
    """One step of a streamed answer.

    `status` events tell what is being done; each `statement` event carries a verified statement
    with its citations, a `table` event the table; the last event is `done` with the whole answer.
    """

    kind: Literal["status", "statement", "table", "done"]
    status: str | None = None
    statement: Statement | None = None
    table: Table | None = None
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None
