"""Short ways to write the inputs and outputs of a catalogue entry."""

from typing import Any

from advisor.rules.entry import Default, Input, Output
from advisor.rules.kinds import Choice, Flag, Kind, ListOf, Name, Number
from advisor.rules.records import Record
from advisor.rules.text import Text

_NEUTRAL = Text(zh="没有提供时按“没有这一项”算", en="without it, nothing of the kind is counted")


def neutral(value: Any) -> Default:
    """The default that adds nothing: 0, no limit, no such thing."""
    return Default(value=value, origin="neutral", source=_NEUTRAL)


def field(name: str, zh: str, en: str, kind: Kind, *, default: Any = None, **more: Any) -> Input:
    """An input of any kind; a bare default is a neutral one."""
    if default is not None and not isinstance(default, Default):
        default = neutral(default)
    return Input(name=name, label=Text(zh=zh, en=en), kind=kind, default=default, **more)


def _number(name: str, zh: str, en: str, unit: str, settings: dict[str, Any]) -> Input:
    bounds = ("at_least", "above", "at_most", "below", "whole", "code")
    kind = Number(unit=unit, **{k: settings.pop(k) for k in bounds if k in settings})
    return field(name, zh, en, kind, **settings)


def number(name: str, zh: str, en: str, unit: str, **settings: Any) -> Input:
    """A number with a unit; settings are bounds of Number and parts of Input."""
    return _number(name, zh, en, unit, settings)


def money(name: str, zh: str, en: str, **settings: Any) -> Input:
    """Any amount of money, in the one currency of the call."""
    return _number(name, zh, en, "money", settings)


def cost(name: str, zh: str, en: str, **settings: Any) -> Input:
    """An amount of money that is not negative."""
    return _number(name, zh, en, "money", {"at_least": 0.0, **settings})


def fraction(name: str, zh: str, en: str, **settings: Any) -> Input:
    """A share, rate or probability from 0 to 1; `above` and `below` exclude an end."""
    return _number(name, zh, en, "fraction", settings)


def flag(name: str, zh: str, en: str, *, default: bool, **more: Any) -> Input:
    """Yes or no."""
    return field(name, zh, en, Flag(), default=default, **more)


def choice(name: str, zh: str, en: str, *options: str, **more: Any) -> Input:
    """One of several words."""
    return field(name, zh, en, Choice(options=options), **more)


def named(name: str, zh: str, en: str, **more: Any) -> Input:
    """What something is called."""
    return field(name, zh, en, Name(), **more)


def numbers(name: str, zh: str, en: str, item: Number, **more: Any) -> Input:
    """A list of numbers; `fewest` and `most` bound its length."""
    size = {"at_least": more.pop("fewest", 1), "at_most": more.pop("most", 2000)}
    return field(name, zh, en, ListOf(item=item, **size), **more)


def record(name: str, zh: str, en: str, *fields: Input, **more: Any) -> Input:
    """A group of inputs."""
    return field(name, zh, en, Record(fields=fields), **more)


def records(name: str, zh: str, en: str, *fields: Input, **more: Any) -> Input:
    """A list of groups of inputs; `fewest` may allow an empty one."""
    size = {"at_least": more.pop("fewest", 1), "at_most": more.pop("most", 100)}
    return field(name, zh, en, ListOf(item=Record(fields=fields), **size), **more)


def output(
    name: str, zh: str, en: str, unit: str, *, sometimes: tuple[str, str] | None = None
) -> Output:
    """An output; `sometimes` says in Chinese and English when it is there."""
    when = Text(zh=sometimes[0], en=sometimes[1]) if sometimes else None
    return Output(name=name, label=Text(zh=zh, en=en), unit=unit, sometimes=when)
