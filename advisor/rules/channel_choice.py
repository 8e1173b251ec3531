"""Which mode of selling suits a seller: what is possible first, then profit and risk."""

from collections.abc import Iterator
from typing import Any

from advisor.rules import defaults
from advisor.rules.entry import Rule
from advisor.rules.fields import (
    choice,
    cost,
    field,
    flag,
    fraction,
    money,
    named,
    output,
    record,
    records,
)
from advisor.rules.kinds import Choice, ListOf
from advisor.rules.refusal import RuleRefused, impossible
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs

_SELLERS = ("cross_border", "local", "startup")
_REASONS = {
    "CAPITAL": Text(zh="资金不够", en="not enough capital"),
    "LOCAL_ENTITY": Text(zh="没有当地公司", en="no local company"),
    "LOCAL_WAREHOUSE": Text(zh="没有当地仓", en="no local warehouse"),
    "SELLER_TYPE": Text(zh="不适合这类卖家", en="not for this type of seller"),
}


def rank(given: Inputs) -> Outputs:
    """Modes that are open to the seller, best first, with scores in money; the others with reasons.

    score = (1 - w) expected_profit + w cvar_profit; equal scores go by name
    """
    weight, open_modes, excluded = given.number("risk_weight"), [], []
    for mode in given.records("modes"):
        reasons = _barriers(given.record("seller"), mode)
        if reasons:
            excluded.append({"name": mode.text("name"), "reasons": reasons})
        else:
            open_modes.append((mode.text("name"), _score(mode, weight)))
    # Scores that differ by rounding only are equal.
    ranking = sorted(open_modes, key=lambda pair: (-float(f"{pair[1]:.12g}"), pair[0]))
    return {
        "ranking": [name for name, _ in ranking],
        "scores": [score for _, score in ranking],
        "excluded": excluded,
    }


def _score(mode: Inputs, weight: float) -> float:
    return (1 - weight) * mode.number("expected_profit") + weight * mode.number("cvar_profit")


def _barriers(seller: Inputs, mode: Inputs) -> list[str]:
    barriers = {
        "CAPITAL": mode.number("min_capital") > seller.number("capital"),
        "LOCAL_ENTITY": mode.flag("needs_local_entity") and not seller.flag("has_local_entity"),
        "LOCAL_WAREHOUSE": (
            mode.flag("needs_local_warehouse") and not seller.flag("has_local_warehouse")
        ),
        "SELLER_TYPE": seller.text("seller_type") in mode.texts("not_for"),
    }
    return [reason for reason, holds in barriers.items() if holds]


def _checks(given: Inputs) -> Iterator[RuleRefused]:
    names = [mode.text("name") for mode in given.records("modes")]
    if len(set(names)) < len(names):
        yield impossible("modes", zh="{field}里有重名，请改名。", en="{field} has a name twice.")


def _derived(_given: Inputs, outputs: Outputs) -> dict[str, Any]:
    pairs = zip(outputs["ranking"], outputs["scores"], strict=True)
    return {
        "open": list(pairs),
        "first": outputs["ranking"][0] if outputs["ranking"] else "",
        "barred": [_because(item) for item in outputs["excluded"]],
    }


def _because(item: dict[str, Any]) -> Text:
    reasons = [_REASONS[reason] for reason in item["reasons"]]
    return Text(
        zh=f"{item['name']}（{'、'.join(reason.zh for reason in reasons)}）",
        en=f"{item['name']} ({', '.join(reason.en for reason in reasons)})",
    )


def _case(_given: Inputs, outputs: Outputs) -> str:
    if not outputs["ranking"]:
        return "none"
    return "some" if outputs["excluded"] else "all"


RANK = Rule(
    name="mode.rank",
    title=Text(zh="选哪种模式", en="Which mode to choose"),
    description=Text(
        zh="先看哪些模式做得了，再按平均利润和最坏情况排序。",
        en="Which modes are open to the seller, ranked by mean profit and bad outcomes.",
    ),
    inputs=(
        record(
            "seller",
            "卖家",
            "seller",
            choice("seller_type", "卖家类型", "type of seller", *_SELLERS),
            cost("capital", "可用资金", "capital"),
            flag("has_local_entity", "有当地公司", "has a local company", default=False),
            flag("has_local_warehouse", "有当地仓", "has a local warehouse", default=False),
            decides=True,
        ),
        records(
            "modes",
            "模式",
            "modes",
            named("name", "名称", "name"),
            money("expected_profit", "预计利润", "expected profit"),
            money("cvar_profit", "最坏情况平均利润", "mean of the worst outcomes"),
            cost("min_capital", "最低资金", "capital needed", default=0.0),
            flag("needs_local_entity", "需要当地公司", "needs a local company", default=False),
            flag("needs_local_warehouse", "需要当地仓", "needs a local warehouse", default=False),
            field(
                "not_for",
                "不适合的卖家",
                "not for",
                ListOf(item=Choice(options=_SELLERS), at_least=0),
                default=[],
            ),
            decides=True,
        ),
        fraction(
            "risk_weight",
            "最坏情况的权重",
            "weight of bad outcomes",
            default=defaults.RISK_WEIGHT,
            low=0.0,
            high=0.6,
        ),
    ),
    outputs=(
        output("ranking", "排序", "ranking", "names"),
        output("scores", "得分", "scores", "money"),
        output("excluded", "做不了的", "excluded", "modes"),
    ),
    formula="exclude by capital, local company, local warehouse, seller type; score = (1-w) "
    "expected_profit + w cvar_profit",
    assumptions=Text(
        zh="各模式的利润是同一时期、同一货币；做不了的模式不影响排序。",
        en="Profits of the same period and currency; excluded modes do not influence the rest.",
    ),
    reference="mean-CVaR, a coherent risk measure",
    run=rank,
    main="ranking",
    advice=lambda outputs: tuple(outputs["ranking"][:1]),
    checks=_checks,
    derived=_derived,
    errors=("E_DATA",),
    case=_case,
    sentences={
        "some": Text(
            zh="能做的里先{first:text}（得分：{open:list}）；做不了的：{barred:list}。",
            en="Of what is open to you, {first:text} comes first (scores: {open:list}). Not open: "
            "{barred:list}.",
        ),
        "all": Text(
            zh="几种都能做，先{first:text}（得分：{open:list}）。",
            en="All are open to you; {first:text} comes first (scores: {open:list}).",
        ),
        "none": Text(
            zh="这几种现在都做不了：{barred:list}。",
            en="None of these is open to you now: {barred:list}.",
        ),
    },
)

RULES = (RANK,)
