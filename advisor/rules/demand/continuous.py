"""Continuous demand families; their shortage in closed form.

Source: Snyder & Shen, Fundamentals of Supply Chain Theory, appendix on loss functions.
"""

from dataclasses import dataclass
from math import erfc, exp, expm1, inf, log, log1p, pi, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from advisor.rules import special

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CONTINUOUS = ("normal", "lognormal", "gamma", "uniform")


def normal_cdf(z: float) -> float:
    """P(Z <= z) of the standard normal, exact also far below the mean."""
    return 0.5 * erfc(-z / sqrt(2))


def normal_density(z: float) -> float:
    """Density of the standard normal."""
    return exp(-z * z / 2) / sqrt(2 * pi)


def normal_quantile(p: float) -> float:
    """The z with P(Z <= z) = p; infinite at 0 and 1."""
    if not 0 < p < 1:
        return -inf if p <= 0 else inf
    return NormalDist().inv_cdf(p)


def unit_normal_shortage(z: float) -> float:
    """E(Z - z)+ of the standard normal."""
    return normal_density(z) - z * normal_cdf(-z)


@dataclass(frozen=True, slots=True, kw_only=True)
class Normal:
    """Symmetric demand: for a spread below a third of the mean."""

    mean: float
    sd: float
    name: str = "normal"

    def cdf(self, quantity: float) -> float:
        """P(D <= quantity)."""
        return normal_cdf((quantity - self.mean) / self.sd)

    def quantile(self, p: float) -> float:
        """The quantity that covers demand with probability p; negative where p is small."""
        return self.mean + self.sd * normal_quantile(p)

    def shortage(self, quantity: float) -> float:
        """E(D - quantity)+."""
        return self.sd * unit_normal_shortage((quantity - self.mean) / self.sd)

    def draw(self, random: "np.random.Generator", count: int) -> "NDArray[np.float64]":
        """Independent draws, negative ones as 0."""
        return random.normal(self.mean, self.sd, count).clip(min=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lognormal:
    """Skewed demand whose logarithm is normal with mean mu and standard deviation sigma."""

    mu: float
    sigma: float
    name: str = "lognormal"

    @classmethod
    def of_moments(cls, mean: float, sd: float) -> "Lognormal":
        """The lognormal with a mean and a standard deviation of demand itself."""
        variance = log1p((sd / mean) ** 2)
        return cls(mu=log(mean) - variance / 2, sigma=sqrt(variance))

    @property
    def mean(self) -> float:
        """Expected demand."""
        return exp(self.mu + self.sigma**2 / 2)

    @property
    def sd(self) -> float:
        """Standard deviation of demand."""
        return self.mean * sqrt(expm1(self.sigma**2))

    def cdf(self, quantity: float) -> float:
        """P(D <= quantity)."""
        return normal_cdf((log(quantity) - self.mu) / self.sigma) if quantity > 0 else 0.0

    def quantile(self, p: float) -> float:
        """The quantity that covers demand with probability p."""
        return exp(self.mu + self.sigma * normal_quantile(p))

    def shortage(self, quantity: float) -> float:
        """E(D - quantity)+."""
        if quantity <= 0:
            return self.mean - quantity
        z = (self.mu - log(quantity)) / self.sigma
        return self.mean * normal_cdf(z + self.sigma) - quantity * normal_cdf(z)

    def draw(self, random: "np.random.Generator", count: int) -> "NDArray[np.float64]":
        """Independent draws."""
        return random.lognormal(self.mu, self.sigma, count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gamma:
    """Skewed demand that is a sum of many small random parts."""

    shape: float
    scale: float
    name: str = "gamma"

    @classmethod
    def of_moments(cls, mean: float, sd: float) -> "Gamma":
        """The gamma with a mean and a standard deviation."""
        return cls(shape=(mean / sd) ** 2, scale=sd / mean * sd)

    @property
    def mean(self) -> float:
        """Expected demand."""
        return self.shape * self.scale

    @property
    def sd(self) -> float:
        """Standard deviation of demand."""
        return sqrt(self.shape) * self.scale

    def cdf(self, quantity: float) -> float:
        """P(D <= quantity)."""
        return special.gamma_cdf(self.shape, max(0.0, quantity) / self.scale)

    def quantile(self, p: float) -> float:
        """The quantity that covers demand with probability p."""
        return self.scale * special.gamma_quantile(self.shape, p)

    def shortage(self, quantity: float) -> float:
        """E(D - quantity)+."""
        if quantity <= 0:
            return self.mean - quantity
        x = quantity / self.scale
        more, same = special.gamma_sf(self.shape + 1, x), special.gamma_sf(self.shape, x)
        return self.mean * more - quantity * same

    def draw(self, random: "np.random.Generator", count: int) -> "NDArray[np.float64]":
        """Independent draws."""
        return random.gamma(self.shape, self.scale, count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uniform:
    """Demand anywhere between two bounds."""

    low: float
    high: float
    name: str = "uniform"

    @property
    def mean(self) -> float:
        """Expected demand."""
        return (self.low + self.high) / 2

    @property
    def sd(self) -> float:
        """Standard deviation of demand."""
        return (self.high - self.low) / sqrt(12)

    def cdf(self, quantity: float) -> float:
        """P(D <= quantity)."""
        return min(1.0, max(0.0, (quantity - self.low) / (self.high - self.low)))

    def quantile(self, p: float) -> float:
        """The quantity that covers demand with probability p."""
        return self.low + p * (self.high - self.low)

    def shortage(self, quantity: float) -> float:
        """E(D - quantity)+."""
        if quantity <= self.low:
            return self.mean - quantity
        return max(0.0, self.high - quantity) ** 2 / (2 * (self.high - self.low))

    def draw(self, random: "np.random.Generator", count: int) -> "NDArray[np.float64]":
        """Independent draws."""
        return random.uniform(self.low, self.high, count)
