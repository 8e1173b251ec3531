"""The archive that a Word or Excel document is, unpacked under limits before any parser sees it."""

import io
import zipfile
import zlib
from pathlib import Path

from advisor.domain.errors import UnreadableDocument

MAX_UNPACKED_BYTES = 200_000_000
_MAX_ENTRIES = 10_000
_MAX_TAGS = 10_000_000
"""Each takes some hundred bytes once it is parsed: six bytes of `<row/>` grow to gigabytes."""
_PIECE_BYTES = 1 << 16
_MARKUP = (".xml", ".rels")


def vetted_archive(data: bytes, *, program: str, path: Path) -> io.BytesIO:
    """The same archive of a document of that program, stored uncompressed. Raises UnreadableDocument."""
    vetted = io.BytesIO()
    try:
        _copy(data, vetted, program=program, path=path)
    # RuntimeError: an entry has a password or an unknown compression (a kind of RuntimeError, too);
    # ValueError: an offset outside the file.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise UnreadableDocument(
            path,
            f"The {program} document is damaged or encrypted ({error}).",
            repair=f"Open it in {program} and save it again without a password.",
        ) from error
    vetted.seek(0)
    return vetted


def _copy(data: bytes, target: io.BytesIO, *, program: str, path: Path) -> None:
    left, tags_left = MAX_UNPACKED_BYTES, _MAX_TAGS
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy,
    ):
        entries = {entry.filename: entry for entry in archive.infolist() if not entry.is_dir()}
        if len(entries) > _MAX_ENTRIES:
            raise _bomb(program, path)
        for name, entry in entries.items():
            content = _unpack(archive, entry, limit=left)
            if content is None:
                raise _bomb(program, path)
            left -= len(content)
            if name.lower().endswith(_MARKUP):
                tags_left -= content.count(b"<")
                if tags_left < 0:
                    raise _bomb(program, path)
                _require_no_entities(content, program=program, path=path)
            copy.writestr(name, content)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, limit: int) -> bytes | None:
    """One entry, read in pieces; None for one of more than `limit` bytes.

    Its declared size may be a lie, and reading it whole unpacks all.
    """
    content = bytearray()
    with archive.open(entry) as file:
        while piece := file.read(_PIECE_BYTES):
            content += piece
            if len(content) > limit:
                return None
    return bytes(content)


def _require_no_entities(content: bytes, *, program: str, path: Path) -> None:
    """Office writes no document type; whoever does wants entities expanded."""
    characters = content.replace(b"\0", b"")  # UTF-16 hides nothing then
    if b"<!DOCTYPE" in characters or b"<!ENTITY" in characters:
        raise UnreadableDocument(
            path,
            f"The {program} document defines XML entities, which none needs.",
            repair=f"Open it in {program} and save it again.",
        )


def _bomb(program: str, path: Path) -> UnreadableDocument:
    return UnreadableDocument(
        path,
        f"The {program} document unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB, "
        f"or to more than {_MAX_TAGS:,} tags.",
        repair="Split it into smaller files, or take large pictures out.",
    )
