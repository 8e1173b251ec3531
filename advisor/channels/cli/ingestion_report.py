"""What the command line shows of an ingestion: how far it is, and what it has changed."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich import progress

from advisor.channels.cli.console import notices, print_json, results
from advisor.domain.documents import IngestionSummary
from advisor.ingestion.pipeline import Progress


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """A bar on the terminal, for as long as the block runs."""
    console = notices()
    columns = (
        progress.TextColumn("Indexing"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("ingest", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def print_summary(summary: IngestionSummary, *, as_json: bool) -> None:
    """What an ingestion changed, and what it refused."""
    if as_json:
        print_json(_summary_fields(summary))
    else:
        _print_lines(summary)


def _print_lines(summary: IngestionSummary) -> None:
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
