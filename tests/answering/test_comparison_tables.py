"""Comparisons and lists over the shipped notes: every cell cited, or said to be missing."""

import pytest

from advisor.answering.advisor import Advisor
from advisor.answering.phrases import MISSING
from advisor.domain.answers import Answer, Question, Statement, Table
from advisor.language.quantities import read_quantities, same_quantity
from advisor.wiring import Workplace

QUESTIONS = [
    "TikTok、亚马逊、Shopee:佣金?",
    "英国和美国的发货时限",
    "泰国和马来西亚,TikTok Shop抽多少佣金",
    "SHEIN跟亚马逊的客单价哪个高",
    "跨境卖家和本土卖家GMV占比",
    "服装和电子产品退货率各是多少?",
    "各国TikTok Shop佣金",
    "哪些国家开了TikTok Shop?",
    "Commission of TikTok Shop in France and Mexico",
    "Shopee vs Lazada: top marketplace fee in Thailand",
    "Is the return rate on Amazon lower than on TikTok Shop?",
    "US vs UK: free storage days at FBT",
    "commission by country on TikTok Shop",
    "Which platforms' average order value do you have?",
]


def _ask(advisor: Advisor, question: str) -> Answer:
    return advisor.answer(Question(text=question))


def _table(answer: Answer) -> Table:
    assert answer.table is not None, answer.text
    return answer.table


def _row(answer: Answer, name: str) -> list[list[str]]:
    """The texts of each cell of a row."""
    row = next(row for row in _table(answer).rows if row.name == name)
    return [[value.text for value in cell] for cell in row.cells]


@pytest.fixture(scope="module")
def answers(advisor: Advisor) -> list[Answer]:
    found = [_ask(advisor, question) for question in QUESTIONS]
    return [answer for answer in found if answer.table]


def _values(answer: Answer) -> list[Statement]:
    return list(_table(answer).statements)


def test_most_of_the_questions_get_a_table(answers: list[Answer]) -> None:
    assert len(answers) >= len(QUESTIONS) - 1


def test_every_value_cites_words_that_stand_in_a_document(
    answers: list[Answer], shipped_workplace: Workplace
) -> None:
    texts = shipped_workplace.store.texts()
    for answer in answers:
        passages = shipped_workplace.store.passages([c.passage_id for c in answer.citations])
        quotes = {c.number: c for c in answer.citations}
        for value in _values(answer):
            assert value.citations, value.text
            for citation in (quotes[number] for number in value.citations):
                text = texts[passages[citation.passage_id].passage.document_id]
                assert text[citation.start : citation.end] == citation.quote


def test_every_figure_of_a_value_stands_in_what_it_cites(answers: list[Answer]) -> None:
    traced = 0
    for answer in answers:
        quotes = {c.number: c for c in answer.citations}
        for value in _values(answer):
            cited = [q for n in value.citations for q in read_quantities(quotes[n].quote)]
            titles = [q for n in value.citations for q in read_quantities(quotes[n].title)]
            for figure in read_quantities(value.text):
                is_date = figure.kind == "date"
                assert any(same_quantity(figure, q) for q in cited) or (
                    is_date and (titles or any(q.kind == "date" for q in cited))
                ), (value.text, figure)
                traced += 1
    assert traced > 60


def test_values_and_statements_are_part_of_the_text(answers: list[Answer]) -> None:
    for answer in answers:
        assert _table(answer).markdown in answer.text
        for statement in answer.statements:
            assert statement.text in answer.text


def test_a_comparison_shows_each_side_with_its_figure(advisor: Advisor) -> None:
    answer = _ask(advisor, "Commission of TikTok Shop in France and Mexico")
    assert _row(answer, "France") == [["9%"]]
    assert _row(answer, "Mexico") == [["6%"]]


def test_a_comparison_in_chinese_reads_the_same_figures(advisor: Advisor) -> None:
    answer = _ask(advisor, "TikTok Shop在法国和墨西哥的佣金对比")
    assert _row(answer, "法国") == [["9%"]]
    assert _row(answer, "墨西哥") == [["6%"]]
    assert answer.language == "zh"


@pytest.mark.parametrize(
    ("question", "known", "unknown"),
    [
        ("英国和美国的发货时限", "美国", "英国"),
        ("dispatch deadline: UK vs US", "US", "UK"),
        ("TikTok Shop和沃尔玛的佣金哪个低", "TikTok Shop", "沃尔玛"),
        ("TikTok Shop or Walmart: commission", "TikTok Shop", "Walmart"),
    ],
)
def test_the_known_side_is_given_and_the_other_said_to_be_missing(
    advisor: Advisor, question: str, known: str, unknown: str
) -> None:
    answer = _ask(advisor, question)
    assert _row(answer, known)[0]
    assert _row(answer, unknown)[0] == []
    line = next(line for line in answer.text.splitlines() if line.startswith(f"| {unknown} |"))
    assert MISSING[answer.language] in line


def test_the_year_that_is_asked_is_answered(advisor: Advisor) -> None:
    answer = _ask(advisor, "2025年德国和西班牙的TikTok Shop佣金")
    assert all("5%" in value.text for value in _values(answer))


def test_a_follow_up_asks_for_another_row(advisor: Advisor) -> None:
    first = _ask(advisor, "TikTok Shop佣金,德国和墨西哥")
    then = advisor.answer(Question(text="那法国呢?", conversation_id=first.conversation_id))
    assert _row(then, "法国") == [["9%"]]


def test_a_question_for_official_sources_gets_no_table_of_others(advisor: Advisor) -> None:
    answer = _ask(advisor, "德国和墨西哥的佣金,官方怎么说?")
    assert answer.table is None


def test_a_superseded_rate_is_not_shown(advisor: Advisor) -> None:
    answer = _ask(advisor, "Commission of TikTok Shop in Germany and Spain")
    assert "5%" not in _table(answer).markdown


def test_old_values_are_marked(advisor: Advisor) -> None:
    answer = _ask(advisor, "TikTok Shop在法国和墨西哥的佣金对比")
    assert all("或已过时" in value.note for value in _values(answer))


def test_conflicting_values_stand_in_one_cell_with_both_citations(advisor: Advisor) -> None:
    answer = _ask(advisor, "US vs UK: free storage days at FBT")
    days = _row(answer, "US")[0]
    assert any("60" in text for text in days)
    assert any("30" in text for text in days)
    numbers = {n for value in _table(answer).rows[0].cells[0] for n in value.citations}
    assert len(numbers) == 2
    assert any(set(conflict.citations) <= numbers for conflict in answer.conflicts)


def test_the_category_that_is_asked_for_is_shown(advisor: Advisor) -> None:
    answer = _ask(advisor, "Return rate of clothing, Amazon vs TikTok Shop")
    assert any("20% to 30%" in text for text in _row(answer, "Amazon")[0])
    assert not any("5% to 15%" in text for text in _row(answer, "Amazon")[0])


def test_a_list_has_every_market_of_the_tables(advisor: Advisor) -> None:
    """An overview lists them, those that no table has too."""
    answer = _ask(advisor, "Which countries has TikTok Shop opened?")
    held = {
        fact.market
        for fact in advisor.composer.tables.facts.store.facts()
        if fact.metric == "market_opening_year" and fact.stated_in and fact.market
    }
    named = {mention.id for mention in advisor.vocabulary.mentions(answer.statements[0].text)}
    assert held <= named
    assert len(named) > len(held) > 10


def test_a_count_says_that_it_is_counted(advisor: Advisor) -> None:
    answer = _ask(advisor, "TikTok Shop开了几个国家?")
    rows = _table(answer).rows
    assert answer.statements[0].text == f"资料里逐一列出的有{len(rows)}个，按下表数出："
    (figure,) = answer.statements[0].figures
    assert (figure.value, figure.origin, figure.ref) == (len(rows), "calculated", "table")
    assert answer.text.index("数出") < answer.text.index("| --- |")


@pytest.mark.parametrize(
    "question",
    [
        "Shopee和Lazada的员工福利对比",
        "How do Germany and Spain differ in VAT registration deadlines?",
        "亚马逊和沃尔玛各有多少个仓库",
        "英国和德国的增值税率",
        "哪些平台有半托管?",
        "哪些国家适合初创团队?",
    ],
)
def test_a_measure_that_no_fact_has_gets_no_table(advisor: Advisor, question: str) -> None:
    assert _ask(advisor, question).table is None


def test_an_ordinary_question_gets_no_table(advisor: Advisor) -> None:
    assert _ask(advisor, "What commission does TikTok Shop charge in Mexico?").table is None


def test_the_stream_carries_the_table(advisor: Advisor) -> None:
    events = list(advisor.stream(Question(text="德国和墨西哥,TikTok Shop佣金")))
    (event,) = [event for event in events if event.table]
    answer = events[-1].answer
    assert answer is not None
    assert event.table == answer.table
    assert {c.number for c in event.citations} == {
        n for value in _values(answer) for n in value.citations
    }


def test_the_stored_conversation_keeps_the_table(advisor: Advisor) -> None:
    answer = _ask(advisor, "德国和墨西哥,TikTok Shop佣金")
    assert advisor.conversations.history(answer.conversation_id).messages[-1].answer == answer
