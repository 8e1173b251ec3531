"""Growth of a pulse read from its first days."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt
from typing import Any

from advisor.rules import defaults, special
from advisor.rules.advice import answered
from advisor.rules.entry import Rule
from advisor.rules.fields import fraction, numbers, output
from advisor.rules.kinds import Number
from advisor.rules.stocking import terms
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthFit:
    """A straight line through the logarithms of daily orders: ln(orders) = level + slope day."""

    level: float
    slope: float
    slope_se: float


def fit_growth(orders: list[float]) -> GrowthFit:
    """Least squares of the logarithm of orders on the day; at least three positive values."""
    logs, count = [log(value) for value in orders], len(orders)
    middle, mean = (count - 1) / 2, sum(logs) / count
    spread = sum((day - middle) ** 2 for day in range(count))
    slope = sum((day - middle) * (y - mean) for day, y in enumerate(logs)) / spread
    level = mean - slope * middle
    residual = sum((y - level - slope * day) ** 2 for day, y in enumerate(logs))
    return GrowthFit(level=level, slope=slope, slope_se=sqrt(residual / (count - 2) / spread))


def has_fallen(orders: list[float], threshold: float) -> bool:
    """Whether, after the best day, a day had fewer orders than this share of the day before."""
    since_top = orders[top_day(orders) :]
    return any(later < threshold * earlier for earlier, later in pairwise(since_top))


def top_day(orders: list[float]) -> int:
    """The day with the most orders, the first of equals; 0 without any."""
    return max(range(len(orders)), key=orders.__getitem__, default=0)


def pulse_fit(given: Inputs) -> Outputs:
    """Daily growth with its interval, and the orders of each possible peak day (medians).

    ln(orders) = level + slope t by least squares; growth = exp(slope)
    """
    orders = given.numbers("orders")
    fit = fit_growth(orders)
    t = special.student_quantile(len(orders) - 2, (1 + given.number("confidence")) / 2)
    return {
        "growth": exp(fit.slope),
        "log_growth": fit.slope,
        "log_growth_se": fit.slope_se,
        "growth_low": exp(fit.slope - t * fit.slope_se),
        "growth_high": exp(fit.slope + t * fit.slope_se),
        "peak_forecast": [
            exp(fit.level + fit.slope * day) for day in given.numbers("candidate_peak_days")
        ],
    }


def _fit_warnings(given: Inputs, _outputs: Outputs) -> Iterator[str]:
    count = len(given.numbers("orders"))
    if count < 5:
        yield "W_SMALL_N"
    if max(given.numbers("candidate_peak_days")) > count + 3:
        yield "W_EXTRAPOLATE"


def _extremes(given: Inputs, outputs: Outputs) -> dict[str, Any]:
    days, forecast = given.numbers("candidate_peak_days"), outputs["peak_forecast"]
    return {
        "days": len(given.numbers("orders")),
        "first_day": days[0],
        "last_day": days[-1],
        "first_peak": forecast[0],
        "last_peak": forecast[-1],
    }


PULSE_FIT = Rule(
    name="stock.pulse_fit",
    title=Text(zh="从前几天估计增长", en="Growth from the first days"),
    description=Text(
        zh="用爬坡期的几天订单估计每天涨多少倍，以及不同高峰日各是多少单。",
        en="Daily growth from a few observed days, and what it implies for each possible peak day.",
    ),
    inputs=(
        numbers(
            "orders",
            "已有的每天订单",
            "orders of each day so far",
            Number(unit="orders/day", above=0.0, code="E_DATA"),
            fewest=3,
            most=terms.LONGEST,
            decides=True,
        ),
        numbers(
            "candidate_peak_days",
            "可能的高峰日",
            "possible peak days",
            Number(unit="day", at_least=0.0, at_most=3650.0),
            default=defaults.PEAK_DAYS,
        ),
        fraction(
            "confidence", "置信度", "confidence", above=0.0, below=1.0, default=defaults.CONFIDENCE
        ),
    ),
    outputs=(
        output("growth", "每天增长倍数", "daily growth", "ratio"),
        output("log_growth", "对数增长率", "slope of the logarithm", "number"),
        output("log_growth_se", "对数增长率的标准误", "its standard error", "number"),
        output("growth_low", "增长倍数下限", "low end of growth", "ratio"),
        output("growth_high", "增长倍数上限", "high end of growth", "ratio"),
        output("peak_forecast", "各高峰日的订单", "orders on each possible peak day", "orders/day"),
    ),
    formula="least squares of ln(orders) on t; growth = exp(slope); interval exp(slope +- t_{n-2} "
    "se); forecast exp(level + slope T)",
    assumptions=Text(
        zh="给出的几天都在高峰之前；高峰在哪天从爬坡期看不出来。",
        en="All given days lie before the peak; the peak day itself cannot be read from the ramp.",
    ),
    reference="ordinary least squares; Van den Bulte & Lilien 1997 on why the ceiling is not fitted",
    run=pulse_fit,
    main="growth",
    advice=answered,
    warnings=_fit_warnings,
    derived=_extremes,
    errors=("E_DATA",),
    sentences={
        "always": Text(
            zh="前{days:count}天每天涨到{growth:number}倍（可信区间{growth_low:number}到{growth_high:number}）。"
            "如果第{first_day:day}天见顶约{first_peak:count}单，第{last_day:day}天见顶约{last_peak:count}单，"
            "差别主要在哪天见顶。",
            en="Over the first {days:count} days orders grow {growth:number} times a day (interval "
            "{growth_low:number} to {growth_high:number}). A peak on day {first_day:day} means "
            "about {first_peak:count} orders, on day {last_day:day} about {last_peak:count}: the "
            "peak day makes the difference.",
        )
    },
)
