"""The bibliography: who published what the notes and facts rest on."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from advisor.domain.documents import Confidence, LanguageCode, Source, SourceKind
from advisor.knowledge.tables import Row, read_tables

Date = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?|-Q[1-4])?$")]


class Bilingual(BaseModel):
    """One text in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class SourceRow(Row):
    """A row of sources/*.yaml."""

    title: Bilingual
    publisher: str
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None
    published: Date | None
    as_of: Date | None
    language: LanguageCode
    kind: SourceKind
    confidence: Confidence
    note: Bilingual | None = None

    def source(self, language: LanguageCode) -> Source:
        """The source with its title in the language of the notes that cite it."""
        return Source(
            id=self.id,
            title=getattr(self.title, language),
            publisher=self.publisher,
            url=self.url,
            published=self.published,
            as_of=self.as_of,
            language=self.language,
            kind=self.kind,
            confidence=self.confidence,
        )


def load_bibliography(folder: Path) -> dict[str, SourceRow]:
    """Every source of every table by id. Raises BrokenKnowledge."""
    return {row.id: row for _, _, row in read_tables(folder, row=SourceRow)}
