"""Markdown: what a reader of the rendered page sees."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.ingestion.loaders.blocks import Block, BlockKind, Content
from advisor.ingestion.loaders.encoding import decode
from advisor.ingestion.loaders.html_blocks import visible_blocks
from advisor.ingestion.loaders.normal_form import normalise, unwrap
from advisor.ingestion.loaders.table_rows import Row, table_blocks

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_FRONT_TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SOFT_BREAK = "\0"
# Deeper nesting than `maxNesting` is dropped without a word; the preset's 20 is too few.
_OPTIONS = {"maxNesting": 100}


def read_markdown(data: bytes, *, path: Path) -> Content:
    """Headings, paragraphs, list items and table rows; front matter gives the title."""
    from markdown_it import MarkdownIt

    text = normalise(decode(data, path=path))
    front = _FRONT_MATTER.match(text)
    title = _FRONT_TITLE.search(front[1]) if front else None
    outline = _Outline()
    parser = MarkdownIt("commonmark", _OPTIONS).enable(["table", "strikethrough"])
    for token in parser.parse(text[front.end() :] if front else text):
        outline.add(token)
    return Content(blocks=outline.blocks, title=title[1] if title else None)


@dataclass(slots=True)
class _Outline:
    """The blocks so far, and where in the document the next token stands."""

    blocks: list[Block] = field(default_factory=list)
    level: int | None = None
    open_items: int = 0
    row: list[str] | None = None
    rows: list[Row] = field(default_factory=list)

    def add(self, token: "Token") -> None:
        """Take in the next token of the document."""
        if token.type == "inline":
            self._add_inline(_seen(token))
        elif token.type in {"fence", "code_block"}:
            self.blocks.append(Block(text=token.content))
        elif token.type == "html_block":
            self.blocks += visible_blocks(token.content)
        else:
            self._move(token)

    def _add_inline(self, text: str) -> None:
        if self.row is not None:
            self.row.append(unwrap(text))
        else:
            self.blocks.append(Block(text=text, kind=self._kind(), level=self.level))

    def _kind(self) -> BlockKind:
        if self.level is not None:
            return "heading"
        return "item" if self.open_items else "paragraph"

    def _move(self, token: "Token") -> None:
        if token.type.startswith("heading"):
            self.level = int(token.tag[1]) if token.nesting > 0 else None
        elif token.type.startswith("list_item"):
            self.open_items += token.nesting
        elif token.type == "tr_open":
            self.row = []
        elif token.type == "tr_close":
            self.rows.append(Row(cells=tuple(self.row or ())))
            self.row = None
        elif token.type == "table_close":
            self.blocks += table_blocks(self.rows)
            self.rows = []


def _seen(token: "Token") -> str:
    """The words of running text, without marks, addresses of links, and pictures."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(_SOFT_BREAK)
        elif child.type == "hardbreak" or _BREAK_TAG.fullmatch(child.content):
            parts.append("\n")
    # A soft break is a space, but none stands between Chinese characters.
    lines = "".join(parts).split("\n")
    return "\n".join(unwrap(line.replace(_SOFT_BREAK, "\n")) for line in lines)
