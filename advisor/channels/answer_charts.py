"""The picture of an answer's first calculation, for every channel."""

from pathlib import Path

from advisor.answering.advisor import Advisor
from advisor.domain.answers import Answer
from advisor.domain.errors import CannotDraw
from advisor.rules.wording import Speech

_NOTHING = {
    "zh": "这个回答里没有计算，画不成图。请去掉--chart，或在问题里给出数字。",
    "en": "This answer calculates nothing that could be drawn. Leave out --chart, or give figures.",
}


def draw_chart(advisor: Advisor, answer: Answer, path: Path) -> None:
    """Write the chart of the first calculation into an .svg or .png.

    Raises:
        CannotDraw: the answer has no calculation, or the file cannot be written.
        RuleRefused: the calculation has no chart.
    """
    drafts = advisor.calculations.compose(answer.requested, language=answer.language)
    worked = next((draft.worked for draft in drafts if draft.worked.cases), None)
    if worked is None:
        raise CannotDraw(_NOTHING[answer.language])
    from advisor.charts import draw  # half a second, for those who want a chart only

    speech = Speech(
        language=answer.language,
        currency=worked.request.currency,
        home_currency=worked.request.home_currency,
    )
    draw(worked.cases[0].result, path, speech=speech)
