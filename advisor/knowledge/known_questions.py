"""What sellers ask: by the section that answers it, and what the notes do not answer."""

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from advisor.domain.documents import LanguageCode
from advisor.domain.errors import BrokenKnowledge
from advisor.knowledge.tables import read_text

_LISTS = TypeAdapter(dict[str, list[Annotated[str, Field(min_length=1)]]])


def load_known_questions(
    folder: Path, *, language: LanguageCode, sections: set[str]
) -> dict[str, tuple[str, ...]]:
    """The questions of each section. Raises BrokenKnowledge for a section that is not there."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((folder / "questions" / language).glob("*.yaml")):
        for section, questions in _read_lists(path).items():
            if section not in sections:
                raise BrokenKnowledge(
                    path,
                    _line_of(path, section),
                    f"No note has a section {section!r}.",
                    repair="Correct the id, or move the questions to a gap.",
                )
            found[section] = (*found.get(section, ()), *questions)
    return found


def load_gaps(folder: Path, *, language: LanguageCode) -> tuple[str, ...]:
    """Every question that the notes are known not to answer."""
    files = sorted((folder / "gaps" / language).glob("*.yaml"))
    return tuple(
        dict.fromkeys(
            gap for file in files for topic in _read_lists(file).values() for gap in topic
        )
    )


def _read_lists(path: Path) -> dict[str, tuple[str, ...]]:
    try:
        lists = _LISTS.validate_python(yaml.safe_load(read_text(path)) or {})
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 1
        raise BrokenKnowledge(
            path, line, f"Not valid YAML: {error.problem}.", repair="Correct the syntax."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise BrokenKnowledge(
            path,
            _line_of(path, str(first["loc"][0]) if first["loc"] else ""),
            f"{first['msg']}.",
            repair="Give each id a list of questions.",
        ) from error
    return {name: tuple(questions) for name, questions in lists.items()}


def _line_of(path: Path, key: str) -> int:
    lines = read_text(path).split("\n")
    return next((n for n, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)
