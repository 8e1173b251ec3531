"""The rows of playbook/*.yaml and of its situations, as they are written."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from advisor.domain.documents import LANGUAGES
from advisor.knowledge.bibliography import Bilingual
from advisor.knowledge.playbook.rules import Condition, PlaybookCase, Situation, SituationKind, When
from advisor.knowledge.tables import Row

_Text = Annotated[str, Field(min_length=1)]
_Ids = tuple[_Text, ...]


class _Part(BaseModel):
    """A part of a row. A misspelt key is refused instead of being ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ConditionPart(_Part):
    """The bounds of a number."""

    above: float | None = None
    below: float | None = None
    if_known: bool = False

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if self.above is None and self.below is None:
            raise ValueError("give above, below, or both")
        return self


class WhenPart(_Part):
    """The situation of a rule; stages or topics narrow it down."""

    sellers: _Ids = ()
    platforms: _Ids = ()
    markets: _Ids = ()
    where_unnamed: bool = False
    stages: _Ids = ()
    topics: tuple[Annotated[_Ids, Field(min_length=1)], ...] = ()
    numbers: dict[_Text, ConditionPart] = {}

    @model_validator(mode="after")
    def _narrow(self) -> Self:
        if not self.stages and not self.topics:
            raise ValueError("give stages or topics, or the rule fires on everything")
        return self

    def when(self) -> When:
        """The part as the core knows it."""
        return When(
            sellers=frozenset(self.sellers),
            platforms=frozenset(self.platforms),
            markets=frozenset(self.markets),
            where_unnamed=self.where_unnamed,
            stages=frozenset(self.stages),
            topics=tuple(frozenset(group) for group in self.topics),
            numbers={name: Condition(**c.model_dump()) for name, c in self.numbers.items()},
        )


class ReasonPart(_Part):
    """A statement, named by its section and its first words in both languages, or by a fact."""

    section: str | None = None
    zh: str | None = None
    en: str | None = None
    fact: str | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        named = [self.section, self.zh, self.en]
        if (self.fact is None) != all(named) or (self.fact and any(named)):
            raise ValueError("give section, zh and en, or fact alone")
        return self


class UnlessPart(Bilingual):
    """When the advice does not hold."""

    because: tuple[ReasonPart, ...] = ()


class OppositePart(_Part):
    """A rule that contradicts this one; one of the two says what decides."""

    rule: str
    decides: Bilingual | None = None


class AskedPart(_Part):
    """A case with what is known of the seller's numbers."""

    ask: _Text
    numbers: dict[_Text, float]


_Asked = Annotated[tuple[_Text | AskedPart, ...], Field(min_length=1)]


class QuestionsPart(_Part):
    """Questions in both languages."""

    zh: _Asked
    en: _Asked


class CasesPart(_Part):
    """Questions that fire a rule, and questions that do not."""

    fires: QuestionsPart
    silent: QuestionsPart

    def cases(self) -> tuple[PlaybookCase, ...]:
        """Every question as the core knows it."""
        return tuple(
            PlaybookCase(
                text=asked if isinstance(asked, str) else asked.ask,
                language=language,
                fires=questions is self.fires,
                numbers={} if isinstance(asked, str) else asked.numbers,
            )
            for questions in (self.fires, self.silent)
            for language in LANGUAGES
            for asked in getattr(questions, language)
        )


class RuleRow(Row):
    """A row of playbook/*.yaml."""

    when: WhenPart
    advice: Bilingual
    because: Annotated[tuple[ReasonPart, ...], Field(min_length=1)]
    unless: UnlessPart
    calculate: tuple[str, ...] = ()
    against: tuple[OppositePart, ...] = ()
    cases: CasesPart


class SituationRow(Row):
    """A row of playbook/situations/*.yaml."""

    kind: SituationKind
    seller: str | None = None
    zh: Annotated[_Ids, Field(min_length=1)]
    en: Annotated[_Ids, Field(min_length=1)]

    def situation(self) -> Situation:
        """The row as the core knows it."""
        return Situation(**self.model_dump())
