"""What stands in a cell: which facts hold, and how a sentence writes them."""

from dataclasses import replace
from datetime import date

import pytest

from advisor.answering.tables.cells import current, disputing, holding
from advisor.answering.tables.figures import written_figures
from advisor.answering.tables.labels import beyond, common_words, measure_name
from advisor.domain.facts import Fact
from advisor.language.text import pieces

RATE = Fact(
    id="now",
    metric="commission",
    label={"zh": "佣金", "en": "commission"},
    low=0.09,
    high=0.09,
    unit="share",
    bound=None,
    platform="tiktok-shop",
    market="uk",
    category=None,
    valid_from="2024-09-02",
    valid_to=None,
    as_of="2024-09",
    review_by=None,
    source="official",
    confidence="high",
    section="uk-commission",
    conflicts_with=(),
)
BEFORE = replace(
    RATE, id="before", low=0.05, high=0.05, valid_from=None, valid_to="2024-09-01", as_of="2024-08"
)


def _held(*facts: Fact) -> list[str]:
    return [fact.id for fact in holding(facts, qualifier=lambda fact: "")]


def test_what_has_been_superseded_is_not_shown() -> None:
    assert _held(BEFORE, RATE) == ["now"]
    assert _held(BEFORE) == ["before"]


def test_of_one_thing_the_newest_is_shown_and_of_equal_values_the_surest() -> None:
    newer = replace(RATE, id="newer", low=0.08, high=0.08, as_of="2025")
    assert _held(RATE, newer) == ["newer"]
    blog = replace(RATE, id="blog", as_of="2026", confidence="low", category=None)
    found = holding([RATE, blog], qualifier=lambda fact: fact.id)
    assert [fact.id for fact in found] == ["now"]


def test_what_holds_in_general_goes_before_a_category_unless_it_is_older() -> None:
    shoes = replace(RATE, id="shoes", category="shoes", as_of="2024-01")
    assert _held(shoes, RATE) == ["now"]
    assert _held(replace(shoes, as_of="2026"), RATE) == ["shoes", "now"]


def test_both_sides_of_a_conflict_are_found_but_not_what_a_fact_supersedes() -> None:
    claim = replace(RATE, id="claim", low=0.02, high=0.02, confidence="low")
    own = replace(RATE, conflicts_with=("claim", "before"))
    facts = {fact.id: fact for fact in (own, claim, BEFORE)}
    assert disputing([own], facts) == [(own, claim)]


@pytest.mark.parametrize(
    ("changes", "sentence", "written"),
    [
        ({}, "英国站的佣金是9%，美国站是6%。", ["9%"]),
        ({}, "The UK charges 9%, the US 6%.", ["9%"]),
        ({"low": 0.2, "high": 0.2, "bound": "below"}, "本土卖家占比不到20%。", ["不到20%"]),
        ({"low": 0.1, "high": 0.2}, "Clothing comes back at 10% to 20%.", ["10% to 20%"]),
        ({"low": 0.145, "high": 0.145}, "Shopee takes 3.5% to 14.5%.", ["3.5% to 14.5%"]),
        ({"low": 0.035, "high": 0.035}, "A takes 3.5% to 14%, B 3.5% to 14.5%.", []),
        ({"low": 0.108, "high": 0.108}, "It is above the 10.8% of Shopee.", []),
        ({"low": 2, "high": 2, "unit": "business_days"}, "须在2个工作日内发货。", ["2个工作日"]),
        ({"low": 48, "high": 48, "unit": "hours"}, "Ship within 2 days.", ["2 days"]),
        ({"low": 2025, "high": 2025, "unit": "year"}, "法国2025年3月31日开放。", ["2025年3月31日"]),
        ({"low": 35, "high": 35, "unit": "USD"}, "35个卖家每单35美元。", ["35美元"]),
        ({"low": 7, "high": 7, "unit": "days"}, "It pays 7% out.", []),
    ],
)  # fmt: skip
def test_the_value_is_written_as_the_sentence_does(
    changes: dict[str, object], sentence: str, written: list[str]
) -> None:
    fact = replace(RATE, **changes)  # type: ignore[arg-type]
    assert [text for text, _ in written_figures(fact, sentence)] == written


def test_a_year_that_is_asked_goes_before_what_holds_now() -> None:
    old = replace(BEFORE, valid_from="2023")
    found = [holding([old, RATE], qualifier=lambda fact: "", year=year) for year in (2023, 2025)]
    assert [[fact.id for fact in held] for held in found] == [["before"], ["now"]]


def test_a_fact_of_another_platform_disputes_nothing_in_the_cell() -> None:
    other = replace(RATE, id="other", platform="shein")
    own = replace(RATE, conflicts_with=("other",))
    assert disputing([own], {"now": own, "other": other}) == []


def test_labels_name_the_measure_and_what_goes_beyond_it() -> None:
    labels = [
        pieces(label)
        for label in (
            "return rate, clothing (2026)",
            "return rate, shoes (before 2024)",
            "return rate, home (before 2024)",
        )
    ]
    common = common_words(labels)
    assert measure_name(labels, language="en") == "Return rate"
    assert [beyond(label, common, language="en") for label in labels] == [
        "clothing, 2026",
        "shoes, before 2024",
        "home, before 2024",
    ]


def test_what_has_ceased_to_hold_gives_way_to_what_holds() -> None:
    ended = replace(RATE, id="ended", valid_to="2025-12-31")
    assert current([ended, RATE], today=date(2026, 11, 1)) == [RATE]
    assert current([ended], today=date(2026, 11, 1)) == [ended]
