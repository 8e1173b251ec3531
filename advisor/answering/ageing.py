"""Whether what is quoted is past the day on which somebody should have looked at it again."""

from datetime import date

from advisor.domain.dates import last_day
from advisor.domain.documents import Sentence


def is_past_review(sentence: Sentence, *, today: date) -> bool:
    """Whether one of the facts that the sentence states wants review."""
    return sentence.review_by is not None and last_day(sentence.review_by) < today
