"""What would change the outcome of a rule, and the whole outcome as JSON has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from advisor.channels.shown_values import plain_value
from advisor.domain.documents import LanguageCode
from advisor.rules import (
    Bar,
    NextQuestion,
    RuleResult,
    Scenario,
    UsedInput,
    most_useful_question,
    scenarios,
    tables,
)
from advisor.rules.labels import input_label, output_named
from advisor.rules.warnings import WARNINGS
from advisor.rules.wording import Speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Scenarios low, base and high (none without assumed inputs), tables, the next question."""

    scenarios: Sequence[Scenario]
    tables: Mapping[str, Sequence[Scenario]]
    question: NextQuestion | None


def outlook(result: RuleResult, inputs: Mapping[str, Any]) -> Outlook:
    """What the what-if functions tell of a calculation."""
    name = result.rule.name
    banded = any(isfinite(bar.swing) for bar in result.sensitivity)
    return Outlook(
        scenarios=scenarios(name, inputs) if banded else (),
        tables=tables(name, inputs),
        question=most_useful_question(name, inputs),
    )


def as_json(result: RuleResult, seen: Outlook, *, speech: Speech) -> dict[str, Any]:
    """Everything about a calculation as JSON values, words in one language."""
    rule, question, language = result.rule, seen.question, speech.language
    return {
        "rule": rule.name,
        "rule_version": result.rule_version,
        "language": language,
        "currency": speech.currency,
        "home_currency": speech.home_currency,
        "title": rule.title[language],
        "sentence": result.words[language],
        "inputs": [_input(item, result, language) for item in result.inputs],
        "outputs": [
            {
                "name": name,
                "label": output_named(rule, name).label[language],
                "value": plain_value(value),
                "unit": output_named(rule, name).unit,
            }
            for name, value in result.outputs.items()
        ],
        "formula": rule.formula,
        "assumptions": rule.assumptions[language],
        "reference": rule.reference,
        "scenarios": [_scenario(scenario) for scenario in seen.scenarios],
        "sensitivity": [_bar(bar) for bar in result.sensitivity],
        "tables": {name: [_scenario(row) for row in rows] for name, rows in seen.tables.items()},
        "warnings": [{"code": code, "text": WARNINGS[code][language]} for code in result.warnings],
        "facts_as_of": result.facts_as_of,
        "next_question": question.question[language] if question else None,
    }


def _input(item: UsedInput, result: RuleResult, language: LanguageCode) -> dict[str, Any]:
    default = item.default
    return {
        "name": item.name,
        "label": input_label(result.rule, item.name)[language],
        "value": plain_value(item.value),
        "unit": item.unit,
        "origin": item.origin,
        "source": default.source[language] if default else None,
        "ref": item.fact,
    }


def _scenario(scenario: Scenario) -> dict[str, Any]:
    outputs = None if scenario.outputs is None else plain_value(scenario.outputs)
    return {"name": scenario.name, "inputs": dict(scenario.drivers), "outputs": outputs}


def _bar(bar: Bar) -> dict[str, Any]:
    return {
        "name": bar.name,
        "low": bar.low,
        "high": bar.high,
        "at_low": bar.at_low,
        "at_high": bar.at_high,
        "swing": bar.swing if isfinite(bar.swing) else None,
    }
