"""Several products in one room, or on one budget."""

from collections.abc import Iterator
from typing import Any

from advisor.rules.advice import positive
from advisor.rules.entry import Rule
from advisor.rules.fields import named, number, output, records
from advisor.rules.roots import boundary
from advisor.rules.stocking import terms
from advisor.rules.stocking.expectations import covering
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs
from advisor.rules.warnings import demand_warnings


def capacity_alloc(given: Inputs) -> Outputs:
    """The quantity of each product that fits the room best, and what more room is worth.

    F_i(Q_i) = (Cu_i - L v_i) / (Cu_i + Co_i), with L such that the room is just full

    Source: Hadley & Whitin 1963.
    """
    items, capacity = given.records("items"), given.number("capacity")
    wanted = [_quantity(item, price=0.0) for item in items]
    if _volume(items, wanted) <= capacity:
        return _allocation(items, wanted, price=0.0)
    ceiling = max(item.number("underage_cost") / item.number("volume") for item in items)

    def overflows(price: float) -> bool:
        return _volume(items, [_quantity(item, price=price) for item in items]) > capacity

    below = boundary(overflows, holds_at=0.0, fails_at=ceiling)
    above = below * (1 + 1e-12)
    quantities = [_quantity(item, price=above) for item in items]
    more = [_quantity(item, price=below) for item in items]
    return _allocation(items, _filled(items, quantities, more, capacity), price=below)


def _quantity(item: Inputs, *, price: float) -> float:
    underage = item.number("underage_cost")
    worth = underage - price * item.number("volume")
    if worth <= 0:
        return 0.0
    return covering(item.demand(), worth / (underage + item.number("overage_cost")))


def _volume(items: list[Inputs], quantities: list[float]) -> float:
    pairs = zip(items, quantities, strict=True)
    return sum(item.number("volume") * quantity for item, quantity in pairs)


def _filled(
    items: list[Inputs], quantities: list[float], more: list[float], capacity: float
) -> list[float]:
    # Demand that is counted, or has a lowest value, jumps at the price: give it what is left.
    left, filled = capacity - _volume(items, quantities), []
    for item, low, high in zip(items, quantities, more, strict=True):
        volume = item.number("volume")
        added = max(0.0, min(high - low, left / volume))
        left -= added * volume
        filled.append(low + added)
    return filled


def _allocation(items: list[Inputs], quantities: list[float], *, price: float) -> Outputs:
    used = _volume(items, quantities)
    return {"quantities": quantities, "shadow_price": price, "capacity_used": used}


def _listed(given: Inputs, outputs: Outputs) -> dict[str, Any]:
    items = given.records("items")
    pairs = zip(items, outputs["quantities"], strict=True)
    named_quantities = [(item.text("name"), quantity) for item, quantity in pairs]
    return {"split": named_quantities}


def _warnings(given: Inputs, _outputs: Outputs) -> Iterator[str]:
    found = [code for item in given.records("items") for code in demand_warnings(item.demand())]
    yield from dict.fromkeys(found)


CAPACITY_ALLOC = Rule(
    name="stock.capacity_alloc",
    title=Text(zh="仓容怎么分", en="Sharing one room"),
    description=Text(
        zh="几个产品共用一个固定大小的海外仓（或一笔预算，体积填单件成本）时各备多少。",
        en="How much of each product to stock in one warehouse of fixed size, or on one budget "
        "(with the unit cost as volume).",
    ),
    inputs=(
        records(
            "items",
            "产品",
            "products",
            named("name", "名称", "name"),
            terms.DEMAND,
            terms.UNDERAGE_COST,
            terms.OVERAGE_COST,
            number("volume", "单件体积", "volume of a unit", "volume", above=0.0),
            decides=True,
            most=200,
        ),
        number("capacity", "仓容", "room", "volume", at_least=0.0, decides=True),
    ),
    outputs=(
        output("quantities", "各产品备货量", "quantity of each product", "units"),
        output("shadow_price", "多一个体积单位的价值", "value of one more unit of volume", "money"),
        output("capacity_used", "用掉的仓容", "room that is used", "volume"),
    ),
    formula="F_i(Q_i) = (Cu_i - L v_i)/(Cu_i + Co_i), Q_i = 0 when the right side is <= 0; L = 0 if "
    "all fits, else sum v_i Q_i(L) = capacity",
    assumptions=Text(
        zh="各产品需求互不影响，只有一个销售窗口。",
        en="Products do not influence each other; one selling window.",
    ),
    reference="Hadley & Whitin 1963",
    run=capacity_alloc,
    main="shadow_price",
    advice=positive("shadow_price"),
    warnings=_warnings,
    derived=_listed,
    errors=("E_DATA",),
    case=lambda _given, outputs: "full" if outputs["shadow_price"] > 0 else "roomy",
    sentences={
        "full": Text(
            zh="仓容先给每单位体积最赚的货：{split:list}。再多租1个体积单位值{shadow_price:money}，租金低于它就租。",
            en="Give the room to what earns most per volume: {split:list}. One more unit of volume "
            "is worth {shadow_price:money}; rent it if it costs less.",
        ),
        "roomy": Text(
            zh="仓容够用，各产品照单独的最佳量备：{split:list}。多租仓容的价值是{shadow_price:money}。",
            en="Everything fits: {split:list}. More room is worth {shadow_price:money}.",
        ),
    },
)
