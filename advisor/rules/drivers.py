"""The numbers of a call that can be moved, with the range in which they can move."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from advisor.rules.entry import Input, Rule
from advisor.rules.kinds import LARGEST, Number
from advisor.rules.records import Record

_WIDE = 10.0  # how many times a value is looked at when nothing bounds it


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A number of a call: its value, its scenario band, and the ends of its domain.

    Numbers inside a group are called group.name.
    """

    name: str
    value: float
    low: float
    high: float
    least: float
    most: float
    whole: bool
    assumed: bool

    def rounded(self, value: float) -> float:
        """The value as this input takes it."""
        return float(round(value)) if self.whole else value

    def crossed(self, edge: float, beyond: float) -> float:
        """The first value past an edge on the way to `beyond`."""
        if not self.whole:
            return edge
        return float(int(edge) + 1) if beyond > edge else float(round(edge) - 1)


def drivers(rule: Rule, inputs: Mapping[str, Any]) -> Iterator[Driver]:
    """The numbers of a call in the order of the catalogue, defaults included."""
    for item in rule.inputs:
        given = inputs.get(item.name)
        replaced_by = item.unless is not None and inputs.get(item.unless) is not None
        value = item.default.value if given is None and item.default else given
        if value is None or (given is None and replaced_by):
            continue
        if isinstance(item.kind, Number):
            yield from _number(item.name, item, value, assumed=given is None and _matters(item))
        elif isinstance(item.kind, Record) and isinstance(value, Mapping):
            yield from _fields(item, value)
        elif isinstance(value, Mapping):
            yield from _parameters(item.name, value)


def _matters(item: Input) -> bool:
    return item.default is not None and item.default.origin != "convention"


def _fields(group: Input, value: Mapping[str, Any]) -> Iterator[Driver]:
    assert isinstance(group.kind, Record)
    for item in group.kind.fields:
        given = value.get(item.name)
        part = item.default.value if given is None and item.default else given
        if isinstance(item.kind, Number) and part is not None:
            yield from _number(f"{group.name}.{item.name}", item, part, assumed=given is None)


def _parameters(name: str, value: Mapping[str, Any]) -> Iterator[Driver]:
    for parameter, number in value.items():
        if isinstance(number, int | float) and not isinstance(number, bool):
            yield Driver(
                name=f"{name}.{parameter}",
                value=float(number),
                low=min(0.8 * number, 1.2 * number),
                high=max(0.8 * number, 1.2 * number),
                least=min(number / _WIDE, number * _WIDE),
                most=max(number / _WIDE, number * _WIDE),
                whole=False,
                assumed=False,
            )


def _number(name: str, item: Input, value: Any, *, assumed: bool) -> Iterator[Driver]:
    kind = item.kind
    assert isinstance(kind, Number)
    amount = value.get("amount") if isinstance(value, Mapping) else value
    if not isinstance(amount, int | float) or isinstance(amount, bool):
        return
    number = float(amount)
    ends = _ends(kind, number)
    band = (item.low, item.high) if item.low is not None and item.high is not None else None
    low, high = band or sorted((0.8 * number, 1.2 * number))
    if kind.whole:
        low, high = (
            (round(low), round(high)) if band else (min(low, number - 1), max(high, number + 1))
        )
        low, high = float(int(low)), float(int(high))
    yield Driver(
        name=name,
        value=number,
        low=min(max(low, ends[0]), ends[1]),
        high=min(max(high, ends[0]), ends[1]),
        least=ends[0],
        most=ends[1],
        whole=kind.whole,
        assumed=assumed,
    )


def _ends(kind: Number, value: float) -> tuple[float, float]:
    """The ends of the domain that are worth a look, open ends left out by a hair."""
    size = max(abs(value), 1.0) * _WIDE
    fraction = kind.unit == "fraction"
    low = 0.0 if fraction else max(-size, -LARGEST)
    high = 1.0 if fraction else min(size, LARGEST)
    if kind.at_least is not None:
        low = max(low, kind.at_least)
    if kind.above is not None:
        low = max(low, kind.above + 1e-9 * max(1.0, abs(kind.above)))
    if kind.at_most is not None:
        high = min(high, kind.at_most)
    if kind.below is not None:
        high = min(high, kind.below - 1e-9 * max(1.0, abs(kind.below)))
    return low, high


def replaced(inputs: Mapping[str, Any], driver: Driver, value: float) -> dict[str, Any]:
    """The call with one of its numbers at another value, amounts without their currencies.

    A number that was not given has no currency; the rule would refuse it beside others that do.
    """
    number: float | int = int(value) if driver.whole else value
    plain = {name: _untagged(given) for name, given in inputs.items()}
    group, _, part = driver.name.partition(".")
    if not part:
        return {**plain, group: number}
    inner = plain.get(group)
    return {**plain, group: {**(inner if isinstance(inner, Mapping) else {}), part: number}}


def _untagged(given: Any) -> Any:
    if isinstance(given, Mapping):
        if set(given) == {"amount", "currency"}:
            return given["amount"]
        return {name: _untagged(part) for name, part in given.items()}
    return [_untagged(item) for item in given] if isinstance(given, list | tuple) else given
