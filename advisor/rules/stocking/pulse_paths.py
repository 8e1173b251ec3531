"""Random courses that a pulse may take from here, given what has been seen of it.

Every source of chance has its own stream, in a fixed order; a new one takes a new stream at the
end, so that old draws never move.
"""

from dataclasses import dataclass
from math import log

import numpy as np

from advisor.rules.stocking.pulse_growth import fit_growth, has_fallen, top_day
from advisor.rules.stocking.simulation import Array
from advisor.rules.values import Inputs

_STREAMS = 8  # level, growth, peak day, drop, tail, daily noise, counts, lead time
_GROWTH_SD = 0.1  # growth of a next day differs from the fit by more than its standard error
_DROP_SD = 0.5
_MOST_KEPT = 0.95
_COUNTED_UP_TO = 5_000.0  # above it the spread of a count is within 1.5% and left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What is thought of the pulse: ln(orders) = level + slope (day - centre) up to the peak."""

    observed: tuple[float, ...]
    centre: float
    level: float
    level_sd: float
    slope: float
    slope_sd: float
    peak_days: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses:
    """Orders of the days to come, shape (days, paths), and the delay of a delivery on each path."""

    first_day: int
    orders: Array
    lead_days: Array


def believe(given: Inputs) -> Belief:
    """What the observed days, or the seller's growth and first day, say of the pulse."""
    observed = given.numbers("orders")
    fallen = has_fallen(observed, given.number("threshold"))
    top = top_day(observed)
    ramp = observed[: top + 1] if fallen else observed
    last = len(observed) - 1
    peaks = [top] if fallen else [int(d) for d in given.numbers("peak_days") if d >= last]
    if len(ramp) >= 3:
        fit, centre = fit_growth(ramp), (len(ramp) - 1) / 2
        spread = sum((day - centre) ** 2 for day in range(len(ramp)))
        return Belief(
            observed=tuple(observed),
            centre=centre,
            level=fit.level + fit.slope * centre,
            level_sd=fit.slope_se * (spread / len(ramp)) ** 0.5,
            slope=fit.slope,
            slope_sd=(fit.slope_se**2 + _GROWTH_SD**2) ** 0.5,
            peak_days=tuple(peaks),
        )
    growth = given.maybe("growth")
    return Belief(
        observed=tuple(observed),
        centre=float(max(len(ramp) - 1, 0)),
        level=log(ramp[-1] if ramp else given.number("first_orders")),
        level_sd=given.number("noise_sd"),
        slope=log(growth) if growth else 0.0,
        slope_sd=given.number("growth_sd"),
        peak_days=tuple(peaks),
    )


def draw_courses(belief: Belief, given: Inputs, *, count: int, purpose: int) -> Courses:
    """Courses drawn anew for each purpose, the same for the same seed."""
    seeds = np.random.SeedSequence([given.whole("seed"), purpose]).spawn(_STREAMS)
    level, growth, peak, drop, tail, noise, counts, lead = map(np.random.default_rng, seeds)
    start = belief.level + belief.level_sd * level.standard_normal(count)
    slope = belief.slope + belief.slope_sd * growth.standard_normal(count)
    top = peak.choice(np.array(belief.peak_days, dtype=float), size=count)
    kept = np.minimum(
        given.number("drop") * np.exp(_DROP_SD * drop.standard_normal(count)), _MOST_KEPT
    )
    slow = np.where(tail.random(count) < given.number("tail_chance"), given["tail_share"], 0.0)
    first = len(belief.observed)
    days = np.arange(first, given.whole("horizon"))[:, None]
    peak_orders = _peak_orders(belief, start, slope, top)
    rising = np.exp(start + slope * (days - belief.centre))
    since = np.maximum(days - top, 0.0)
    falling = peak_orders * ((1 - slow) * kept**since + slow * given["tail_drop"] ** since)
    spread = given.number("noise_sd")
    scatter = np.exp(spread * noise.standard_normal(falling.shape) - spread**2 / 2)
    orders = np.where(days <= top, rising, falling) * scatter
    return Courses(
        first_day=first, orders=_counted(orders, counts), lead_days=_leads(given, lead, count)
    )


def _peak_orders(belief: Belief, start: Array, slope: Array, top: Array) -> Array:
    expected = np.exp(start + slope * (top - belief.centre))
    for day, orders in enumerate(belief.observed):
        expected = np.where(top == day, orders, expected)
    return np.asarray(expected)


def _counted(orders: Array, random: np.random.Generator) -> Array:
    small = orders < _COUNTED_UP_TO
    counted = np.rint(orders)
    counted[small] = random.poisson(orders[small])
    return counted


def _leads(given: Inputs, random: np.random.Generator, count: int) -> Array:
    table = given.records("lead_table")
    planned = given.maybe("lead_days") or 1.0
    shares = np.array([row.number("share") for row in table])
    extra = random.choice([row.number("extra_days") for row in table], size=count, p=shares)
    return np.asarray(np.maximum(1.0, planned + extra))
