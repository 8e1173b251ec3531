"""advisor ingest --watch."""

import signal
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from threading import Event

from advisor.channels.cli.console import notices, print_error
from advisor.channels.cli.ingestion_report import print_summary
from advisor.domain.documents import IngestionSummary
from advisor.domain.errors import AdvisorError
from advisor.wiring import Workplace


def follow(workplace: Workplace, folders: Sequence[str], *, rebuild: bool, as_json: bool) -> None:
    """Print what each change of the folders changes in the index, until Ctrl+C or SIGTERM."""
    stop = Event()

    def end(*_: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt  # asked twice: not even the document in hand is finished
        stop.set()

    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, end)
    workplace.watch(folders, stop=stop, report=_Report(as_json=as_json), rebuild=rebuild)
    notices().print("Stopped.")


@dataclass(slots=True)
class _Report:
    """Prints what has changed; what is refused again for the same reason is not named again."""

    as_json: bool
    is_first: bool = True
    refused: dict[str, str] = field(default_factory=dict)

    def __call__(self, outcome: IngestionSummary | AdvisorError) -> None:
        if isinstance(outcome, AdvisorError):
            print_error(str(outcome))
            return
        known, self.refused = self.refused, outcome.refused
        new = {name: why for name, why in outcome.refused.items() if known.get(name) != why}
        if self.is_first or new or outcome.added or outcome.changed or outcome.removed:
            print_summary(replace(outcome, refused=new), as_json=self.as_json)
        if self.is_first:
            notices().print("Following the changes; Ctrl+C ends.")
        self.is_first = False
