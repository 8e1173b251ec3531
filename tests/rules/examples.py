"""The published cases, and one call that every rule answers."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

_FILE = yaml.safe_load((Path(__file__).parent / "rule-vectors.yaml").read_text(encoding="utf-8"))
VECTORS: list[dict[str, Any]] = _FILE["vectors"]
DEFAULTS: dict[str, float] = _FILE["defaults"]

PULSE = {
    "orders": [1000, 2500, 6250],
    "economics": {
        "net_revenue": 12,
        "unit_cost": 7,
        "salvage_value": 2,
        "holding_cost": 0.02,
        "cancel_penalty": 2,
    },
    "n_paths": 1000,
}


def calls() -> dict[str, dict[str, Any]]:
    """Inputs of one call of every rule, fresh at each call."""
    found: dict[str, dict[str, Any]] = {"stock.pulse_plan": deepcopy(PULSE)}
    for vector in VECTORS:
        if "error" not in vector["expect"]:
            found.setdefault(vector["rule"], deepcopy(vector["inputs"]))
    return found
