"""How an answer with a table looks in terminals of several widths, and in none."""

import io

import pytest
from rich.console import Console

from advisor.channels.cli.console import print_answer, print_table
from advisor.domain.answers import Answer, Statement, Table, TableRow

TABLE = Table(
    columns=("市场", "佣金率"),
    rows=(
        TableRow(name="德国", cells=((Statement(text="9%", kind="evidence", citations=(1,)),),)),
        TableRow(name="瑞士", cells=((),)),
    ),
    missing="资料未给出",
)
ANSWER = Answer(
    id="ans_1",
    conversation_id="con_1",
    question="德国和瑞士的佣金",
    language="zh",
    status="answered",
    text=f"先说一句。\n\n{TABLE.markdown}\n\n- 后面还有一句。 [2]",
    table=TABLE,
)


def _printed(*, width: int, is_terminal: bool) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=is_terminal, color_system=None)
    print_answer(ANSWER, console=console)
    return out.getvalue()


def test_a_terminal_draws_the_table_between_its_sentences() -> None:
    printed = _printed(width=80, is_terminal=True)
    assert "│" in printed
    assert "---" not in printed
    places = [printed.index(part) for part in ("先说一句", "9% [1]", "资料未给出", "后面还有一句")]
    assert places == sorted(places)


def test_a_narrow_terminal_gets_a_line_for_each_row() -> None:
    lines = _printed(width=30, is_terminal=True).splitlines()
    assert "德国: 佣金率 9% [1]" in lines
    assert "瑞士: 佣金率 资料未给出" in lines


def test_elsewhere_the_text_is_printed_as_it_is() -> None:
    assert _printed(width=80, is_terminal=False).strip() == ANSWER.text


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_cell_cannot_break_the_table(is_terminal: bool) -> None:
    value = Statement(text="[bold]a|b[/bold]", kind="evidence", citations=(1,))
    table = Table(columns=("x", "y"), rows=(TableRow(name="r", cells=((value,),)),), missing="-")
    out = io.StringIO()
    print_table(table, console=Console(file=out, width=80, force_terminal=is_terminal))
    assert "[bold]a/b[/bold]" in out.getvalue()
    assert table.markdown.splitlines()[2].count("|") == 3
