"""Keeping the index equal to folders: a synchronisation after every change that has settled."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic

from advisor.domain.documents import Document, IngestionSummary
from advisor.domain.errors import AdvisorError, UnreadableDocument, WatchFailed
from advisor.ingestion.loaders import is_hidden
from advisor.ingestion.own_documents import own_document
from advisor.ingestion.pipeline import Ingestion, Progress
from advisor.ingestion.sources import FileReader, read_folders

SETTLED_MILLISECONDS = 500
_PATIENCE_MILLISECONDS = 10_000
"""What changes without a pause is looked at this often all the same."""
_TICK_MILLISECONDS = 1_000
_FIRST_RETRY_SECONDS = 2.0
_LAST_RETRY_SECONDS = 60.0
_REFUSED_RETRIES = 5

Report = Callable[[IngestionSummary | AdvisorError], None]
"""Called with what each synchronisation changed, or why it failed."""


class Stopped(Exception):
    """The work in hand was given up because the user wants to end."""


@dataclass(frozen=True, slots=True)
class RememberedFiles:
    """Reads files, and those that have not changed since from memory; `stop` ends the reading."""

    stop: Event
    _known: dict[Path, tuple[tuple[int, ...], Document]] = field(default_factory=dict)

    def __call__(self, path: Path, *, origin: Path) -> Document:
        """The document of one file. Raises UnreadableDocument or Stopped."""
        self.require_going()
        stamp = _stamp(path)
        if stamp is not None and self._known.get(path, ((), None))[0] == stamp:
            return self._known[path][1]
        document = own_document(path, origin=origin)
        if stamp is not None and stamp == _stamp(path):  # else it was written while it was read
            self._known[path] = (stamp, document)
        return document

    def interrupting(self, progress: Progress) -> Progress:
        """The same progress, which raises Stopped when the user wants to end."""

        def tell(done: int, total: int) -> None:
            self.require_going()
            progress(done, total)

        return tell

    def require_going(self) -> None:
        """Raise Stopped when the user wants to end."""
        if self.stop.is_set():
            raise Stopped


def sync_folders(
    ingestion: Ingestion, folders: Sequence[str], *, read: FileReader, progress: Progress
) -> IngestionSummary:
    """Make the index equal to some added folders; all else that is indexed stays as it is."""
    indexed = ingestion.store.state().builtin_fingerprint
    state = read_folders(folders, builtin_fingerprint=indexed, read=read)
    return ingestion.run(state, progress=progress)


def follow(
    folders: Sequence[str],
    sync: Callable[[], IngestionSummary],
    *,
    stop: Event,
    ignored: Path,
    report: Report,
) -> None:
    """Call `sync` now, after every settled change in the folders, and again where it failed.

    Returns when `stop` is set. Changes below `ignored` and of hidden files are none. What refuses
    to be read is tried again for a minute, then only when it changes. Raises UnreadableDocument
    when a folder itself cannot be read any more, or WatchFailed.
    """
    retry = _Retry()
    for changed in _ticks(folders, stop=stop, ignored=ignored):
        if changed:
            retry.at_once()
        if not retry.is_due():
            continue
        try:
            summary = sync()
        except UnreadableDocument:
            raise
        except AdvisorError as error:
            report(error)
            retry.later()
        else:
            report(summary)
            retry.later(most=_REFUSED_RETRIES) if summary.refused else retry.never()


@dataclass(slots=True)
class _Retry:
    """When to try again: at growing intervals."""

    due: float | None = 0.0
    tries: int = 0

    def at_once(self) -> None:
        self.due, self.tries = 0.0, 0

    def never(self) -> None:
        self.due = None

    def later(self, *, most: int | None = None) -> None:
        if most is not None and self.tries >= most:
            return self.never()
        wait = min(_FIRST_RETRY_SECONDS * 2**self.tries, _LAST_RETRY_SECONDS)
        self.due, self.tries = monotonic() + wait, self.tries + 1
        return None

    def is_due(self) -> bool:
        return self.due is not None and monotonic() >= self.due


def _ticks(folders: Sequence[str], *, stop: Event, ignored: Path) -> Iterator[bool]:
    """Whether something has changed: after each settled change, and each second without one.

    Changes that come while the caller is busy are kept and told of next.
    """
    from watchfiles import Change, watch

    def is_told(_: Change, path: str) -> bool:
        return not Path(path).is_relative_to(ignored) and not any(
            is_hidden(part)
            for folder in folders
            if Path(path).is_relative_to(folder)
            for part in Path(path).relative_to(folder).parts
        )

    changes = watch(
        *folders,
        watch_filter=is_told,
        debounce=_PATIENCE_MILLISECONDS,
        step=SETTLED_MILLISECONDS,
        rust_timeout=_TICK_MILLISECONDS,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
    )
    try:
        for found in changes:
            yield bool(found)
    except OSError as error:
        raise WatchFailed(folders[0], error) from error


def _stamp(path: Path) -> tuple[int, ...] | None:
    """What changes when a file is written; None for one that cannot be looked at."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
