"""advisor calc."""

import locale
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from advisor.channels.cli.console import notices, print_json, print_rows, results
from advisor.channels.cli.rule_options import print_rule_help, read_options
from advisor.channels.cli.rule_report import RuleReport
from advisor.channels.rule_outlook import as_json as as_json_values
from advisor.channels.rule_outlook import outlook
from advisor.channels.written_inputs import (
    CURRENCIES,
    currency_code,
    read_written,
    told_currencies,
)
from advisor.domain.documents import LanguageCode
from advisor.domain.errors import AdvisorError
from advisor.rules import RULES, RuleRefused, RuleResult, Setting, calculate, described, rule_named
from advisor.rules.catalogue import family
from advisor.rules.entry import Rule
from advisor.rules.lacking import all_missing
from advisor.rules.text import Text
from advisor.rules.wording import Speech

# The options of the rules are no parameters here: what is not known below is left to them.
CONTEXT = {"ignore_unknown_options": True, "allow_extra_args": True}
_COLUMNS = {"zh": ("规则", "名称", "类别"), "en": ("rule", "name", "family")}


def calc(
    context: typer.Context,
    rule: Annotated[
        str | None, typer.Argument(help="The rule's name; without one all rules are listed.")
    ] = None,
    language: Annotated[
        LanguageCode | None, typer.Option(help="Language of the words; else that of the terminal.")
    ] = None,
    chart: Annotated[
        Path | None, typer.Option(help="Also draw the outcome into this .svg or .png.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    show_help: Annotated[
        bool, typer.Option("--help", help="Show this message, or the inputs of the rule.")
    ] = False,
) -> None:
    """Run a numeric rule: advisor calc RULE --input value ...; RULE --help shows its inputs."""
    spoken = language or _terminal_language()
    if show_help and rule is None:
        results().print(context.get_help(), markup=False, end="")
    elif rule is None:
        _list_rules(spoken, as_json=as_json)
    else:
        with _refusing_in(spoken):
            entry = rule_named(rule)
            if show_help:
                print_rule_help(entry, language=spoken)
            else:
                _run(entry, context.args, language=spoken, chart=chart, as_json=as_json)


def _run(
    rule: Rule, arguments: list[str], *, language: LanguageCode, chart: Path | None, as_json: bool
) -> None:
    written = read_options(arguments)
    codes = {name: currency_code(written.pop(name, None), name=name) for name in CURRENCIES}
    inputs = read_written(rule, written)
    told = told_currencies(rule, inputs)
    speech = Speech(
        language=language,
        currency=codes["currency"] or told.get("currency"),
        home_currency=codes["home_currency"] or told.get("home_currency"),
    )
    result = _calculated(rule, inputs, speech)
    if chart is not None:
        _draw(result, chart, speech=speech)
    seen = outlook(result, inputs)
    if as_json:
        print_json(as_json_values(result, seen, speech=speech))
    else:
        RuleReport(result, inputs, seen, speech).print()


def _calculated(rule: Rule, inputs: dict[str, Any], speech: Speech) -> RuleResult:
    missing = all_missing(rule, inputs)
    if missing is not None:
        raise missing
    setting = Setting(
        currency=speech.currency,
        home_currency=speech.home_currency,
        today=datetime.now(UTC).astimezone().date(),
    )
    return calculate(rule.name, inputs, setting)


def _draw(result: RuleResult, path: Path, *, speech: Speech) -> None:
    from advisor.charts import draw  # half a second, for those who want a chart only

    draw(result, path, speech=speech)
    notices().print(f"{'图已写到' if speech.language == 'zh' else 'Chart:'} {path}", markup=False)


def _list_rules(language: LanguageCode, *, as_json: bool) -> None:
    if as_json:
        print_json([described(rule) | {"family": _both(family(rule))} for rule in RULES.values()])
        return
    columns = _COLUMNS[language]
    rows = [(r.name, r.title[language], family(r)[language]) for r in RULES.values()]
    print_rows([dict(zip(columns, row, strict=True)) for row in rows], columns=columns)


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


@contextmanager
def _refusing_in(language: LanguageCode) -> Iterator[None]:
    """A refusal inside becomes an error in the language of the user."""
    try:
        yield
    except RuleRefused as refusal:
        raise AdvisorError(refusal.message_in(language)) from refusal


def _terminal_language() -> LanguageCode:
    name = locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
