"""The inputs of a rule that words and figures can fill, parts of groups included."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from advisor.calculating.lexicon import rule_words
from advisor.rules import RULES, Rule
from advisor.rules.distribution import Distribution
from advisor.rules.entry import Input
from advisor.rules.kinds import ListOf, Number
from advisor.rules.records import Record

EXCHANGE_RATE = "exchange_rate"
"""Not an input of a rule: the rate at which amounts of two currencies are made one."""

_MOMENTS = ("mean", "sd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A number or list of numbers to fill: where it goes, its unit, the roles that fill it."""

    name: str
    unit: str
    roles: frozenset[str]
    is_list: bool = False


@cache
def paths_of(rule: str) -> tuple[Path, ...]:
    """What of a rule can be filled."""
    return tuple(_paths(RULES[rule]))


def _paths(rule: Rule) -> Iterator[Path]:
    words = rule_words(rule.name)
    for item in rule.inputs:
        if item.name in words.never:
            continue
        for name, unit, is_list in _fillable(item):
            roles = words.inputs.get(name) or (name.rpartition(".")[2],)
            yield Path(name=name, unit=unit, roles=frozenset(roles), is_list=is_list)
    if rule.input("fx") is None:
        yield Path(name=EXCHANGE_RATE, unit="exchange rate", roles=frozenset({"fx"}))


def _fillable(item: Input) -> Iterator[tuple[str, str, bool]]:
    kind = item.kind
    if isinstance(kind, Number):
        yield item.name, kind.unit, False
    elif isinstance(kind, ListOf) and isinstance(kind.item, Number):
        yield item.name, kind.item.unit, True
    elif isinstance(kind, Distribution):
        yield from ((f"{item.name}.{moment}", "units", False) for moment in _MOMENTS)
    elif isinstance(kind, Record):
        for part in kind.fields:
            if isinstance(part.kind, Number):
                yield f"{item.name}.{part.name}", part.kind.unit, False
