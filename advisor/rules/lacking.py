"""Everything that a call lacks, in one refusal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from advisor.rules.entry import Rule
from advisor.rules.evaluation import named_inputs
from advisor.rules.labels import input_label
from advisor.rules.reading import Reading
from advisor.rules.records import read_fields
from advisor.rules.refusal import RuleRefused
from advisor.rules.text import Text


def all_missing(rule: Rule, inputs: Mapping[str, Any]) -> RuleRefused | None:
    """One refusal that names every missing input; None when none is.

    None too when there is an unknown input: the missing one may be it, misspelt.
    """
    names = lacking_inputs(rule, inputs)
    return _refusal(rule, names) if names else None


def lacking_inputs(rule: Rule, inputs: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the inputs that a call lacks, parts of groups as group.name.

    None where there is an unknown input: the missing one may be it, misspelt.
    """
    reading = Reading()
    values = read_fields(inputs, rule.inputs, at="", reading=reading)
    if any(refusal.code == "E_INPUT" for refusal in reading.refusals):
        return ()
    names = [refusal.field for refusal in reading.refusals if refusal.code == "E_MISSING"]
    names += [name for name in _needed(rule, named_inputs(rule, values)) if name not in names]
    return tuple(names)


def _needed(rule: Rule, given: frozenset[str]) -> Iterator[str]:
    """What is needed beside what is given, one input after the other."""
    while (name := rule.needs(given)) is not None and name not in given:
        yield name
        given |= {name}


def _refusal(rule: Rule, names: Sequence[str]) -> RuleRefused:
    labels = [input_label(rule, name) for name in names]
    zh = "、".join(f"{text.zh}（{name}）" for text, name in zip(labels, names, strict=True))
    en = ", ".join(f"{text.en} ({name})" for text, name in zip(labels, names, strict=True))
    words = Text(
        zh=f"还缺{zh}，没有可用的默认值，请补上。",
        en=f"Missing, without a default: {en}. Please give {'it' if len(names) == 1 else 'them'}.",
    )
    return RuleRefused("E_MISSING", names[0], words)
