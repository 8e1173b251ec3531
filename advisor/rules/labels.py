"""What the inputs and outputs of a rule are called, parts of groups and distributions included."""

from advisor.rules.accepting import parts
from advisor.rules.distribution import FAMILIES
from advisor.rules.entry import Input, Output, Rule
from advisor.rules.text import Text


def input_label(rule: Rule, path: str) -> Text:
    """The label of an input or part of one, as in "demand.mean"; the path where it has none."""
    name, _, part = path.partition(".")
    item = rule.input(name)
    if item is None:
        return Text(zh=path, en=path)
    if not part:
        return item.label
    inner = _part(item, part)
    said = inner.label if inner else Text(zh=part, en=part)
    return Text(zh=f"{item.label.zh}：{said.zh}", en=f"{item.label.en}: {said.en}")


def input_unit(rule: Rule, path: str) -> str | None:
    """The unit of an input or part of one; None for what is no number."""
    name, _, part = path.partition(".")
    item = rule.input(name)
    inner = _part(item, part) if item and part else item
    return inner.unit if inner else None


def output_named(rule: Rule, name: str) -> Output:
    """The output of this name, which an input may have too."""
    return next(item for item in rule.outputs if item.name == name)


def _part(item: Input, name: str) -> Input | None:
    parameters = (part for ways in FAMILIES.values() for way in ways for part in way)
    return next((part for part in (*parts(item.kind), *parameters) if part.name == name), None)
