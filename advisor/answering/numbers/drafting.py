"""A calculation as sentences: the result first, then its inputs, what would change it, what to mind."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from advisor.answering.numbers import wording
from advisor.answering.numbers.details import Detail, details
from advisor.answering.numbers.scenario_table import scenario_table
from advisor.answering.numbers.tracing import Known, known_numbers, traced
from advisor.answering.numbers.working_out import Case, WorkedOut
from advisor.domain.answers import Figure, MissingInput, StatementKind, Table
from advisor.domain.calculations import Calculation
from advisor.domain.documents import LanguageCode
from advisor.domain.facts import Fact
from advisor.rules import RuleRefused, as_calculation
from advisor.rules.labels import input_unit
from advisor.rules.wording import Speech

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of a calculation with its figures; `facts` are cited behind it."""

    text: str
    kind: StatementKind
    calculations: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationDraft:
    """What an answer says of one request; without calculations only what is missing or wrong."""

    worked: WorkedOut
    results: tuple[Line, ...] = ()
    details: tuple[Line, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    table: Table | None = None
    missing: tuple[MissingInput, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationWriter:
    """Writes one request in the asker's language; `first` numbers its first calculation."""

    worked: WorkedOut
    language: LanguageCode
    first: int = 1

    def draft(self) -> CalculationDraft:
        """The results in words, or what has to be asked or set right first."""
        if self.worked.refusal is not None:
            return self._refused(self.worked.refusal)
        if self.worked.missing:
            return self._asking()
        known = [
            number
            for position, case in enumerate(self.worked.cases)
            for number in known_numbers(case, calculation=self._id(position))
        ]
        return CalculationDraft(
            worked=self.worked,
            results=tuple(self._lines(self._results(), known)),
            details=tuple(self._lines(details(self.worked, self.speech, id=self._id(0)), known)),
            table=scenario_table(self.worked.cases[0], self.speech, id=self._id(0)),
            calculations=tuple(
                as_calculation(case.result, id=self._id(position))
                for position, case in enumerate(self.worked.cases)
            ),
        )

    @property
    def speech(self) -> Speech:
        """How numbers are said here."""
        request = self.worked.request
        return Speech(
            language=self.language,
            currency=request.currency,
            home_currency=request.home_currency,
        )

    def _id(self, position: int) -> str:
        return f"c{self.first + position}"

    def _results(self) -> Iterator[Detail]:
        """One sentence a case, those that differ with what they differ in."""
        for position, case in enumerate(self.worked.cases):
            other = case.other_fact.other if case.other_fact else None
            yield Detail(
                text=self._differing(case, case.result.words[self.language]),
                kind="calculation",
                calculation=self._id(position),
                facts=(other,) if other else (),
            )

    def _differing(self, case: Case, result: str) -> str:
        differs = case.differs or self._changes()
        if not differs:
            return result
        rule, speech = self.worked.rule, self.speech
        result = wording.lowered(result)
        if case.other_fact:
            name = case.other_fact.name
            return wording.OTHER_FACT[self.language].format(
                name=wording.named(rule, name, self.language),
                value=wording.said(case.other_fact.other_value, input_unit(rule, name), speech),
                result=result,
            )
        inputs = [
            wording.said_input(rule, path, value, speech)
            for name, given in differs.items()
            for path, value in wording.flattened(given, name)
        ]
        return wording.VARIANT[self.language].format(
            inputs=wording.listed(inputs, self.language), result=result
        )

    def _changes(self) -> dict[str, Any]:
        """What the question changes of the calculation before it."""
        request = self.worked.request
        return {name: request.inputs[name] for name in request.changed if name in request.inputs}

    def _lines(self, found: Iterable[Detail], known: list[Known]) -> Iterator[Line]:
        """The sentences with their figures; one with a figure from nowhere is logged, not shown."""
        for detail in found:
            figures = traced(detail.text, [*known, *detail.known])
            if figures is None:
                _log.warning("Not shown (figure without origin): %s", detail.text)
                continue
            yield Line(
                text=detail.text,
                kind=detail.kind,
                calculations=(detail.calculation,),
                figures=figures,
                facts=detail.facts,
            )

    def _asking(self) -> CalculationDraft:
        """Asks for exactly what lacks."""
        text = wording.LACKING[self.language].format(title=self.worked.rule.title[self.language])
        return CalculationDraft(
            worked=self.worked,
            results=(Line(text=text, kind="caveat"),),
            missing=tuple(self._asked(name) for name in self.worked.missing),
        )

    def _refused(self, refusal: RuleRefused) -> CalculationDraft:
        """Says what is wrong with which input, and asks for it again."""
        line = Line(text=refusal.said_in(self.language), kind="caveat")
        asked = self._asked(refusal.field)
        if refusal.code == "E_CURRENCY":
            request = self.worked.request
            question = wording.RATE[self.language].format(
                currency=request.currency, home=request.home_currency
            )
            asked = replace(asked, name="exchange_rate", question=question, unit=None)
        return CalculationDraft(worked=self.worked, results=(line,), missing=(asked,))

    def _asked(self, name: str) -> MissingInput:
        rule = self.worked.rule
        return MissingInput(
            name=name,
            question=wording.question(rule, name, self.speech),
            unit=input_unit(rule, name),
        )
