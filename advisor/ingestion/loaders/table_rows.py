"""Rows of a table as sentences in which every value stands with its header."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from advisor.domain.errors import UnreadableDocument
from advisor.ingestion.loaders.blocks import Block
from advisor.ingestion.loaders.line_shapes import looks_like_heading
from advisor.ingestion.loaders.normal_form import unwrap

MAX_ROWS = 20_000
MAX_CELLS = 500_000
_LONG_RECORD_CHARS = 400
"""A longer row becomes several records; each repeats the row's first value, which names it."""
_CAPTION_LEVEL = 3
_MOST_HEADER_ROWS = 3
"""With the row below them, which is none."""
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_FIGURE = re.compile(r"[\W\d]*\d[\W\d]*(?:元|USD|EUR|GBP|CNY|RMB)?\W*", re.IGNORECASE)
"""A value that is nothing but a number, a share, a price or a day."""
_BEGINS_WITH_FIGURE = re.compile(r"\W*\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The texts of a row's cells, empty ones included; `spans` where one covers several columns."""

    cells: tuple[str, ...]
    spans: bool = False

    @property
    def values(self) -> tuple[str, ...]:
        """The texts that are not empty."""
        return tuple(filter(None, self.cells))


def require_moderate(rows: int, cells: int, *, path: Path) -> None:
    """Raise UnreadableDocument for a table beyond what is indexed in reasonable time."""
    if rows > MAX_ROWS or cells > MAX_CELLS:
        raise UnreadableDocument(
            path,
            f"The table has more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells.",
            repair="Leave out what need not be asked about, or split it into smaller files.",
        )


def table_blocks(rows: Sequence[Row]) -> Iterator[Block]:
    """A record for each row under the table's headers; lines above the table stand before them.

    The first row that names several columns gives the headers, with the rows below it as long as
    cells of it span columns. A first row of figures gives none: the columns are numbered then, or,
    where there are two, the first names the second.
    """
    rows = [Row(cells=tuple(map(unwrap, row.cells)), spans=row.spans) for row in rows]
    rows = [row for row in rows if row.values]
    width = max((len(row.values) for row in rows), default=0)
    first = 0
    while first < len(rows) and width > 1 and len(set(rows[first].values)) == 1:
        yield _caption(rows[first].values[0])
        first += 1
    top = _header_rows(rows[first : first + _MOST_HEADER_ROWS], width=width)
    headers = _headers(top)
    for row in rows[first + len(top) :]:
        if row.spans and len(set(row.values)) == 1:
            yield _caption(row.values[0])
        elif row.cells != headers:
            yield from _records(row, headers, width=width)


def _caption(text: str) -> Block:
    if looks_like_heading(text):
        return Block(text=text, kind="heading", level=_CAPTION_LEVEL)
    return Block(text=text)


def _header_rows(rows: Sequence[Row], *, width: int) -> Sequence[Row]:
    """The first rows that are headers of others: one, and the next while one spans columns of it."""
    if len(rows) < 2 or not _names_columns(rows[0], width=width):
        return ()
    count = 1
    while (
        count + 1 < len(rows) and rows[count - 1].spans and _names_columns(rows[count], width=width)
    ):
        count += 1
    return rows[:count]


def _names_columns(row: Row, *, width: int) -> bool:
    """Whether at least half of the values can be names; of two columns, all."""
    names = sum(_is_name(value) for value in row.values)
    if width == 2:
        begun = any(map(_BEGINS_WITH_FIGURE.match, row.values[1:]))
        return names == len(row.values) and (not begun or bool(_YEAR.match(row.values[-1])))
    return 2 * names >= len(row.values)


def _is_name(value: str) -> bool:
    return _YEAR.match(value) is not None or _FIGURE.fullmatch(value) is None


def _headers(rows: Sequence[Row]) -> tuple[str, ...]:
    columns = max((len(row.cells) for row in rows), default=0)
    return tuple(_header(rows, column) for column in range(columns))


def _header(rows: Sequence[Row], column: int) -> str:
    parts = [row.cells[column] for row in rows if column < len(row.cells)]
    return " ".join(dict.fromkeys(part.rstrip(":：") for part in parts if part))


def _records(row: Row, headers: Sequence[str], *, width: int) -> Iterator[Block]:
    pairs = list(_pairs(row, headers, width=width))
    record = pairs[0]
    for pair in pairs[1:]:
        if len(record) + len(pair) > _LONG_RECORD_CHARS and record != pairs[0]:
            yield _record(record)
            record = pairs[0]
        record += f"; {pair}"
    yield _record(record)


def _record(text: str) -> Block:
    """A record; prose that fills a cell is cut into sentences as elsewhere."""
    return Block(text=text, kind="record" if len(text) <= 2 * _LONG_RECORD_CHARS else "row")


def _pairs(row: Row, headers: Sequence[str], *, width: int) -> Iterator[str]:
    if not headers and width == 2 and len(row.values) == 2:
        yield f"{row.values[0].rstrip(':：')}: {row.values[1]}"
        return
    for number, value in enumerate(row.cells, start=1):
        header = headers[number - 1] if number <= len(headers) else ""
        if value:
            yield value if width == 1 and not header else f"{header or f'Column {number}'}: {value}"
