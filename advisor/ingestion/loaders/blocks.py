"""What every loader makes of a file, and how it becomes one text with exact offsets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.ingestion.loaders.normal_form import normalise

BlockKind = Literal["heading", "paragraph", "item", "row", "record"]
_ADJACENT = frozenset({"item", "row", "record"})
"""Of these kinds neighbours stand on the next line, not after an empty one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading line; `text` stands in the document's text from `start` to `end`; 1 is the top."""

    level: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedDocument:
    """A file as text; headings are in the order of the text.

    `records` are the offsets of table rows that are one sentence each, whatever their punctuation.
    `published` is an ISO date, None where the file gives none.
    """

    title: str
    text: str
    headings: tuple[Heading, ...]
    records: tuple[tuple[int, int], ...] = ()
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, a paragraph, a list item or a table row; the level is None but for a heading.

    A record is a row in which every value stands with its header.
    """

    text: str
    kind: BlockKind = "paragraph"
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a format's loader found; what the format does not give is None."""

    blocks: Sequence[Block]
    title: str | None = None
    published: str | None = None


def compose(content: Content, *, fallback_title: str) -> LoadedDocument:
    """The blocks as one normalised text; without a title the first top heading is it."""
    parts: list[str] = []
    headings: list[Heading] = []
    records: list[tuple[int, int]] = []
    length, before = 0, ""
    for block in content.blocks:
        text = _block_text(block)
        if not text:
            continue
        if parts:
            parts.append("\n" if before == block.kind and before in _ADJACENT else "\n\n")
            length += len(parts[-1])
        if block.level is not None:
            headings.append(
                Heading(level=block.level, text=text, start=length, end=length + len(text))
            )
        if block.kind == "record":
            records.append((length, length + len(text)))
        parts.append(text)
        length += len(text)
        before = block.kind
    title = " ".join(normalise(content.title or "").split())
    first = next((heading.text for heading in headings if heading.level == 1), "")
    return LoadedDocument(
        title=title or first or fallback_title,
        text="".join(parts),
        headings=tuple(headings),
        records=tuple(records),
        published=content.published,
    )


def _block_text(block: Block) -> str:
    text = normalise(block.text).strip()
    return text if block.level is None else " ".join(text.split())
