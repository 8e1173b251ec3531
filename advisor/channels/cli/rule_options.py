"""The options of `advisor calc`, which the catalogue names, and their help."""

from collections.abc import Iterator, Sequence

from advisor.channels.cli.console import print_rows, results
from advisor.channels.shown_values import shown_value
from advisor.domain.documents import LanguageCode
from advisor.rules.accepting import accepted, parts
from advisor.rules.entry import Input, Rule
from advisor.rules.refusal import RuleRefused
from advisor.rules.text import Text
from advisor.rules.units import unit_within

_COLUMNS = {
    "zh": ("选项", "含义", "可填", "不填时"),
    "en": ("option", "meaning", "accepts", "if left out"),
}
_REQUIRED = Text(zh="必填", en="required")
_OPTIONAL = Text(zh="可不填", en="optional")
_ASSUMED = Text(zh="按", en="taken as ")
_FACT = Text(zh="事实", en="fact")
_HOW = Text(
    zh="比例写0.12或12%；金额可带币种，如“12 USD”；列表写1,2,3；表格的行用分号隔开；"
    "一组值写a=1,b=2；分布写normal,mean=50,sd=8；也都可以写JSON。另有："
    "--language zh|en  --currency USD  --home-currency CNY  --json  --chart 文件.svg或.png",
    en="Rates as 0.12 or 12%; money may name its currency, as in '12 USD'; lists as 1,2,3; rows of "
    "a table with semicolons between them; groups as a=1,b=2; distributions as normal,mean=50,sd=8; all of them "
    "also as JSON. Besides: "
    "--language zh|en  --currency USD  --home-currency CNY  --json  --chart FILE.svg or .png",
)


def read_options(arguments: Sequence[str]) -> dict[str, str]:
    """What was written for each input; --unit-cost and --unit_cost are the same.

    Raises:
        RuleRefused: no UTF-8, an option without a value, a value without one, or one given twice.
    """
    found: dict[str, str] = {}
    rest = iter(arguments)
    if any("\ud800" <= character <= "\udfff" for argument in arguments for character in argument):
        raise _no_text()
    for argument in rest:
        if not _is_option(argument):
            raise _stray(argument)
        name, sign, value = argument[2:].partition("=")
        name = name.replace("-", "_")
        if not sign:
            value = next(rest, "--")
            if value == "--" or _is_option(value):
                raise _without_value(name)
        if name in found:
            raise _twice(name)
        found[name] = value
    return found


def _is_option(argument: str) -> bool:
    return argument.startswith("--") and argument[2:3].isalpha()


def option(name: str) -> str:
    """How the command line calls an input."""
    return f"--{name.replace('_', '-')}"


def _no_text() -> RuleRefused:
    words = Text(
        zh="输入不是有效的UTF-8文字，请用UTF-8重新输入。",
        en="An input is not valid UTF-8. Write it again in UTF-8.",
    )
    return RuleRefused("E_INPUT", "inputs", words)


def _stray(argument: str) -> RuleRefused:
    shown = argument if len(argument) <= 40 else f"{argument[:40]}..."
    words = Text(
        zh=f"“{shown}”前面没有选项。请写成 --输入 值；有空格或分号的值加引号。",
        en=f"{shown!r} belongs to no option. Write --input value, and quote a value with blanks "
        f"or semicolons.",
    )
    return RuleRefused("E_INPUT", argument, words)


def _without_value(name: str) -> RuleRefused:
    words = Text(
        zh=f"{option(name)}后面没有值，请写成 {option(name)} 值。",
        en=f"{option(name)} has no value. Write {option(name)} value.",
    )
    return RuleRefused("E_INPUT", name, words)


def _twice(name: str) -> RuleRefused:
    words = Text(
        zh=f"{option(name)}写了两次，请只留一个。",
        en=f"{option(name)} is given twice. Leave one out.",
    )
    return RuleRefused("E_INPUT", name, words)


def print_rule_help(rule: Rule, *, language: LanguageCode) -> None:
    """What the rule answers and every option of it."""
    console = results()
    needed = " ".join(f"{option(item.name)} …" for item in rule.inputs if item.required)
    usage = f"advisor calc {rule.name} {needed}".rstrip()
    console.print(f"{usage}\n", style="bold", markup=False)
    said = "：" if language == "zh" else ": "
    console.print(f"{rule.title[language]}{said}{rule.description[language]}\n", markup=False)
    columns = _COLUMNS[language]
    rows = [dict(zip(columns, row, strict=True)) for row in _rows(rule.inputs, language)]
    print_rows(rows, columns=columns)
    console.print(f"\n{_HOW[language]}", markup=False)


def _rows(inputs: Sequence[Input], language: LanguageCode) -> Iterator[tuple[str, ...]]:
    for item in inputs:
        yield (option(item.name), *_described(item, language))
        for part in parts(item.kind):
            yield (f"    {part.name}=", *_described(part, language))


def _described(item: Input, language: LanguageCode) -> tuple[str, str, str]:
    return item.label[language], accepted(item.kind)[language], if_left_out(item, language)


def if_left_out(item: Input, language: LanguageCode) -> str:
    """What holds without the input: its default with origin and fact, or that it is required."""
    default = item.default
    if default is None or default.value == []:
        return (_REQUIRED if item.required else _OPTIONAL)[language]
    value = shown_value(default.value, unit=unit_within(item.kind), language=language, exact=True)
    facts = f" [{_FACT[language]} {', '.join(default.facts)}]" if default.facts else ""
    told = "" if default.origin == "neutral" else f" ({default.source[language]}{facts})"
    return f"{_ASSUMED[language]}{value}{told}"
