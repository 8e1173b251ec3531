"""The special functions that the rules need, from scipy on first use.

scipy ships no types and takes a fifth of a second to import: both stay behind this door.
"""

from functools import cache
from importlib import import_module
from typing import Any


@cache
def _scipy() -> Any:
    return import_module("scipy.special")


def gamma_cdf(shape: float, x: float) -> float:
    """P(G <= x) of a gamma variable with scale 1 (regularised lower incomplete gamma)."""
    return float(_scipy().gammainc(shape, x))


def gamma_sf(shape: float, x: float) -> float:
    """P(G > x) of a gamma variable with scale 1."""
    return float(_scipy().gammaincc(shape, x))


def gamma_quantile(shape: float, p: float) -> float:
    """The x with P(G <= x) = p of a gamma variable with scale 1."""
    return float(_scipy().gammaincinv(shape, p))


def gamma_upper_quantile(shape: float, p: float) -> float:
    """The x with P(G > x) = p of a gamma variable with scale 1."""
    return float(_scipy().gammainccinv(shape, p))


def beta_cdf(a: float, b: float, x: float) -> float:
    """P(B <= x) of a beta variable (regularised incomplete beta)."""
    return float(_scipy().betainc(a, b, x))


def beta_quantile(a: float, b: float, p: float) -> float:
    """The x with P(B <= x) = p of a beta variable."""
    return float(_scipy().betaincinv(a, b, p))


def student_quantile(degrees: float, p: float) -> float:
    """The x with P(T <= x) = p of Student's t."""
    return float(_scipy().stdtrit(degrees, p))


def hypergeometric(a: float, b: float, c: float, z: float) -> float:
    """Gauss's hypergeometric function 2F1(a, b; c; z)."""
    return float(_scipy().hyp2f1(a, b, c, z))
