"""Channels compared by what a customer costs and is worth in each."""

from collections.abc import Iterator
from typing import Any

from advisor.rules.acquisition.lifetime import REPEAT_PROB
from advisor.rules.entry import Rule
from advisor.rules.fields import cost, money, named, output, records
from advisor.rules.refusal import RuleRefused, impossible
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs


def compare_channels(given: Inputs) -> Outputs:
    """Lifetime value, ratio and profit per customer of each channel, and the leaders of both.

    margin_to_match = benchmark ratio * target cac * (1 - target repeat_prob)
    """
    channels = [_channel(item) for item in given.records("channels")]
    by_name = {channel["name"]: channel for channel in channels}
    goal = next(i for i in given.records("channels") if i.text("name") == given.text("target"))
    benchmark = by_name[given.text("benchmark")]["ltv_cac"]
    return {
        "channels": channels,
        "margin_to_match": benchmark * goal.number("cac") * (1 - goal.number("repeat_prob")),
        "best_by_ratio": max(channels, key=lambda channel: channel["ltv_cac"])["name"],
        "best_by_profit": max(channels, key=lambda channel: channel["profit_per_customer"])["name"],
    }


def _channel(item: Inputs) -> dict[str, Any]:
    value = item.number("order_margin") / (1 - item.number("repeat_prob"))
    cac = item.number("cac")
    return {
        "name": item.text("name"),
        "ltv": value,
        "ltv_cac": value / cac,
        "profit_per_customer": value - cac,
    }


def _check_channels(given: Inputs) -> Iterator[RuleRefused]:
    names = [item.text("name") for item in given.records("channels")]
    if len(set(names)) < len(names):
        yield impossible("channels", zh="{field}里有重名，请改名。", en="{field} has a name twice.")
    for role in ("target", "benchmark"):
        if given.text(role) not in names:
            known = ", ".join(names)
            yield impossible(
                role,
                zh=f"{{field}}不在渠道里，可选：{known}。",
                en=f"{{field}} is none of the channels: {known}.",
            )


def _leader(_given: Inputs, outputs: Outputs) -> dict[str, Any]:
    by_name = {channel["name"]: channel for channel in outputs["channels"]}
    return {
        "best_ratio": by_name[outputs["best_by_ratio"]]["ltv_cac"],
        "best_profit": by_name[outputs["best_by_profit"]]["profit_per_customer"],
    }


def _channels_case(_given: Inputs, outputs: Outputs) -> str:
    if all(channel["profit_per_customer"] <= 0 for channel in outputs["channels"]):
        return "loss"
    return "same" if outputs["best_by_ratio"] == outputs["best_by_profit"] else "differ"


_MATCH_ZH = "{target:text}要追平{benchmark:text}的性价比，每单至少剩{margin_to_match:money}。"
_MATCH_EN = (
    "To equal the ratio of {benchmark:text}, {target:text} needs {margin_to_match:money} an order."
)

COMPARE_CHANNELS = Rule(
    name="cac.compare_channels",
    title=Text(zh="渠道对比", en="Channels compared"),
    description=Text(
        zh="各渠道一个客户值多少、花多少、赚多少。",
        en="What a customer of each channel is worth, costs and earns.",
    ),
    inputs=(
        records(
            "channels",
            "渠道",
            "channels",
            named("name", "名称", "name"),
            cost("cac", "获客成本", "acquisition cost", above=0.0),
            money("order_margin", "每单剩下", "margin per order"),
            REPEAT_PROB,
            decides=True,
        ),
        named("target", "想用的渠道", "channel in question", decides=True),
        named("benchmark", "对照渠道", "channel to compare with", decides=True),
    ),
    outputs=(
        output("channels", "各渠道", "channels", "channels"),
        output("margin_to_match", "追平所需每单毛利", "margin to match", "money"),
        output("best_by_ratio", "性价比最高", "best ratio", "choice"),
        output("best_by_profit", "每客赚最多", "most profit per customer", "choice"),
    ),
    formula="ltv = order_margin/(1-repeat_prob); ratio = ltv/cac; profit = ltv - cac; "
    "margin_to_match = benchmark ratio * target cac * (1 - target repeat_prob)",
    assumptions=Text(
        zh="复购按固定概率；每单毛利已扣除获客之外的费用。",
        en="Geometric repeats; the margin is before acquisition.",
    ),
    reference="identity",
    run=compare_channels,
    main="margin_to_match",
    advice=lambda outputs: (outputs["best_by_ratio"], outputs["best_by_profit"]),
    checks=_check_channels,
    derived=_leader,
    errors=("E_DATA",),
    case=_channels_case,
    sentences={
        "differ": Text(
            zh="{best_by_ratio:text}性价比最高（{best_ratio:number}倍），{best_by_profit:text}每个客户赚得最多"
            "（{best_profit:money}）；预算够用{best_by_profit:text}，不够先{best_by_ratio:text}。"
            + _MATCH_ZH,
            en="{best_by_ratio:text} has the best ratio ({best_ratio:number}), {best_by_profit:text} "
            "earns most per customer ({best_profit:money}): take {best_by_profit:text} if the "
            "budget allows, else {best_by_ratio:text} first. " + _MATCH_EN,
        ),
        "same": Text(
            zh="{best_by_ratio:text}性价比最高（{best_ratio:number}倍），每个客户也赚得最多"
            "（{best_profit:money}）。" + _MATCH_ZH,
            en="{best_by_ratio:text} has the best ratio ({best_ratio:number}) and earns most per "
            "customer ({best_profit:money}). " + _MATCH_EN,
        ),
        "loss": Text(
            zh="每个渠道都亏：最好的{best_by_ratio:text}性价比也只有{best_ratio:number}倍，"
            "先提高毛利或复购。" + _MATCH_ZH,
            en="Every channel loses money: even {best_by_ratio:text}, the best, has a ratio of "
            "{best_ratio:number}. Raise margin or repeats first. " + _MATCH_EN,
        ),
    },
)
