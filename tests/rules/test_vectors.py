"""Every published case holds: inputs in, outputs or one refusal out."""

from typing import Any

import pytest

from advisor.rules import RULES, RuleRefused, evaluate
from tests.rules.examples import DEFAULTS, VECTORS


def _agrees(got: Any, wanted: Any, tolerance: dict[str, float]) -> bool:
    if isinstance(wanted, dict):
        return all(_agrees(got[name], value, tolerance) for name, value in wanted.items())
    if isinstance(wanted, list):
        pairs = zip(got, wanted, strict=True)
        return all(_agrees(g, w, tolerance) for g, w in pairs)
    if isinstance(wanted, bool | str) or wanted is None:
        return bool(got == wanted) and type(got) is type(wanted)
    return bool(got == pytest.approx(wanted, **tolerance))


def _tolerance(vector: dict[str, Any], name: str) -> dict[str, float]:
    own = vector.get("tol", {}).get(name)
    if own is None:
        return {"rel": DEFAULTS["rel_tol"], "abs": DEFAULTS["abs_tol"]}
    return {"rel": own.get("rel", 0.0), "abs": own.get("abs", DEFAULTS["abs_tol"])}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_a_rule_gives_what_its_published_case_tells(vector: dict[str, Any]) -> None:
    if "error" in vector["expect"]:
        with pytest.raises(RuleRefused) as refused:
            evaluate(vector["rule"], vector["inputs"])
        assert refused.value.code == vector["expect"]["error"]
        return
    outputs = evaluate(vector["rule"], vector["inputs"])
    for name, wanted in vector["expect"].items():
        assert _agrees(outputs[name], wanted, _tolerance(vector, name)), (name, outputs[name])


def test_every_rule_but_the_composite_has_a_published_case() -> None:
    assert set(RULES) - {vector["rule"] for vector in VECTORS} == {"stock.pulse_plan"}
    assert len(VECTORS) == 97
