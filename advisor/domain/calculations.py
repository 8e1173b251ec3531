"""What a numeric rule hands to an answer."""

from dataclasses import dataclass
from typing import Literal

InputOrigin = Literal["asked", "fact", "assumed"]


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
