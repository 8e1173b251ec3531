"""Every number inside nested values, with the path that leads to it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def numbers_within(value: Any, at: str = "") -> Iterator[tuple[str, float]]:
    """Pairs of path and number, as in ("demand.mean", 50.0) or ("orders[2]", 7.0)."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from numbers_within(item, f"{at}.{name}" if at else str(name))
    elif is_dataclass(value):
        parts = {part.name: getattr(value, part.name) for part in fields(value)}
        yield from numbers_within(parts, at)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from numbers_within(item, f"{at}[{index}]")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield at, float(value)
