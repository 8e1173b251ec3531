"""Modes: the gate before the score, and what must not move the ranking."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.rules import evaluate

_SELLER = {"seller_type": "startup", "capital": 10_000}
_MODES = st.lists(
    st.tuples(st.integers(-50, 50), st.integers(-50, 50), st.booleans()), min_size=1, max_size=6
)


def _modes(rows: list[tuple[int, int, bool]]) -> list[dict[str, Any]]:
    return [
        {
            "name": f"m{i}",
            "expected_profit": 1000 * expected,
            "cvar_profit": 1000 * worst,
            "min_capital": 20_000 if barred else 0,
        }
        for i, (expected, worst, barred) in enumerate(rows)
    ]


@settings(deadline=None, max_examples=80)
@given(rows=_MODES, weight=st.floats(0, 1), data=st.data())
def test_neither_order_nor_excluded_modes_move_the_ranking(
    rows: list[tuple[int, int, bool]], weight: float, data: st.DataObject
) -> None:
    modes = _modes(rows)
    base = {"seller": _SELLER, "risk_weight": weight}
    ranked = evaluate("mode.rank", {**base, "modes": modes})
    mixed = data.draw(st.permutations(modes))
    assert evaluate("mode.rank", {**base, "modes": mixed})["ranking"] == ranked["ranking"]
    assert ranked["scores"] == pytest.approx(sorted(ranked["scores"], reverse=True))
    assert {item["name"] for item in ranked["excluded"]} == {
        mode["name"] for mode in modes if mode["min_capital"]
    }
    open_modes = [mode for mode in modes if not mode["min_capital"]]
    if open_modes:
        alone = evaluate("mode.rank", {**base, "modes": open_modes})
        assert alone["ranking"] == ranked["ranking"]


def test_reasons_come_in_a_fixed_order_and_equal_scores_by_name() -> None:
    modes = [
        {"name": "b", "expected_profit": 5, "cvar_profit": 5},
        {"name": "a", "expected_profit": 5, "cvar_profit": 5},
        {
            "name": "c",
            "expected_profit": 50,
            "cvar_profit": 50,
            "not_for": ["startup"],
            "needs_local_warehouse": True,
            "min_capital": 99_999,
        },
    ]
    outputs = evaluate("mode.rank", {"seller": _SELLER, "modes": modes})
    assert outputs["ranking"] == ["a", "b"]
    assert outputs["excluded"] == [
        {"name": "c", "reasons": ["CAPITAL", "LOCAL_WAREHOUSE", "SELLER_TYPE"]}
    ]


def test_a_seller_to_whom_nothing_is_open_gets_an_empty_ranking() -> None:
    modes = [{"name": "a", "expected_profit": 5, "cvar_profit": 5, "needs_local_entity": True}]
    outputs = evaluate("mode.rank", {"seller": _SELLER, "modes": modes})
    assert (outputs["ranking"], outputs["scores"]) == ([], [])
