"""Questions for a decision are answered with the playbook's advice and its reasons."""

from functools import cache

import pytest

from advisor.answering.advisor import Advisor
from advisor.domain.answers import Question
from advisor.domain.conversations import Conversation
from advisor.knowledge.library import load_library
from advisor.knowledge.playbook import PlaybookRule, load_edition
from advisor.settings import shipped_folder


@cache
def rules() -> dict[str, PlaybookRule]:
    return dict(load_library(shipped_folder("knowledge")).playbook.rules)


def advice_on(advisor: Advisor, text: str) -> list[str]:
    """What the playbook says to a question, as texts."""
    query = advisor.understanding.understand(Question(text=text), Conversation(id=""))
    known = advisor.composer.questions.scores(
        query.text, advisor.views(query)[query.language], language=query.language
    )
    advised = advisor.composer.playbook.advise(query, known=known, only_close=False)
    return [statement.text for statement in advised.statements] if advised else []


def test_the_stored_playbook_is_the_shipped_one(advisor: Advisor) -> None:
    edition = load_edition(advisor.composer.facts.playbook())
    assert edition is not None
    assert dict(edition.playbook.rules) == rules()


@pytest.mark.parametrize("name", sorted(rules()))
def test_a_rule_is_told_where_it_holds_and_not_where_it_does_not(
    name: str, advisor: Advisor
) -> None:
    rule = rules()[name]
    told = {
        case.text: rule.advice[case.language] in advice_on(advisor, case.text)
        for case in rule.cases
        if not case.numbers
    }
    fires = [told[case.text] for case in rule.cases if case.fires and case.text in told]
    silent = [told[case.text] for case in rule.cases if not case.fires and case.text in told]
    assert not fires or any(fires)
    assert not silent or not all(silent)


def test_most_cases_of_all_rules_go_right(advisor: Advisor) -> None:
    cases = [(rule, case) for rule in rules().values() for case in rule.cases if not case.numbers]
    right = [
        (rule.advice[case.language] in advice_on(advisor, case.text)) == case.fires
        for rule, case in cases
    ]
    assert sum(right) >= 0.95 * len(right)


@pytest.mark.parametrize(
    ("question", "advice"),
    [
        ("初创团队该不该做全托管?", "别做全托管"),
        ("要不要把所有库存都上架?", "库存别全挂上去"),
        ("Should I send a big first batch of a new product to FBT?", "sell in 30 days"),
    ],
)
def test_advice_comes_first_with_reasons_and_what_to_work_out(
    question: str, advice: str, advisor: Advisor
) -> None:
    answer = advisor.answer(Question(text=question))
    assert advice in answer.statements[0].text
    assert answer.statements[0].kind == "advice"
    assert len(answer.citations) > 1
    assert all(statement.citations for statement in answer.statements if statement.kind == "advice")


def test_contrary_advice_is_a_choice_with_what_decides(advisor: Advisor) -> None:
    answer = advisor.answer(Question(text="爆单了货不够，要不要空运补货？"))
    assert answer.statements[0].text.startswith("看货能不能赶在高峰前到")
    assert "马上补" in answer.text
    assert "别追" in answer.text


def test_a_question_of_facts_gets_no_advice_from_it(advisor: Advisor) -> None:
    assert advice_on(advisor, "TikTok Shop美国站佣金是多少?") == []
    assert advice_on(advisor, "Why did TikTok pause 12 countries?") == []


def test_how_much_is_answered_from_the_notes_not_with_advice_on_something_near(
    advisor: Advisor,
) -> None:
    answer = advisor.answer(
        Question(text="How much stock should I keep back during a viral spike?")
    )
    assert "20%" in answer.text


def test_what_is_quoted_from_the_playbook_can_be_looked_up(advisor: Advisor) -> None:
    answer = advisor.answer(Question(text="要不要把所有库存都上架?"))
    own = next(c for c in answer.citations if c.source_id == "advisor-playbook")
    stored = advisor.composer.parallels.passages([own.passage_id])[own.passage_id]
    assert own.quote in stored.passage.text
