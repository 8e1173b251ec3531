"""Words of charts: numbers with units on axes, and inputs that go with a drawing."""

from collections.abc import Mapping
from typing import Any

from advisor.rules import RuleResult
from advisor.rules.labels import output_named
from advisor.rules.units import said_unit
from advisor.rules.wording import Speech, spoken_count, spoken_number

_COUNTED = ("units", "orders", "units/day", "orders/day", "customers")


def axis(result: RuleResult, name: str, speech: Speech) -> str:
    """Label and unit of an output, for the title of an axis."""
    output = output_named(result.rule, name)
    return with_unit(output.label[speech.language], output.unit, speech)


def with_unit(words: str, unit: str | None, speech: Speech) -> str:
    """Words followed by a unit in brackets of the language."""
    if not unit:
        return words
    said = "%" if unit == "fraction" else said_unit(unit, speech)
    return f"{words}（{said}）" if speech.language == "zh" else f"{words} ({said})"


def number(value: float, unit: str | None, speech: Speech) -> str:
    """A number as it stands beside a mark."""
    if unit == "fraction":
        return f"{spoken_number(100 * value, speech.language)}%"
    said = spoken_count if unit in _COUNTED else spoken_number
    return said(value, speech.language)


def given(result: RuleResult) -> dict[str, Any]:
    """The inputs of the call, without those that were assumed."""
    return {item.name: item.value for item in result.inputs if item.origin != "assumed"}


def used(result: RuleResult) -> Mapping[str, Any]:
    """The inputs of the call, with those that were assumed."""
    return {item.name: item.value for item in result.inputs}
