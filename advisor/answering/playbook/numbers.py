"""Numbers by the names that the playbook's conditions use."""

from collections.abc import Iterable

from advisor.domain.calculations import Calculation, CalculationInput, CalculationOutput

_MONEY = "money"


def numbers_of(calculations: Iterable[Calculation], *, currency: str | None) -> dict[str, float]:
    """What the seller gave, by input, and what came out, by rule and output.

    Sums of money count in US dollars alone, in which the conditions are written. What was assumed
    for the seller fires no rule.
    """
    numbers: dict[str, float] = {}
    for calculation in calculations:
        given: list[tuple[str, CalculationInput | CalculationOutput]] = [
            (item.name, item) for item in calculation.inputs if item.origin != "assumed"
        ]
        worked_out = [(f"{calculation.rule}.{o.name}", o) for o in calculation.outputs]
        for name, number in [*given, *worked_out]:
            if number.unit != _MONEY or currency == "USD":
                numbers[name] = number.value
    return numbers
