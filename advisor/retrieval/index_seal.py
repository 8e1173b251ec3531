"""The seal of the vector index: proof that its files are as the last ingestion left them.

Chroma believes its files: a graph that was cut short ends the whole process, a lost database is
silently replaced by an empty one. So nothing is opened for questions that is not under seal.
"""

import json
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

_NAME = "advisor-seal.json"
_DATABASE = "chroma.sqlite3"
_SAVED_GRAPH = "index_metadata.pickle"
"""Only a folder that holds it is a saved graph; others are rewritten whenever Chroma starts."""
_BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedContents:
    """How many entries each collection holds, and how often the most frequent vector occurs."""

    entries: dict[str, int]
    copies: int


@dataclass(frozen=True, slots=True)
class IndexSeal:
    """A file in the folder of the index, with the size and checksum of every saved graph's files.

    The database is not among them: readers write to it, and SQLite finds damage by itself.
    """

    folder: Path

    def put(self, contents: SealedContents) -> None:
        """Seal the folder, which holds this."""
        self._write(asdict(contents) | {"files": self._files()})

    def lift(self) -> None:
        """Say that the files are being changed; until the next seal they are not to be trusted."""
        self._write({})

    def was_ever_put(self) -> bool:
        """Whether the folder is ours, sealed or not."""
        return (self.folder / _NAME).is_file()

    def contents(self) -> SealedContents | None:
        """What the folder holds; None for a broken or lifted seal."""
        try:
            seal = json.loads((self.folder / _NAME).read_bytes())
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return None
        if not isinstance(seal, dict) or seal.pop("files", None) != self._files():
            return None
        return SealedContents(**seal) if (self.folder / _DATABASE).is_file() else None

    def _files(self) -> dict[str, list[int]]:
        return {
            path.relative_to(self.folder).as_posix(): [path.stat().st_size, _checksum(path)]
            for graph in sorted(self.folder.glob(f"*/{_SAVED_GRAPH}"))
            for path in sorted(graph.parent.iterdir())
        }

    def _write(self, content: dict[str, object]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        new = self.folder / f"{_NAME}.new"
        new.write_text(json.dumps(content), encoding="utf-8")
        new.replace(self.folder / _NAME)


def _checksum(path: Path) -> int:
    value = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            value = zlib.crc32(block, value)
    return value
