"""Repeat orders of customers who come and go unannounced (BG/NBD)."""

from collections.abc import Iterator
from math import exp, log
from typing import Any

from advisor.rules import special
from advisor.rules.advice import answered
from advisor.rules.entry import Rule
from advisor.rules.fields import number, output
from advisor.rules.refusal import RuleRefused, no_data
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs

_HISTORY = ("x", "t_x", "T")
_NEAR_POLE = 1e-6


def bgnbd(given: Inputs) -> Outputs:
    """Expected repeat orders of a new customer and, with a history, of that customer.

    Source: Fader, Hardie & Lee 2005.
    """
    outputs: Outputs = {"expected_new": _off_poles(given, x=0.0, age=0.0)}
    if not given.given("x"):
        return outputs
    alive = _alive(given)
    expected = _off_poles(given, x=given.number("x"), age=given.number("T")) * alive
    return outputs | {"p_alive": alive, "expected_existing": expected}


def _off_poles(given: Inputs, *, x: float, age: float) -> float:
    """Expected orders of a customer who is alive; near a pole the mean of both sides of it."""
    a, b = given.number("a"), given.number("b")
    for pole in (1.0, 1.0 - b - x):
        if abs(a - pole) < _NEAR_POLE:
            sides = (pole - _NEAR_POLE, pole + _NEAR_POLE)
            return sum(_expected(given, side, x=x, age=age) for side in sides) / 2
    return _expected(given, a, x=x, age=age)


def _expected(given: Inputs, a: float, *, x: float, age: float) -> float:
    r, alpha, b, t = (given.number(name) for name in ("r", "alpha", "b", "t"))
    since, ahead = alpha + age, alpha + age + t
    series = special.hypergeometric(r + x, b + x, a + b + x - 1, t / ahead)
    kept: float = (since / ahead) ** (r + x) * series
    return (a + b + x - 1) / (a - 1) * (1 - kept)


def _alive(given: Inputs) -> float:
    r, alpha, a, b = (given.number(name) for name in ("r", "alpha", "a", "b"))
    x, last, age = (given.number(name) for name in _HISTORY)
    if x == 0:
        return 1.0
    log_odds = log(a / (b + x - 1)) + (r + x) * log((alpha + age) / (alpha + last))
    return 1 / (1 + exp(min(log_odds, 700.0)))


def _needs(given: frozenset[str]) -> str | None:
    if not given & set(_HISTORY):
        return None
    return next((name for name in _HISTORY if name not in given), None)


def _checks(given: Inputs) -> Iterator[RuleRefused]:
    if not given.given("x"):
        return
    x, last, age = (given.number(name) for name in _HISTORY)
    if x < 0 or last < 0 or age < last or (x == 0 and last != 0):
        yield no_data(
            "t_x",
            zh="购买记录自相矛盾：复购次数不能为负，最后一次购买（{field}）要在0和客龄之间，没复购时是0。",
            en="the history cannot be: repeats are not negative, the last one ({field}) lies between "
            "0 and the age, and is 0 without repeats.",
        )


def _silence(given: Inputs, _outputs: Outputs) -> dict[str, Any]:
    if not given.given("x"):
        return {}
    return {"silent": given.number("T") - given.number("t_x")}


def _positive(name: str, zh: str, en: str) -> Any:
    return number(name, zh, en, "number", above=0.0, decides=True)


BGNBD = Rule(
    name="cac.bgnbd",
    title=Text(zh="客户还会再买几次", en="Repeat orders to expect"),
    description=Text(
        zh="客户来去不打招呼时，新客或某个老客之后预计再买几次、还活跃的可能。",
        en="Expected repeat orders when customers leave without notice, and whether one is alive.",
    ),
    inputs=(
        _positive("r", "购买频率形状（拟合）", "shape of buying, fitted"),
        _positive("alpha", "购买频率尺度（拟合）", "scale of buying, fitted"),
        _positive("a", "流失参数a（拟合）", "dropout parameter a, fitted"),
        _positive("b", "流失参数b（拟合）", "dropout parameter b, fitted"),
        number("t", "往后多久", "time ahead", "time", at_least=0.0, decides=True),
        number("x", "已复购次数", "repeat orders so far", "count", optional=True),
        number("t_x", "最后一次购买的时间", "time of the last one", "time", optional=True),
        number("T", "客龄", "age of the customer", "time", optional=True),
    ),
    outputs=(
        output("expected_new", "新客预计复购", "expected of a new customer", "orders"),
        output(
            "p_alive",
            "还活跃的可能",
            "probability of being alive",
            "fraction",
            sometimes=("给了购买记录时", "with a history"),
        ),
        output(
            "expected_existing",
            "该客预计复购",
            "expected of this customer",
            "orders",
            sometimes=("给了购买记录时", "with a history"),
        ),
    ),
    formula="E = (a+b+x-1)/(a-1) [1 - ((alpha+T)/(alpha+T+t))^(r+x) 2F1(r+x, b+x; a+b+x-1; "
    "t/(alpha+T+t))] P(alive); P(alive) = 1/(1 + [x>0] a/(b+x-1) ((alpha+T)/(alpha+t_x))^(r+x))",
    assumptions=Text(
        zh="购买随机、每次买后可能流失、没有季节；没复购过的客户按模型总是“活跃”。",
        en="Poisson buying, dropout after a purchase, no seasons; a customer without repeats "
        "counts as alive.",
    ),
    reference="Fader, Hardie & Lee 2005",
    run=bgnbd,
    main="expected_new",
    advice=answered,
    needs=_needs,
    checks=_checks,
    derived=_silence,
    errors=("E_DATA",),
    case=lambda given, _outputs: "known" if given.given("x") else "new",
    sentences={
        "new": Text(
            zh="新客往后{t:number}个周期预计再买{expected_new:number}次。",
            en="A new customer is expected to buy {expected_new:number} more times within "
            "{t:number} periods.",
        ),
        "known": Text(
            zh="复购过{x:count}次、{silent:number}个周期没买的老客，还活跃的可能约{p_alive:percent}，"
            "往后{t:number}个周期预计再买{expected_existing:number}次（新客是{expected_new:number}次）。",
            en="A customer with {x:count} repeats and {silent:number} periods of silence is still "
            "active with a probability of {p_alive:percent} and expected to buy "
            "{expected_existing:number} times within {t:number} periods (a new one "
            "{expected_new:number}).",
        ),
    },
)
