"""Whether a sentence is of the kind that a question asks for."""

import re
from collections.abc import Set

from advisor.domain.answers import Asks
from advisor.domain.documents import Sentence
from advisor.language.quantities import read_quantities
from advisor.language.text import fold

_REASON = re.compile(
    r"因为|由于|所以|因此|原因|导致|为了|怕|担心|一旦|否则|because|since|so that|therefore|reason|"
    r"due to|lest|in order|which is why|leads? to|so "
)
_DEFINITION = re.compile(
    r"是指|指的是|意味着|即|就是|模式下|\bmeans?\b|\bis a\b|\brefers? to\b|under the"
)
_COMPARISON = re.compile(
    r"比|相比|高于|低于|之间|中间|不如|than|compared|between|versus|against|while|倍|times"
)
_NO_AMOUNTS = {"date", "version", "ordinal"}
_DURATION_UNITS = {"hours", "days", "weeks", "months", "years", "minutes"}


def answers_kind(asks: Set[Asks], sentence: Sentence) -> float:
    """The share of the asked kinds that the sentence can answer; half when nothing is asked."""
    if not asks:
        return 0.5
    return sum(_answers(kind, sentence) for kind in asks) / len(asks)


def _answers(kind: Asks, sentence: Sentence) -> bool:
    folded = fold(sentence.text)
    if kind == "advice":
        return sentence.kind == "advice"
    if kind == "reason":
        return _REASON.search(folded) is not None
    if kind == "definition":
        return _DEFINITION.search(folded) is not None
    if kind == "comparison":
        return _COMPARISON.search(folded) is not None
    units = {(q.kind, q.unit) for q in read_quantities(sentence.text)}
    if kind == "duration":
        return any(unit in _DURATION_UNITS for _, unit in units)
    if kind == "date":
        return any(quantity_kind == "date" for quantity_kind, _ in units)
    return any(quantity_kind not in _NO_AMOUNTS for quantity_kind, _ in units)
