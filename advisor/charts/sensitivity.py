"""Tornado: how far each input moves the main result."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

import altair as alt

from advisor.charts.drawing import Drawing, rows_of
from advisor.charts.wording import axis, given, number
from advisor.rules import Bar, RuleResult, tornado
from advisor.rules.drivers import drivers
from advisor.rules.labels import input_label, input_unit, output_named
from advisor.rules.text import Text
from advisor.rules.wording import Speech

_MOST = 10
_ROOM = 45  # pixels beside the longest bars, for their words
_TITLE = Text(zh="{field}主要看什么", en="What moves the {field}")
_ASSUMED = Text(
    zh="没给的数各自在常见范围里变动", en="each input that was not given, within its usual range"
)
_EACH = Text(
    zh="每个数各自变动：有常见范围的按范围，其余上下20%",
    en="each input within its usual range, where it has none by 20% either way",
)
_LEFT_OUT = Text(zh="{field}一变就没有结果", en="there is no result with another {field}")


def sensitivity_chart(result: RuleResult, speech: Speech) -> Drawing | None:
    """Bars of the main result from low to high inputs, the longest first; None without any.

    The inputs that were assumed; all of them where none of these has a bar.
    """
    base = result.outputs.get(result.rule.main)
    assumed = any(isfinite(bar.swing) for bar in result.sensitivity)
    bars = result.sensitivity if assumed else _all_bars(result)
    drawn = [bar for bar in bars if isfinite(bar.swing)][:_MOST]
    if not drawn or not isinstance(base, int | float):
        return None
    return _layers(result, drawn, float(base), speech).properties(
        title=alt.TitleParams(
            text=_TITLE.naming(output_named(result.rule, result.rule.main).label)[speech.language],
            subtitle=_subtitles(result, bars, _ASSUMED if assumed else _EACH, speech),
        )
    )


def _all_bars(result: RuleResult) -> Sequence[Bar]:
    inputs = given(result)
    names = [driver.name for driver in drivers(result.rule, inputs)]
    return tornado(result.rule.name, inputs, names=names)


def _subtitles(result: RuleResult, bars: Sequence[Bar], moved: Text, speech: Speech) -> list[str]:
    """What was moved, and which inputs have no bar because the rule refuses another value."""
    lost = [input_label(result.rule, bar.name) for bar in bars if not isfinite(bar.swing)]
    names = Text(zh="、".join(t.zh for t in lost), en=", ".join(t.en for t in lost))
    first, second = moved[speech.language], _LEFT_OUT.naming(names)[speech.language]
    return [first, second] if lost else [first]


def _layers(result: RuleResult, bars: Sequence[Bar], base: float, speech: Speech) -> Drawing:
    rows = [row for bar in bars for row in _ends(result, bar, base, speech)]
    order = [rows[2 * index]["input"] for index in range(len(bars))]
    unit = output_named(result.rule, result.rule.main).unit
    shown = alt.Axis(format="%") if unit == "fraction" else alt.Axis()
    across = alt.X("result:Q", title=axis(result, result.rule.main, speech), axis=shown)
    down = alt.Y("input:N", sort=order, title=None, axis=alt.Axis(labelLimit=320))
    chart = alt.Chart(rows_of(rows))
    color = alt.Color("end:N", scale=alt.Scale(range=["#4c78a8", "#f58518"]), legend=None)
    return alt.layer(
        chart.mark_bar().encode(
            x=across.scale(zero=False, padding=_ROOM), x2="base:Q", y=down, color=color
        ),
        chart.mark_text(dx=4, align="left")
        .transform_filter("datum.right")
        .encode(x="result:Q", y=down, text="words:N"),
        chart.mark_text(dx=-4, align="right")
        .transform_filter("!datum.right")
        .encode(x="result:Q", y=down, text="words:N"),
        chart.mark_rule(color="black").encode(x="base:Q"),
    )


def _ends(result: RuleResult, bar: Bar, base: float, speech: Speech) -> list[dict[str, Any]]:
    name = input_label(result.rule, bar.name)[speech.language]
    unit = input_unit(result.rule, bar.name)
    ends = (("low", bar.low, bar.at_low), ("high", bar.high, bar.at_high))
    higher = [at for _, _, at in ends if at is not None]
    return [
        {
            "input": name,
            "end": end,
            "base": base,
            "result": at,
            "right": at is not None and at >= max(higher),
            "words": number(value, unit, speech),
        }
        for end, value, at in ends
    ]
