"""Demand families against scipy's own distributions: a second way to every number."""

from math import exp, sqrt
from typing import Any

import numpy as np
import pytest
from scipy import stats

from advisor.rules.demand.continuous import Gamma, Lognormal, Normal, Uniform
from advisor.rules.demand.discrete import Empirical, NegativeBinomial, Poisson
from advisor.rules.demand.family import Demand

_LOGNORMAL = Lognormal.of_moments(900, 600)
_CONTINUOUS: list[tuple[Demand, Any]] = [
    (Normal(mean=100, sd=30), stats.norm(100, 30)),
    (_LOGNORMAL, stats.lognorm(_LOGNORMAL.sigma, scale=exp(_LOGNORMAL.mu))),
    (Gamma.of_moments(500, 400), stats.gamma((500 / 400) ** 2, scale=400**2 / 500)),
    (Uniform(low=50, high=250), stats.uniform(50, 200)),
]
_COUNTED: list[tuple[Demand, Any]] = [
    (Poisson(mean=7.3), stats.poisson(7.3)),
    (Poisson(mean=400), stats.poisson(400)),
    (NegativeBinomial.of_moments(20, 9), stats.nbinom(20**2 / (81 - 20), 20 / 81)),
    (NegativeBinomial.of_moments(0.6, 2), stats.nbinom(0.36 / 3.4, 0.6 / 4)),
]


@pytest.mark.parametrize(("demand", "other"), _CONTINUOUS + _COUNTED)
def test_moments_quantiles_and_probabilities_agree(demand: Demand, other: Any) -> None:
    assert demand.mean == pytest.approx(other.mean())
    assert demand.sd == pytest.approx(other.std())
    for p in (0.01, 0.2, 0.5, 0.83, 0.999):
        assert demand.quantile(p) == pytest.approx(other.ppf(p), rel=1e-9)
    for quantity in (0.0, 3.0, 7.5, 120.0, 480.0):
        assert demand.cdf(quantity) == pytest.approx(other.cdf(quantity), rel=1e-9, abs=1e-15)


@pytest.mark.parametrize(("demand", "other"), _CONTINUOUS)
def test_the_shortage_is_the_area_above_the_distribution(demand: Demand, other: Any) -> None:
    for p in (0.05, 0.5, 0.9):
        quantity = demand.quantile(p)
        ranks = (np.arange(200_000) + 0.5) / 200_000
        short = np.maximum(other.ppf(ranks) - quantity, 0).mean()
        assert demand.shortage(quantity) == pytest.approx(short, rel=1e-3)


@pytest.mark.parametrize(("demand", "other"), _COUNTED)
def test_the_shortage_of_counted_demand_is_a_plain_sum(demand: Demand, other: Any) -> None:
    counts = np.arange(4000)
    for quantity in (0.0, 1.0, 5.0, 7.4, 20.0, 390.0):
        short = float((np.maximum(counts - quantity, 0) * other.pmf(counts)).sum())
        assert demand.shortage(quantity) == pytest.approx(short, rel=1e-8, abs=1e-10)


def test_observed_values_count_by_their_weights() -> None:
    demand = Empirical.of([30, 10, 20], [1, 2, 1])
    assert demand.mean == pytest.approx(17.5)
    assert demand.sd == pytest.approx(sqrt(0.5 * 7.5**2 + 0.25 * 2.5**2 + 0.25 * 12.5**2))
    assert [demand.quantile(p) for p in (0.1, 0.5, 0.51, 0.75, 0.76)] == [10, 10, 20, 20, 30]
    assert [demand.cdf(q) for q in (9, 10, 25, 30)] == [0, 0.5, 0.75, 1]
    assert demand.shortage(15) == pytest.approx(0.25 * 5 + 0.25 * 15)


def test_a_tie_in_cumulated_weights_takes_the_lower_value() -> None:
    # 0.1 + 0.2 is a little above 0.3 in floats, and ten times 0.1 a little below 1.
    assert Empirical.of([1, 2, 3], [0.1, 0.2, 0.7]).quantile(0.3) == 2
    assert Empirical.of(list(range(1, 11))).quantile(0.7) == 7


@pytest.mark.parametrize(("demand", "other"), _CONTINUOUS + _COUNTED)
def test_draws_have_the_moments_of_the_family(demand: Demand, other: Any) -> None:
    drawn = demand.draw(np.random.default_rng(5), 40_000)
    assert drawn.mean() == pytest.approx(other.mean(), abs=5 * other.std() / 200)
    assert drawn.min() >= 0
