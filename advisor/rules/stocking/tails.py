"""The mean of the worst outcomes."""

from collections.abc import Sequence
from math import ceil, floor

from advisor.rules.advice import positive
from advisor.rules.entry import Rule
from advisor.rules.fields import numbers, output
from advisor.rules.kinds import Number
from advisor.rules.stocking import terms
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs


def worst_mean(outcomes: Sequence[float], tail: float) -> float:
    """Mean of the worst `tail` share of equally likely outcomes, one of them counted in part."""
    ascending = sorted(outcomes)
    size = tail * len(ascending)
    whole = min(floor(size), len(ascending))
    total = sum(ascending[:whole])
    if whole < len(ascending):
        total += (size - whole) * ascending[whole]
    return total / size


def tail_mean(given: Inputs) -> Outputs:
    """Mean of the worst share of profits, and the largest profit in it.

    Source: Rockafellar & Uryasev 2000, 2002.
    """
    profits, tail = given.numbers("profits"), given.number("tail")
    rank = ceil(tail * len(profits) - 1e-9)
    return {"cvar": worst_mean(profits, tail), "var": sorted(profits)[max(rank, 1) - 1]}


TAIL_MEAN = Rule(
    name="stock.tail_mean",
    title=Text(zh="最坏情况的平均", en="Mean of the worst outcomes"),
    description=Text(
        zh="一批同样可能的利润里，最坏那部分平均是多少。",
        en="The mean of the worst share of equally likely profits.",
    ),
    inputs=(
        numbers("profits", "各种结果的利润", "profits", Number(unit="money"), most=200_000),
        terms.TAIL,
    ),
    outputs=(
        output("cvar", "最坏情况的平均", "mean of the worst share", "money"),
        output("var", "最坏情况的上限", "largest of the worst share", "money"),
    ),
    formula="k = tail n, f = floor(k): cvar = (f smallest + (k-f) next)/k; var = smallest x with "
    "share(<= x) >= tail",
    assumptions=Text(zh="各结果同样可能。", en="Equally likely outcomes."),
    reference="Rockafellar & Uryasev 2000, 2002",
    run=tail_mean,
    explore={"tail": (0.01, 0.05, 0.1, 0.25)},
    main="cvar",
    advice=positive("cvar"),
    errors=("E_DATA",),
    sentences={
        "always": Text(
            zh="最坏的{tail:percent}情况平均{cvar:money}。",
            en="The worst {tail:percent} of cases average {cvar:money}.",
        )
    },
)
