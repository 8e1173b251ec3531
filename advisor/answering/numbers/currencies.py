"""Amounts in two currencies: one of them converted at the rate that the seller gives."""

from collections.abc import Iterator, Mapping
from typing import Any

from advisor.domain.calculations import CalculationRequest
from advisor.rules import rule_named


def in_one_currency(inputs: Mapping[str, Any], request: CalculationRequest) -> dict[str, Any]:
    """The inputs with amounts as the rule takes them: plain where all agree.

    Amounts at home become amounts of the price's currency where the seller gives the rate; without
    one they keep their currency, so that the rule refuses the mixture.
    """
    rule = rule_named(request.rule)
    prices = {name: value for name, value in inputs.items() if not _is_home(rule.input(name))}
    told = set(_currencies(prices))
    rate = request.exchange_rate
    if len(told) > 1 and rate and told <= {request.currency, request.home_currency}:
        prices = {name: _converted(value, request, rate) for name, value in prices.items()}
        told = set()
    plain = {name: _plain(value) for name, value in prices.items()} if len(told) < 2 else prices
    return {**{name: _plain(value) for name, value in inputs.items()}, **plain}


def _is_home(item: Any) -> bool:
    return item is not None and item.unit == "home money"


def _is_amount(value: Any) -> bool:
    return isinstance(value, Mapping) and set(value) == {"amount", "currency"}


def _currencies(value: Any) -> Iterator[str]:
    if _is_amount(value):
        yield value["currency"]
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _currencies(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _currencies(part)


def _converted(value: Any, request: CalculationRequest, rate: float) -> Any:
    if _is_amount(value):
        is_home = value["currency"] == request.home_currency
        return value["amount"] / rate if is_home else value["amount"]
    if isinstance(value, Mapping):
        return {name: _converted(part, request, rate) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_converted(part, request, rate) for part in value]
    return value


def _plain(value: Any) -> Any:
    if _is_amount(value):
        return value["amount"]
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
