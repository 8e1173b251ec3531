"""Excel tables: the visible sheets with the values that Excel has computed."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from advisor.domain.errors import UnreadableDocument
from advisor.ingestion.loaders.blocks import Block, Content
from advisor.ingestion.loaders.number_formats import shown
from advisor.ingestion.loaders.office_archive import vetted_archive
from advisor.ingestion.loaders.table_rows import Row, require_moderate, table_blocks

_SHEET_LEVEL = 2
_LAST_ROW = 1_048_576
_MAX_MERGED = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Merged:
    """Cells shown as one; columns and rows are counted from one, both ends belong to it."""

    left: int
    top: int
    right: int
    bottom: int


def read_xlsx(data: bytes, *, path: Path) -> Content:
    """A heading for each visible sheet, a record for each of its rows."""
    from openpyxl import load_workbook

    archive = vetted_archive(data, program="Excel", path=path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its reader warns of pictures and styles it leaves out
        workbook = load_workbook(archive, read_only=True, data_only=True)
        try:
            sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
            blocks = [block for sheet in sheets for block in _sheet(sheet, path=path)]
        finally:
            workbook.close()
    return Content(blocks=blocks, title=workbook.properties.title)


def _sheet(sheet: Any, *, path: Path) -> Iterator[Block]:
    blocks = table_blocks(list(_rows(sheet, merged=_merged(sheet, path=path), path=path)))
    for number, block in enumerate(blocks):
        if number == 0:
            yield Block(text=sheet.title, kind="heading", level=_SHEET_LEVEL)
        yield block


def _rows(sheet: Any, *, merged: Sequence[_Merged], path: Path) -> Iterator[Row]:
    """The rows that hold anything, each cell of a merged range with the value of the range."""
    sheet.reset_dimensions()  # what the file says of them may be wrong, and is believed otherwise
    areas = _Areas(waiting=sorted(merged, key=lambda area: area.top, reverse=True))
    rows = cells = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        texts = [_text(cell) for cell in row]
        rows += any(texts)
        cells += len(texts)
        if number > _LAST_ROW:
            raise UnreadableDocument(
                path, "A sheet is longer than Excel allows.", repair="Save it again in Excel."
            )
        require_moderate(rows, cells, path=path)
        areas.enter(number, texts)
        if any(texts):
            yield areas.filled(number, texts)


def _text(cell: Any) -> str:
    return "" if cell.value is None else shown(cell.value, cell.number_format)


@dataclass(slots=True)
class _Areas:
    """The merged ranges that reach into the row at hand, each with its text."""

    waiting: list[_Merged]
    here: dict[_Merged, str] = field(default_factory=dict)
    width: int = 0

    def enter(self, number: int, texts: Sequence[str]) -> None:
        """Go on to the row of that number."""
        self.width = max(self.width, len(texts))
        self.here = {area: text for area, text in self.here.items() if area.bottom >= number}
        while self.waiting and self.waiting[-1].top <= number:
            area = self.waiting.pop()
            self.here[area] = texts[area.left - 1] if area.left <= len(texts) else ""

    def filled(self, number: int, texts: Sequence[str]) -> Row:
        """The row with the texts of the ranges, no wider than any so far."""
        cells = [*texts, *[""] * (self.width - len(texts))]
        spans = False
        for area, text in self.here.items():
            right = min(area.right, self.width)
            cells[area.left - 1 : right] = [text] * (right - area.left + 1)
            spans |= area.right > area.left and area.bottom == number
        return Row(cells=tuple(cells), spans=spans)


def _merged(sheet: Any, *, path: Path) -> list[_Merged]:
    """The merged ranges of a sheet. Raises UnreadableDocument for formulas never computed."""
    from lxml import etree  # type: ignore[import-untyped]

    merged: list[_Merged] = []
    uncomputed = 0
    # Read row by row, openpyxl tells of neither; loaded whole, it takes memory for every cell of a
    # merged range, which may be millions.
    with sheet._get_source() as source:
        for _, element in etree.iterparse(source, tag=("{*}row", "{*}mergeCell"), huge_tree=False):
            if element.tag.endswith("row"):
                uncomputed += sum(map(_is_uncomputed, element))
            else:
                merged.append(_area(element.get("ref", "")))
            _forget(element)
    if uncomputed:
        raise UnreadableDocument(
            path,
            f"The sheet {sheet.title!r} holds {uncomputed} formulas whose results are not stored.",
            repair="Open it in Excel and save it again.",
        )
    if len(merged) > _MAX_MERGED:
        raise UnreadableDocument(
            path,
            f"The sheet {sheet.title!r} merges more than {_MAX_MERGED:,} ranges of cells.",
            repair="Undo the merging, or leave the sheet out.",
        )
    return merged


def _area(reference: str) -> _Merged:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    return _Merged(left=left, top=top, right=right, bottom=bottom)


def _is_uncomputed(cell: Any) -> bool:
    """Whether a cell has a formula without a result; a result may be empty text."""
    if cell.find("{*}f") is None:
        return False
    result = cell.find("{*}v")
    return result is None or (not result.text and cell.get("t") != "str")


def _forget(element: Any) -> None:
    """Free the memory of an element and of those before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
