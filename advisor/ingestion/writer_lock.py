"""One writer at a time, among threads and processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from advisor.domain.errors import AnotherWriter

_PATIENCE_SECONDS = 1.0
"""Longer than a question needs to look whether somebody writes."""


class WriterLock:
    """A lock file in the data folder; the operating system frees it when its owner dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / "writer.lock", timeout=_PATIENCE_SECONDS)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Be the only writer. Raises AnotherWriter."""
        try:
            self._lock.acquire()
        except Timeout as error:
            raise AnotherWriter(self._folder) from error
        try:
            yield
        finally:
            self._lock.release()

    def is_held_elsewhere(self) -> bool:
        """Whether another process, or another part of this one, is writing."""
        if self._lock.is_locked:
            return True
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return True
        self._lock.release()
        return False
