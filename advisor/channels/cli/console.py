"""What the command line prints: results to stdout, everything else to stderr."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table as DrawnTable
from rich.text import Text

from advisor.channels.source_lines import source_lines
from advisor.domain.answers import Answer, Table

_ROOM_FOR_COLUMN = 16
_WIDEST = 100_000
_ANSWER = TypeAdapter(Answer)


def results() -> Console:
    """Where results go; plain text when it is no terminal."""
    return Console(highlight=False, soft_wrap=True)


def notices() -> Console:
    """Where progress and errors go."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def print_error(message: str) -> None:
    """One line to stderr."""
    line = " ".join(message.split())
    sys.stderr.write(f"Error: {line}\n".encode("utf-8", "replace").decode())


def print_json(value: Any) -> None:
    """JSON to stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
    sys.stdout.flush()


def print_rows(rows: Sequence[Mapping[str, object]], *, columns: Sequence[str]) -> None:
    """A table to stdout; where that is no terminal, nothing of it is wrapped."""
    table = DrawnTable(box=None)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        cells = (row[name] for name in columns)
        # As Text: what a title has in brackets is no markup.
        table.add_row(*(Text("—" if cell in (None, "") else str(cell)) for cell in cells))
    console = results()
    if not console.is_terminal:
        console.width = _WIDEST
        console.width = Measurement.get(console, console.options, table).maximum
    console.print(table)


def print_answer_json(answer: Answer) -> None:
    """The whole answer object to stdout."""
    print_json(_ANSWER.dump_python(answer, mode="json"))


def print_answer(answer: Answer, *, console: Console) -> None:
    """The answer's text; in a terminal with its table drawn."""
    if answer.table is None or not console.is_terminal:
        console.print(answer.text, markup=False)
        return
    before, _, after = answer.text.partition(answer.table.markdown)
    if before:
        console.print(before.rstrip(), markup=False)
    print_table(answer.table, console=console)
    if after:
        console.print(after.strip(), markup=False)


def print_table(table: Table, *, console: Console) -> None:
    """The table: drawn in a terminal that has the room, a line for each row elsewhere."""
    if not console.is_terminal or console.width < _ROOM_FOR_COLUMN * len(table.columns):
        console.print(table.plain, markup=False)
        return
    drawn = DrawnTable(show_lines=True)
    for column in table.columns:
        drawn.add_column(Text(column), overflow="fold")
    for line in table.lines:
        drawn.add_row(*map(Text, line))
    console.print(drawn, soft_wrap=False)


def print_sources(answer: Answer, *, console: Console) -> None:
    """The sources with what they say, then what could be asked next."""
    if answer.citations:
        console.print("\n来源" if answer.language == "zh" else "\nSources", style="bold")
    for line in source_lines(answer):
        console.print(line, markup=False)
    if not answer.follow_ups or answer.status == "declined":  # then they stand in the text
        return
    console.print("\n还可以问" if answer.language == "zh" else "\nYou could ask", style="bold")
    for question in answer.follow_ups:
        console.print(f"  · {question}", markup=False)
