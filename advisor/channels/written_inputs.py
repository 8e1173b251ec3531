"""What a person writes for the inputs of a rule, as the rule takes it.

Numbers as 12 or 1e3, rates as 0.12 or 12%, money also as "12 USD", lists as 1,2,3, rows of a
table parted by ;, groups as a=1,b=2, distributions as normal,mean=50,sd=8; anything as JSON.
"""

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from advisor.rules.distribution import Distribution
from advisor.rules.entry import Rule
from advisor.rules.kinds import MONEY_UNITS, Flag, Kind, ListOf, Number
from advisor.rules.records import Record
from advisor.rules.refusal import RuleRefused, out_of_range
from advisor.rules.text import Text

CURRENCIES = {"currency": "money", "home_currency": "home money"}
"""What is said beside the inputs: which currency amounts of a unit are in."""

_CODE = re.compile(r"[A-Za-z]{3}")
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_MONEY = re.compile(rf"(?:([A-Za-z]{{3}})\s*)?({_NUMBER})\s*([A-Za-z]{{3}})?")
_ITEMS = re.compile(r"[,，、\s]+")
_ROWS = re.compile(r"[;；\n]+")
_PARTS = re.compile(r"[,，]\s*|\s+(?=\w+\s*=)")
_WORDS = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}


def read_written(rule: Rule, written: Mapping[str, str]) -> dict[str, Any]:
    """Raw inputs of a call; what is no number or word stays text, and the rule refuses it.

    Raises:
        RuleRefused: what looks like JSON is none, or a part of a group has no name.
    """
    return {name: _value(rule, name, text.strip()) for name, text in written.items()}


def currency_code(written: str | None, *, name: str) -> str | None:
    """The code of a currency in capitals.

    Raises:
        RuleRefused: it is not three letters.
    """
    if written is None or _CODE.fullmatch(written.strip()):
        return written.strip().upper() if written else None
    words = Text(zh="是三个字母的币种，如USD", en="three letters, as in USD")
    raise out_of_range(name, written, must_be=words)


def told_currencies(rule: Rule, inputs: Mapping[str, Any]) -> dict[str, str]:
    """The currencies that amounts name themselves, by the name in CURRENCIES."""
    found: dict[str, str] = {}
    for name, unit in CURRENCIES.items():
        items = [item for item in rule.inputs if item.unit == unit]
        amounts = [inputs.get(item.name) for item in items]
        told = [amount.get("currency") for amount in amounts if isinstance(amount, Mapping)]
        if told and isinstance(told[0], str):
            found[name] = told[0]
    return found


def _value(rule: Rule, name: str, text: str) -> Any:
    item = rule.input(name)
    if item is None:
        return text
    try:
        return _read(item.kind, text)
    except _Unreadable as problem:
        refusal = RuleRefused("E_RANGE", name, problem.words)
        raise refusal.labelled(item.label) from None


class _Unreadable(ValueError):
    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Text(zh=zh, en=en)


def _read(kind: Kind, text: str) -> Any:
    if text[:1] in ("{", "["):
        return _json(text)
    if isinstance(kind, Number):
        return _number(kind, text)
    if isinstance(kind, Flag):
        return _WORDS.get(text.lower(), text)
    if isinstance(kind, ListOf):
        return [_read(kind.item, part) for part in _split(kind.item, text)]
    if isinstance(kind, Record):
        kinds = {part.name: part.kind for part in kind.fields}
        return _group(_PARTS.split(text), kinds)
    if isinstance(kind, Distribution):
        return _distribution(text)
    return text


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise _Unreadable(
            zh="{field}不是完整的JSON，请检查括号、引号和逗号。",
            en="{field} is no complete JSON: check its brackets, quotes and commas.",
        ) from None


def _split(item: Kind, text: str) -> list[str]:
    nested = isinstance(item, ListOf | Record | Distribution)
    separator = _ROWS if nested else _ITEMS
    return [part for part in separator.split(text) if part.strip()]


def _number(kind: Number, text: str) -> Any:
    text = text.replace("％", "%")
    if kind.unit == "fraction" and text.endswith("%"):
        return _percent(text)
    if kind.unit in MONEY_UNITS and (money := _MONEY.fullmatch(text)):
        before, amount, after = money.groups()
        if before or after:
            return {"amount": _plain(amount), "currency": (before or after).upper()}
    return _plain(text)


def _percent(text: str) -> float | str:
    try:
        return float(Decimal(text[:-1].strip()) / 100)
    except (InvalidOperation, OverflowError):
        return text


def _plain(text: str) -> int | float | str:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _group(parts: list[str], kinds: Mapping[str, Kind]) -> dict[str, Any]:
    found = {}
    for part in filter(str.strip, parts):
        name, sign, value = part.partition("=")
        if not sign:
            raise _Unreadable(
                zh=f"{{field}}里的“{part.strip()[:40]}”没有名称，请写成 名称=值，用逗号隔开。",
                en=f"{{field}} has {part.strip()[:40]!r} without a name: "
                f"write name=value, parted by commas.",
            )
        name = name.strip().replace("-", "_")
        kind = kinds.get(name)
        found[name] = _read(kind, value.strip()) if kind else _plain(value.strip())
    return found


def _distribution(text: str) -> dict[str, Any]:
    parts = [part for part in _PARTS.split(text) if part.strip()]
    named = [part for part in parts if "=" in part]
    family = next((part.strip() for part in parts if "=" not in part), None)
    return {**({"family": family} if family else {}), **_group(named, {})}
