"""Demand families that count: Poisson, negative binomial, and observed values."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import floor, sqrt
from typing import TYPE_CHECKING

from advisor.rules import special

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Cumulated weights that differ by less are the same: sums of floats are not exact.
_SLACK = 1e-12


def _smallest_whole(cdf: Callable[[float], float], p: float) -> float:
    low, high = -1, 1
    while cdf(high) < p - _SLACK:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if cdf(middle) < p - _SLACK else (low, middle)
    return float(high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Poisson:
    """Independent orders at a steady rate: the variance equals the mean."""

    mean: float
    name: str = "poisson"

    @property
    def sd(self) -> float:
        """Standard deviation of demand."""
        return sqrt(self.mean)

    def cdf(self, quantity: float) -> float:
        """P(D <= quantity)."""
        return 1 - self._at_least(floor(quantity) + 1) if quantity >= 0 else 0.0

    def quantile(self, p: float) -> float:
        """The smallest whole quantity that covers demand with probability p."""
        return _smallest_whole(self.cdf, p)

    def shortage(self, quantity: float) -> float:
        """E(D - quantity)+."""
        if quantity <= 0:
            return self.mean - quantity
        whole = floor(quantity)
        return self.mean * self._at_least(whole) - quantity * self._at_least(whole + 1)

    def _at_least(self, count: int) -> float:
        return special.gamma_cdf(count, self.mean) if count > 0 else 1.0

    def draw(self, random: "np.random.Generator", count: int) -> "NDArray[np.float64]":
        """Independent draws."""
        return random.poisson(self.mean, count).astype(float)


@dataclass(frozen=True, slots=True, kw_only=True)
class NegativeBinomial:
    """Counted demand that varies more than Poisson: n successes, each with probability p."""

    successes: float
    probability: float
    name: str = "negbin"

    @classmethod
    def of_moments(cls, mean: float, sd: float) -> "NegativeBinomial":
        """The negative binomial with a mean and a standard deviation; needs sd**2 > mean."""
        return cls(successes=mean / (sd**2 - mean) * mean, probability=mean / sd**2)

    @property
    def mean(self) -> float:
        """Expected demand."""
        return self.successes * (1 - self.probability) / self.probability

    @property
    def sd(self) -> float:
        """Standard deviation of demand."""
        return sqrt(self.mean / self.probability)

    def cdf(self, quantity: float) -> float:
        """P(D <= quantity)."""
        if quantity < 0:
            return 0.0
        return special.beta_cdf(self.successes, floor(quantity) + 1, self.probability)

    def quantile(self, p: float) -> float:
        """The smallest whole quantity that covers demand with probability p."""
        return _smallest_whole(self.cdf, p)

    def shortage(self, quantity: float) -> float:
        """E(D - quantity)+."""
        if quantity <= 0:
            return self.mean - quantity
        whole, failure = floor(quantity), 1 - self.probability
        above = special.beta_cdf(whole + 1, self.successes, failure)
        shifted = special.beta_cdf(whole, self.successes + 1, failure) if whole > 0 else 1.0
        return self.mean * shifted - quantity * above

    def draw(self, random: "np.random.Generator", count: int) -> "NDArray[np.float64]":
        """Independent draws."""
        return random.negative_binomial(self.successes, self.probability, count).astype(float)


@dataclass(frozen=True, slots=True, kw_only=True)
class Empirical:
    """Observed or simulated values in ascending order, with weights that sum to 1.

    `cumulated` sums the weights and `earned` weight times value, so that every answer is a look-up.
    """

    values: tuple[float, ...]
    weights: tuple[float, ...]
    cumulated: tuple[float, ...]
    earned: tuple[float, ...]
    name: str = "empirical"

    @classmethod
    def of(cls, values: Sequence[float], weights: Sequence[float] | None = None) -> "Empirical":
        """The distribution of these values; equally likely without weights."""
        weights = weights or [1.0] * len(values)
        total = sum(weights)
        pairs = sorted((v, w / total) for v, w in zip(values, weights, strict=True) if w > 0)
        return cls(
            values=tuple(value for value, _ in pairs),
            weights=tuple(weight for _, weight in pairs),
            cumulated=tuple(accumulate(weight for _, weight in pairs)),
            earned=tuple(accumulate(value * weight for value, weight in pairs)),
        )

    @property
    def mean(self) -> float:
        """Weighted mean."""
        return self.earned[-1]

    @property
    def sd(self) -> float:
        """Weighted standard deviation."""
        mean = self.mean
        pairs = zip(self.values, self.weights, strict=True)
        return sqrt(sum(w * (v - mean) ** 2 for v, w in pairs))

    def cdf(self, quantity: float) -> float:
        """Share of the weight at or below the quantity."""
        at_or_below = bisect_right(self.values, quantity)
        if at_or_below == len(self.values):
            return 1.0
        return self.cumulated[at_or_below - 1] if at_or_below else 0.0

    def quantile(self, p: float) -> float:
        """The smallest value whose cumulated weight reaches p."""
        reached = bisect_left(self.cumulated, p - _SLACK)
        return self.values[min(reached, len(self.values) - 1)]

    def shortage(self, quantity: float) -> float:
        """E(D - quantity)+."""
        below = bisect_right(self.values, quantity)
        if below == len(self.values):
            return 0.0
        earned, weight = (self.earned[below - 1], self.cumulated[below - 1]) if below else (0, 0)
        return self.earned[-1] - earned - quantity * (self.cumulated[-1] - weight)

    def draw(self, random: "np.random.Generator", count: int) -> "NDArray[np.float64]":
        """Independent draws with replacement."""
        drawn: NDArray[np.float64] = random.choice(self.values, size=count, p=self.weights)
        return drawn
