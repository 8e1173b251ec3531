"""Files and folders as they lie on disk: what may be read, and in which order."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from advisor.domain.errors import UnreadableDocument
from advisor.ingestion.loaders.formats import SUPPORTED

MAX_FILE_BYTES = 50_000_000

# Without it, opening a named pipe waits for a writer for ever. Windows has neither.
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)
_HIDDEN = (".", "~$")
"""What names of hidden files, and of Word's lock files, begin with."""


def read_file(path: Path) -> bytes:
    """The bytes of a regular file of at most MAX_FILE_BYTES. Raises UnreadableDocument."""
    try:
        data = _read_bytes(path)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        raise _unreadable(path, error) from error
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableDocument(
            path,
            f"The file is larger than {MAX_FILE_BYTES // 1_000_000} MB.",
            repair="Split it into smaller files.",
        )
    if not data:
        raise UnreadableDocument(path, "The file is empty.", repair="Add text, or leave it out.")
    return data


def load_folder(path: Path) -> Iterator[Path]:
    """Supported files under a folder, sorted; hidden ones are left out. Raises UnreadableDocument.

    Links inside the folder are not followed: what they point to is either found itself or outside.
    """
    return iter(sorted(_walk(path)))


def _read_bytes(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | _WITHOUT_WAITING | getattr(os, "O_BINARY", 0))
    try:
        _require_regular(path, os.fstat(descriptor))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(MAX_FILE_BYTES + 1)
    finally:
        os.close(descriptor)


def _walk(folder: Path) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop()):
            if entry.name.startswith(_HIDDEN) or entry.is_symlink():
                continue
            if entry.is_dir():
                waiting.append(Path(entry))
            elif Path(entry).suffix.lower() in SUPPORTED:
                yield Path(entry)


def _entries(folder: Path) -> "list[os.DirEntry[str]]":
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (OSError, ValueError) as error:
        raise _unreadable(folder, error) from error


def _require_regular(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableDocument(
            path, "This is a pipe, socket or device, not a file.", repair="Give a regular file."
        )


def _unreadable(path: Path, error: OSError | ValueError) -> UnreadableDocument:
    code = error.errno if isinstance(error, OSError) else None
    problems = {
        errno.ENOENT: ("It does not exist.", "Check the path."),
        errno.ENOTDIR: ("It is not a folder, or lies in none.", "Check the path."),
        errno.EISDIR: ("It is a folder, not a file.", "Give a file."),
        errno.EACCES: ("It may not be read.", "Allow reading it, or leave it out."),
        errno.EPERM: ("It may not be read.", "Allow reading it, or leave it out."),
        errno.ELOOP: ("Its symbolic link leads back to itself.", "Give the file itself."),
        errno.ENXIO: ("This is a pipe, socket or device, not a file.", "Give a regular file."),
    }
    problem, repair = problems.get(code or 0, (f"It cannot be read ({error}).", "Check the path."))
    return UnreadableDocument(path, problem, repair=repair)
