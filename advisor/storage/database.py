"""Opening the database, and its errors in the reader's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from advisor.domain.errors import StorageFailed
from advisor.storage.schema import metadata

_REPAIRS = {
    "full": "Free space on the disk, then run the command again; nothing stored was lost.",
    "disk i/o": "Check the disk and its free space, then run the command again.",
    "readonly": "Make the folder writable, or give another one with --data.",
    "unable to open": "Make the folder writable, or give another one with --data.",
    "locked": "Another process is writing; try again in a moment.",
    "malformed": "The database is damaged: restore a copy, or delete the folder and ingest again.",
    "not a database": "Another file has this name: move it away, then ingest again.",
}


class Database:
    """One SQLite file; every transaction is whole or not at all."""

    def __init__(self, folder: Path, *, patience_seconds: float = 10.0) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageFailed(
                folder,
                f"it cannot be created ({error.strerror}).",
                repair="Give another folder with --data.",
            ) from error
        self._engine = _engine(folder / "advisor.db", patience_seconds=patience_seconds)
        with self.writing() as connection:
            metadata.create_all(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database throughout."""
        with self._translated(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are stored together when the block ends without an error."""
        with self._translated(), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            problem = str(error.orig)
            repair = next((r for key, r in _REPAIRS.items() if key in problem.lower()), None)
            raise StorageFailed(
                self.folder,
                f"the database says: {problem}.",
                repair=repair or "Check the folder, then run the command again.",
            ) from error


def _engine(path: Path, *, patience_seconds: float) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": patience_seconds})

    @event.listens_for(engine, "connect")
    def _configure(connection: object, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    return engine
