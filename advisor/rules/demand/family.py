"""What a stocking rule asks of a demand distribution."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Demand(Protocol):
    """Demand of one selling window, in units."""

    @property
    def name(self) -> str:
        """The family's name."""
        ...

    @property
    def mean(self) -> float:
        """Expected demand."""
        ...

    @property
    def sd(self) -> float:
        """Standard deviation of demand."""
        ...

    def cdf(self, quantity: float) -> float:
        """P(D <= quantity)."""
        ...

    def quantile(self, p: float) -> float:
        """The smallest quantity with P(D <= quantity) >= p, for p below 1."""
        ...

    def shortage(self, quantity: float) -> float:
        """E(D - quantity)+, the units that are asked for beyond the quantity."""
        ...

    def draw(self, random: "np.random.Generator", count: int) -> "NDArray[np.float64]":
        """Independent draws."""
        ...
