"""What can be worked out already while a larger calculation still lacks inputs."""

from collections.abc import Iterator
from dataclasses import replace

from advisor.domain.calculations import CalculationRequest


def meanwhile(request: CalculationRequest) -> Iterator[CalculationRequest]:
    """Of a pulse, its growth and the last day to reorder, from its first days and the lead time."""
    orders = request.inputs.get("orders")
    if request.rule != "stock.pulse_plan" or not isinstance(orders, list | tuple):
        return
    if len(orders) > 1:
        yield replace(request, rule="stock.pulse_fit", inputs={"orders": list(orders)})
    lead = request.inputs.get("lead_days")
    if lead is not None:
        given = {"lead_days": lead, "today": len(orders) - 1}
        kept = {n: request.inputs[n] for n in ("peak_days", "sla_days") if n in request.inputs}
        yield replace(request, rule="stock.reorder_deadline", inputs={**given, **kept})
