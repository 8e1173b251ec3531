"""Headings of text that marks none: short lines between paragraphs."""

from collections.abc import Iterator, Mapping, Sequence

from advisor.ingestion.loaders.blocks import Block
from advisor.ingestion.loaders.line_shapes import is_numbered, looks_like_heading

_LONGEST_RUN = 2
"""A title over a heading, or a heading over a sub-heading; more short lines are a list."""


def guess_blocks(lines: Sequence[str], *, known: Mapping[str, int] | None = None) -> list[Block]:
    """Headings and paragraphs; a line of `known` is a heading of that level.

    The first line of the text is its title, of level 1, if it looks like a heading; others are of
    level 2. Lines that no empty line parts are one paragraph, unless the text has no empty line.
    """
    known = known or {}
    levels = {**_guessed_levels(lines), **_known_levels(lines, known)}
    apart = "" not in lines
    blocks: list[Block] = []
    paragraph: list[str] = []
    for number, line in enumerate((*lines, "")):
        level = levels.get(number)
        if paragraph and (apart or not line or level is not None):
            blocks.append(Block(text="\n".join(paragraph)))
            paragraph = []
        if level is not None:
            blocks.append(Block(text=line, kind="heading", level=level))
        elif line:
            paragraph.append(line)
    return blocks


def _known_levels(lines: Sequence[str], known: Mapping[str, int]) -> dict[int, int]:
    keys = ((number, "".join(line.split())) for number, line in enumerate(lines))
    return {number: known[key] for number, key in keys if key in known}


def _guessed_levels(lines: Sequence[str]) -> dict[int, int]:
    filled = [number for number, line in enumerate(lines) if line]
    levels: dict[int, int] = {}
    for run in _runs_before_a_paragraph(lines, filled):
        if len(run) <= _LONGEST_RUN and sum(is_numbered(lines[number]) for number in run) < 2:
            levels.update(dict.fromkeys(run, 2))
        if run[0] == filled[0]:
            levels[run[0]] = 1
    return levels


def _runs_before_a_paragraph(lines: Sequence[str], filled: Sequence[int]) -> Iterator[list[int]]:
    """Line numbers of neighbouring short lines that some other line follows."""
    run: list[int] = []
    for number in filled:
        if looks_like_heading(lines[number]):
            run.append(number)
        elif run:
            yield run
            run = []
