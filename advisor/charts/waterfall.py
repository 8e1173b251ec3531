"""Where the money of an order goes."""

from itertools import pairwise
from typing import Any

import altair as alt

from advisor.charts.drawing import Drawing, rows_of
from advisor.charts.wording import number, used, with_unit
from advisor.rules import RuleResult
from advisor.rules.text import Text
from advisor.rules.wording import Speech

_RULE = "unit.waterfall"
_AMOUNT = Text(zh="每单", en="per order")
_KINDS = {
    "total": ("#4c78a8", Text(zh="合计", en="total")),
    "taken": ("#f58518", Text(zh="拿走", en="taken")),
    "added": ("#54a24b", Text(zh="加回", en="added")),
}
_PAID = Text(zh="买家付", en="paid by the buyer")
_KEPT = Text(zh="你剩", en="you keep")
_STEPS = (
    ("tax", Text(zh="税", en="tax")),
    ("returned", Text(zh="退货退款", en="refunds")),
    ("cogs", Text(zh="货", en="goods")),
    ("commission", Text(zh="平台佣金", en="commission")),
    ("transaction_fee", Text(zh="交易手续费", en="transaction fee")),
    ("logistics", Text(zh="物流、退货处理和其他", en="fulfilment, returns, other")),
    ("creator_fee", Text(zh="达人佣金", en="creators")),
    ("ads", Text(zh="广告", en="ads")),
)


def waterfall_chart(result: RuleResult, speech: Speech) -> Drawing | None:
    """From what a buyer pays down to what the seller keeps; None for other rules than that."""
    if result.rule.name != _RULE:
        return None
    language = speech.language
    rows = _rows(result, speech)
    there = {row["kind"] for row in rows}
    kinds = [(color, words) for color, words in _KINDS.values() if words[language] in there]
    chart = alt.Chart(rows_of(rows))
    down = alt.Y("step:N", sort=None, title=None, axis=alt.Axis(labelLimit=320))
    across = alt.X("start:Q", title=with_unit(_AMOUNT[language], "money", speech))
    color = alt.Color(
        "kind:N",
        title=None,
        legend=alt.Legend(orient="bottom"),
        scale=alt.Scale(
            domain=[words[language] for _, words in kinds],
            range=[color for color, _ in kinds],
        ),
    )
    return alt.layer(
        chart.mark_bar().encode(x=across, x2="end:Q", y=down, color=color),
        chart.mark_text(align="left", dx=4).encode(x="right:Q", y=down, text="words:N"),
    ).properties(title=result.rule.title[language])


def _rows(result: RuleResult, speech: Speech) -> list[dict[str, Any]]:
    amounts = _amounts(result)
    paid, kept = amounts.pop("paid"), float(result.outputs["cm3"])
    taken = [(words, amounts[name]) for name, words in _STEPS if amounts[name]]
    levels = [paid]
    for _, amount in taken:
        levels.append(levels[-1] - amount)
    steps = [
        _row(words, start, end, "taken" if amount > 0 else "added", amount, speech)
        for (words, amount), (start, end) in zip(taken, pairwise(levels), strict=True)
    ]
    first = _row(_PAID, 0.0, paid, "total", paid, speech)
    return [first, *steps, _row(_KEPT, 0.0, kept, "total", kept, speech)]


def _amounts(result: RuleResult) -> dict[str, float]:
    """What each step takes; together they lead from what is paid to what is kept."""
    inputs, out = used(result), result.outputs
    paid = inputs["price"] - inputs["seller_discount"] + inputs["buyer_shipping"]
    fees = out["commission"] + out["transaction_fee"]
    return {
        "paid": paid,
        "tax": paid - out["net_price"],
        "returned": out["net_price"] - out["revenue"],
        "cogs": out["cogs"],
        "commission": out["commission"],
        "transaction_fee": out["transaction_fee"],
        "logistics": out["cm1"] - out["cm2"] - fees,
        "creator_fee": out["creator_fee"],
        "ads": inputs["ads_per_order"],
    }


def _row(
    words: Text, start: float, end: float, kind: str, amount: float, speech: Speech
) -> dict[str, Any]:
    sign = "−" if kind == "taken" else "+" if kind == "added" else ""
    return {
        "step": words[speech.language],
        "start": start,
        "end": end,
        "right": max(start, end),
        "kind": _KINDS[kind][1][speech.language],
        "words": sign + number(abs(amount) if sign else amount, "money", speech),
    }
