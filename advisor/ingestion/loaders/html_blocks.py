"""Parsed HTML as headings, paragraphs, list items and table rows."""

from dataclasses import dataclass, field
from typing import Any

from advisor.ingestion.loaders.blocks import Block, BlockKind
from advisor.ingestion.loaders.normal_form import unwrap

_DROPPED = (
    *("head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object"),
    *("nav", "aside", "footer", "form", "button", "select", "textarea"),
)
_INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
        ),
        *("i", "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small"),
        *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ITEMS = frozenset({"li", "dt", "dd"})
_BREAK = "\0"
"""A line break while white space is still to be collapsed; no markup can contain it."""


def visible_blocks(markup: str) -> list[Block]:
    """Everything of a page but its scripts, menus and forms, in order."""
    page = _parsed(markup)
    for element in list(page.iter(*_DROPPED)):
        if element.getparent() is not None:
            element.drop_tree()
    writer = _Writer()
    writer.walk(page, kind="paragraph", verbatim=False)
    return writer.blocks


def page_title(markup: str) -> str | None:
    """What the page calls itself, in one line."""
    return unwrap(_parsed(markup).findtext("./head/title") or "") or None


def _parsed(markup: str) -> Any:
    from lxml import etree, html  # type: ignore[import-untyped]

    # The HTML parser expands no entities that a page defines itself, and loads nothing.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(markup.encode(), parser=parser)
    except etree.ParserError:  # nothing but comments and white space
        return html.Element("html")


@dataclass(slots=True)
class _Writer:
    """Collects running text and makes a block of it where one ends."""

    blocks: list[Block] = field(default_factory=list)
    running: list[str] = field(default_factory=list)

    def walk(self, element: Any, *, kind: BlockKind, verbatim: bool) -> None:
        """Write an element and all below it; `verbatim` keeps line breaks, as <pre> does."""
        tag = element.tag
        if tag == "br":
            self.running.append(_BREAK)
        elif tag in _INLINE:
            self._write_content(element, kind=kind, verbatim=verbatim)
        else:
            self._end_block(kind)
            self._write_block(element, kind=kind, verbatim=verbatim or tag == "pre")

    def _write_block(self, element: Any, *, kind: BlockKind, verbatim: bool) -> None:
        tag = element.tag
        if tag in _HEADINGS:
            self._write_content(element, kind="heading", verbatim=verbatim)
            self._end_block("heading", level=_HEADINGS[tag])
        elif tag == "tr" and element.find(".//tr") is None:  # else it is a table for layout
            cells = (unwrap("".join(cell.itertext())) for cell in element.iter("td", "th"))
            self.running.append(" | ".join(cells))
            self._end_block("row")
        else:
            kind = "item" if tag in _ITEMS else kind
            self._write_content(element, kind=kind, verbatim=verbatim)
            self._end_block(kind)

    def _write_content(self, element: Any, *, kind: BlockKind, verbatim: bool) -> None:
        self._write_text(element.text, verbatim=verbatim)
        for child in element:
            self.walk(child, kind=kind, verbatim=verbatim)
            self._write_text(child.tail, verbatim=verbatim)

    def _write_text(self, text: str | None, *, verbatim: bool) -> None:
        if text:
            self.running.append(text.replace("\n", _BREAK) if verbatim else text)

    def _end_block(self, kind: BlockKind, *, level: int | None = None) -> None:
        lines = "".join(self.running).split(_BREAK)
        text = "\n".join(map(unwrap, lines)).strip()
        self.running.clear()
        if text:
            self.blocks.append(Block(text=text, kind=kind, level=level))
