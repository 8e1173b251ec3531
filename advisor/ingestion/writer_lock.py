"""One writer at a time, among threads and processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from advisor.domain.errors import AnotherWriter, StorageFailed

_PATIENCE_SECONDS = 1.0
"""Longer than a question needs to look whether somebody writes."""


class WriterLock:
    """A lock file in the data folder; the operating system frees it when its owner dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / "writer.lock")

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Be the only writer. Raises AnotherWriter or StorageFailed."""
        if not self._acquire(timeout=_PATIENCE_SECONDS):
            raise AnotherWriter(self._folder)
        try:
            yield
        finally:
            self._lock.release()

    def is_held_elsewhere(self) -> bool:
        """Whether another process, or another part of this one, is writing."""
        if self._lock.is_locked:
            return True
        if not self._acquire(timeout=0):
            return True
        self._lock.release()
        return False

    def _acquire(self, *, timeout: float) -> bool:
        """Whether the lock could be had. Raises StorageFailed for a folder that does not allow it."""
        try:
            self._lock.acquire(timeout=timeout)
        except Timeout:
            return False
        except OSError as error:
            raise StorageFailed(
                self._folder,
                f"its file writer.lock cannot be written ({error.strerror}).",
                repair="Make the folder writable, or give another one with --data.",
            ) from error
        return True
