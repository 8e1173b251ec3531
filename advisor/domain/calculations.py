"""What a question asks to be worked out, and what a numeric rule hands to the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

InputOrigin = Literal["asked", "fact", "assumed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An input in the seller's own words.

    `input` is a name of the rule, `text` the words that give it, from `start` to `end` of the
    question; both are None for what an earlier question of the conversation gave.
    """

    input: str
    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationRequest:
    """A rule and what the seller gave of its inputs, in the form that `evaluate` takes.

    `variants` hold what else an input is to be tried with ("and at 18 %?"): each replaces its
    inputs in `inputs`, one result a variant. `currency` is the one of the prices, `home_currency`
    that of costs at home, both ISO codes, None where the seller names none; `exchange_rate` is
    what the seller says one unit of the first is in the second. `unplaced` are the words of
    figures that no input of the rule was found for. `changed` names the inputs that a follow-up
    changes; the others come from the request before. `is_explicit` where the seller says in so many
    words that something is to be worked out.
    """

    rule: str
    inputs: Mapping[str, Any]
    said: tuple[Said, ...] = ()
    variants: tuple[Mapping[str, Any], ...] = ()
    currency: str | None = None
    home_currency: str | None = None
    exchange_rate: float | None = None
    platforms: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    changed: frozenset[str] = field(default_factory=frozenset)
    is_explicit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationInput:
    """A number that went into a rule, and who gave it; `ref` names the fact behind it."""

    name: str
    value: float
    unit: str | None
    origin: InputOrigin
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationOutput:
    """A number that came out of a rule."""

    name: str
    value: float
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """A rule's outputs with the inputs, formula and reference they follow from."""

    id: str
    rule: str
    inputs: tuple[CalculationInput, ...]
    outputs: tuple[CalculationOutput, ...]
    formula: str
    reference: str
    sensitivity: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
