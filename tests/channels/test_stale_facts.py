"""`advisor sources --stale` over notes some of whose facts want review."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from advisor.domain.answers import Question
from advisor.knowledge.review import shown_value
from advisor.settings import KnowledgeSettings, Settings, shipped_folder
from advisor.wiring import Workplace
from tests.processes import run_advisor, run_own

OVERDUE = ("paused-countries", "amazon-order-value", "author-study-time")


@pytest.fixture(scope="module")
def aged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with notes three of whose facts are past review, and an index over them."""
    folder = tmp_path_factory.mktemp("aged")
    shutil.copytree(shipped_folder("knowledge"), folder / "knowledge")
    facts = folder / "knowledge" / "facts" / "article.yaml"
    rows = facts.read_text(encoding="utf-8").split("\n- id: ")
    for number, row in enumerate(rows):
        if row.removeprefix("- id: ").split("\n")[0] in OVERDUE:
            rows[number] = row.replace('review_by: "2026-12-31"', 'review_by: "1999-Q4"')
    facts.write_text("\n- id: ".join(rows), encoding="utf-8")
    workplace = _workplace(folder)
    workplace.ingest()
    workplace.close()
    return folder


def _workplace(folder: Path) -> Workplace:
    notes = KnowledgeSettings(folder=folder / "knowledge")
    return Workplace(Settings(data=folder / "data", knowledge=notes))


def test_the_most_used_facts_come_first(aged: Path) -> None:
    workplace = _workplace(aged)
    assert {stale.cited for stale in workplace.stale_facts(today=date(2000, 1, 1))} == {0}
    cited = 0
    for text in ("亚马逊的客单价是多少?", "What is the average order value on Amazon?"):
        answer = workplace.advisor().answer(Question(text=text))
        cited += sum("45" in citation.quote for citation in answer.citations)

    stale = workplace.stale_facts(today=date(2000, 1, 1))

    assert {found.fact.id for found in stale} == set(OVERDUE)
    assert stale[0].fact.id == "amazon-order-value"
    assert stale[0].cited >= cited >= 2
    assert workplace.stale_facts(today=date(1999, 12, 31)) == []
    workplace.close()


def test_the_command_shows_them_as_a_table_and_as_json(aged: Path) -> None:
    options = {"data": aged / "data", "ADVISOR_KNOWLEDGE__FOLDER": str(aged / "knowledge")}
    rows = json.loads(run_advisor("sources", "--stale", "--json", **options).stdout)  # type: ignore[arg-type]
    assert {row["id"] for row in rows} >= set(OVERDUE)
    assert set(rows[0]) == {
        "id", "label", "value", "as_of", "review_by", "source", "times_used",
    }  # fmt: skip
    [paused] = [row for row in rows if row["id"] == "paused-countries"]
    assert (paused["value"], paused["review_by"]) == ("12 countries", "1999-Q4")
    table = run_advisor("sources", "--stale", **options).stdout.decode()  # type: ignore[arg-type]
    assert table.split()[0] == "id"
    assert all(name in table for name in (*OVERDUE, "times used", "1999-Q4"))


def test_where_nothing_wants_review_that_is_said(tmp_path: Path) -> None:
    done = run_own("sources", "--stale", data=tmp_path)
    assert done.stdout == b"No fact is past its review date.\n"
    assert json.loads(run_own("sources", "--stale", "--json", data=tmp_path).stdout) == []


def test_a_value_is_shown_with_its_unit(shipped_workplace: Workplace) -> None:
    facts = {s.fact.id: s.fact for s in shipped_workplace.stale_facts(today=date(2100, 1, 1))}
    assert len(facts) > 30
    shown = {name: shown_value(fact) for name, fact in facts.items()}
    assert shown["amazon-order-value"] == "45 USD"
    shares = [fact for fact in facts.values() if fact.unit == "share" and fact.low == fact.high]
    assert shares
    assert all(shown[fact.id].endswith(f"{fact.low * 100:g}%") for fact in shares)
    ranges = [fact for fact in facts.values() if fact.low != fact.high]
    assert all("–" in shown[fact.id] for fact in ranges)
