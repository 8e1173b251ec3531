"""Measure whether numeric questions are understood: python -m evals.numbers FILE.

For each question: the right rules, exactly their inputs, the right inputs to ask back for. A question
that asks for no calculation is right where none is found. Dialogues are scored by their last turn.
"""

import argparse
import time
from collections.abc import Mapping
from dataclasses import dataclass
from math import isclose
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict, Field

from advisor.calculating.missing import missing_inputs
from advisor.calculating.understanding import requests_in
from advisor.domain.calculations import CalculationRequest
from advisor.language.vocabulary import Vocabulary
from advisor.rules import rule_named
from advisor.settings import Settings
from advisor.wiring import Workplace


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wanted(_Part):
    """A rule with the inputs that the question gives, further values, and what it lacks."""

    rule: str
    inputs: dict[str, Any]
    variants: tuple[dict[str, Any], ...] = ()
    asks: tuple[str, ...] = ()
    exchange_rate: float | None = None


class NumericCase(_Part):
    """A question, or a dialogue of which the last turn counts."""

    id: str
    ask: str | None = None
    turns: tuple[str, ...] = ()
    rules: tuple[Wanted, ...] = Field(default=())
    markets: tuple[str, ...] | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """What is asked, one after the other."""
        return (self.ask,) if self.ask is not None else self.turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one case went; `wrong` are values that an input must not have."""

    case: NumericCase
    found: tuple[CalculationRequest, ...]
    rules: bool
    inputs: bool
    asked: bool
    wrong: bool
    seconds: float

    @property
    def is_right(self) -> bool:
        """Whether rules and inputs are as wanted."""
        return self.rules and self.inputs


def load(path: Path) -> list[NumericCase]:
    """The cases of a file."""
    return [NumericCase.model_validate(row) for row in yaml.safe_load(path.read_text("utf-8"))]


def outcome(case: NumericCase, *, vocabulary: Vocabulary) -> Outcome:
    """Ask the questions of a case one after the other and compare the last."""
    found: tuple[CalculationRequest, ...] = ()
    seconds = 0.0
    for question in case.questions:
        began = time.perf_counter()
        found = requests_in(question, vocabulary=vocabulary, before=found)
        seconds = time.perf_counter() - began
    wanted = {want.rule: want for want in case.rules}
    pairs = [(wanted[request.rule], request) for request in found if request.rule in wanted]
    return Outcome(
        case=case,
        found=found,
        rules={request.rule for request in found} == set(wanted),
        inputs=all(_same_inputs(*pair) for pair in pairs)
        and (case.markets is None or all(r.markets == case.markets for r in found)),
        asked=all(_asks(want, request) for want, request in pairs),
        wrong=any(_has_wrong_value(want, request) for want, request in pairs),
        seconds=seconds,
    )


def _same_inputs(want: Wanted, request: CalculationRequest) -> bool:
    same_variants = len(want.variants) == len(request.variants) and all(
        _same(a, b) for a, b in zip(want.variants, request.variants, strict=True)
    )
    same_rate = want.exchange_rate == request.exchange_rate
    return _same(want.inputs, dict(request.inputs)) and same_variants and same_rate


def _same(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        return set(wanted) == set(found) and all(_same(wanted[k], found[k]) for k in wanted)
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(map(_same, wanted, found))
    if isinstance(wanted, int | float) and isinstance(found, int | float):
        return isclose(wanted, found, rel_tol=1e-6)
    return bool(wanted == found)


def _has_wrong_value(want: Wanted, request: CalculationRequest) -> bool:
    """Whether a result would rest on a value that the question does not give this input."""
    given = {name: value for name, value in request.inputs.items()}
    return any(not _same(want.inputs.get(name), value) for name, value in given.items())


def _asks(want: Wanted, request: CalculationRequest) -> bool:
    if not want.asks:
        return True
    lacking = missing_inputs(rule_named(want.rule), request.inputs)
    return {name.partition(".")[0] for name in lacking} == {
        name.partition(".")[0] for name in want.asks
    }


def main() -> None:
    """Score a file and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("--failures", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    workplace = Workplace(Settings())
    cases = load(options.set)
    outcome(cases[0], vocabulary=workplace.vocabulary)  # words and grammars are read once
    outcomes = [outcome(case, vocabulary=workplace.vocabulary) for case in cases]
    if options.failures:
        for failed in (o for o in outcomes if not (o.is_right and o.asked)):
            _print_failure(failed)
    _print_figures(outcomes)


def _print_failure(failed: Outcome) -> None:
    print(failed.case.id, " / ".join(failed.case.questions))
    for want in failed.case.rules:
        print("   wanted", want.rule, want.inputs, want.variants or "", want.asks or "")
    for request in failed.found:
        print("   found ", request.rule, dict(request.inputs), request.variants or "")
        print("          unplaced", request.unplaced, request.exchange_rate or "")


def _print_figures(outcomes: list[Outcome]) -> None:
    groups = {
        "all": outcomes,
        "single questions": [o for o in outcomes if o.case.ask and o.case.rules],
        "dialogues": [o for o in outcomes if o.case.turns and o.case.rules],
        "no calculation": [o for o in outcomes if not o.case.rules],
    }
    for name, group in groups.items():
        right = np.mean([o.is_right for o in group])
        wrong = sum(o.wrong for o in group)
        print(f"{name:18} {len(group):4}  right {right:.3f}  wrong values {wrong}")
    asking = [o for o in outcomes if any(want.asks for want in o.case.rules)]
    back = np.mean([o.is_right and o.asked for o in asking])
    print(f"{'ask back':18} {len(asking):4}  right {back:.3f}")
    times = [1000 * o.seconds for o in outcomes]
    print(f"milliseconds p50 {np.percentile(times, 50):.1f}, p95 {np.percentile(times, 95):.1f}")


if __name__ == "__main__":
    main()
