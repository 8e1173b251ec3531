"""The playbook is read with its rules resolved, and refused where a rule cannot stand."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.domain.errors import BrokenKnowledge
from advisor.knowledge.library import Library, load_library
from advisor.knowledge.playbook import Playbook, dump_edition, load_edition, load_playbook
from advisor.rules import RULES
from advisor.settings import shipped_folder

SHIPPED = shipped_folder("knowledge")


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(SHIPPED)


def test_it_has_forty_rules_and_more_each_in_both_languages(library: Library) -> None:
    rules = library.playbook.rules.values()
    assert len(rules) >= 40
    assert all(rule.advice["zh"] and rule.advice["en"] and rule.because for rule in rules)
    assert all(set(rule.calculate) <= set(RULES) for rule in rules)


def test_each_rule_has_cases_that_fire_it_and_one_that_does_not(library: Library) -> None:
    for rule in library.playbook.rules.values():
        fires = {case.language for case in rule.cases if case.fires}
        assert fires == {"zh", "en"}, rule.id
        assert any(not case.fires for case in rule.cases), rule.id


def test_contrary_rules_name_each_other(library: Library) -> None:
    rules = library.playbook.rules
    pairs = {(rule.id, opposite.rule) for rule in rules.values() for opposite in rule.against}
    assert pairs
    assert all((other, rule) in pairs for rule, other in pairs)


def test_it_is_stored_and_read_again_as_it_is(library: Library) -> None:
    edition = load_edition(dump_edition(library.playbook, notes=library.documents))
    assert edition is not None
    assert edition.playbook == library.playbook
    assert {document.language for document in edition.documents} == {"zh", "en"}
    assert load_edition(dump_edition(Playbook(rules={}, situations=()), notes=())) is None


def _row() -> dict[str, Any]:
    rows = yaml.safe_load((SHIPPED / "playbook" / "stocking.yaml").read_text("utf-8"))
    row: dict[str, Any] = next(row for row in rows if not row.get("against"))
    return row


def _load(row: dict[str, Any], folder: Path, library: Library) -> None:
    shutil.copytree(SHIPPED / "playbook" / "situations", folder / "situations")
    (folder / "rules.yaml").write_text(yaml.safe_dump([row], allow_unicode=True), "utf-8")
    load_playbook(folder, documents=library.documents, facts=library.facts, terms=library.terms)


def test_a_whole_rule_stands_alone(tmp_path: Path, library: Library) -> None:
    _load(_row(), tmp_path, library)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"because": [{"section": "no-such", "zh": "一", "en": "a"}]}, "no-such"),
        ({"calculate": ["stock.no_such"]}, "stock.no_such"),
        ({"advice": {"zh": "只有中文"}}, "advice"),
        ({"advice": {"zh": "先备777件。", "en": "Stock 777 units first."}}, "777"),
        ({"unlesss": {}}, "unlesss"),
        (
            {"against": [{"rule": "no-such", "decides": {"zh": "看", "en": "It depends."}}]},
            "no-such",
        ),
    ],
)
def test_a_broken_rule_is_refused_with_file_line_and_repair(
    change: dict[str, Any], told: str, tmp_path: Path, library: Library
) -> None:
    with pytest.raises(BrokenKnowledge, match=told) as refused:
        _load({**_row(), **change}, tmp_path, library)
    assert "rules.yaml" in str(refused.value)
