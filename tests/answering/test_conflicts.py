"""Sources that disagree, and facts past their review, over a copy of the notes with both."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.answering.advisor import Advisor
from advisor.domain.answers import Answer, Question, Statement
from advisor.settings import KnowledgeSettings, Settings, shipped_folder
from advisor.wiring import Workplace

ARTICLE = "fact=amazon-order-value+shein-order-value]\n"
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
  section: order-value
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
        _change(pulse, ARTICLE, ARTICLE + statement)
    facts = notes / "facts" / "article.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + FACT, encoding="utf-8")
    row = facts.read_text(encoding="utf-8").partition("- id: amazon-order-value\n")[2]
    _change(facts, row, row.replace('review_by: "2026-12-31"', 'review_by: "2024-12-31"', 1))
    undisputed = "conflicts_with: []"
    _change(facts, "conflicts_with: [temu-09-amazon-aov]", undisputed)
    _change(notes / "facts" / "platforms.yaml", "conflicts_with: [amazon-order-value]", undisputed)
    settings = Settings(data=folder / "data", knowledge=KnowledgeSettings(folder=notes))
    workplace = Workplace(settings)
    workplace.ingest()
    yield workplace.advisor()
    workplace.close()


def _citing(answer: Answer, figure: str) -> Statement:
    """The statement with the figure that is no caveat."""
    return next(s for s in answer.statements if figure in s.text and s.kind == "evidence")


@pytest.mark.parametrize(
    ("question", "preference"),
    [
        (
            "亚马逊的客单价是多少?",
            "[{new}]与[{old}]说法不一，我会采用[{new}]，因为它可信度更高。",
        ),
        (
            "What is the average order value on Amazon?",
            "[{new}] disagrees with [{old}]; I would go with [{new}], because it is more reliable.",
        ),
    ],
)
def test_both_sides_are_shown_with_the_one_to_prefer(
    disputed: Advisor, question: str, preference: str
) -> None:
    answer = disputed.answer(Question(text=question))
    old, new = (_citing(answer, figure) for figure in ("45", "52"))
    assert preference.format(new=new.citations[0], old=old.citations[0]) in answer.text
    assert [set(conflict.citations) for conflict in answer.conflicts] == [
        {*old.citations, *new.citations}
    ]


def test_what_the_editors_worked_out_of_official_rates_is_not_outdone_by_a_blog(
    advisor: Advisor,
) -> None:
    answer = advisor.answer(Question(text="What do TikTok Shop's fees in Thailand add up to?"))
    total = _citing(answer, "17.12%").citations[0]
    assert f"I would go with [{total}]" in answer.text


def test_a_fact_past_its_review_is_called_old_beside_the_sentence(disputed: Advisor) -> None:
    answer = disputed.answer(Question(text="亚马逊的客单价是多少?"))
    old, new = (_citing(answer, figure) for figure in ("45美元", "52美元"))
    assert old.note == "（截至2023，可能已过时）"
    assert f"{old.text}{old.note} [{old.citations[0]}]" in answer.text
    assert new.note == ""
    stale = {citation.number: citation.stale for citation in answer.citations}
    assert (stale[old.citations[0]], stale[new.citations[0]]) == (True, False)


def test_a_question_for_now_is_led_by_the_newest_source(disputed: Advisor) -> None:
    answer = disputed.answer(Question(text="亚马逊现在的客单价是多少?"))
    assert "52美元" in answer.statements[0].text


@pytest.mark.parametrize(
    "question",
    ["亚马逊的客单价,官方怎么说?", "What do official sources say on Amazon's order value?"],
)
def test_official_sources_are_not_replaced_by_others(disputed: Advisor, question: str) -> None:
    assert disputed.answer(Question(text=question)).status == "declined"


def test_a_question_about_something_official_may_be_answered_from_any_source(
    disputed: Advisor,
) -> None:
    answer = disputed.answer(Question(text="英国的官方经理为什么两头受气?"))
    assert answer.status == "answered"


def test_without_a_conflict_none_is_shown(disputed: Advisor) -> None:
    answer = disputed.answer(Question(text="Should a start-up join full-managed?"))
    assert answer.status == "answered"
    assert answer.conflicts == ()
