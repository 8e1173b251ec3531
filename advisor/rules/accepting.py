"""What an input accepts, in words: for help, documentation and forms."""

from advisor.rules.distribution import FAMILIES, Distribution
from advisor.rules.entry import Input
from advisor.rules.kinds import Choice, Flag, Kind, ListOf, Number
from advisor.rules.records import Record
from advisor.rules.text import Text
from advisor.rules.units import UNITS


def accepted(kind: Kind) -> Text:
    """Unit and range of a number, the words of a choice, the parts of a group."""
    if isinstance(kind, Number):
        return _joined(UNITS[kind.unit], _range(kind))
    if isinstance(kind, Choice):
        return Text(zh=" | ".join(kind.options), en=" | ".join(kind.options))
    if isinstance(kind, Flag):
        return UNITS["flag"]
    if isinstance(kind, ListOf):
        return _list(kind)
    if isinstance(kind, Record):
        names = ", ".join(part.name for part in kind.fields)
        return Text(zh=f"一组值：{names}", en=f"a group: {names}")
    if isinstance(kind, Distribution):
        return _families(kind)
    return Text(zh="名称", en="a name")


def parts(kind: Kind) -> tuple[Input, ...]:
    """The inputs within a group or within each group of a list; none within anything else."""
    while isinstance(kind, ListOf):
        kind = kind.item
    return kind.fields if isinstance(kind, Record) else ()


def _range(kind: Number) -> Text:
    domain = kind.domain()
    if kind.unit != "fraction":
        return domain
    low = "0" if kind.above is None else Text(zh="大于0", en="above 0")
    high = "1" if kind.below is None else Text(zh="小于1", en="below 1")
    ends = [end if isinstance(end, Text) else Text(zh=end, en=end) for end in (low, high)]
    return Text(zh=f"{ends[0].zh}到{ends[1].zh}", en=f"{ends[0].en} to {ends[1].en}")


def _list(kind: ListOf) -> Text:
    inner = accepted(kind.item)
    fewest = Text(zh=f"至少{kind.at_least}项", en=f"at least {kind.at_least}")
    listed = Text(zh=f"列表（{inner.zh}）", en=f"a list ({inner.en})")
    return _joined(listed, fewest) if kind.at_least > 1 else listed


def _families(kind: Distribution) -> Text:
    ways = [
        f"{family} ({', '.join(item.name for item in way)})"
        for family in kind.families
        for way in FAMILIES[family]
    ]
    return Text(
        zh=f"分布和参数：{'、'.join(ways)}", en=f"a family with parameters: {', '.join(ways)}"
    )


def _joined(first: Text, second: Text) -> Text:
    if not second.en:
        return first
    return Text(zh=f"{first.zh}，{second.zh}", en=f"{first.en}, {second.en}")
