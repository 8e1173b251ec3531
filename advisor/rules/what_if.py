"""What would change the answer: ranges of inputs, switch values, scenarios, the next question."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any

from advisor.rules.catalogue import rule_named
from advisor.rules.drivers import Driver, drivers, replaced
from advisor.rules.entry import Rule
from advisor.rules.evaluation import evaluate, read_inputs, run_checked
from advisor.rules.refusal import RuleRefused
from advisor.rules.roots import boundary
from advisor.rules.text import Text

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The main result with one input at its low and at its high value.

    None where the rule refuses that value; `swing` is then infinite, the answer depends on it.
    """

    name: str
    low: float
    high: float
    at_low: float | None
    at_high: float | None
    swing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Outputs under named values; None where the rule refuses them."""

    name: str
    drivers: Mapping[str, float]
    outputs: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextQuestion:
    """The input whose true value would tell most, and how to ask for it."""

    name: str
    question: Text


def tornado(rule: str, inputs: Given, *, names: Iterable[str] | None = None) -> list[Bar]:
    """The assumed inputs one at a time at low and high, the largest change first.

    `names` looks at these inputs instead. A value moves within its scenario band, else by 20%.
    Rules whose main result is no single number have no bars.

    Raises:
        RuleRefused: the rule refuses the inputs as they are.
    """
    entry = rule_named(rule)
    base = evaluate(rule, inputs).get(entry.main)
    if not isinstance(base, int | float) or isinstance(base, bool):
        return []
    wanted = set(names) if names is not None else None
    bars = [
        _bar(entry, inputs, driver, float(base))
        for driver in drivers(entry, inputs)
        if (driver.assumed if wanted is None else driver.name in wanted)
    ]
    return sorted((bar for bar in bars if bar.swing > 0), key=lambda bar: -bar.swing)


def _bar(rule: Rule, inputs: Given, driver: Driver, base: float) -> Bar:
    at_low, at_high = (_main(rule, inputs, driver, value) for value in (driver.low, driver.high))
    if at_low is None or at_high is None:
        swing = inf
    else:
        swing = max(abs(at_low - base), abs(at_high - base), abs(at_high - at_low))
    return Bar(
        name=driver.name,
        low=driver.low,
        high=driver.high,
        at_low=at_low,
        at_high=at_high,
        swing=swing,
    )


def _main(rule: Rule, inputs: Given, driver: Driver, value: float) -> float | None:
    try:
        main = evaluate(rule.name, replaced(inputs, driver, value))[rule.main]
    except RuleRefused:
        return None
    return float(main) if main is not None else None


def switch_value(rule: str, inputs: Given, name: str) -> float | None:
    """The nearest value of an input at which the advice changes; None if none is near.

    A refusal counts as another advice. Searched from a tenth to ten times the value, within its
    domain.

    Raises:
        RuleRefused: the rule refuses the inputs as they are, or has no such number.
    """
    entry = rule_named(rule)
    run_checked(entry, read_inputs(entry, inputs))
    driver = next((d for d in drivers(entry, inputs) if d.name == name), None)
    if driver is None:
        raise RuleRefused(
            "E_INPUT",
            name,
            Text(
                zh="{field}不是这条规则里有值的数字输入，请换一个。",
                en="{field} is not a number that this call has: name another input.",
            ),
        )
    advice = _advice(entry, inputs, driver)
    here = advice(driver.value)
    found = [_switch(driver, advice, here, end) for end in (driver.least, driver.most)]
    return min(
        (value for value in found if value is not None),
        key=lambda value: abs(value - driver.value),
        default=None,
    )


def _advice(rule: Rule, inputs: Given, driver: Driver) -> Callable[[float], Hashable]:
    def advice(value: float) -> Hashable:
        try:
            return rule.advice(evaluate(rule.name, replaced(inputs, driver, value)))
        except RuleRefused as refusal:
            return refusal.code

    return advice


def _switch(
    driver: Driver, advice: Callable[[float], Hashable], here: Hashable, end: float
) -> float | None:
    """The first change between the value and an end of its range, looked for in 40 steps."""
    last = driver.value
    for step in range(1, 41):
        value = driver.rounded(driver.value + (end - driver.value) * (step / 40) ** 2)
        if advice(value) != here:
            edge = boundary(lambda v: advice(v) == here, holds_at=last, fails_at=value)
            return value if driver.whole and abs(value - last) <= 1 else driver.crossed(edge, value)
        last = value
    return None


def scenarios(rule: str, inputs: Given) -> list[Scenario]:
    """Low, base and high: every assumed input at the end that lowers or raises the main result."""
    bars = [bar for bar in tornado(rule, inputs) if isfinite(bar.swing)]
    found = [Scenario(name="base", drivers={}, outputs=evaluate(rule, inputs))]
    for name, better in (("low", False), ("high", True)):
        ends = {bar.name: _end(bar, better=better) for bar in bars}
        found.append(Scenario(name=name, drivers=ends, outputs=_outputs(rule, inputs, ends)))
    return [found[1], found[0], found[2]]


def _end(bar: Bar, *, better: bool) -> float:
    rising = (bar.at_high or 0.0) >= (bar.at_low or 0.0)
    return bar.high if rising == better else bar.low


def _outputs(rule: str, inputs: Given, values: Mapping[str, float]) -> Given | None:
    entry, changed = rule_named(rule), inputs
    for driver in drivers(entry, inputs):
        if driver.name in values:
            changed = replaced(changed, driver, values[driver.name])
    try:
        return evaluate(rule, changed)
    except RuleRefused:
        return None


def sweep(rule: str, inputs: Given, name: str, values: Iterable[float]) -> list[Scenario]:
    """Outputs for several values of one input, as a table or a frontier needs them."""
    return [
        Scenario(
            name=f"{name}={value:g}",
            drivers={name: value},
            outputs=_tried(rule, inputs, name, value),
        )
        for value in values
    ]


def tables(rule: str, inputs: Given) -> dict[str, list[Scenario]]:
    """The tables that the catalogue proposes for a rule, by the input they vary."""
    found = rule_named(rule).explore
    return {name: sweep(rule, inputs, name, values) for name, values in found.items()}


def _tried(rule: str, inputs: Given, name: str, value: float) -> Given | None:
    driver = next((d for d in drivers(rule_named(rule), inputs) if d.name == name), None)
    try:
        changed = replaced(inputs, driver, value) if driver else _with(inputs, name, value)
        return evaluate(rule, changed)
    except RuleRefused:
        return None


def _with(inputs: Given, name: str, value: float) -> dict[str, Any]:
    return {**inputs, name: int(value) if value == int(value) else value}


def most_useful_question(rule: str, inputs: Given) -> NextQuestion | None:
    """What to ask next: a deciding input that was counted as absent, else the longest bar.

    None when the seller gave everything that matters.
    """
    entry = rule_named(rule)
    bars = tornado(rule, inputs)
    for item in entry.inputs:
        absent = inputs.get(item.name) is None and item.decides and item.unit
        if absent and item.default is not None and item.default.origin == "neutral":
            return _question(entry, item.name)
    return _question(entry, bars[0].name) if bars else None


def _question(rule: Rule, name: str) -> NextQuestion:
    item = rule.input(name.split(".")[0])
    assert item is not None
    value = item.default.value if item.default else None
    now = f"{value:g}" if isinstance(value, int | float) else ""
    words = Text(
        zh=f"{item.label.zh}是多少？" + (f"现在先按{now}算。" if now else ""),
        en=f"What is your {item.label.en}?" + (f" It is taken as {now} for now." if now else ""),
    )
    return NextQuestion(name=name, question=words)
