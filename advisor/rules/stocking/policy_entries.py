"""Catalogue entries of stock plans on given demand."""

from collections.abc import Iterator

from advisor.rules import defaults
from advisor.rules.advice import positive
from advisor.rules.distribution import ANY_FAMILY
from advisor.rules.entry import Rule
from advisor.rules.fields import cost, field, number, numbers, output
from advisor.rules.kinds import ListOf, Number
from advisor.rules.stocking import policies, terms
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs

_PATHS = field(
    "demand_paths",
    "可能的需求路径",
    "possible demand paths",
    ListOf(item=ListOf(item=terms.DAILY, at_most=terms.LONGEST), at_most=20_000),
    decides=True,
)
_SERVICE = (terms.WHOLE_SLA_DAYS, terms.SHIP_CAPACITY, terms.ACCEPTANCE, terms.ECONOMICS)
_ONE = ("给了一条需求时", "with one demand")
_MANY = ("给了多条路径时", "with demand paths")


def _risk(given: Inputs, outputs: Outputs) -> Iterator[str]:
    """Cancellations above the platform's limit."""
    if given.get("demand_paths"):
        paths = given.table("demand_paths")
        asked, cancelled = sum(map(sum, paths)) / len(paths), outputs["expected_cancelled"]
    else:
        asked, cancelled = sum(given.numbers("demand")), outputs["cancelled"]
    if cancelled > defaults.CANCEL_LIMIT * asked:
        yield "W_POLICY_RISK"


POLICY_EVAL = Rule(
    name="stock.policy_eval",
    title=Text(zh="备货方案的结果", en="Outcome of a stock plan"),
    description=Text(
        zh="给定需求下一个备货方案的准确结果：发多少、取消多少、拒多少、剩多少、赚多少。",
        en="The exact outcome of a stock plan on given demand: shipped, cancelled, refused, left "
        "over, profit.",
    ),
    inputs=(
        terms.DAILY_DEMAND.renewed(optional=True),
        _PATHS.renewed(optional=True),
        terms.INITIAL_STOCK,
        terms.REPLENISHMENTS,
        *_SERVICE,
        terms.TAIL,
    ),
    outputs=(
        output("shipped", "发出", "shipped", "orders", sometimes=_ONE),
        output("cancelled", "取消", "cancelled", "orders", sometimes=_ONE),
        output("lost", "拒单", "refused", "orders", sometimes=_ONE),
        output("leftover", "剩货", "left over", "units", sometimes=_ONE),
        output("holding_unit_days", "库存件天", "unit days in stock", "unit days", sometimes=_ONE),
        output("profit", "利润", "profit", "money", sometimes=_ONE),
        output("fill_rate", "订单满足率", "fill rate", "fraction"),
        output("expected_profit", "预计利润", "expected profit", "money", sometimes=_MANY),
        output("expected_cancelled", "预计取消", "expected cancelled", "orders", sometimes=_MANY),
        output("expected_lost", "预计拒单", "expected refused", "orders", sometimes=_MANY),
        output("expected_leftover", "预计剩货", "expected left over", "units", sometimes=_MANY),
        output("cvar_profit", "最坏情况平均利润", "mean of the worst", "money", sometimes=_MANY),
    ),
    formula="daily: deliveries in; accept all, or min(orders, max(0, on hand + arriving in "
    "(t, t+sla] - open)); ship oldest first; cancel orders of day t - sla still open; charge "
    "holding. profit = net_revenue shipped - stock cost - cancel_penalty cancelled - "
    "lost_penalty lost - holding_cost unit days + salvage_value leftover",
    assumptions=Text(
        zh="按库存接单（atp）只看库存，不看打包能力；发货时限按自然日。",
        en="Accepting by stock (atp) looks at stock only, not at packing; calendar days.",
    ),
    reference="exact accounting of a first-in first-out queue",
    run=policies.policy_eval,
    main="profit",
    advice=lambda outputs: max(outputs.get("profit", 0), outputs.get("expected_profit", 0)) > 0,
    needs=policies.needs_demand,
    checks=policies.check_policy,
    warnings=_risk,
    errors=("E_DATA", "E_HORIZON"),
    case=lambda given, _outputs: "many" if given["demand_paths"] else "one",
    sentences={
        "one": Text(
            zh="这个方案：发出{shipped:count}单，取消{cancelled:count}单，拒掉{lost:count}单，"
            "剩{leftover:count}件，利润{profit:money}。",
            en="This plan ships {shipped:count} orders, cancels {cancelled:count}, refuses "
            "{lost:count}, leaves {leftover:count} units and earns {profit:money}.",
        ),
        "many": Text(
            zh="这个方案平均利润{expected_profit:money}，最坏的{tail:percent}情况平均{cvar_profit:money}；"
            "平均取消{expected_cancelled:count}单，拒掉{expected_lost:count}单，剩{expected_leftover:count}件。",
            en="This plan earns {expected_profit:money} on average and {cvar_profit:money} in the "
            "worst {tail:percent} of cases; on average it cancels {expected_cancelled:count}, "
            "refuses {expected_lost:count} and leaves {expected_leftover:count} units.",
        ),
    },
)

POLICY_SEARCH = Rule(
    name="stock.policy_search",
    title=Text(zh="首批加补货的最佳组合", en="Best first and second order"),
    description=Text(
        zh="在同一批需求路径上试遍首批备货和补货的组合，选平均利润最高的。",
        en="Tries every pair of first stock and second order on the same paths; best mean profit.",
    ),
    inputs=(
        _PATHS,
        numbers(
            "initial_grid",
            "首批备货的备选",
            "first stocks to try",
            Number(unit="units", at_least=0.0),
            most=500,
        ),
        numbers(
            "reorder_grid",
            "补货的备选",
            "second orders to try",
            Number(unit="units", at_least=0.0),
            most=500,
        ),
        number(
            "reorder_arrive_day",
            "补货到仓日",
            "arrival of the second order",
            "day",
            whole=True,
            decides=True,
        ),
        cost("reorder_unit_cost", "补货单件成本", "unit cost of the second order", decides=True),
        terms.REPLENISHMENTS,
        *_SERVICE,
    ),
    outputs=(
        output("best_initial", "首批备货", "first stock", "units"),
        output("best_reorder", "补货", "second order", "units"),
        output("expected_profit", "预计利润", "expected profit", "money"),
    ),
    formula="argmax over the grid of mean profit on the same paths; ties: the smaller total",
    assumptions=Text(
        zh="挑选和报告用的是同一批路径，平均值偏乐观。",
        en="Choice and report use the same paths, so the mean is optimistic.",
    ),
    reference="sample-average approximation",
    run=policies.policy_search,
    main="expected_profit",
    advice=positive("expected_profit"),
    checks=policies.check_search,
    errors=("E_DATA", "E_HORIZON"),
    sentences={
        "always": Text(
            zh="同一批情形里，首批{best_initial:count}件加补货{best_reorder:count}件平均最赚，"
            "平均利润{expected_profit:money}（挑选用的就是这批情形，偏乐观）。",
            en="Over the same cases a first stock of {best_initial:count} and a second order of "
            "{best_reorder:count} earn most: {expected_profit:money} on average (optimistic, since "
            "these cases chose it).",
        )
    },
)

POLICY_MC = Rule(
    name="stock.policy_mc",
    title=Text(zh="随机总量下的备货结果", en="Outcome of a stock under a random total"),
    description=Text(
        zh="总量随机、每天占比已知时，一个首批备货量的平均结果。",
        en="Mean outcome of a first stock when the total is random and its daily shares are known.",
    ),
    inputs=(
        field("total_demand", "总需求分布", "total demand", ANY_FAMILY, decides=True),
        numbers(
            "shape",
            "每天占比",
            "share of each day",
            Number(unit="fraction"),
            most=terms.LONGEST,
            decides=True,
        ),
        terms.INITIAL_STOCK,
        *_SERVICE,
        number(
            "n_paths",
            "模拟次数",
            "draws",
            "count",
            at_least=2.0,
            at_most=200_000.0,
            whole=True,
            default=defaults.PATHS,
        ),
        number(
            "seed", "随机种子", "seed", "count", at_least=0.0, whole=True, default=defaults.SEED
        ),
    ),
    outputs=(
        output("expected_profit", "预计利润", "expected profit", "money"),
        output("fill_rate", "订单满足率", "fill rate", "fraction"),
        output("expected_leftover", "预计剩货", "expected left over", "units"),
        output("expected_profit_se", "预计利润的标准误", "standard error of the profit", "money"),
    ),
    formula="draw totals, spread them by shape, stock.policy_eval on each; means",
    assumptions=Text(
        zh="每天占比固定，只有总量随机；同一个种子得到同一个结果。",
        en="Fixed daily shares, only the total is random; the same seed gives the same result.",
    ),
    reference="Monte-Carlo; agrees with stock.newsvendor on the total",
    run=policies.policy_mc,
    main="expected_profit",
    advice=positive("expected_profit"),
    checks=policies.check_shape,
    errors=("E_DATA",),
    sentences={
        "always": Text(
            zh="首批备{initial_stock:count}件：平均利润{expected_profit:money}（误差±{expected_profit_se:money}），"
            "满足{fill_rate:percent}的订单，平均剩{expected_leftover:count}件。",
            en="A first stock of {initial_stock:count} earns {expected_profit:money} on average "
            "(standard error {expected_profit_se:money}), serves {fill_rate:percent} of orders and "
            "leaves {expected_leftover:count} units.",
        )
    },
)
