"""Sources that disagree, and facts past their review, over a copy of the notes with both."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.answering.advisor import Advisor
from advisor.domain.answers import Question
from advisor.settings import KnowledgeSettings, Settings, shipped_folder
from advisor.wiring import Workplace

ARTICLE = "[@xiaochuan-12-countries, fact=amazon-order-value]"
EDITORS = "[@advisor-editors, as_of=2026-11, confidence=medium, fact=amazon-order-value-2026]"
OTHER = {
    "zh": f"- 编辑部2026年估算，亚马逊的客单价是52美元。 {EDITORS}\n",
    "en": f"- The editors put the average order value on Amazon at $52 in 2026. {EDITORS}\n",
}
FACT = """
- id: amazon-order-value-2026
  metric: average_order_value
  label: {zh: "亚马逊客单价（2026年）", en: "Average order value on Amazon, 2026"}
  value: 52
  unit: USD
  platform: amazon
  market: null
  category: null
  as_of: "2026-11"
  review_by: "2099-12-31"
  source: advisor-editors
  confidence: medium
  section: user-mindset
  conflicts_with: [amazon-order-value]
"""


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Advisor]:
    """An advisor over notes in which another source disagrees on Amazon's order value."""
    folder = tmp_path_factory.mktemp("disputed")
    notes = folder / "knowledge"
    shutil.copytree(shipped_folder("knowledge"), notes)
    for language, statement in OTHER.items():
        pulse = notes / "notes" / language / "pulse-traffic.md"
        end = "夹在当中。" if language == "zh" else "squeezed in between."
        _change(pulse, end, f"{end} {ARTICLE}")
        risks = notes / "notes" / language / "full-managed-risks.md"
        head = "{#user-mindset}\n\n"
        _change(risks, head, head + statement)
    facts = notes / "facts" / "article.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + FACT, encoding="utf-8")
    row = facts.read_text(encoding="utf-8").partition("- id: amazon-order-value\n")[2]
    _change(facts, row, row.replace('review_by: "2026-12-31"', 'review_by: "2024-12-31"', 1))
    settings = Settings(data=folder / "data", knowledge=KnowledgeSettings(folder=notes))
    workplace = Workplace(settings)
    workplace.ingest()
    yield workplace.advisor()
    workplace.close()


@pytest.mark.parametrize(
    ("question", "preference"),
    [
        (
            "亚马逊的客单价是多少?",
            "各来源说法不一，我会采用[2]，因为它更新、更接近一手来源、可信度更高。",
        ),
        (
            "What is the average order value on Amazon?",
            "The sources disagree; I would go with [2], because it is newer and closer to the "
            "source and more reliable.",
        ),
    ],
)
def test_both_sides_are_shown_with_the_one_to_prefer(
    disputed: Advisor, question: str, preference: str
) -> None:
    answer = disputed.answer(Question(text=question))
    assert "45" in answer.text
    assert "52" in answer.text
    assert preference in answer.text
    assert [conflict.citations for conflict in answer.conflicts] == [(1, 2)]


def test_a_fact_past_its_review_is_called_old_beside_the_sentence(disputed: Advisor) -> None:
    answer = disputed.answer(Question(text="亚马逊的客单价是多少?"))
    old, new = answer.statements[:2]
    assert old.note == "（截至2023，可能已过时）"
    assert f"{old.text}{old.note} [1]" in answer.text
    assert new.note == ""
    assert [citation.stale for citation in answer.citations[:2]] == [True, False]


def test_without_a_conflict_none_is_shown(disputed: Advisor) -> None:
    answer = disputed.answer(Question(text="Should a start-up join full-managed?"))
    assert answer.status == "answered"
    assert answer.conflicts == ()
