"""A calculation that a question asks for, before anything is filled in."""

from advisor.domain.calculations import CalculationRequest, Said

__all__ = ["CalculationRequest", "Said"]
