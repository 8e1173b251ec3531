"""advisor ingest and sources."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from advisor.channels.cli.console import notices, print_json, results
from advisor.domain.documents import IngestionSummary
from advisor.wiring import Workplace

_CHECKED_BY_PARSER = False
"""What is wrong with a path is said by our own errors, in one line, not by the parser."""


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files or folders to add: md, txt, html, pdf, docx.", readable=_CHECKED_BY_PARSER
        ),
    ] = None,
    remove: Annotated[
        list[Path] | None,
        typer.Option(
            help="An added file or folder to take out again.", readable=_CHECKED_BY_PARSER
        ),
    ] = None,
    rebuild: Annotated[bool, typer.Option(help="Build every index anew.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make the indexes equal to the notes and to the files that were added."""
    workplace = Workplace(context.obj)
    columns = (TextColumn("Indexing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = notices()
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("ingest", total=None)
        summary = workplace.ingest(
            tuple(paths or ()),
            remove=tuple(remove or ()),
            rebuild=rebuild,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    if as_json:
        print_json(_summary_fields(summary))
    else:
        _print_summary(summary)
    if summary.refused:
        raise typer.Exit(code=1)


def sources(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List what the advisor answers from."""
    rows = [
        {
            "document": document.id,
            "title": document.title,
            "language": document.language,
            "source": source.id,
            "publisher": source.publisher,
            "date": source.published or source.as_of,
            "confidence": source.confidence,
            "url": source.url,
        }
        for document, cited in Workplace(context.obj).sources()
        for source in cited
    ]
    if as_json:
        print_json(rows)
        return
    table = Table("document", "title", "source", "date", "confidence", box=None)
    for row in rows:
        cells = (row[name] for name in ("document", "title", "source", "date", "confidence"))
        table.add_row(*(str(cell or "—") for cell in cells))
    results().print(table)


def _print_summary(summary: IngestionSummary) -> None:
    counts = {
        "new": summary.added,
        "changed": summary.changed,
        "removed": summary.removed,
        "unchanged": summary.unchanged,
    }
    line = ", ".join(f"{len(names)} {word}" for word, names in counts.items())
    results().print(f"Documents: {line}. Passages in the index: {summary.passages}.")
    for word in ("new", "changed", "removed"):
        for name in counts[word][:20]:
            results().print(f"  {word}: {name}", markup=False)
        if len(counts[word]) > 20:
            results().print(f"  … and {len(counts[word]) - 20} more")
    for problem in summary.refused.values():
        notices().print(f"Refused: {problem}", markup=False)


def _summary_fields(summary: IngestionSummary) -> dict[str, object]:
    return {
        "added": summary.added,
        "changed": summary.changed,
        "removed": summary.removed,
        "unchanged": len(summary.unchanged),
        "refused": summary.refused,
        "passages": summary.passages,
    }
