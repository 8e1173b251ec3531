"""The catalogue entry of the plan for a viral pulse."""

from advisor.rules import defaults
from advisor.rules.advice import positive
from advisor.rules.entry import Rule
from advisor.rules.fields import cost, flag, fraction, number, numbers, output, records
from advisor.rules.kinds import Number
from advisor.rules.stocking import terms
from advisor.rules.stocking.pulse_plan import check_plan, plan_needs, plan_warnings, pulse_plan
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs

_NO_SECOND = ("有补货时", "with a second order")
_SHARE = Number(unit="orders/day", above=0.0, code="E_DATA")


def _case(given: Inputs, outputs: Outputs) -> str:
    if outputs["review_day"] is None:
        return "one"
    return "same_day" if given.flag("promises_same_day") else "two"


PULSE_PLAN = Rule(
    name="stock.pulse_plan",
    title=Text(zh="爆单备货方案", en="Plan for a viral pulse"),
    description=Text(
        zh="从头几天的订单出发：首批备多少、要不要补、哪天前补、能赚多少、最坏多少。",
        en="From the first days of orders: the first stock, whether and until when to reorder, "
        "what to expect and what the bad case is.",
    ),
    inputs=(
        numbers(
            "orders",
            "已有的每天订单",
            "orders of each day so far",
            _SHARE,
            fewest=0,
            most=60,
            default=[],
            decides=True,
        ),
        number(
            "first_orders",
            "第一天预计订单",
            "orders expected on the first day",
            "orders/day",
            above=0.0,
            optional=True,
        ),
        number(
            "growth",
            "爬坡期每日增长倍数（少于3天数据时）",
            "daily growth, with fewer than 3 days",
            "ratio",
            above=1.0,
            at_most=100.0,
            optional=True,
        ),
        number(
            "growth_sd",
            "增长的对数标准差（少于3天数据时）",
            "sd of log growth, with fewer than 3 days",
            "number",
            at_least=0.0,
            at_most=1.0,
            default=defaults.GROWTH_SD,
        ),
        numbers(
            "peak_days",
            "可能的高峰日",
            "possible peak days",
            Number(unit="day", at_least=0.0, whole=True),
            most=60,
            default=defaults.PEAK_DAYS,
        ),
        fraction(
            "drop",
            "高峰后每日留存",
            "what a day keeps of the day before",
            above=0.0,
            below=1.0,
            default=defaults.DROP,
            low=0.1,
            high=0.5,
        ),
        fraction(
            "tail_chance",
            "出现慢速长尾的可能",
            "chance of a slow tail",
            default=0.0,
            low=0.0,
            high=0.5,
        ),
        fraction("tail_share", "长尾占比", "share of the slow tail", default=defaults.TAIL_SHARE),
        fraction(
            "tail_drop", "长尾每日留存", "what a day of the tail keeps", default=defaults.TAIL_DROP
        ),
        number(
            "noise_sd",
            "每天波动的对数标准差",
            "sd of the log of daily noise",
            "number",
            at_least=0.0,
            at_most=1.0,
            default=defaults.NOISE_SD,
        ),
        fraction(
            "threshold",
            "判定下跌的比例",
            "ratio that counts as a fall",
            default=defaults.PEAK_THRESHOLD,
        ),
        number(
            "horizon",
            "计划天数",
            "days of the plan",
            "days",
            at_least=2.0,
            at_most=60.0,
            whole=True,
            default=defaults.HORIZON,
        ),
        terms.WHOLE_SLA_DAYS,
        terms.SHIP_CAPACITY,
        terms.ECONOMICS,
        number(
            "lead_days",
            "补货到仓天数",
            "days until a second order arrives",
            "days",
            at_least=1.0,
            at_most=60.0,
            whole=True,
            optional=True,
            decides=True,
        ),
        records(
            "lead_table",
            "到货早晚",
            "early and late deliveries",
            number(
                "extra_days",
                "比计划晚几天",
                "days later than planned",
                "days",
                at_least=-60.0,
                at_most=60.0,
                whole=True,
            ),
            fraction("share", "占比", "share"),
            default=defaults.LEAD_TABLE,
        ),
        cost(
            "reorder_unit_cost",
            "补货单件成本",
            "unit cost of the second order",
            optional=True,
            decides=True,
        ),
        flag(
            "promises_same_day",
            "补货当天就按在途接单",
            "promises a second order on its day",
            default=False,
        ),
        number(
            "review_day",
            "补货决定日",
            "day of the second order",
            "day",
            at_least=0.0,
            whole=True,
            optional=True,
        ),
        number("warehouse_cap", "仓容上限", "room", "units", at_least=0.0, optional=True),
        cost(
            "cash_cap", "可用于首批的资金", "cash for the first stock", optional=True, decides=True
        ),
        fraction("risk_weight", "最坏情况的权重", "weight of bad outcomes", default=0.0),
        number(
            "n_paths",
            "模拟次数",
            "draws",
            "count",
            at_least=100.0,
            at_most=50_000.0,
            whole=True,
            default=defaults.PATHS,
        ),
        number(
            "seed", "随机种子", "seed", "count", at_least=0.0, whole=True, default=defaults.SEED
        ),
    ),
    outputs=(
        output("initial_stock", "首批备货", "first stock", "units"),
        output("initial_low", "差不到5%的下限", "low end within 5%", "units"),
        output("initial_high", "差不到5%的上限", "high end within 5%", "units"),
        output("review_day", "补货决定日", "day of the second order", "day", sometimes=_NO_SECOND),
        output("reorder_factor", "补到已有订单的几倍", "second order per order so far", "ratio"),
        output("expected_reorder", "预计补货量", "expected second order", "units"),
        output(
            "latest_order_day",
            "补货最晚下单日",
            "latest useful order day",
            "day",
            sometimes=("给了补货天数时", "with a lead time"),
        ),
        output("expected_demand", "预计后续订单", "expected orders to come", "orders"),
        output("expected_profit", "预计利润", "expected profit", "money"),
        output("profit_low", "预计利润下限", "its low end", "money"),
        output("profit_high", "预计利润上限", "its high end", "money"),
        output(
            "profit_promised_later",
            "晚一天按在途接单的利润",
            "profit if promised a day later",
            "money",
            sometimes=("补货当天就按在途接单时", "when a second order is promised on its day"),
        ),
        output("fill_rate", "订单满足率", "fill rate", "fraction"),
        output("expected_lost", "预计拒单", "expected refused", "orders"),
        output("expected_leftover", "预计剩货", "expected left over", "units"),
        output("cvar_profit", "最坏5%的平均利润", "mean of the worst 5%", "money"),
        output("loss_probability", "亏钱的可能", "probability of a loss", "fraction"),
        output("alternatives", "差不多的方案", "runners-up", "plans"),
    ),
    formula="growth by stock.pulse_fit or the seller; courses: level, growth, peak day, drop, tail, "
    "noise, counts, lead time drawn; plans = quantiles of demand x second order as a multiple "
    "of orders so far if no fall was seen; best (1-w) mean + w CVaR5 on common courses, "
    "reported on fresh ones",
    assumptions=Text(
        zh="只按库存接单（ATP）；首批在下一天就能发；补货看完当天订单再下，只在没看到下跌时下一次，"
        "从第二天起才按在途接单（可改成当天）。",
        en="Orders are accepted by stock only (ATP); the first stock can ship from the next day; "
        "one second order, placed with the orders of its day known and only while no fall was seen, "
        "and promised to buyers from the next day on, unless told otherwise.",
    ),
    reference="sample-average approximation with common random numbers; Rockafellar & Uryasev 2000",
    run=pulse_plan,
    main="initial_stock",
    advice=positive("initial_stock"),
    needs=plan_needs,
    checks=check_plan,
    warnings=plan_warnings,
    errors=("E_DATA", "E_HORIZON"),
    case=_case,
    sentences={
        "two": Text(
            zh="首批备{initial_stock:count}件（{initial_low:count}到{initial_high:count}件差不到5%）；"
            "到第{review_day:day}天单量还没跌，就补已有订单的{reorder_factor:number}倍，跌了就不补。"
            "平均赚{expected_profit:money}，亏钱的可能{loss_probability:percent}，最坏的5%平均{cvar_profit:money}。"
            "有货才接单；大概拒{expected_lost:count}单、剩{expected_leftover:count}件。",
            en="Stock {initial_stock:count} units first ({initial_low:count} to "
            "{initial_high:count} are within 5%). If orders have not fallen by day "
            "{review_day:day}, order {reorder_factor:number} times the orders so far; if they have, "
            "order nothing. Expect {expected_profit:money}, a loss with a probability of "
            "{loss_probability:percent} and {cvar_profit:money} in the worst 5%. Accept only what "
            "can ship: about {expected_lost:count} orders are refused and "
            "{expected_leftover:count} units left over.",
        ),
        "same_day": Text(
            zh="首批备{initial_stock:count}件（{initial_low:count}到{initial_high:count}件差不到5%）；"
            "到第{review_day:day}天单量还没跌，就补已有订单的{reorder_factor:number}倍，跌了就不补；"
            "要当天下单、当天就按在途接单，晚一天平均只赚{profit_promised_later:money}。"
            "平均赚{expected_profit:money}，亏钱的可能{loss_probability:percent}，最坏的5%平均{cvar_profit:money}。"
            "有货才接单；大概拒{expected_lost:count}单、剩{expected_leftover:count}件。",
            en="Stock {initial_stock:count} units first ({initial_low:count} to "
            "{initial_high:count} are within 5%). If orders have not fallen by day "
            "{review_day:day}, order {reorder_factor:number} times the orders so far; if they have, "
            "order nothing. Order and promise the goods that same day: a day later the plan earns "
            "only {profit_promised_later:money}. Expect {expected_profit:money}, a loss with a probability of "
            "{loss_probability:percent} and {cvar_profit:money} in the worst 5%. Accept only what "
            "can ship: about {expected_lost:count} orders are refused and "
            "{expected_leftover:count} units left over.",
        ),
        "one": Text(
            zh="首批备{initial_stock:count}件（{initial_low:count}到{initial_high:count}件差不到5%），不再补货。"
            "平均赚{expected_profit:money}，亏钱的可能{loss_probability:percent}，最坏的5%平均{cvar_profit:money}。"
            "有货才接单；大概拒{expected_lost:count}单、剩{expected_leftover:count}件。",
            en="Stock {initial_stock:count} units ({initial_low:count} to {initial_high:count} are "
            "within 5%) and order no more. Expect {expected_profit:money}, a loss with a "
            "probability of {loss_probability:percent} and {cvar_profit:money} in the worst 5%. "
            "Accept only what can ship: about {expected_lost:count} orders are refused and "
            "{expected_leftover:count} units left over.",
        ),
    },
)
