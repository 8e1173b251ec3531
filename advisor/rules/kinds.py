"""Kinds of input values: how each is read and what it accepts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import inf, isfinite, isnan
from numbers import Real
from typing import Any, Protocol

from advisor.rules.reading import Amount, Reading
from advisor.rules.refusal import RuleRefused, no_data, not_a_fraction, out_of_range, shown
from advisor.rules.text import Text

Schema = dict[str, Any]
# Larger numbers are mistakes in every currency, and their squares overflow.
LARGEST = 1e15
_MOST_CELLS = 1_000_000  # numbers in a list of lists: a second of reading
MONEY_UNITS = ("money", "home money")


class Kind(Protocol):
    """Reads a raw value and describes what it accepts."""

    def read(self, raw: object, *, at: str, reading: Reading) -> Any:
        """The value in its proper type; what is wrong with it goes into the reading."""
        ...

    def schema(self) -> Schema:
        """The JSON schema of accepted values."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A finite number with a unit; `above` and `below` are bounds that are not allowed."""

    unit: str
    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    below: float | None = None
    whole: bool = False
    code: str = "E_RANGE"

    def read(self, raw: object, *, at: str, reading: Reading) -> float | int | None:
        """The number as float, or as int where it counts something."""
        if self.unit in MONEY_UNITS:
            raw = _untagged(raw, unit=self.unit, at=at, reading=reading)
        value = _as_float(raw)
        refusal = self._refusal(value, raw, at)
        if refusal is not None:
            reading.refuse(refusal)
            return value
        return int(value) if self.whole and value is not None else value

    def _refusal(self, value: float | None, raw: object, at: str) -> RuleRefused | None:
        if value is None or isnan(value):
            return out_of_range(at, raw, must_be=Text(zh="是一个数", en="a number"))
        if self.unit == "fraction" and not 0 <= value <= 1:
            return not_a_fraction(at, value)
        if not isfinite(value) or abs(value) > LARGEST:
            limit = Text(zh="在正负10^15以内", en="between -10^15 and 10^15")
            return out_of_range(at, raw, must_be=limit)
        if self._inside(value) and (not self.whole or value == int(value)):
            return None
        if self.code == "E_DATA":
            domain, got = self.domain(), shown(value)
            return no_data(
                at,
                zh=f"{{field}}必须{domain.zh}，现在是{got}，请核对或多等几天。",
                en=f"{{field}} must be {domain.en}, got {got}. Check it or wait for more data.",
            )
        return out_of_range(at, raw, must_be=self.domain())

    def _inside(self, value: float) -> bool:
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.above is None or value > self.above)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )

    def domain(self) -> Text:
        """What the number must be, in words; empty where any number will do."""
        least = None if self.above is not None else self.at_least
        bounds = (
            ("不小于", "at least", least),
            ("大于", "more than", self.above),
            ("不大于", "at most", self.at_most),
            ("小于", "less than", self.below),
        )
        zh = [f"{word}{bound:g}" for word, _, bound in bounds if bound is not None]
        en = [f"{word} {bound:g}" for _, word, bound in bounds if bound is not None]
        if self.whole:
            zh, en = ["是整数", *zh], ["a whole number", *en]
        return Text(zh="、".join(zh), en=" and ".join(en))

    def schema(self) -> Schema:
        """The JSON schema of the number."""
        names = {
            "minimum": self.at_least,
            "exclusiveMinimum": self.above,
            "maximum": self.at_most,
            "exclusiveMaximum": self.below,
        }
        bounds = {name: bound for name, bound in names.items() if bound is not None}
        if self.unit == "fraction":
            bounds = {**({} if self.above is not None else {"minimum": 0.0}), **bounds}
            bounds = {**({} if self.below is not None else {"maximum": 1.0}), **bounds}
        return {"type": "integer" if self.whole else "number", "x-unit": self.unit, **bounds}


def _as_float(raw: object) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, Real | Decimal):
        return None
    try:
        return float(raw)
    except OverflowError:
        return inf
    except ValueError:  # a signalling NaN of Decimal
        return None


def _untagged(raw: object, *, unit: str, at: str, reading: Reading) -> object:
    if not isinstance(raw, Mapping):
        reading.amounts.append(Amount(field=at, unit=unit, currency=None))
        return raw
    currency = raw.get("currency")
    if set(raw) != {"amount", "currency"} or not isinstance(currency, str) or not currency:
        return None
    reading.amounts.append(Amount(field=at, unit=unit, currency=currency.upper()))
    return raw["amount"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Yes or no."""

    def read(self, raw: object, *, at: str, reading: Reading) -> bool:
        """True or False; nothing else counts as either."""
        if not isinstance(raw, bool):
            reading.refuse(
                out_of_range(at, raw, must_be=Text(zh="是true或false", en="true or false"))
            )
        return raw is True

    def schema(self) -> Schema:
        """The JSON schema of a flag."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several words."""

    options: tuple[str, ...]

    def read(self, raw: object, *, at: str, reading: Reading) -> str:
        """The option that was chosen."""
        if isinstance(raw, str) and raw in self.options:
            return raw
        words = Text(zh=f"是{'、'.join(self.options)}之一", en=f"one of {', '.join(self.options)}")
        reading.refuse(out_of_range(at, raw, must_be=words))
        return self.options[0]

    def schema(self) -> Schema:
        """The JSON schema of the choice."""
        return {"type": "string", "enum": list(self.options)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What something is called."""

    def read(self, raw: object, *, at: str, reading: Reading) -> str:
        """The name as it was written."""
        if isinstance(raw, str) and raw.strip() and len(raw) <= 200:
            return raw
        reading.refuse(out_of_range(at, raw, must_be=Text(zh="是一个名称", en="a name")))
        return ""

    def schema(self) -> Schema:
        """The JSON schema of a name."""
        return {"type": "string", "minLength": 1, "maxLength": 200}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOf:
    """Several values of one kind; fewer than `at_least` are too little data."""

    item: Kind
    at_least: int = 1
    at_most: int = 2000

    def read(self, raw: object, *, at: str, reading: Reading) -> list[Any]:
        """The values in their order."""
        if not isinstance(raw, list | tuple) or self._too_long(raw):
            words = Text(zh=f"是最多{self.at_most}项的列表", en=f"a list of up to {self.at_most}")
            got = f"{len(raw)} values" if isinstance(raw, list | tuple) else raw
            reading.refuse(out_of_range(at, got, must_be=words))
            return []
        if len(raw) < self.at_least:
            n, got = self.at_least, shown(len(raw))
            reading.refuse(
                no_data(
                    at,
                    zh=f"{{field}}至少要{n}项，现在只有{got}项。",
                    en=f"{{field}} needs at least {n} values, got {got}.",
                )
            )
        items = enumerate(raw)
        return [self.item.read(value, at=f"{at}[{i}]", reading=reading) for i, value in items]

    def _too_long(self, raw: list[object] | tuple[object, ...]) -> bool:
        inner = sum(len(item) for item in raw if isinstance(item, list | tuple))
        return len(raw) > self.at_most or inner > _MOST_CELLS

    def schema(self) -> Schema:
        """The JSON schema of the list."""
        size = {"minItems": self.at_least, "maxItems": self.at_most}
        return {"type": "array", "items": self.item.schema(), **size}
