"""How often the quantities of a seller's words are read right: python -m evals.quantities FILE.

A phrase is right when every quantity is there with its value, unit and kind and none is invented.
Dates, versions and ranks do not count. Of a held-out set only the figures are printed: tune on a
set for development, whose failing phrases are printed too.
"""

import sys
from collections.abc import Iterable, Sequence
from math import isclose
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

from advisor.domain.facts import Bound
from advisor.language.quantities import Per, Quantity, QuantityKind, read_quantities

_IGNORED: tuple[QuantityKind, ...] = ("date", "ordinal", "version")
_HELD_OUT = "held-out"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expected(_Part):
    """A quantity that a phrase holds: one value, or a range from `low` to `high`."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    kind: QuantityKind
    per: Per | None = None
    bound: Bound | None = None

    @model_validator(mode="after")
    def _has_one_value_or_a_range(self) -> Self:
        if (self.value is None) == (self.low is None) or (self.low is None) != (self.high is None):
            raise ValueError("Give either value, or low and high.")
        return self


class Phrase(_Part):
    """What a seller wrote, with all its quantities in order."""

    id: str
    language: Literal["zh", "en"]
    text: str
    expect: tuple[Expected, ...]


def load_phrases(path: Path) -> list[Phrase]:
    """The phrases of a YAML file."""
    return TypeAdapter(list[Phrase]).validate_python(yaml.safe_load(path.read_text("utf-8")))


def quantities_in(text: str) -> list[Quantity]:
    """The quantities that count here."""
    return [quantity for quantity in read_quantities(text) if quantity.kind not in _IGNORED]


def is_right(phrase: Phrase, found: Sequence[Quantity], *, strictly: bool = False) -> bool:
    """Whether all are found and none is invented; strictly, `per` and bound are right as well."""
    pairs = list(zip(phrase.expect, found, strict=False))
    return len(phrase.expect) == len(found) and all(
        _same(wanted, given) and (not strictly or _same_terms(wanted, given))
        for wanted, given in pairs
    )


def _same(wanted: Expected, given: Quantity) -> bool:
    low = wanted.low if wanted.value is None else wanted.value
    high = wanted.high if wanted.value is None else wanted.value
    return (
        low is not None
        and high is not None
        and isclose(low, given.low, rel_tol=1e-6)
        and isclose(high, given.high, rel_tol=1e-6)
        and (wanted.unit, wanted.kind) == (given.unit, given.kind)
    )


def _same_terms(wanted: Expected, given: Quantity) -> bool:
    return (wanted.per, wanted.bound) == (given.per, given.bound)


def shown(quantities: Iterable[Quantity]) -> str:
    """The quantities on one line, as a person compares them with what was expected."""
    return "; ".join(
        f"{q.text!r} {q.low:g}{'' if q.value is not None else f'..{q.high:g}'} {q.unit} {q.kind}"
        f"{f' per {q.per}' if q.per else ''}{f' ({q.bound})' if q.bound else ''}"
        for q in quantities
    )


def main(path: Path) -> None:
    """Print the figures of a set, and of a set for development what went wrong."""
    phrases = [(phrase, quantities_in(phrase.text)) for phrase in load_phrases(path)]
    wrong = [(p, found) for p, found in phrases if not is_right(p, found, strictly=True)]
    if _HELD_OUT not in path.name:
        for phrase, found in wrong:
            mark = "terms" if is_right(phrase, found) else "WRONG"
            print(f"{mark} {phrase.id} {phrase.text}\n      {shown(found) or 'nothing'}")
    for language in ("zh", "en"):
        print(f"{language}: {_figures([pair for pair in phrases if pair[0].language == language])}")
    print(f"all: {_figures(phrases)}")


def _figures(phrases: Sequence[tuple[Phrase, list[Quantity]]]) -> str:
    right = sum(is_right(phrase, found) for phrase, found in phrases)
    strict = sum(is_right(phrase, found, strictly=True) for phrase, found in phrases)
    total = max(1, len(phrases))
    return (
        f"value, unit and kind {right / total:.3f} ({right} of {len(phrases)} phrases); "
        f"with per and bound {strict / total:.3f}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
