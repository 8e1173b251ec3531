"""The catalogue is complete enough to generate everything else from it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.rules import (
    RULES,
    Rule,
    RuleRefused,
    Setting,
    calculate,
    described,
    errors,
    evaluate,
    input_schema,
    rule_named,
)
from advisor.rules.kinds import ListOf
from advisor.rules.records import Record
from advisor.rules.warnings import WARNINGS
from tests.rules.examples import calls

_CALLS = calls()


def _all_inputs(rule: Rule) -> list[Any]:
    found = list(rule.inputs)
    for item in found:
        inner = item.kind.item if isinstance(item.kind, ListOf) else item.kind
        if isinstance(inner, Record):
            found += inner.fields
    return found


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_tells_what_a_reader_needs(rule: Rule) -> None:
    for text in (rule.title, rule.description, rule.assumptions):
        assert text.zh.strip()
        assert text.en.strip()
    assert rule.formula
    assert rule.reference
    assert rule.main in [item.name for item in rule.outputs]
    assert len({item.name for item in rule.inputs}) == len(rule.inputs)
    for item in _all_inputs(rule):
        assert item.label.zh
        assert item.label.en
        if item.default is not None:
            assert item.default.source.zh
            assert item.default.source.en
        assert not (item.low is not None and item.high is None)


@pytest.mark.parametrize("name", RULES)
def test_an_answer_has_no_output_that_the_catalogue_does_not_list(name: str) -> None:
    rule, outputs = RULES[name], evaluate(name, _CALLS[name])
    listed = {item.name: item for item in rule.outputs}
    assert set(outputs) <= set(listed)
    always = {item.name for item in rule.outputs if item.sometimes is None}
    assert always <= set(outputs)
    absent = {name for name, value in outputs.items() if value is None}
    assert all(listed[output].sometimes is not None for output in absent)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_described_as_json_with_a_schema_of_its_call(name: str) -> None:
    rule = RULES[name]
    plain = json.loads(json.dumps(described(rule), allow_nan=False))
    assert [item["name"] for item in plain["inputs"]] == [item.name for item in rule.inputs]
    schema = json.loads(json.dumps(input_schema(rule), allow_nan=False))
    assert set(schema["properties"]) == {item.name for item in rule.inputs}
    assert set(schema["required"]) <= set(_CALLS[name])
    assert set(plain["errors"]) == set(errors(rule))


@pytest.mark.parametrize("name", RULES)
def test_an_unchanged_call_gives_unchanged_outputs_and_keeps_its_inputs(name: str) -> None:
    inputs = calls()[name]
    first = evaluate(name, inputs)
    assert inputs == _CALLS[name]
    assert evaluate(name, inputs) == first


@pytest.mark.parametrize("name", RULES)
def test_outputs_are_plain_json_values(name: str) -> None:
    assert json.loads(json.dumps(evaluate(name, _CALLS[name]), allow_nan=False))


def test_an_unknown_rule_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(RuleRefused, match=r"unit\.waterfall") as refused:
        rule_named("unit.waterfal")
    assert refused.value.code == "E_RULE"


def test_loading_the_rules_loads_no_scipy() -> None:
    code = "import sys, advisor.rules; print('scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_figures_of_defaults_carry_origin_and_dates() -> None:
    for rule in RULES.values():
        for item in _all_inputs(rule):
            if item.default and item.default.origin in ("article", "platform"):
                assert item.default.facts
                assert item.default.as_of
                assert item.default.review_by


def test_facts_behind_defaults_are_in_the_knowledge_folder() -> None:
    known = set[str]()
    for path in (Path(__file__).parents[2] / "knowledge" / "facts").glob("*.yaml"):
        known |= {fact["id"] for fact in yaml.safe_load(path.read_text(encoding="utf-8"))}
    for rule in RULES.values():
        for item in _all_inputs(rule):
            if item.default is not None:
                assert set(item.default.facts) <= known, item.name


@pytest.mark.parametrize("name", RULES)
def test_every_warning_that_a_rule_gives_has_words(name: str) -> None:
    for code in calculate(name, _CALLS[name], Setting(sensitivity=False)).warnings:
        assert WARNINGS[code].zh
        assert WARNINGS[code].en
