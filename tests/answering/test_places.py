"""What is about another country than the one asked for does not answer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.domain.answers import Question
from advisor.wiring import Workplace

FREIGHT = """# Rates of our forwarder

Air freight to the United States costs 6.20 USD a kilo and takes 7 days.

Air freight to Brazil costs 8.90 USD a kilo and takes 12 days.

Sea freight to Germany costs 140 USD a cubic metre and takes 38 days.
"""


@pytest.mark.parametrize(
    ("question", "shown", "hidden"),
    [
        ("What does air freight to Brazil cost?", "8.90", "6.20"),
        ("What does sea freight to Germany cost?", "140", "8.90"),
        ("What does air freight from China to the US cost?", "6.20", "8.90"),
    ],
)
def test_only_the_country_that_is_asked_for_is_shown(
    own_workplace: Callable[[], Workplace], tmp_path: Path, question: str, shown: str, hidden: str
) -> None:
    file = tmp_path / "freight.md"
    file.write_text(FREIGHT, encoding="utf-8")
    workplace = own_workplace()
    workplace.ingest((file,))
    text = workplace.advisor().answer(Question(text=question)).text
    assert shown in text
    assert hidden not in text


def test_a_country_that_no_document_names_is_declined(
    own_workplace: Callable[[], Workplace], tmp_path: Path
) -> None:
    file = tmp_path / "freight.md"
    file.write_text(FREIGHT, encoding="utf-8")
    workplace = own_workplace()
    workplace.ingest((file,))
    answer = workplace.advisor().answer(Question(text="What does air freight to Mexico cost?"))
    assert answer.status == "declined"
