"""The simulator: what becomes of orders and stock, day by day, for many plans on many paths.

Arrays have the shape (plans, paths). Orders leave first in, first out, so running totals of
accepted and departed orders stand for a queue with an age of every order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from advisor.rules.values import Inputs

Array: TypeAlias = NDArray[np.float64]
_CELLS = 16_384  # plans times paths in one piece, so that a day's arrays stay in the cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How orders are taken and shipped: days to ship, units a day, whether only what can ship."""

    sla_days: int
    capacity: float | None
    promised_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """Stock on day 0 and what arrives when, known from the day on which it is ordered.

    Quantities have the shape (plans, 1) or (plans, paths).
    """

    initial: Array
    arriving: Mapping[int, Array]
    ordered_on: int = 0

    def within(self, day: int, days: int) -> list[Array]:
        """What arrives on the days after a day, as far as it is ordered by then."""
        if day < self.ordered_on:
            return []
        later = range(day + 1, day + 1 + days)
        return [self.arriving[d] for d in later if d in self.arriving]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of orders and stock on each path, in orders, units and unit days."""

    shipped: Array
    cancelled: Array
    lost: Array
    leftover: Array
    unit_days: Array


def simulate(orders: Array, supply: Supply, service: Service) -> Outcome:
    """The outcome of every plan on every path; `orders` has the shape (days, paths).

    A day: deliveries come in; orders are taken, all or as many as stock and deliveries within
    the time allowed can serve; the oldest ship first; what is overdue is cancelled; stock is
    counted. After the last day open orders are cancelled.
    """
    shape = (supply.initial.shape[0], orders.shape[1])
    on_hand = np.broadcast_to(supply.initial, shape).copy()
    departed, unit_days = np.zeros(shape), np.zeros(shape)
    accepted = np.zeros(shape if service.promised_only else (1, shape[1]))
    taken_by: list[Array] = []
    for day, new in enumerate(orders):
        if day in supply.arriving:
            on_hand += supply.arriving[day]
        if service.promised_only:
            room = _promisable(day, on_hand - accepted, departed, supply, service)
            accepted = accepted + np.minimum(new, room, out=room)
        else:
            accepted = accepted + new
        taken_by.append(accepted)
        ship = np.minimum(accepted - departed, on_hand)
        if service.capacity is not None:
            np.minimum(ship, service.capacity, out=ship)
        on_hand -= ship
        departed += ship
        if day >= service.sla_days:
            np.maximum(departed, taken_by[day - service.sla_days], out=departed)
        unit_days += on_hand
    received = supply.initial + sum(supply.arriving.values(), np.zeros((1, 1)))
    shipped = received - on_hand
    return Outcome(
        shipped=shipped,
        cancelled=np.maximum(accepted - shipped, 0.0),
        lost=np.maximum(orders.sum(axis=0) - accepted, 0.0) + np.zeros(shape),
        leftover=on_hand,
        unit_days=unit_days,
    )


def _promisable(day: int, room: Array, departed: Array, supply: Supply, service: Service) -> Array:
    room += departed
    for arriving in supply.within(day, service.sla_days):
        room += arriving
    return np.maximum(room, 0.0, out=room)


def pieces(plans: int, paths: int) -> list[slice]:
    """Plans in pieces that are fast to simulate together."""
    size = max(1, _CELLS // max(1, paths))
    return [slice(start, min(start + size, plans)) for start in range(0, plans, size)]


def profit(outcome: Outcome, economics: Inputs, *, stock_cost: Array) -> Array:
    """Profit of each plan on each path, in money; `stock_cost` is what all its units cost."""
    return np.asarray(
        economics["net_revenue"] * outcome.shipped
        - stock_cost
        - economics["cancel_penalty"] * outcome.cancelled
        - economics["lost_penalty"] * outcome.lost
        - economics["holding_cost"] * outcome.unit_days
        + economics["salvage_value"] * outcome.leftover
    )
