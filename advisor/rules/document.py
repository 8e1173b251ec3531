"""Writes docs/rules.md from the catalogue: python -m advisor.rules.document."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from advisor.rules.accepting import accepted, parts
from advisor.rules.catalogue import FAMILIES, RULES, family
from advisor.rules.describing import errors
from advisor.rules.entry import Default, Input, Output, Rule
from advisor.rules.text import Text
from advisor.rules.units import UNITS

PATH = Path(__file__).parents[2] / "docs" / "rules.md"
_HEAD = """# 数值规则 · Numeric rules

Generated from the catalogue in `advisor/rules/` by `make docs`; do not edit. 由规则目录生成，请勿手改。

`advisor calc` lists the rules, `advisor calc RULE --help` shows their inputs, `advisor calc RULE --input value ...`
runs one. Rates are fractions of one (0.12, on the command line also 12%); days count from 0; amounts of a call are in
one currency, those called "money at home" in the seller's own. A default says where it comes from: the article, a
platform, literature, a judgement or a convention, with the fact of `knowledge/facts/` behind it and the day by which to
review it; "nothing of the kind" adds nothing, such as no discount. With `…[]` and `….` begin the parts of lists and
groups.
"""
_ORIGINS = {
    "article": "文章 article",
    "platform": "平台 platform",
    "third party": "第三方 third party",
    "literature": "文献 literature",
    "judgement": "经验假设 judgement",
    "convention": "计算惯例 convention",
    "neutral": "没有这一项 nothing of the kind",
}
_INPUTS = ("输入 input", "含义 meaning", "可填 accepts", "默认 default")
_OUTPUTS = ("输出 output", "含义 meaning", "单位 unit", "何时有 when")


def document() -> str:
    """The page: every rule in both languages, by family."""
    sections = [_HEAD, "\n".join(_contents())]
    for key, words in FAMILIES.items():
        sections.append(f"## {words.zh} · {words.en}")
        sections += [_rule(rule) for rule in RULES.values() if rule.name.startswith(f"{key}.")]
    return "\n\n".join(section.strip("\n") for section in sections) + "\n"


def write(path: Path = PATH) -> None:
    """Make the page what the catalogue says."""
    path.write_text(document(), encoding="utf-8")


def _contents() -> Iterator[str]:
    yield from _table_head(("规则 rule", "名称 name", "类别 family"))
    for rule in RULES.values():
        link = f"[`{rule.name}`](#{rule.name.replace('.', '')})"
        yield _row((link, _both(rule.title), _both(family(rule))))


def _rule(rule: Rule) -> str:
    lines = [
        f"### {rule.name}",
        "",
        f"**{rule.title.zh} · {rule.title.en}**",
        "",
        rule.description.zh,
        f"{rule.description.en}",
        "",
        *_table_head(_INPUTS),
        *_inputs(rule.inputs, within=""),
        "",
        *_table_head(_OUTPUTS),
        *(_output(item, is_main=item.name == rule.main) for item in rule.outputs),
        "",
        f"- 公式 formula: `{rule.formula}`",
        f"- 前提 assumptions: {_both(rule.assumptions)}",
        f"- 出处 reference: {rule.reference}",
        f"- 可能的拒绝 refusals: {', '.join(f'`{code}`' for code in errors(rule))}",
        f"- 版本 version: {rule.version}",
    ]
    return "\n".join(lines)


def _inputs(inputs: Sequence[Input], *, within: str) -> Iterator[str]:
    for item in inputs:
        name = f"{within}{item.name}"
        allowed = accepted(item.kind)
        yield _row((f"`{name}`", _both(item.label), _both(allowed), _left_out(item)))
        is_list = hasattr(item.kind, "item")
        yield from _inputs(parts(item.kind), within=f"{name}{'[]' if is_list else ''}.")


def _left_out(item: Input) -> str:
    if item.default is None:
        return "必填 required" if item.required else "可不填 optional"
    told = [f"`{_written(item.default)}`", _ORIGINS[item.default.origin], *_source(item.default)]
    if item.unless:
        told.append(f"除非给了 unless given `{item.unless}`")
    if item.low is not None and item.high is not None:
        told.append(f"情景范围 band {item.low:g} – {item.high:g}")
    return "; ".join(told)


def _written(default: Default) -> str:
    value = default.value
    return f"{value:g}" if isinstance(value, float) else str(value)


def _source(default: Default) -> Iterator[str]:
    if default.origin not in ("neutral", "convention"):
        yield _both(default.source)
    if default.facts:
        yield f"事实 fact {', '.join(f'`{fact}`' for fact in default.facts)}"
    if default.as_of:
        yield f"截至 as of {default.as_of}"
    if default.review_by:
        yield f"复核 review by {default.review_by}"


def _output(item: Output, *, is_main: bool) -> str:
    name = f"**`{item.name}`**" if is_main else f"`{item.name}`"
    when = _both(item.sometimes) if item.sometimes else "总有 always"
    return _row((name, _both(item.label), _both(UNITS[item.unit]), when))


def _both(text: Text) -> str:
    return text.zh if text.zh == text.en else f"{text.zh} · {text.en}"


def _table_head(names: Sequence[str]) -> list[str]:
    return [_row(names), _row(["---"] * len(names))]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


if __name__ == "__main__":
    write()
