"""Whether a question takes for granted what the evidence contradicts."""

import re

from advisor.domain.answers import Query
from advisor.language.quantities import Quantity, read_quantities, same_quantity
from advisor.language.text import fold

_OWN_SITUATION = re.compile(
    r"我|咱|俺|如果|假如|要是|\b(?:i|we|my|our|me|us|if|suppose)\b|i'(?:m|ve|d)|we'(?:re|ve)"
)


def contradicts_premise(query: Query, evidence: str) -> bool:
    """Whether the question states a figure where the evidence has another of the same unit.

    Figures of the seller's own situation are no premises about the sources.
    """
    if _OWN_SITUATION.search(fold(query.text)):
        return False
    stated, found = _measured(query.text), _measured(evidence)
    return any(
        peers and not any(same_quantity(figure, peer) for peer in peers)
        for figure in stated
        for peers in [[peer for peer in found if peer.unit == figure.unit]]
    )


def _measured(text: str) -> list[Quantity]:
    return [q for q in read_quantities(text) if q.unit is not None and q.kind != "version"]
