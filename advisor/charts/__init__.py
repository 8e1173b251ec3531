"""Charts of calculations, in both languages, as SVG or PNG; the one door to altair."""

from advisor.charts.choice import chart_of, draw
from advisor.charts.courses import course_chart
from advisor.charts.demand import demand_chart
from advisor.charts.saving import save
from advisor.charts.sensitivity import sensitivity_chart
from advisor.charts.waterfall import waterfall_chart

__all__ = [
    "chart_of",
    "course_chart",
    "demand_chart",
    "draw",
    "save",
    "sensitivity_chart",
    "waterfall_chart",
]
