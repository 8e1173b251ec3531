"""Cases of a question set."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expectation(_Part):
    """What a good answer has: any of the sections, and of each fact one of its wordings."""

    status: Literal["answered", "declined"]
    sections: tuple[str, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()


class Case(_Part):
    """One question, or a dialogue whose last question is scored."""

    id: str
    language: Literal["zh", "en", "mixed"]
    tags: tuple[str, ...]
    turns: tuple[str, ...]
    expect: Expectation


def load_cases(path: Path) -> list[Case]:
    """The cases of a YAML file."""
    return TypeAdapter(list[Case]).validate_python(yaml.safe_load(path.read_text("utf-8")))
