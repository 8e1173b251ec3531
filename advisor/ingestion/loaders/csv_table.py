"""CSV: rows of values, whatever separates them."""

import csv
import io
from collections import Counter
from itertools import islice
from pathlib import Path

from advisor.domain.errors import UnreadableDocument
from advisor.ingestion.loaders.blocks import Content
from advisor.ingestion.loaders.encoding import decode
from advisor.ingestion.loaders.normal_form import normalise
from advisor.ingestion.loaders.table_rows import Row, require_moderate, table_blocks

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 50


def read_csv(data: bytes, *, path: Path) -> Content:
    """A record for each row; the separator is the one that gives rows of one length."""
    text = normalise(decode(data, path=path))
    separator = _separator(text)
    if text[:5].lower().rstrip("\n") == f"sep={separator}":  # a line that Excel writes
        text = text.partition("\n")[2]
    rows: list[Row] = []
    cells = 0
    lines = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True, strict=True)
    try:
        for values in lines:
            cells += len(values)
            rows.append(Row(cells=tuple(values)))
            require_moderate(len(rows), cells, path=path)
    except csv.Error as error:
        raise UnreadableDocument(
            path,
            f"Its quotation marks are broken in or before line {lines.line_num} ({error}).",
            repair="Close or double them there, or save the table again as CSV or XLSX.",
        ) from error
    return Content(blocks=list(table_blocks(rows)))


def _separator(text: str) -> str:
    """What separates values: the csv module's own guess fails on tables with much text."""
    if text[:4].lower() == "sep=" and text[4:5] in _SEPARATORS:
        return text[4]
    return max(_SEPARATORS, key=lambda separator: _agreement(text, separator))


def _agreement(text: str, separator: str) -> tuple[float, int]:
    """The share of the first rows that have the most frequent length, if above one; that length."""
    reader = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True)
    try:
        lengths = Counter(len(row) for row in islice(reader, _SAMPLE_ROWS) if row)
    except csv.Error:
        return 0.0, 0
    length, count = max(lengths.items(), key=lambda item: item[1], default=(0, 0))
    return (count / lengths.total(), length) if length > 1 else (0.0, 0)
