"""Numeric rules: every calculation of the advisor, as pure functions behind one catalogue.

`evaluate` gives the outputs of a rule; `calculate` adds origins, warnings and sentences; the
what-if functions ask what would change the answer. A new rule is one function and one `Rule`
beside it, named in the RULES of its family, and one test.
"""

from advisor.rules.calculation import (
    RuleResult,
    Setting,
    UsedInput,
    as_calculation,
    calculate,
)
from advisor.rules.catalogue import RULES, rule_named
from advisor.rules.describing import described, errors, input_schema
from advisor.rules.entry import Rule
from advisor.rules.evaluation import evaluate
from advisor.rules.refusal import RuleRefused
from advisor.rules.what_if import (
    Bar,
    NextQuestion,
    Scenario,
    most_useful_question,
    scenarios,
    sweep,
    switch_value,
    tables,
    tornado,
)

__all__ = [
    "RULES",
    "Bar",
    "NextQuestion",
    "Rule",
    "RuleRefused",
    "RuleResult",
    "Scenario",
    "Setting",
    "UsedInput",
    "as_calculation",
    "calculate",
    "described",
    "errors",
    "evaluate",
    "input_schema",
    "most_useful_question",
    "rule_named",
    "scenarios",
    "sweep",
    "switch_value",
    "tables",
    "tornado",
]
