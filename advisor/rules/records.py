"""Groups of inputs, and inputs read as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from advisor.rules.entry import Input
from advisor.rules.kinds import Schema
from advisor.rules.reading import Reading
from advisor.rules.refusal import RuleRefused, missing, out_of_range, shown
from advisor.rules.text import Text
from advisor.rules.values import Inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A group of inputs under one name."""

    fields: tuple[Input, ...]

    def read(self, raw: object, *, at: str, reading: Reading) -> Inputs:
        """The group's values by name."""
        if not isinstance(raw, Mapping):
            must_be = Text(zh="是一组带名称的值", en="a group of named values")
            reading.refuse(out_of_range(at, raw, must_be=must_be))
            return Inputs({})
        return read_fields(raw, self.fields, at=f"{at}.", reading=reading)

    def schema(self) -> Schema:
        """The JSON schema of the group."""
        return object_schema(self.fields)


def read_fields(
    raw: Mapping[Any, object], fields: Iterable[Input], *, at: str, reading: Reading
) -> Inputs:
    """Values by name, defaults filled in; unknown names and what is missing go into the reading."""
    fields = tuple(fields)
    names = [item.name for item in fields]
    for name in raw:
        if name not in names:
            reading.refuse(_unknown(f"{at}{name}" if isinstance(name, str) else at, name, names))
    values = {}
    for item in fields:
        given = raw.get(item.name)
        if given is None:
            values[item.name] = _stand_in(item, raw)
            if item.required:
                reading.refuse(missing(f"{at}{item.name}"))
        else:
            values[item.name] = item.kind.read(given, at=f"{at}{item.name}", reading=reading)
    return Inputs(values)


def _stand_in(item: Input, raw: Mapping[Any, object]) -> Any:
    replaced = item.unless is not None and raw.get(item.unless) is not None
    if item.default is None or replaced:
        return None
    # Read like a given value: groups become inputs, and no list is shared between calls.
    value = item.default.value
    nested = isinstance(value, list)
    return item.kind.read(value, at=item.name, reading=Reading()) if nested else value


def object_schema(fields: Iterable[Input]) -> Schema:
    """The JSON schema of named values."""
    fields = tuple(fields)
    return {
        "type": "object",
        "properties": {item.name: _described(item) for item in fields},
        "required": [item.name for item in fields if item.required],
        "additionalProperties": False,
    }


def _described(item: Input) -> Schema:
    schema = {**item.kind.schema(), "title": item.label.en, "x-title-zh": item.label.zh}
    if item.default is not None:
        schema |= {"default": item.default.value, "x-default-source": item.default.source.en}
    return schema


def _unknown(field: str, name: object, names: list[str]) -> RuleRefused:
    near = get_close_matches(name, names, n=1) if isinstance(name, str) else []
    meant_zh = f"是不是想写{near[0]}？" if near else ""
    meant_en = f" Did you mean {near[0]}?" if near else ""
    known = ", ".join(names)
    return RuleRefused(
        "E_INPUT",
        field or "inputs",
        Text(
            zh=f"没有{shown(name)}这个输入。{meant_zh}可用的输入：{known}。",
            en=f"There is no input {shown(name)}.{meant_en} Known inputs: {known}.",
        ),
    )
