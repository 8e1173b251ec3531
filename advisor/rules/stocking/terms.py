"""Inputs that several stocking rules share."""

from advisor.rules import defaults
from advisor.rules.distribution import ANY_FAMILY, CONTINUOUS_FAMILY
from advisor.rules.fields import (
    choice,
    cost,
    field,
    fraction,
    money,
    number,
    numbers,
    record,
    records,
)
from advisor.rules.kinds import Number

LONGEST = 1100  # days; three years

DEMAND = field("demand", "需求分布", "demand", ANY_FAMILY, decides=True)
CONTINUOUS_DEMAND = field("demand", "需求分布", "demand", CONTINUOUS_FAMILY, decides=True)
NET_REVENUE = money("net_revenue", "每单净收入", "net revenue per order", decides=True)
UNIT_COST = cost("unit_cost", "单件到仓成本", "landed cost per unit", decides=True)
SALVAGE_VALUE = money(
    "salvage_value", "剩货单件残值", "value of a leftover unit", default=0.0, decides=True
)
HOLDING_COST = cost(
    "holding_cost", "剩货单件仓储费", "holding cost of a leftover unit", default=0.0
)
SHORTAGE_PENALTY = cost(
    "shortage_penalty", "每单缺货罚金", "penalty for an unmet order", default=0.0
)
UNDERAGE_COST = cost("underage_cost", "少备一件的损失", "loss from one unit too few", above=0.0)
OVERAGE_COST = cost("overage_cost", "多备一件的损失", "loss from one unit too many", above=0.0)
TAIL = fraction(
    "tail", "最坏情况的占比", "share of worst outcomes", above=0.0, default=defaults.TAIL
)
WHOLE_SLA_DAYS = number(
    "sla_days",
    "发货时限",
    "days allowed to ship",
    "days",
    at_least=0.0,
    at_most=365.0,
    whole=True,
    default=defaults.SLA_DAYS,
)
SLA_DAYS = number(
    "sla_days",
    "发货时限",
    "days allowed to ship",
    "days",
    at_least=0.0,
    at_most=3650.0,
    default=defaults.SLA_DAYS,
)
INITIAL_STOCK = number(
    "initial_stock", "首批备货", "initial stock", "units", at_least=0.0, decides=True
)
ACCEPTANCE = choice(
    "acceptance", "接单方式", "how orders are accepted", "atp", "accept_all", default="atp"
)
SHIP_CAPACITY = number(
    "ship_capacity",
    "每天最多发货",
    "most units shipped a day",
    "units/day",
    at_least=0.0,
    optional=True,
)
DAILY = Number(unit="orders/day", at_least=0.0)
DAILY_DEMAND = numbers("demand", "每天订单", "orders a day", DAILY, most=LONGEST, decides=True)
ECONOMICS = record(
    "economics",
    "每单的账",
    "economics per order",
    NET_REVENUE,
    UNIT_COST,
    cost("cancel_penalty", "每单取消罚金", "penalty for a cancelled order", default=0.0),
    cost("lost_penalty", "每单拒单损失", "penalty for a refused order", default=0.0),
    cost("holding_cost", "每件每天仓储费", "holding cost per unit and day", default=0.0),
    SALVAGE_VALUE,
    decides=True,
)
REPLENISHMENTS = records(
    "replenishments",
    "补货",
    "replenishments",
    number("arrive_day", "到仓日", "day of arrival", "day", whole=True),
    number("quantity", "补货数量", "quantity", "units", at_least=0.0),
    cost("unit_cost", "补货单件成本", "unit cost of the replenishment"),
    default=[],
    fewest=0,
)
