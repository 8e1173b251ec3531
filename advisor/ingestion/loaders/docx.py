"""Word documents: headings, paragraphs, list items and table rows of the body and its boxes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from advisor.ingestion.loaders.blocks import Block, Content
from advisor.ingestion.loaders.normal_form import unwrap
from advisor.ingestion.loaders.office_archive import vetted_archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLE_STYLES = frozenset({"title", "标题"})
_TITLE_LEVEL = 0
_DEEPEST_STYLE = 10
_PRINTED = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_LEFT_OUT = frozenset({"del", "moveFrom", "pPr", "rPr", "instrText", "txbxContent", "Fallback"})
_TEMPLATE_TITLE = "Word Document"


def read_docx(data: bytes, *, path: Path) -> Content:
    """The body in order, with tracked insertions accepted and deletions gone."""
    from docx import Document

    document = Document(vetted_archive(data, program="Word", path=path))
    levels = _style_levels(document.styles)
    blocks = list(_blocks(document.element.body, levels=levels))
    if any(block.level == _TITLE_LEVEL for block in blocks):
        blocks = [
            block if block.level is None else replace(block, level=block.level + 1)
            for block in blocks
        ]
    title = document.core_properties.title
    return Content(blocks=blocks, title=None if title == _TEMPLATE_TITLE else title)


def _style_levels(styles: Iterable[Any]) -> dict[str, int]:
    """Heading levels by style id; a style without one of its own has that of its parent."""
    levels: dict[str, int] = {}
    for style in styles:
        ancestor: Any = style
        for _ in range(_DEEPEST_STYLE):  # styles of a damaged file may be their own ancestors
            level = _own_level(ancestor)
            if level is not None:
                levels[style.style_id] = level
            ancestor = getattr(ancestor, "base_style", None)
            if level is not None or ancestor is None:
                break
    return levels


def _own_level(style: Any) -> int | None:
    name = (style.name or "").strip().lower()
    if name in _TITLE_STYLES:
        return _TITLE_LEVEL
    named = _HEADING_STYLE.fullmatch(name)
    return int(named[1]) if named else _outline_level(style.element)


def _outline_level(element: Any) -> int | None:
    """The level that a paragraph's or style's properties give; 9 there means body text."""
    outline = element.find(f"{_W}pPr/{_W}outlineLvl")
    value = outline.get(f"{_W}val", "") if outline is not None else ""
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else None


def _blocks(parent: Any, *, levels: Mapping[str, int]) -> Iterator[Block]:
    for element in parent:
        name = _name(element)
        if name == "p":
            yield _paragraph(element, levels=levels)
            for box in element.iter(f"{_W}txbxContent"):
                # A box is written twice, the second time for programs that do not know boxes.
                if not any(_name(ancestor) == "Fallback" for ancestor in box.iterancestors()):
                    yield from _blocks(box, levels=levels)
        elif name == "tbl":
            yield from _rows(element, levels=levels)
        elif name in _WRAPPERS:
            yield from _blocks(element, levels=levels)


def _rows(parent: Any, *, levels: Mapping[str, int]) -> Iterator[Block]:
    for element in parent:
        if _name(element) in _WRAPPERS:
            yield from _rows(element, levels=levels)
        elif _name(element) == "tr":
            cells = list(element.iter(f"{_W}tc"))
            if len(cells) == 1:  # a frame around text
                yield from _blocks(cells[0], levels=levels)
            else:
                yield Block(text=" | ".join(map(_cell_text, _own_cells(element))), kind="row")


def _own_cells(row: Any) -> Iterator[Any]:
    for element in row:
        if _name(element) == "tc":
            yield element
        elif _name(element) in _WRAPPERS:
            yield from _own_cells(element)


def _cell_text(cell: Any) -> str:
    return " ".join(filter(None, (unwrap(_text(p)) for p in cell.iter(f"{_W}p"))))


def _paragraph(element: Any, *, levels: Mapping[str, int]) -> Block:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    level = _outline_level(element)
    if level is None and style is not None:
        level = levels.get(style.get(f"{_W}val"))
    if level is not None:
        return Block(text=_text(element), kind="heading", level=level)
    numbered = element.find(f"{_W}pPr/{_W}numPr") is not None
    listed = style is not None and style.get(f"{_W}val", "").startswith("List")
    return Block(text=_text(element), kind="item" if numbered or listed else "paragraph")


def _text(element: Any) -> str:
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _PRINTED:
            yield _PRINTED[name]
        elif name not in _LEFT_OUT:
            yield from _pieces(child)


def _name(element: Any) -> str:
    """The tag without its namespace; empty for a comment."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
