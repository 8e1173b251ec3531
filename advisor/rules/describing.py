"""A rule as plain data: for schemas, documentation, command lines and pages."""

from typing import Any

from advisor.rules.entry import Default, Input, Rule
from advisor.rules.kinds import Kind, ListOf, Schema
from advisor.rules.records import Record, object_schema
from advisor.rules.text import Text


def input_schema(rule: Rule) -> Schema:
    """The JSON schema of a call's inputs; units, Chinese titles and sources in x- keys."""
    return {"title": rule.name, "description": rule.description.en, **object_schema(rule.inputs)}


def described(rule: Rule) -> dict[str, Any]:
    """Everything the catalogue says of a rule, as JSON values."""
    return {
        "name": rule.name,
        "title": _both(rule.title),
        "description": _both(rule.description),
        "inputs": [_input(item) for item in rule.inputs],
        "outputs": [
            {
                "name": item.name,
                "label": _both(item.label),
                "unit": item.unit,
                "sometimes": _both(item.sometimes) if item.sometimes else None,
            }
            for item in rule.outputs
        ],
        "main": rule.main,
        "formula": rule.formula,
        "assumptions": _both(rule.assumptions),
        "reference": rule.reference,
        "errors": list(errors(rule)),
        "version": rule.version,
    }


def errors(rule: Rule) -> tuple[str, ...]:
    """Codes with which a rule may refuse a call, besides an unknown name."""
    codes = {"E_INPUT", "E_RANGE", *rule.errors}
    kinds = [kind for item in rule.inputs for kind in _kinds(item.kind)]
    units = {getattr(kind, "unit", None) for kind in kinds}
    if "fraction" in units:
        codes.add("E_UNIT")
    if units & {"money", "home money"}:
        codes.add("E_CURRENCY")
    if any(item.required for item in rule.inputs) or any(_has_parts(kind) for kind in kinds):
        codes.add("E_MISSING")
    return tuple(sorted(codes))


def _kinds(kind: Kind) -> list[Kind]:
    if isinstance(kind, ListOf):
        return [kind, *_kinds(kind.item)]
    if isinstance(kind, Record):
        return [kind, *(inner for item in kind.fields for inner in _kinds(item.kind))]
    return [kind]


def _has_parts(kind: Kind) -> bool:
    return isinstance(kind, Record) or hasattr(kind, "families")


def _input(item: Input) -> dict[str, Any]:
    inner = item.kind.item if isinstance(item.kind, ListOf) else item.kind
    parts = [_input(part) for part in inner.fields] if isinstance(inner, Record) else []
    band = [item.low, item.high] if item.low is not None and item.high is not None else None
    return {
        "name": item.name,
        "label": _both(item.label),
        "unit": item.unit,
        "required": item.required,
        "decides": item.decides,
        "default": _default(item.default) if item.default else None,
        "band": band,
        "accepts": item.kind.schema(),
        "parts": parts,
    }


def _default(default: Default) -> dict[str, Any]:
    return {
        "value": default.value,
        "origin": default.origin,
        "source": _both(default.source),
        "facts": list(default.facts),
        "as_of": default.as_of,
        "review_by": default.review_by,
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
