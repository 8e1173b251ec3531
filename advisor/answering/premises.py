"""Whether a question takes for granted what the evidence contradicts."""

import re
from collections.abc import Sequence

from advisor.domain.answers import Query
from advisor.language.quantities import Quantity, read_quantities, same_quantity
from advisor.language.text import fold

_OWN_SITUATION = re.compile(
    r"我|咱|俺|如果|假如|要是|\b(?:i|we|my|our|me|us|if|suppose)\b|i'(?:m|ve|d)|we'(?:re|ve)"
)


def contradicts_premise(query: Query, lead: str, *, passages: Sequence[str]) -> bool:
    """Whether the question states a figure where the lead sentence has others of the same unit.

    Not if the passages know one of the question's figures of that unit: then it stands, or is one
    of two to choose from. Figures of the seller's own situation are no premises about the sources.
    """
    if _OWN_SITUATION.search(fold(query.text)):
        return False
    stated = [figure for figure in _measured(query.text) if not _is_an_article(figure)]
    known = [figure for passage in passages for figure in _measured(passage)]
    units = {figure.unit for figure in stated} & {figure.unit for figure in _measured(lead)}
    settled = {a.unit for a in stated if any(same_quantity(a, other) for other in known)}
    return bool(units - settled)


def _is_an_article(figure: Quantity) -> bool:
    """Whether "one" counts nothing, as in "from one day to the next" or 一天."""
    return figure.value == 1 and not any(char.isdigit() for char in figure.text)


def _measured(text: str) -> list[Quantity]:
    return [q for q in read_quantities(text) if q.unit is not None and q.kind != "version"]
