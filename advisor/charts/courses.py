"""Orders day by day, with the stock or the capacity that has to meet them."""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import Any

import altair as alt

from advisor.charts.drawing import Drawing, rows_of
from advisor.charts.wording import number, used, with_unit
from advisor.rules import RuleRefused, RuleResult, evaluate
from advisor.rules.stocking.pulse_growth import has_fallen
from advisor.rules.text import Text
from advisor.rules.wording import Speech

_DAY = Text(zh="第几天", en="day")
_DAILY = Text(zh="每天订单", en="orders a day")
_TOTAL = Text(zh="累计", en="total so far")
_LINES = {
    "orders": Text(zh="订单", en="orders"),
    "stock": Text(zh="到货", en="stock arrived"),
    "capacity": Text(zh="每天要打包{field}", en="capacity needed: {field}"),
    "arrival": Text(zh="第{field}天到货", en="arrival on day {field}"),
    "peak": Text(zh="第{field}天见顶", en="peak on day {field}"),
    "first": Text(zh="首批{field}件", en="first stock: {field}"),
}
_PASSED_ON = ("drop", "horizon")  # what the plan and the curve of a pulse have in common


def course_chart(result: RuleResult, speech: Speech) -> Drawing | None:
    """Orders by day against stock or capacity; None for rules that have no course."""
    makers: Mapping[str, Callable[[RuleResult, Speech], Drawing | None]] = {
        "stock.pulse_curve": _pulse,
        "stock.ship_capacity": _capacity,
        "stock.policy_eval": _policy,
        "stock.pulse_plan": _plan,
    }
    maker = makers.get(result.rule.name)
    chart = maker(result, speech) if maker else None
    return chart.properties(title=result.rule.title[speech.language]) if chart else None


def _pulse(result: RuleResult, speech: Speech) -> Drawing:
    chart = _lines({_LINES["orders"][speech.language]: result.outputs["daily"]}, _DAILY, speech)
    day = used(result).get("arrival_day")
    if day is None:
        return alt.layer(chart)
    return alt.layer(chart, *_mark("day", float(day), _said("arrival", f"{day:g}", speech)))


def _capacity(result: RuleResult, speech: Speech) -> Drawing:
    chart = _lines({_LINES["orders"][speech.language]: used(result)["demand"]}, _DAILY, speech)
    needed = result.outputs["min_daily_capacity"]
    words = _said("capacity", number(needed, "units/day", speech), speech)
    return alt.layer(chart, *_mark("orders", needed, words))


def _policy(result: RuleResult, speech: Speech) -> Drawing | None:
    """Orders so far against what has arrived; None where many courses were looked at."""
    inputs = used(result)
    demand = inputs.get("demand")
    if demand is None:
        return None
    arriving = {0: inputs["initial_stock"]}
    for batch in inputs.get("replenishments") or []:
        day = int(batch["arrive_day"])
        arriving[day] = arriving.get(day, 0.0) + batch["quantity"]
    days = range(len(demand))
    lines = {
        _LINES["orders"][speech.language]: list(accumulate(demand)),
        _LINES["stock"][speech.language]: list(accumulate(arriving.get(day, 0.0) for day in days)),
    }
    return alt.layer(_lines(lines, _TOTAL, speech))


def _plan(result: RuleResult, speech: Speech) -> Drawing | None:
    """Orders so far for each peak day against the first stock; None once orders have fallen."""
    lines = {
        _said("peak", f"{peak:g}", speech): list(accumulate(daily))
        for peak, daily in _courses(result).items()
    }
    if not lines:
        return None
    stock = float(result.outputs["initial_stock"])
    words = _said("first", number(stock, "units", speech), speech)
    return alt.layer(_lines(lines, _TOTAL, speech), *_mark("orders", stock, words))


def _courses(result: RuleResult) -> dict[float, Sequence[float]]:
    """Daily orders by peak day, after the growth that was seen or told."""
    inputs = used(result)
    seen = list(inputs.get("orders") or [])
    growth, level = _growth(seen, inputs)
    if growth is None or has_fallen(seen, inputs["threshold"]):
        return {}
    found: dict[float, Sequence[float]] = {}
    for peak in inputs["peak_days"]:
        if peak < len(seen) - 1:
            continue
        call = {name: inputs[name] for name in _PASSED_ON} | {"peak_day": peak, "growth": growth}
        try:
            daily = evaluate("stock.pulse_curve", call | {"peak_orders": level * growth**peak})
        except RuleRefused:
            continue
        found[peak] = [*seen, *daily["daily"][len(seen) :]]
    return found


def _growth(seen: Sequence[float], inputs: Mapping[str, Any]) -> tuple[float | None, float]:
    """Daily growth, and the orders of day 0 that lead to the last day seen."""
    growth = inputs.get("growth")
    if len(seen) >= 3:
        try:
            growth = evaluate("stock.pulse_fit", {"orders": seen})["growth"]
        except RuleRefused:
            return None, 0.0
    if growth is None or growth <= 1:
        return None, 0.0
    last = seen[-1] if seen else inputs["first_orders"]
    return growth, last / growth ** max(len(seen) - 1, 0)


def _lines(lines: Mapping[str, Sequence[float]], title: Text, speech: Speech) -> alt.Chart:
    rows = [
        {"line": name, "day": day, "orders": orders}
        for name, values in lines.items()
        for day, orders in enumerate(values)
    ]
    language = speech.language
    chart = alt.Chart(rows_of(rows)).mark_line(point=True)
    drawn: alt.Chart = chart.encode(
        x=alt.X("day:Q", title=_DAY[language], axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("orders:Q", title=with_unit(title[language], "orders", speech)),
    )
    color = alt.Color("line:N", title=None, sort=list(lines))
    return drawn.encode(color) if len(lines) > 1 else drawn


def _mark(channel: str, value: float, words: str) -> list[alt.Chart]:
    """A line across the chart at a day or at a number of orders, with words."""
    at = alt.Chart(rows_of([{channel: value, "words": words}]))
    is_day = channel == "day"
    line = at.mark_rule(color="firebrick", strokeDash=[6, 3])
    text = at.mark_text(align="left", dx=5, dy=-6, color="firebrick")
    if is_day:
        return [line.encode(x="day:Q"), text.encode(x="day:Q", y=alt.value(10), text="words:N")]
    return [line.encode(y="orders:Q"), text.encode(y="orders:Q", x=alt.value(0), text="words:N")]


def _said(name: str, value: str, speech: Speech) -> str:
    return _LINES[name].naming(Text(zh=value, en=value))[speech.language]
