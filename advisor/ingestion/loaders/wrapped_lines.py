"""Paragraphs out of lines that were broken to fit a page."""

import re
from collections.abc import Sequence
from itertools import pairwise

from advisor.ingestion.loaders.line_shapes import ends_sentence, starts_list_item
from advisor.ingestion.loaders.normal_form import display_width, unwrap

_FULL = 0.75
"""A line at least this wide, as a share of the page, was broken because the page ended."""
_PAGE_WIDTHS = range(50, 101)
_HYPHENATED = re.compile(r"(\w+)[-\u2010]\n([a-z]\w*)")


def page_width(lines: Sequence[str]) -> int:
    """The width that nine of ten lines do not exceed."""
    widths = sorted(display_width(line) for line in lines if line.strip())
    return widths[len(widths) * 9 // 10] if widths else 0


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the text was broken by width: most lines that go on are full, few end a sentence."""
    width = page_width(lines)
    going_on = [line for line, after in pairwise(lines) if line and after]
    full = [line for line in going_on if display_width(line) >= _FULL * width]
    open_ended = [line for line in full if not ends_sentence(line) and not _is_row(line)]
    return (
        width in _PAGE_WIDTHS
        and len(full) >= max(3, 0.7 * len(going_on))
        and len(open_ended) >= 0.6 * len(full)
    )


def join_wrapped(lines: Sequence[str], *, width: int) -> list[str]:
    """The lines with those joined that continue each other; empty lines stay."""
    joined: list[list[str]] = []
    for line in lines:
        if joined and _continues(joined[-1][-1], line, width=width):
            joined[-1].append(line)
        else:
            joined.append([line])
    words = set(re.findall(r"\w+", " ".join(lines)))
    return [_as_one("\n".join(group), words=words) for group in joined]


def _continues(line: str, after: str, *, width: int) -> bool:
    if not line.strip() or not after.strip() or starts_list_item(after) or _is_row(line):
        return False
    return display_width(line) >= _FULL * width


def _is_row(line: str) -> bool:
    return "\t" in line or " | " in line or re.search(r"\S {3,}\S", line) is not None


def _as_one(text: str, *, words: set[str]) -> str:
    """A hyphen at a line end goes where the document writes the word without it elsewhere."""

    def rejoin(match: re.Match[str]) -> str:
        whole = match[1] + match[2]
        return whole if whole in words else f"{match[1]}-{match[2]}"

    return unwrap(_HYPHENATED.sub(rejoin, text)) if "\n" in text else text
