"""Files and folders as they lie on disk: what may be read, and in which order."""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from advisor.domain.errors import UnreadableDocument
from advisor.domain.identity import printable
from advisor.ingestion.loaders.formats import SUPPORTED

MAX_FILE_BYTES = 50_000_000

# Without it, opening a named pipe waits for a writer for ever. Windows has neither.
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)
_HIDDEN = (".", "~$")
"""What names of hidden files, and of Word's lock files, begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderContent:
    """The supported files under a folder, sorted, and why folders in it could not be read."""

    files: tuple[Path, ...]
    refused: dict[Path, UnreadableDocument]


def real_path(path: Path) -> Path:
    """The absolute path without links. Raises UnreadableDocument, also for links in a circle."""
    _require_utf8(path)
    try:
        return path.resolve()
    except RuntimeError as error:  # before Python 3.13 a circle is none of the OSErrors
        raise _unreadable(path, OSError(errno.ELOOP, "")) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def kind_of(path: Path) -> Literal["file", "folder"] | None:
    """What lies there; None for nothing. Raises UnreadableDocument when that cannot be told."""
    try:
        return "folder" if stat.S_ISDIR(path.stat().st_mode) else "file"
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def read_file(path: Path) -> bytes:
    """The bytes of a regular file of at most MAX_FILE_BYTES. Raises UnreadableDocument."""
    _require_utf8(path)
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


def is_hidden(name: str) -> bool:
    """Whether a file or folder of that name is left out."""
    return name.startswith(_HIDDEN)


def load_folder(path: Path) -> FolderContent:
    """Supported files under a folder; hidden ones are left out. Raises UnreadableDocument.

    Links inside the folder are not followed: what they point to is either found itself or outside.
    """
    files, waiting = _sorted_out(path)
    refused: dict[Path, UnreadableDocument] = {}
    while waiting:
        folder = waiting.pop()
        try:
            found, inner = _sorted_out(folder)
        except UnreadableDocument as error:
            refused[folder] = error
            continue
        files += found
        waiting += inner
    return FolderContent(files=tuple(sorted(files)), refused=refused)


def _require_utf8(path: Path) -> None:
    if printable(path) != str(path):
        raise UnreadableDocument(path, "Its name is not valid UTF-8.", repair="Rename it.")


def _read_bytes(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | _WITHOUT_WAITING | getattr(os, "O_BINARY", 0))
    try:
        _require_regular(path, os.fstat(descriptor))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(MAX_FILE_BYTES + 1)
    finally:
        os.close(descriptor)


def _sorted_out(folder: Path) -> tuple[list[Path], list[Path]]:
    """The supported files in a folder, and its folders."""
    files: list[Path] = []
    folders: list[Path] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if is_hidden(entry.name) or entry.is_symlink():
                    continue
                if entry.is_dir():
                    folders.append(Path(entry))
                elif Path(entry).suffix.lower() in SUPPORTED:
                    files.append(Path(entry))
    except (OSError, ValueError) as error:
        raise _unreadable(folder, error) from error
    return files, folders


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
        errno.ENAMETOOLONG: ("Its name is too long.", "Check the path."),
        errno.ENXIO: ("This is a pipe, socket or device, not a file.", "Give a regular file."),
    }
    problem, repair = problems.get(code or 0, (f"It cannot be read ({error}).", "Check the path."))
    return UnreadableDocument(path, problem, repair=repair)
