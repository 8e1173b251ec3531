"""Figures that stand in for what a seller did not tell: value, origin, source, dates.

The rules read them from here and hold none themselves. A fact of knowledge/facts that is newer
than its row wins: correct the row.
"""

from advisor.rules.entry import Default
from advisor.rules.text import Text

_ARTICLE = Text(zh="文章原文的数字，没有出处", en="a figure of the article, which names no source")
_JUDGEMENT = Text(zh="经验假设，没有数据来源", en="a working assumption without data behind it")
_THUMB = Text(zh="行业常用的经验比例", en="a usual rule of thumb")


def _assumed(value: object, source: Text = _JUDGEMENT) -> Default:
    return Default(value=value, origin="judgement", source=source)


def _convention(value: object) -> Default:
    source = Text(zh="计算上的惯例", en="a convention of the calculation")
    return Default(value=value, origin="convention", source=source)


def _article(value: object, *facts: str) -> Default:
    return Default(
        value=value,
        origin="article",
        source=_ARTICLE,
        facts=facts,
        as_of="2023",
        review_by="2026-12-31",
    )


SLA_DAYS = _article(2, "dispatch-deadline")
PEAK_DAYS = _article([4.0, 5.0, 6.0, 7.0], "traffic-peak-days")
DROP = _article(0.10, "orders-on-viral-day", "orders-next-day")
HORIZON = _convention(21)
TAIL_DROP = _assumed(
    0.9,
    Text(
        zh="由短视频观看量的长尾推断的假设",
        en="an assumption, prompted by the long tail of video views",
    ),
)
PEAK_THRESHOLD = _assumed(0.7)
TAIL = _assumed(0.05)
SERVICE_LEVEL = _assumed(0.95)
CONFIDENCE = _convention(0.95)
CARRYING_RATE = _assumed(0.25)
DAILY_VALUE_LOSS = Default(
    value=0.006,
    origin="literature",
    source=Text(
        zh="Hummels与Schaur（2013）估计每多一天在途相当于货值0.6%到2.1%的关税，这里取低值",
        en="Hummels & Schaur 2013: a day in transit is worth 0.6% to 2.1% of the goods; low end",
    ),
    as_of="2013",
)
LATE_WARN = Default(
    value=0.04,
    origin="platform",
    source=Text(zh="TikTok Shop美国站迟发规则", en="TikTok Shop US late-dispatch guide"),
    facts=("tts-sla-01-late-rate",),
    as_of="2026-03-02",
    review_by="2026-08-31",
)
LATE_ENFORCE = Default(
    value=0.10,
    origin="platform",
    source=Text(zh="TikTok Shop美国站迟发规则", en="TikTok Shop US late-dispatch guide"),
    facts=("tts-sla-06-trigger",),
    as_of="2026-03-02",
    review_by="2026-08-31",
)
CANCEL_LIMIT = 0.025  # seller cancellations, fact tts-sla-05-sfcr
LTV_CAC_RATIO = Default(
    value=3.0, origin="judgement", source=_THUMB, facts=("ue-ltv-01-ratio",), as_of="2010"
)
PAYBACK_MONTHS = _assumed(6, _THUMB)
RISK_WEIGHT = _assumed(0.3)
MAX_MONTHS = _convention(120)
SEED = _convention(20261)
PATHS = _convention(10_000)
GROWTH_SD = _assumed(0.3)
NOISE_SD = _assumed(0.2)
TAIL_SHARE = _assumed(0.3)
LEAD_TABLE = _assumed(
    [
        {"extra_days": -1, "share": 0.1},
        {"extra_days": 0, "share": 0.6},
        {"extra_days": 2, "share": 0.2},
        {"extra_days": 5, "share": 0.1},
    ]
)
