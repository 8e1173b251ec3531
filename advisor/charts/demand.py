"""Uncertain demand with the stock that meets it."""

import altair as alt

from advisor.charts.drawing import Drawing, rows_of
from advisor.charts.wording import given, number, with_unit
from advisor.rules import RuleResult
from advisor.rules.demand.family import Demand
from advisor.rules.distribution import Distribution
from advisor.rules.evaluation import read_inputs
from advisor.rules.labels import output_named
from advisor.rules.text import Text
from advisor.rules.wording import Speech

_POINTS = 200
_FAR = 0.99  # of demand lies left of the end of the axis
_TITLE = Text(zh="需求和备货", en="Demand and stock")
_DEMAND = Text(zh="需求", en="demand")
_CHANCE = Text(zh="需求超过这个数的可能", en="chance that more is wanted")
_STOCK = Text(zh="备{field}件", en="stock of {field}")


def demand_chart(result: RuleResult, speech: Speech) -> Drawing | None:
    """How likely each demand is exceeded, with the stock; None without a distribution and a stock."""
    name = next((i.name for i in result.rule.inputs if isinstance(i.kind, Distribution)), None)
    stock = _stock(result)
    if name is None or stock is None:
        return None
    demand = read_inputs(result.rule, given(result)).demand(name)
    language = speech.language
    data = rows_of(_exceeded(demand, stock))
    curve = (
        alt.Chart(data)
        .mark_area(line=True, opacity=0.3)
        .encode(
            x=alt.X("demand:Q", title=with_unit(_DEMAND[language], "units", speech)),
            y=alt.Y(
                "chance:Q",
                title=_CHANCE[language],
                axis=alt.Axis(format="%"),
                scale=alt.Scale(domain=[0, 1]),
            ),
        )
    )
    said = number(stock, "units", speech)
    return alt.layer(
        curve, *_mark(stock, _STOCK.naming(Text(zh=said, en=said))[language])
    ).properties(title=_TITLE[language])


def _stock(result: RuleResult) -> float | None:
    """The stock that the rule advises, else the one that was given."""
    if output_named(result.rule, result.rule.main).unit == "units":
        value = result.outputs[result.rule.main]
    else:
        value = next((i.value for i in result.inputs if i.name == "initial_stock"), None)
    return float(value) if isinstance(value, int | float) else None


def _exceeded(demand: Demand, stock: float) -> list[dict[str, float]]:
    end = max(demand.quantile(_FAR), 1.1 * stock)
    steps = (end * i / _POINTS for i in range(_POINTS + 1))
    return [{"demand": at, "chance": 1.0 - demand.cdf(at)} for at in steps]


def _mark(stock: float, words: str) -> list[alt.Chart]:
    at = alt.Chart(rows_of([{"stock": stock, "words": words}])).encode(x="stock:Q")
    line = at.mark_rule(color="firebrick", strokeWidth=2)
    text = at.mark_text(align="left", dx=5, color="firebrick").encode(
        text="words:N", y=alt.value(8)
    )
    return [line, text]
