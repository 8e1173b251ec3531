"""Whether times and circumstances that a statement names are those of the evidence."""

from advisor.answering.verification.matching import Evidence
from advisor.answering.verification.reading import Reading
from advisor.answering.verification.verdict import Reason

_TIME_NAMES = (
    "today tomorrow yesterday this_year last_year next_year this_month last_month last_week "
    "whole_year half_year_first half_year_second "
    "weekend monday tuesday wednesday thursday friday saturday sunday holiday black_friday "
    "christmas spring_festival ramadan"
)
_TIMES = frozenset(_TIME_NAMES.split())


_MEASURES = frozenset(
    ("gram", "kilogram", "tonne", "litre", "metre", "cubic_metre", "square_metre", "kilometre")
)


def scope_reasons(statement: Reading, evidence: Evidence) -> tuple[Reason, ...]:
    """What speaks against the statement's scope."""
    for token in statement.tokens:
        if token.concepts & _TIMES and evidence.credit(token) < 1.0:
            return ("scope",)
        if token.concepts & _MEASURES and evidence.credit(token) < 1.0:
            return ("unit",)
    return ()
