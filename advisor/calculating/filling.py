"""From placed figures to the inputs that a rule takes: values, groups, variants."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from advisor.calculating.assignment import Placed, are_parts
from advisor.calculating.figures import FigureSpan
from advisor.calculating.lexicon import Mention
from advisor.calculating.money import Currencies
from advisor.calculating.paths import EXCHANGE_RATE, Path
from advisor.calculating.values import is_share_of_price, values_of
from advisor.domain.calculations import Said
from advisor.rules.kinds import MONEY_UNITS

_PRICES = ("price", "net_revenue", "economics.net_revenue", "item_price")
_SPREAD = {"demand": {"family": "normal"}}
"""What a distribution is taken to be where mean and standard deviation are all that is told."""


@dataclass(slots=True, kw_only=True)
class Filled:
    """Inputs as `evaluate` takes them, further values to try, and the words behind them."""

    inputs: dict[str, Any] = field(default_factory=dict)
    variants: list[dict[str, Any]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    exchange_rate: float | None = None


@dataclass(slots=True, kw_only=True)
class Filling:
    """Fills the inputs of one rule; `known` are those of the conversation."""

    text: str
    paths: Mapping[str, Path]
    currencies: Currencies
    known: Mapping[str, Any] = field(default_factory=dict)
    _filled: Filled = field(default_factory=Filled)

    def filled(self, placed: Placed) -> Filled:
        """The inputs of the placed figures; prices first, since others may be shares of them."""
        names = sorted(placed.by_path, key=lambda name: name not in _PRICES)
        for name in names:
            self._fill(self.paths[name], placed.by_path[name])
        return self._filled

    def _fill(self, path: Path, found: list[tuple[FigureSpan, Mention]]) -> None:
        if path.name == EXCHANGE_RATE:
            self._filled.exchange_rate = found[0][0].first.low
            return
        values = [value for item in found for value in self._values(path, *item)]
        if are_parts(path.name, found):
            self._put(self._filled.inputs, path.name, self._sum(values))
        else:
            self._put(self._filled.inputs, path.name, values[0])
            for value in values[1:]:
                variant: dict[str, Any] = {}
                self._put(variant, path.name, value)
                self._filled.variants.append(self._whole(variant))
        for figure, _ in found:
            words = self.text[figure.start : figure.end]
            said = Said(input=path.name, text=words, start=figure.start, end=figure.end)
            self._filled.said.append(said)

    def _values(self, path: Path, figure: FigureSpan, word: Mention) -> list[Any]:
        """The values of a figure, with their currency where there are two."""
        values = values_of(figure, path, cue=self.text[word.start : word.end])
        if path.is_list:
            return [values]
        if path.unit not in MONEY_UNITS:
            return list(values)
        code = self.currencies.of(figure)
        if is_share_of_price(figure, path):
            price, code = self._price()
            values = [value * price for value in values] if price is not None else values
        if not self.currencies.are_two or code is None or self._tells_home_apart:
            return list(values)
        return [{"amount": value, "currency": code} for value in values]

    @property
    def _tells_home_apart(self) -> bool:
        """Whether the rule itself has inputs in either currency."""
        return any(path.unit == "home money" for path in self.paths.values())

    def _price(self) -> tuple[float | None, str | None]:
        """The price and its currency, of this question or of the conversation."""
        for source in (self._filled.inputs, self.known):
            for name in _PRICES:
                group, _, part = name.partition(".")
                value = source.get(group)
                value = value.get(part) if part and isinstance(value, Mapping) else value
                if isinstance(value, Mapping) and "amount" in value:
                    return value["amount"], value["currency"]
                if isinstance(value, int | float):
                    return float(value), self.currencies.price
        return None, None

    @staticmethod
    def _sum(values: list[Any]) -> Any:
        """The sum of the parts; of two currencies only what is in the first's."""
        if isinstance(values[0], Mapping):
            same = [v for v in values if v["currency"] == values[0]["currency"]]
            return {**values[0], "amount": sum(value["amount"] for value in same)}
        return sum(values)

    @staticmethod
    def _put(inputs: dict[str, Any], name: str, value: Any) -> None:
        group, _, part = name.partition(".")
        if part:
            inputs[group] = {**_SPREAD.get(group, {}), **inputs.get(group, {}), part: value}
        else:
            inputs[group] = value

    def _whole(self, variant: Mapping[str, Any]) -> dict[str, Any]:
        """A variant of part of a group, with the rest of the group."""
        whole = {**self.known, **self._filled.inputs}
        return {
            name: {**whole.get(name, {}), **value} if _is_group(value) else value
            for name, value in variant.items()
        }


def _is_group(value: Any) -> bool:
    return isinstance(value, Mapping) and set(value) != {"amount", "currency"}


def merged(known: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs of a conversation with what a question changes, parts of groups one by one."""
    return {
        **known,
        **{
            name: {**known[name], **value}
            if _is_group(value) and isinstance(known.get(name), Mapping)
            else value
            for name, value in changes.items()
        },
    }
