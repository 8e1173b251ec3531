"""Whether what is quoted is past the day on which somebody should have looked at it again."""

from datetime import date

from advisor.domain.dates import is_past
from advisor.domain.documents import Sentence


def is_past_review(sentence: Sentence, *, today: date) -> bool:
    """Whether one of the facts that the sentence states wants review."""
    return is_past(sentence.review_by, today=today)
