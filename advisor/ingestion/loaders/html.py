"""Web pages: their main text with its headings, without menus, scripts and advertisements."""

import codecs
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from advisor.ingestion.loaders.blocks import Block, Content
from advisor.ingestion.loaders.encoding import decode, decode_as_declared
from advisor.ingestion.loaders.html_blocks import page_title, visible_blocks

_SHORT_PAGE_CHARS = 400
"""A page of less main text has none to tell from the rest: all that is visible is taken."""
_LONG_CHARS = 20
"""A text this long does not stand elsewhere on the page by chance."""
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)


def read_html(data: bytes, *, path: Path) -> Content:
    """Headings, paragraphs, list items and table rows of a page's main text."""
    import trafilatura

    markup = _characters(data, path=path)
    visible = visible_blocks(markup)
    # Trafilatura knows best what is main text, but loses headings and the order of lists and
    # tables: it chooses among the blocks of the page instead of giving its own.
    main_text = trafilatura.extract(markup, favor_recall=True, include_comments=False) or ""
    main = list(_chosen(visible, main_text))
    if sum(len(block.text) for block in main) < _SHORT_PAGE_CHARS:
        main = visible
    top = next((block.text for block in main if block.level == 1), None)
    return Content(blocks=main, title=top or page_title(markup), published=_published(markup))


def _published(markup: str) -> str | None:
    """The date that the page gives of itself, in ISO form."""
    from trafilatura import extract_metadata

    # Not "extensive": that takes any date which stands on the page.
    given = extract_metadata(markup, extensive=False).date
    try:
        return date.fromisoformat(given or "").isoformat()
    except ValueError:
        return None


def _chosen(blocks: Sequence[Block], main_text: str) -> Iterator[Block]:
    """The blocks that stand in the main text, and the headings above them."""
    lines = set(map(_letters, main_text.split("\n")))
    whole = _letters(main_text)
    above: list[Block] = []
    for block in blocks:
        letters = _letters(block.text)
        if block.level is not None:
            above = [h for h in above if (h.level or 0) < block.level] + [block]
        elif letters in lines or (len(letters) >= _LONG_CHARS and letters in whole):
            yield from above
            above = []
            yield block


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _characters(data: bytes, *, path: Path) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return decode(data, path=path)
    declared = _DECLARED.search(data[:4096])
    text = decode_as_declared(data, declared[1].decode("ascii")) if declared else None
    return decode(data, path=path) if text is None else text
