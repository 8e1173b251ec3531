"""Figures in Chinese and English text, read with their unit, range and bound."""

from advisor.language.quantities.bounds import bound_words
from advisor.language.quantities.comparison import same_quantity
from advisor.language.quantities.folding import fold_in_place
from advisor.language.quantities.quantity import Quantity
from advisor.language.quantities.reading import read_quantities
from advisor.language.quantities.span import Per, QuantityKind

__all__ = [
    "Per",
    "Quantity",
    "QuantityKind",
    "bound_words",
    "fold_in_place",
    "read_quantities",
    "same_quantity",
]
