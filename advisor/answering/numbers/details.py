"""What is said below the result of a calculation: inputs and their origin, what would change it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from advisor.answering.numbers import wording
from advisor.answering.numbers.tracing import Known, also_known
from advisor.answering.numbers.turning import turning_point
from advisor.answering.numbers.working_out import WorkedOut
from advisor.domain.answers import StatementKind
from advisor.domain.calculations import InputOrigin
from advisor.domain.facts import Fact
from advisor.rules import RuleResult
from advisor.rules.labels import input_unit, output_named
from advisor.rules.warnings import WARNINGS
from advisor.rules.wording import Speech

_SAID_OTHERWISE = "W_ASSUMED"
"""The warning that the sentence on the assumed input says with its figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A sentence still to be traced; `known` are numbers that it says beside those of the result."""

    text: str
    calculation: str
    kind: StatementKind = "calculation"
    facts: tuple[Fact, ...] = ()
    known: tuple[Known, ...] = ()


def details(worked: WorkedOut, speech: Speech, *, id: str) -> Iterator[Detail]:
    """The sentences below the result, the most telling first."""
    result = worked.cases[0].result
    yield from _given(worked, speech, id)
    yield from _assumed(worked, speech, id)
    yield from _what_matters_most(result, speech, id)
    yield from _turning(worked, speech, id)
    for code in result.warnings:
        if code != _SAID_OTHERWISE:
            yield Detail(text=WARNINGS[code][speech.language], calculation=id, kind="caveat")
    if worked.request.unplaced:
        figures = wording.listed(worked.request.unplaced, speech.language)
        known = also_known(wording.figures_in(figures), origin="asked", ref="question")
        text = wording.UNPLACED[speech.language].format(figures=figures)
        yield Detail(text=text, calculation=id, kind="caveat", known=known)


def _given(worked: WorkedOut, speech: Speech, id: str) -> Iterator[Detail]:
    """What the seller gave, and what the fact tables gave instead."""
    request, result = worked.request, worked.cases[0].result
    asked = list(_said_of(result, "asked", speech))
    if asked:
        inputs = wording.listed(asked, speech.language)
        yield Detail(text=wording.INPUTS[speech.language].format(inputs=inputs), calculation=id)
    rate = request.exchange_rate
    if rate:
        text = wording.CONVERTED[speech.language].format(
            currency=request.currency, home=request.home_currency, rate=f"{rate:g}"
        )
        known = also_known([1.0, rate], origin="asked", ref="exchange_rate")
        yield Detail(text=text, calculation=id, known=known)
    for found in worked.facts:
        unit = input_unit(result.rule, found.name)
        text = wording.FACTS[speech.language].format(
            name=wording.named(result.rule, found.name, speech.language),
            value=wording.said(found.value, unit, speech),
            label=found.fact.label[speech.language],
        )
        known = also_known(wording.figures_in(text), origin="cited", ref=found.fact.id)
        yield Detail(text=text, calculation=id, facts=(found.fact,), known=known)


def _assumed(worked: WorkedOut, speech: Speech, id: str) -> Iterator[Detail]:
    """What nobody gave: figures with their source, and what is counted as nothing."""
    language, result = speech.language, worked.cases[0].result
    if "creator_share" in worked.implied:
        text = wording.THROUGH_CREATORS[language]
        yield Detail(text=text, calculation=id, kind="caveat")
    assumed = list(_said_of(result, "assumed", speech))
    if assumed:
        inputs = wording.listed(assumed, language)
        text = wording.ASSUMED[language].format(inputs=inputs)
        yield Detail(text=text, calculation=id, kind="caveat", facts=worked.assumed_facts)
    left_out = [
        wording.named(result.rule, item.name, language)
        for item in result.inputs
        if item.origin == "assumed" and item.value == 0 and _decides(result, item.name)
    ]
    if left_out:
        text = wording.LEFT_OUT[language].format(inputs=wording.listed(left_out, language))
        yield Detail(text=text, calculation=id, kind="caveat")


def _said_of(result: RuleResult, origin: InputOrigin, speech: Speech) -> Iterator[str]:
    """The inputs of an origin; defaults that say nothing of the seller's world are left out."""
    for item in result.inputs:
        default = item.default
        is_silent = default is None or default.origin in ("neutral", "convention")
        if item.origin != origin or (origin == "assumed" and is_silent):
            continue
        source = default.source[speech.language] if default else ""
        for path, value in wording.flattened(item.value, item.name):
            said = wording.said_input(result.rule, path, value, speech)
            yield said + wording.bracketed(source, speech.language)


def _decides(result: RuleResult, name: str) -> bool:
    item = result.rule.input(name)
    return item is not None and item.decides


def _what_matters_most(result: RuleResult, speech: Speech, id: str) -> Iterator[Detail]:
    """What the assumed input that matters most would change."""
    bar = next((bar for bar in result.sensitivity if isfinite(bar.swing)), None)
    if bar is None or _SAID_OTHERWISE not in result.warnings:
        return
    rule, main = result.rule, output_named(result.rule, result.rule.main)
    unit = input_unit(rule, bar.name)
    text = wording.MATTERS[speech.language].format(
        name=wording.named(rule, bar.name, speech.language),
        main=main.label[speech.language],
        low=wording.said(bar.low, unit, speech),
        high=wording.said(bar.high, unit, speech),
        at_low=wording.said(bar.at_low, main.unit, speech),
        at_high=wording.said(bar.at_high, main.unit, speech),
    )
    results = [end for end in (bar.at_low, bar.at_high) if end is not None]
    known = (
        *also_known([bar.low, bar.high], origin="assumed", ref=bar.name),
        *also_known(results, origin="calculated", ref=id),
    )
    yield Detail(text=text, calculation=id, known=known)


def _turning(worked: WorkedOut, speech: Speech, id: str) -> Iterator[Detail]:
    """The value of an input beyond which the conclusion is another."""
    found = turning_point(worked)
    if found is None:
        return
    words = (wording.BREAKS_EVEN if found.is_break_even else wording.TURNS)[found.side]
    text = words[speech.language].format(
        name=wording.named(worked.rule, found.name, speech.language),
        value=wording.said(found.value, input_unit(worked.rule, found.name), speech),
    )
    known = also_known([found.value], origin="calculated", ref=id)
    yield Detail(text=text, calculation=id, known=known)
