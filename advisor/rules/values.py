"""Checked input values, read by name and type."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, cast

from advisor.rules.demand.family import Demand

Outputs: TypeAlias = dict[str, Any]


class Inputs(Mapping[str, Any]):
    """Inputs of a rule after reading: complete, within their domains, with their defaults."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def number(self, name: str) -> float:
        """A number that is always there."""
        return cast(float, self._values[name])

    def maybe(self, name: str) -> float | None:
        """A number; None when it was not given."""
        return cast("float | None", self._values[name])

    def whole(self, name: str) -> int:
        """A whole number."""
        return cast(int, self._values[name])

    def flag(self, name: str) -> bool:
        """Yes or no."""
        return cast(bool, self._values[name])

    def text(self, name: str) -> str:
        """A name, or one of the options of a choice."""
        return cast(str, self._values[name])

    def numbers(self, name: str) -> list[float]:
        """A list of numbers."""
        return cast("list[float]", self._values[name])

    def texts(self, name: str) -> list[str]:
        """A list of names."""
        return cast("list[str]", self._values[name])

    def table(self, name: str) -> list[list[float]]:
        """A list of lists of numbers."""
        return cast("list[list[float]]", self._values[name])

    def record(self, name: str) -> "Inputs":
        """A group of inputs."""
        return cast(Inputs, self._values[name])

    def records(self, name: str) -> "list[Inputs]":
        """A list of groups of inputs."""
        return cast("list[Inputs]", self._values[name])

    def demand(self, name: str = "demand") -> Demand:
        """A demand distribution."""
        return cast(Demand, self._values[name])

    def given(self, name: str) -> bool:
        """Whether there is a value, given or by default."""
        return self._values.get(name) is not None

    def with_values(self, **changed: Any) -> "Inputs":
        """The same inputs with some values replaced."""
        return Inputs({**self._values, **changed})
