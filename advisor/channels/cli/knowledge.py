"""advisor ingest, remove and sources."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from advisor.channels.cli.console import print_json, print_rows, results
from advisor.channels.cli.ingestion_report import print_summary, shown_progress
from advisor.channels.cli.watch import follow
from advisor.knowledge.review import StaleFact, shown_value
from advisor.wiring import Workplace


def ingest(
    context: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders or http(s) addresses to add: md, txt, html, pdf, docx, "
            "csv, tsv, xlsx."
        ),
    ] = None,
    rebuild: Annotated[bool, typer.Option(help="Build every index anew.")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Follow the folders until Ctrl+C.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make the indexes equal to the notes and to the files that were added."""
    workplace = Workplace(context.obj)
    if watch:
        follow(workplace, sources or [], rebuild=rebuild, as_json=as_json)
        return
    with shown_progress() as progress:
        summary = workplace.ingest(tuple(sources or ()), rebuild=rebuild, progress=progress)
    print_summary(summary, as_json=as_json)
    if summary.refused:
        raise typer.Exit(code=1)


def remove(
    context: typer.Context,
    sources: Annotated[
        list[str], typer.Argument(help="Added files, folders, addresses, or ids of documents.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Take added documents out of the indexes again; files stay where they are."""
    print_summary(Workplace(context.obj).remove(sources), as_json=as_json)


def sources(
    context: typer.Context,
    stale: Annotated[
        bool, typer.Option("--stale", help="Only facts of the notes past their review date.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List what the advisor answers from."""
    workplace = Workplace(context.obj)
    if stale:
        _print_stale(
            workplace.stale_facts(today=datetime.now(UTC).astimezone().date()), as_json=as_json
        )
        return
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
        for document, cited in workplace.store.sources()
        for source in cited
    ]
    if as_json:
        print_json(rows)
        return
    print_rows(rows, columns=("document", "title", "source", "date", "confidence"))


def _print_stale(facts: Sequence[StaleFact], *, as_json: bool) -> None:
    rows = [
        {
            "id": stale.fact.id,
            "label": stale.fact.label["en"],
            "value": shown_value(stale.fact),
            "as of": stale.fact.as_of,
            "review by": stale.review_by,
            "source": stale.fact.source,
            "times used": stale.cited,
        }
        for stale in facts
    ]
    if as_json:
        print_json([{name.replace(" ", "_"): value for name, value in row.items()} for row in rows])
    elif rows:
        print_rows(rows, columns=tuple(rows[0]))
    else:
        results().print("No fact is past its review date.")
