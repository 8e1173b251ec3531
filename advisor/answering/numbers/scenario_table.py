"""Low, base and high: what a result may be where assumed inputs may lie elsewhere."""

from collections.abc import Mapping, Sequence
from math import inf, isfinite

from advisor.answering.numbers import wording
from advisor.answering.numbers.tracing import also_known, traced
from advisor.answering.numbers.working_out import Case
from advisor.domain.answers import Statement, Table, TableRow
from advisor.rules import Scenario, scenarios
from advisor.rules.drivers import drivers
from advisor.rules.labels import input_unit, output_named
from advisor.rules.wording import Speech


def scenario_table(case: Case, speech: Speech, *, id: str) -> Table | None:
    """The assumed inputs and the result at both ends; None where nothing assumed has a band."""
    if not any(isfinite(bar.swing) for bar in case.result.sensitivity):
        return None
    rule = case.result.rule
    main = output_named(rule, rule.main)
    found = sorted(
        scenarios(rule.name, case.inputs),
        key=lambda scenario: _result(scenario, main.name) or -inf,
    )
    rows = [
        TableRow(
            name=wording.named(rule, name, speech.language),
            cells=tuple(
                _cell(value, input_unit(rule, name), speech, id=id, ref=name)
                for value in _values(case, name, found)
            ),
        )
        for name in next(scenario for scenario in found if scenario.drivers).drivers
    ]
    results = [_result(scenario, main.name) for scenario in found]
    cells = tuple(_cell(value, main.unit, speech, id=id) for value in results)
    rows.append(TableRow(name=main.label[speech.language], cells=cells))
    ends = [wording.ENDS[_end(found, n)][speech.language] for n in range(len(found))]
    return Table(
        columns=(wording.ITEM[speech.language], *ends),
        rows=tuple(rows),
        missing=wording.said(None, None, speech),
    )


def _result(scenario: Scenario, main: str) -> float | None:
    return (scenario.outputs or {}).get(main)


def _end(found: Sequence[Scenario], position: int) -> str:
    """What a case is called; one that is meant to be good may be worse than what is taken."""
    name = found[position].name
    is_last = position == len(found) - 1
    return "between" if name == "high" and not is_last else name


def _values(case: Case, name: str, found: Sequence[Scenario]) -> list[float]:
    base: Mapping[str, float] = {d.name: d.value for d in drivers(case.result.rule, case.inputs)}
    return [scenario.drivers.get(name, base[name]) for scenario in found]


def _cell(
    value: float | None, unit: str | None, speech: Speech, *, id: str, ref: str | None = None
) -> tuple[Statement, ...]:
    """A value that is assumed for the input `ref`, or calculated; none where the rule refuses."""
    if value is None:
        return ()
    text = wording.said(value, unit, speech)
    origin = also_known([value], origin="assumed" if ref else "calculated", ref=ref or id)
    figures = traced(text, origin)
    if figures is None:
        return ()
    return (Statement(text=text, kind="calculation", calculations=(id,), figures=figures),)
