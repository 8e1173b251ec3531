"""YAML tables read with the line of every row, so that a broken row is named where it stands."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from advisor.domain.errors import BrokenKnowledge

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


class Row(BaseModel):
    """One row of a table. A misspelt key is refused instead of being ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str


RowType = TypeVar("RowType", bound=Row)
BaseModelType = TypeVar("BaseModelType", bound=BaseModel)


def read_text(path: Path) -> str:
    """A knowledge file's text. Raises BrokenKnowledge when it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BrokenKnowledge(path, line, "Not UTF-8.", repair="Save the file as UTF-8.") from error
    except OSError as error:
        raise BrokenKnowledge(
            path, 1, f"Cannot be read ({error.strerror}).", repair="Restore the file."
        ) from error


def read_table(path: Path, *, row: type[RowType]) -> list[tuple[int, RowType]]:
    """The rows of a YAML list, each with its line. Raises BrokenKnowledge."""
    return [(line, check(path, line, item, model=row)) for line, item in _items(path)]


def read_tables(folder: Path, *, row: type[RowType]) -> list[tuple[Path, int, RowType]]:
    """The rows of every table of a folder; an id is used once. Raises BrokenKnowledge."""
    if not folder.is_dir():
        raise BrokenKnowledge(folder, 1, "The folder is missing.", repair="Restore the folder.")
    found: dict[str, tuple[Path, int, RowType]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for line, item in read_table(path, row=row):
            if item.id in found:
                first, at, _ = found[item.id]
                raise BrokenKnowledge(
                    path,
                    line,
                    f"The id {item.id!r} stands in {first.name}, line {at}, already.",
                    repair="Give one of them another id.",
                )
            found[item.id] = (path, line, item)
    return list(found.values())


def check(path: Path, line: int, item: Any, *, model: type[BaseModelType]) -> BaseModelType:
    """The item as `model`. Raises BrokenKnowledge with the first thing that is wrong."""
    try:
        return model.model_validate(item)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "row"
        name = item.get("id", "?") if isinstance(item, dict) else "?"
        raise BrokenKnowledge(
            path,
            line,
            f"{name}: {field}: {first['msg']}.",
            repair=f"Correct the field {field!r}; docs/knowledge.md lists the fields.",
        ) from error


def _items(path: Path) -> list[tuple[int, Any]]:
    text = read_text(path)
    try:
        node = yaml.compose(text, Loader=_Loader)
        values = yaml.load(text, Loader=_Loader) or []
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 1
        raise BrokenKnowledge(
            path, line, f"Not valid YAML: {error.problem}.", repair="Correct the syntax."
        ) from error
    if not isinstance(values, list) or (node is not None and not hasattr(node, "value")):
        raise BrokenKnowledge(path, 1, "Not a list of rows.", repair="Begin each row with `- id:`.")
    lines = [child.start_mark.line + 1 for child in node.value] if node else []
    return list(zip(lines, values, strict=True))
