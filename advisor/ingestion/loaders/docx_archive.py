"""The archive that a Word document is, unpacked under limits before any parser sees it."""

import io
import zipfile
import zlib
from pathlib import Path

from advisor.domain.errors import UnreadableDocument

MAX_UNPACKED_BYTES = 200_000_000
_MAX_ENTRIES = 10_000
_PIECE_BYTES = 1 << 16
_MARKUP = (".xml", ".rels")


def vetted_archive(data: bytes, *, path: Path) -> io.BytesIO:
    """The same archive, stored uncompressed. Raises UnreadableDocument."""
    vetted = io.BytesIO()
    try:
        _copy(data, vetted, path=path)
    # RuntimeError: an entry has a password or an unknown compression (a kind of RuntimeError, too);
    # ValueError: an offset outside the file.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise UnreadableDocument(
            path,
            f"The Word document is damaged or encrypted ({error}).",
            repair="Open it in Word and save it again without a password.",
        ) from error
    vetted.seek(0)
    return vetted


def _copy(data: bytes, target: io.BytesIO, *, path: Path) -> None:
    left = MAX_UNPACKED_BYTES
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy,
    ):
        entries = {entry.filename: entry for entry in archive.infolist() if not entry.is_dir()}
        if len(entries) > _MAX_ENTRIES:
            raise _bomb(path)
        for name, entry in entries.items():
            content = _unpack(archive, entry, limit=left, path=path)
            left -= len(content)
            if name.lower().endswith(_MARKUP):
                _require_no_entities(content, path=path)
            copy.writestr(name, content)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, limit: int, path: Path) -> bytes:
    """One entry, read in pieces: its declared size may be a lie, and reading it whole unpacks all."""
    content = bytearray()
    with archive.open(entry) as file:
        while piece := file.read(_PIECE_BYTES):
            content += piece
            if len(content) > limit:
                raise _bomb(path)
    return bytes(content)


def _require_no_entities(content: bytes, *, path: Path) -> None:
    """Word writes no document type; whoever does wants entities expanded."""
    characters = content.replace(b"\0", b"")  # UTF-16 hides nothing then
    if b"<!DOCTYPE" in characters or b"<!ENTITY" in characters:
        raise UnreadableDocument(
            path,
            "The Word document defines XML entities, which no Word document needs.",
            repair="Open it in Word and save it again.",
        )


def _bomb(path: Path) -> UnreadableDocument:
    return UnreadableDocument(
        path,
        f"The Word document unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB.",
        repair="Split it into smaller files, or take large pictures out.",
    )
