"""Which chart shows a calculation best."""

from pathlib import Path

from advisor.charts.courses import course_chart
from advisor.charts.demand import demand_chart
from advisor.charts.drawing import Drawing
from advisor.charts.saving import check_path, save
from advisor.charts.sensitivity import sensitivity_chart
from advisor.charts.waterfall import waterfall_chart
from advisor.rules import RuleResult
from advisor.rules.refusal import RuleRefused
from advisor.rules.text import Text
from advisor.rules.wording import Speech


def draw(result: RuleResult, path: Path, *, speech: Speech) -> None:
    """Write the chart of a calculation into an .svg or .png file.

    Raises:
        RuleRefused: the calculation has no chart.
        CannotDraw: the file cannot be written, or as PNG not in Chinese.
    """
    check_path(path, language=speech.language)
    save(chart_of(result, speech), path, language=speech.language)


def chart_of(result: RuleResult, speech: Speech) -> Drawing:
    """Waterfall, course of orders or demand where the rule has one, else what moves the result.

    Raises:
        RuleRefused: the main result is no number, and nothing else can be drawn.
    """
    for chart in (waterfall_chart, course_chart, demand_chart, sensitivity_chart):
        drawn = chart(result, speech)
        if drawn is not None:
            return drawn
    raise RuleRefused(
        "E_INPUT",
        "chart",
        Text(
            zh=f"“{result.rule.title.zh}”的结果画不成图，请去掉图。",
            en=f"There is no chart of '{result.rule.title.en}'. Leave the chart out.",
        ),
    )
