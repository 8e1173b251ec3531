"""Units in words, in both languages; money is called by its currency where that is known."""

from advisor.rules.kinds import Kind, ListOf, Number
from advisor.rules.text import Text
from advisor.rules.wording import Speech

UNITS = {
    "channels": Text(zh="渠道", en="channels"),
    "choice": Text(zh="选项", en="choice"),
    "count": Text(zh="个", en="count"),
    "customers": Text(zh="个客户", en="customers"),
    "day": Text(zh="第几天", en="day"),
    "days": Text(zh="天", en="days"),
    "exchange rate": Text(zh="汇率", en="exchange rate"),
    "flag": Text(zh="是或否", en="yes or no"),
    "fraction": Text(zh="比例", en="share"),
    "home money": Text(zh="本币金额", en="money at home"),
    "modes": Text(zh="模式", en="modes"),
    "money": Text(zh="金额", en="money"),
    "months": Text(zh="个月", en="months"),
    "names": Text(zh="名称", en="names"),
    "number": Text(zh="数", en="number"),
    "orders": Text(zh="单", en="orders"),
    "orders/day": Text(zh="单/天", en="orders a day"),
    "per day": Text(zh="每天", en="per day"),
    "plans": Text(zh="方案", en="plans"),
    "ratio": Text(zh="倍", en="ratio"),
    "segments": Text(zh="区间", en="segments"),
    "time": Text(zh="个周期", en="periods"),
    "unit days": Text(zh="件·天", en="unit days"),
    "units": Text(zh="件", en="units"),
    "units/day": Text(zh="件/天", en="units a day"),
    "volume": Text(zh="体积单位", en="volume"),
}


def said_unit(unit: str, speech: Speech) -> str:
    """The unit in the language of the speech; its currency code for money, where it has one."""
    codes = {"money": speech.currency, "home money": speech.home_currency}
    return codes.get(unit) or UNITS[unit][speech.language]


def unit_within(kind: Kind) -> str | None:
    """The unit of a number, or of the numbers in a list; None for everything else."""
    while isinstance(kind, ListOf):
        kind = kind.item
    return kind.unit if isinstance(kind, Number) else None
