"""A rule's outputs with everything an answer needs around them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from typing import Any

from advisor.domain.calculations import (
    Calculation,
    CalculationInput,
    CalculationOutput,
    InputOrigin,
)
from advisor.domain.documents import LanguageCode
from advisor.rules.catalogue import rule_named
from advisor.rules.entry import Default, Input, Rule
from advisor.rules.evaluation import computing, read_inputs, run_checked
from advisor.rules.numbers_within import numbers_within
from advisor.rules.values import Inputs, Outputs
from advisor.rules.what_if import Bar, tornado
from advisor.rules.wording import Speech, sentence

_DRIVES = 0.10  # an assumed input that moves the result by more is worth a warning


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedInput:
    """An input with its value, who gave it, and the default behind an assumed one."""

    name: str
    value: Any
    unit: str | None
    origin: InputOrigin
    default: Default | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """Outputs, the inputs behind them, what was assumed, warnings, and the wording in both languages."""

    rule: Rule
    outputs: Outputs
    inputs: tuple[UsedInput, ...]
    assumed: tuple[str, ...]
    warnings: tuple[str, ...]
    sensitivity: tuple[Bar, ...]
    facts_as_of: str | None
    words: Mapping[LanguageCode, str]

    @property
    def rule_version(self) -> str:
        """The version of the rule's formula."""
        return self.rule.version


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known around a call: currencies, the day, and facts that gave inputs by name.

    `assumed` names the inputs that are given for the seller, who did not tell them.
    Without `sensitivity` nothing is told of what an assumed input would change.
    """

    currency: str | None = None
    home_currency: str | None = None
    today: date | None = None
    facts: Mapping[str, str] | None = None
    assumed: frozenset[str] = frozenset()
    sensitivity: bool = True


def calculate(rule: str, inputs: Mapping[str, Any], setting: Setting | None = None) -> RuleResult:
    """The outputs of a rule with origins, assumptions, warnings, sensitivity and sentences.

    Raises:
        RuleRefused: there is no answer; `code`, `field` and `message` say why and what to do.
    """
    setting = setting or Setting()
    entry = rule_named(rule)
    checked = read_inputs(entry, inputs)
    outputs = run_checked(entry, checked)
    bars = tuple(tornado(rule, inputs)) if setting.sensitivity else ()
    with computing(entry, checked):
        return _result(entry, inputs, checked, outputs, bars, setting)


def _result(
    entry: Rule,
    inputs: Mapping[str, Any],
    checked: Inputs,
    outputs: Outputs,
    bars: tuple[Bar, ...],
    setting: Setting,
) -> RuleResult:
    used = tuple(_used(entry, inputs, checked, setting))
    defaults = [item.default for item in used if item.default is not None]
    assumed = tuple(item.name for item in used if item.origin == "assumed")
    resting = bool(bars) or _rests_on_words(entry, outputs, defaults)
    return RuleResult(
        rule=entry,
        outputs=outputs,
        inputs=used,
        assumed=assumed,
        warnings=tuple(_warnings(entry, checked, outputs, bars, defaults, setting.today)),
        sensitivity=bars,
        facts_as_of=min((d.as_of for d in defaults if d.as_of), default=None),
        words=_words(entry, checked, outputs, setting, assumed=resting),
    )


def _used(
    rule: Rule, raw: Mapping[str, Any], checked: Inputs, setting: Setting
) -> Iterator[UsedInput]:
    facts = setting.facts or {}
    for item in rule.inputs:
        if not checked.given(item.name):
            continue
        given = raw.get(item.name) is not None
        known: InputOrigin = "fact" if item.name in facts else "asked"
        known = "assumed" if item.name in setting.assumed else known
        yield UsedInput(
            name=item.name,
            value=_as_given(raw.get(item.name), checked[item.name]),
            unit=item.unit,
            origin=known if given else "assumed",
            default=None if given else item.default,
            fact=facts.get(item.name) if given else _first_fact(item),
        )


def _as_given(raw: Any, checked: Any) -> Any:
    """The checked value; a distribution, wherever it stands, in the words it was given in."""
    if raw is None or is_dataclass(checked):
        return checked if raw is None else raw
    if isinstance(checked, Mapping):
        return {name: _as_given(raw.get(name), value) for name, value in checked.items()}
    if isinstance(checked, list):
        return [_as_given(*pair) for pair in zip(raw, checked, strict=True)]
    return checked


def _first_fact(item: Input) -> str | None:
    return next(iter(item.default.facts), None) if item.default else None


def _rests_on_words(rule: Rule, outputs: Outputs, defaults: list[Default]) -> bool:
    """Whether a main result that is no number may hang on a figure the seller did not give."""
    if isinstance(outputs.get(rule.main), int | float):
        return False
    return any(default.origin not in ("neutral", "convention") for default in defaults)


def _warnings(
    rule: Rule,
    checked: Inputs,
    outputs: Outputs,
    bars: tuple[Bar, ...],
    defaults: list[Default],
    today: date | None,
) -> Iterator[str]:
    base = outputs.get(rule.main)
    if isinstance(base, int | float) and any(bar.swing > _DRIVES * abs(base) for bar in bars):
        yield "W_ASSUMED"
    if today and any(d.review_by and d.review_by < today.isoformat() for d in defaults):
        yield "W_STALE"
    yield from rule.warnings(checked, outputs)


def _words(
    rule: Rule, checked: Inputs, outputs: Outputs, setting: Setting, *, assumed: bool
) -> dict[LanguageCode, str]:
    languages: tuple[LanguageCode, ...] = ("zh", "en")
    words = {}
    for language in languages:
        speech = Speech(
            language=language,
            currency=setting.currency,
            home_currency=setting.home_currency,
            assumed=assumed,
        )
        words[language] = sentence(rule, checked, outputs, speech)
    return words


def as_calculation(result: RuleResult, *, id: str) -> Calculation:
    """The result as an answer carries it: every number under its name, groups as name.part."""
    units = {output.name: output.unit for output in result.rule.outputs}
    return Calculation(
        id=id,
        rule=result.rule.name,
        inputs=tuple(
            CalculationInput(
                name=name, value=value, unit=item.unit, origin=item.origin, ref=item.fact
            )
            for item in result.inputs
            for name, value in numbers_within(item.value, item.name)
        ),
        outputs=tuple(
            CalculationOutput(name=name, value=value, unit=units[output])
            for output, given in result.outputs.items()
            for name, value in numbers_within(given, output)
        ),
        formula=result.rule.formula,
        reference=result.rule.reference,
        sensitivity=tuple(bar.name for bar in result.sensitivity),
        warnings=result.warnings,
    )
