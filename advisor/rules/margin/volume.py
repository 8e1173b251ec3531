"""How much must be sold, in which mode, and at which exchange rate."""

from collections.abc import Iterator, Mapping
from math import ceil, isfinite
from typing import Any

from advisor.rules.advice import answered, positive
from advisor.rules.entry import Rule
from advisor.rules.fields import cost, flag, money, named, number, output, records
from advisor.rules.refusal import RuleRefused, impossible, no_margin
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs

_IDLE = "none"


def break_even_volume(given: Inputs) -> Outputs:
    """Units to sell until fixed cost and target are earned, and their sales in money.

    Raises:
        RuleRefused: E_NO_MARGIN when an order contributes nothing.
    """
    contribution = given.number("unit_contribution")
    if contribution <= 0:
        raise no_margin(
            "unit_contribution",
            zh="{field}不大于0：每单都亏，卖多少都回不了本，先改价格或成本。",
            en="{field} is not above 0: no volume breaks even. Change the price or the cost first.",
        )
    exact = (given.number("fixed_cost") + given.number("target_profit")) / contribution
    units = ceil(exact - 1e-9)
    return {"units_exact": exact, "units": units, "gmv": units * given.number("price")}


BREAK_EVEN_VOLUME = Rule(
    name="unit.break_even_volume",
    title=Text(zh="保本销量", en="Break-even volume"),
    description=Text(
        zh="要卖多少单才能赚回固定成本和目标利润。",
        en="Orders needed to earn the fixed cost and a target profit.",
    ),
    inputs=(
        cost("fixed_cost", "固定成本", "fixed cost", decides=True),
        money("unit_contribution", "每单剩下", "contribution per order", decides=True),
        cost("price", "售价", "price", decides=True),
        cost("target_profit", "目标利润", "target profit", default=0.0),
    ),
    outputs=(
        output("units_exact", "单数（不取整）", "orders before rounding", "orders"),
        output("units", "要卖的单数", "orders", "orders"),
        output("gmv", "对应销售额", "sales", "money"),
    ),
    formula="units = ceil((fixed_cost + target_profit)/unit_contribution); gmv = units price",
    assumptions=Text(zh="每单剩下的不随销量变化。", en="Contribution does not depend on volume."),
    reference="break-even analysis",
    run=break_even_volume,
    main="units",
    advice=answered,
    errors=("E_NO_MARGIN",),
    sentences={
        "always": Text(
            zh="要卖{units:count}单（销售额{gmv:money}）才回本。",
            en="It takes {units:count} orders (sales of {gmv:money}) to break even.",
        )
    },
)


def mode_crossover(given: Inputs) -> Outputs:
    """Volumes from which each mode is the best: the upper envelope of unit n - fixed."""
    lines = [(m.text("name"), m.number("fixed"), m.number("unit")) for m in given.records("modes")]
    if given.flag("include_idle"):
        lines.insert(0, (_IDLE, 0.0, 0.0))
    # max keeps the first of equals, so the seller's own order decides between equal modes.
    best = max(lines, key=lambda line: (-line[1], line[2]))
    start, segments = 0.0, list[dict[str, Any]]()
    while True:
        name, fixed, unit = best
        steeper = [line for line in lines if line[2] > unit]
        crossings = [((line[1] - fixed) / (line[2] - unit), line) for line in steeper]
        crossings = [crossing for crossing in crossings if isfinite(crossing[0])]
        if not crossings:
            segments.append({"mode": name, "from": start, "to": None})
            return {"segments": segments}
        end, best = min(crossings, key=lambda crossing: (crossing[0], -crossing[1][2]))
        if end > start:
            segments.append({"mode": name, "from": start, "to": end})
            start = end


def _check_names(given: Inputs) -> Iterator[RuleRefused]:
    names = [mode.text("name") for mode in given.records("modes")]
    if given.flag("include_idle"):
        names.append(_IDLE)
    if len(set(names)) < len(names):
        yield impossible(
            "modes",
            zh="{field}里有重名（none留给“什么都不做”），请改名。",
            en="{field} has a name twice (none is kept for doing nothing): rename one.",
        )


def _ranges(_given: Inputs, outputs: Outputs) -> dict[str, Any]:
    return {"ranges": [_spoken(segment) for segment in outputs["segments"]]}


def _spoken(segment: Mapping[str, Any]) -> Text:
    name, start, end = segment["mode"], f"{segment['from']:,.0f}", segment["to"]
    zh_name = "别做" if name == _IDLE else f"用{name}"
    en_name = "do nothing" if name == _IDLE else f"use {name}"
    if end is None:
        return Text(zh=f"超过{start}单{zh_name}", en=f"above {start} orders {en_name}")
    return Text(
        zh=f"{start}到{end:,.0f}单{zh_name}", en=f"from {start} to {end:,.0f} orders {en_name}"
    )


MODE_CROSSOVER = Rule(
    name="unit.mode_crossover",
    title=Text(zh="各模式的适用销量", en="Volumes at which modes cross"),
    description=Text(
        zh="卖多少单时哪种模式最划算。",
        en="Which mode is the best at which volume.",
    ),
    inputs=(
        records(
            "modes",
            "模式",
            "modes",
            named("name", "名称", "name"),
            cost("fixed", "每期固定成本", "fixed cost of the period"),
            money("unit", "每单剩下", "contribution per order"),
            decides=True,
        ),
        flag("include_idle", "包括什么都不做", "include doing nothing", default=True),
    ),
    outputs=(output("segments", "销量区间", "ranges of volume", "segments"),),
    formula="upper envelope of unit n - fixed over n >= 0; doing nothing is (0, 0)",
    assumptions=Text(
        zh="成本随销量线性变化，只看一期。", en="Cost is linear in volume; one period."
    ),
    reference="upper envelope of lines",
    run=mode_crossover,
    main="segments",
    advice=lambda outputs: tuple(segment["mode"] for segment in outputs["segments"]),
    checks=_check_names,
    derived=_ranges,
    errors=("E_DATA",),
    sentences={"always": Text(zh="按销量看：{ranges:list}。", en="By volume: {ranges:list}.")},
)


def fx_break_even(given: Inputs) -> Outputs:
    """Margin in home money, the exchange rate at which it is gone, and the cushion to it.

    Raises:
        RuleRefused: E_NO_MARGIN when nothing is left in the sale currency.
    """
    net, fx, cost_home = (given.number(n) for n in ("sale_currency_net", "fx", "home_cost"))
    if net <= 0:
        raise no_margin(
            "sale_currency_net",
            zh="{field}不大于0：换成本币之前就亏了，汇率再好也没用。先改价格或成本。",
            en="{field} is not above 0: money is lost before any exchange. Change the price or "
            "the cost first.",
        )
    return {
        "margin_home": net * fx - cost_home,
        "break_even_fx": cost_home / net,
        "margin_change_per_1pct": 0.01 * net * fx,
        "fx_cushion": 1 - cost_home / net / fx,
    }


FX_BREAK_EVEN = Rule(
    name="unit.fx_break_even",
    title=Text(zh="汇率底线", en="Break-even exchange rate"),
    description=Text(
        zh="汇率到多少这单就白做，每变1%差多少。",
        en="The exchange rate at which an order earns nothing, and what one percent changes.",
    ),
    inputs=(
        money(
            "sale_currency_net",
            "每单净收入（销售货币）",
            "net per order, sale currency",
            decides=True,
        ),
        number(
            "home_cost",
            "每单成本（本币）",
            "cost per order, home currency",
            "home money",
            at_least=0.0,
            decides=True,
        ),
        number(
            "fx",
            "汇率（1销售货币换多少本币）",
            "home money per sale money",
            "exchange rate",
            above=0.0,
            decides=True,
        ),
    ),
    outputs=(
        output("margin_home", "每单剩下（本币）", "margin, home currency", "home money"),
        output("break_even_fx", "保本汇率", "break-even rate", "exchange rate"),
        output("margin_change_per_1pct", "汇率变1%每单差", "change per percent", "home money"),
        output("fx_cushion", "汇率缓冲", "cushion", "fraction"),
    ),
    formula="margin = net fx - cost; break-even = cost/net; per percent 0.01 net fx; cushion = 1 - "
    "break-even/fx",
    assumptions=Text(zh="销售货币的价格不变。", en="The price in the sale currency stays."),
    reference="ratio",
    run=fx_break_even,
    main="margin_home",
    advice=positive("margin_home"),
    errors=("E_NO_MARGIN",),
    sentences={
        "always": Text(
            zh="现在每单剩{margin_home:home}；汇率降到{break_even_fx:number}这单就白做，"
            "本币每升1%少赚{margin_change_per_1pct:home}，缓冲{fx_cushion:percent}。",
            en="An order leaves {margin_home:home} now; at an exchange rate of "
            "{break_even_fx:number} it earns nothing. Each percent costs "
            "{margin_change_per_1pct:home}; the cushion is {fx_cushion:percent}.",
        )
    },
)
