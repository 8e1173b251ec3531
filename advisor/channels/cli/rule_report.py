"""What the command line shows of a calculation: the sentence first, then what is behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from advisor.channels.cli.console import print_rows, results
from advisor.channels.rule_outlook import Outlook
from advisor.channels.shown_values import shown_value
from advisor.rules import RuleResult, Scenario, UsedInput
from advisor.rules.drivers import drivers
from advisor.rules.labels import input_label, input_unit, output_named
from advisor.rules.text import Text
from advisor.rules.units import said_unit, unit_within
from advisor.rules.warnings import WARNINGS
from advisor.rules.wording import Speech

_WIDEST = 72  # characters of a value on one line
_INPUTS = Text(zh="输入", en="Inputs")
_OUTPUTS = Text(zh="结果", en="Outputs")
_FORMULA = Text(zh="公式", en="Formula")
_ASSUMPTIONS = Text(zh="前提", en="Assumptions")
_REFERENCE = Text(zh="出处", en="Reference")
_SCENARIOS = Text(zh="假设的数往低、往高取时", en="With the assumed inputs low and high")
_BARS = Text(zh="每个假设的数各自的影响", en="What each assumed input changes")
_TABLE = Text(zh="{field}不同时", en="By {field}")
_WARNINGS = Text(zh="提醒", en="Mind")
_QUESTION = Text(zh="最该先弄清", en="Worth finding out")
_NAME = Text(zh="名称", en="name")
_VALUE = Text(zh="值", en="value")
_UNIT = Text(zh="单位", en="unit")
_ORIGIN = Text(zh="来源", en="origin")
_ENDS = {
    "low": Text(zh="结果偏低", en="low result"),
    "base": Text(zh="现在按", en="as taken"),
    "high": Text(zh="结果偏高", en="high result"),
}
_LOW = Text(zh="低", en="low")
_HIGH = Text(zh="高", en="high")
_ORIGINS = {
    "asked": Text(zh="你给的", en="asked"),
    "fact": Text(zh="事实", en="fact"),
    "assumed": Text(zh="假设", en="assumed"),
}


@dataclass(frozen=True, slots=True)
class RuleReport:
    """Prints one calculation in the language of a speech."""

    result: RuleResult
    inputs: Mapping[str, Any]
    seen: Outlook
    speech: Speech

    def print(self) -> None:
        """The sentence, inputs, outputs, formula, what would change it, and what to mind."""
        rule, language = self.result.rule, self.speech.language
        self._line(self.result.words[language])
        self._rows(_INPUTS, [self._input(item) for item in self.result.inputs])
        self._rows(_OUTPUTS, [self._output(name) for name in self.result.outputs])
        self._heading(_FORMULA)
        self._line(rule.formula)
        self._noted(_ASSUMPTIONS, rule.assumptions[language])
        self._noted(_REFERENCE, rule.reference)
        self._rows(_SCENARIOS, self._scenarios())
        self._rows(_BARS, self._bars() if len(self.result.sensitivity) > 1 else [])
        for name, rows in self.seen.tables.items():
            self._rows(_TABLE.naming(input_label(rule, name)), self._table(name, rows))
        self._closing()

    def _closing(self) -> None:
        language = self.speech.language
        if self.result.warnings:
            self._heading(_WARNINGS)
        for code in self.result.warnings:
            self._line(f"  · {WARNINGS[code][language]} ({code})")
        if self.seen.question:
            self._heading(_QUESTION)
            self._line(f"  {self.seen.question.question[language]}")

    def _input(self, item: UsedInput) -> dict[str, str]:
        entry = self.result.rule.input(item.name)
        unit = unit_within(entry.kind) if entry else item.unit
        shown = self._shown(item.value, unit, exact=True)
        name = f"{self._input_name(item.name)} ({item.name})"
        return self._row(name, shown, unit) | {self._said(_ORIGIN): self._origin(item)}

    def _origin(self, item: UsedInput) -> str:
        language = self.speech.language
        word = _ORIGINS[item.origin][language]
        source = f": {item.default.source[language]}" if item.default else ""
        return f"{word}{source}{f' [{item.fact}]' if item.fact else ''}"

    def _output(self, name: str) -> dict[str, str]:
        output = output_named(self.result.rule, name)
        shown = self._shown(self.result.outputs[name], output.unit)
        return self._row(f"{self._said(output.label)} ({name})", shown, output.unit)

    def _row(self, name: str, shown: str, unit: str | None) -> dict[str, str]:
        lines = [line for part in shown.split("; ") for line in wrap(part, _WIDEST)]
        return {
            self._said(_NAME): name,
            self._said(_VALUE): "\n".join(lines),
            self._said(_UNIT): said_unit(unit, self.speech) if unit else "",
        }

    def _scenarios(self) -> list[dict[str, str]]:
        found = self.seen.scenarios
        if not found:
            return []
        base = {d.name: d.value for d in drivers(self.result.rule, self.inputs)}
        moved = found[0].drivers
        rows = [
            self._ends(
                self._input_name(name),
                [self._moved(name, scenario.drivers.get(name, base[name])) for scenario in found],
            )
            for name in moved
        ]
        return [*rows, self._ends(self._main_name(), [self._main(s) for s in found])]

    def _ends(self, name: str, shown: Sequence[str]) -> dict[str, str]:
        ends = zip(self.seen.scenarios, shown, strict=True)
        return {self._said(_NAME): name, **{self._said(_ENDS[s.name]): at for s, at in ends}}

    def _bars(self) -> list[dict[str, str]]:
        main, low, high = self._main_name(), self._said(_LOW), self._said(_HIGH)
        return [
            {
                self._said(_NAME): self._input_name(bar.name),
                low: self._moved(bar.name, bar.low),
                high: self._moved(bar.name, bar.high),
                f"{main} ({low})": self._shown_main(bar.at_low),
                f"{main} ({high})": self._shown_main(bar.at_high),
            }
            for bar in self.result.sensitivity
        ]

    def _table(self, name: str, rows: Sequence[Scenario]) -> list[dict[str, str]]:
        return [
            {
                self._input_name(name): self._moved(name, row.drivers[name]),
                self._main_name(): self._main(row),
            }
            for row in rows
        ]

    def _input_name(self, name: str) -> str:
        return self._said(input_label(self.result.rule, name))

    def _moved(self, name: str, value: float) -> str:
        return self._shown(value, input_unit(self.result.rule, name))

    def _main_name(self) -> str:
        return self._said(output_named(self.result.rule, self.result.rule.main).label)

    def _main(self, scenario: Scenario) -> str:
        outputs = scenario.outputs or {}
        return self._shown_main(outputs.get(self.result.rule.main))

    def _shown_main(self, value: Any) -> str:
        return self._shown(value, output_named(self.result.rule, self.result.rule.main).unit)

    def _shown(self, value: Any, unit: str | None, *, exact: bool = False) -> str:
        return shown_value(value, unit=unit, language=self.speech.language, exact=exact)

    def _said(self, text: Text) -> str:
        return text[self.speech.language]

    def _rows(self, heading: Text, rows: Sequence[Mapping[str, str]]) -> None:
        if rows:
            self._heading(heading)
            print_rows(rows, columns=tuple(rows[0]))

    def _heading(self, text: Text) -> None:
        results().print(f"\n{self._said(text)}", style="bold", markup=False)

    def _noted(self, name: Text, words: str) -> None:
        self._line(f"{self._said(name)}{'：' if self.speech.language == 'zh' else ': '}{words}")

    @staticmethod
    def _line(words: str) -> None:
        results().print(words, markup=False)
