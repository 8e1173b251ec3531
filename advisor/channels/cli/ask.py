"""advisor ask, chat and search."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from advisor.answering.advisor import Advisor
from advisor.channels.answer_charts import draw_chart
from advisor.channels.cli.console import (
    notices,
    print_answer,
    print_answer_json,
    print_error,
    print_json,
    print_sources,
    print_table,
    results,
)
from advisor.domain.answers import Answer, Question
from advisor.domain.documents import ScoredPassage
from advisor.domain.errors import AdvisorError, AnswerNotRemembered
from advisor.wiring import Workplace


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="The question, in quotes; - reads stdin.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole answer as JSON.")
    ] = False,
    conversation: Annotated[
        str | None, typer.Option(help="Continue the conversation with this id.")
    ] = None,
    chart: Annotated[
        Path | None, typer.Option(help="Also draw the first calculation into this .svg or .png.")
    ] = None,
) -> None:
    """Answer one question and list its sources."""
    text = _from_stdin() if question == "-" else question
    advisor = Workplace(context.obj).advisor()
    try:
        answer = advisor.answer(Question(text=text, conversation_id=conversation))
    except AnswerNotRemembered as error:
        _print(error.answer, as_json=as_json)
        raise
    _print(answer, as_json=as_json)
    if not as_json:
        _offer_to_go_on(answer)
    if chart is not None:
        draw_chart(advisor, answer, chart)


def chat(context: typer.Context) -> None:
    """Talk in the terminal; an empty line or Ctrl-D ends it."""
    advisor = Workplace(context.obj).advisor()
    notices().print(
        "问吧,中文或英文都可以;空行结束。 Ask in Chinese or English; an empty line ends."
    )
    conversation: str | None = None
    while question := _next_question():
        try:
            conversation = _converse(advisor, question, conversation=conversation)
        except AnswerNotRemembered as error:
            print_sources(error.answer, console=results())
            print_error(str(error))
        except AdvisorError as error:
            print_error(str(error))


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="Words or a question.")],
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many passages.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show the passages that the advisor would read."""
    hits = Workplace(context.obj).advisor().search(Question(text=query), limit=limit)
    if as_json:
        print_json([_hit_fields(hit) for hit in hits])
        return
    for rank, hit in enumerate(hits, start=1):
        results().print(f"{rank}. {' › '.join(hit.passage.headings)}", style="bold", markup=False)
        results().print(f"   {hit.passage.text}\n", markup=False)


def _print(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        print_answer_json(answer)
        return
    print_answer(answer, console=results())
    print_sources(answer, console=results())


def _offer_to_go_on(answer: Answer) -> None:
    """How to ask a follow-up, told beside the answer."""
    how = f"advisor ask --conversation {answer.conversation_id}"
    text = f"接着问：{how} …" if answer.language == "zh" else f"To go on from here: {how} …"
    notices().print(f"\n{text}", style="dim", markup=False)


def _from_stdin() -> str:
    """Everything on stdin; bytes that are no UTF-8 stay recognisable as such."""
    return sys.stdin.buffer.read().decode("utf-8", "surrogateescape")


def _next_question() -> str:
    if sys.stdin.isatty():
        sys.stderr.write("\n> ")
        sys.stderr.flush()
    return sys.stdin.buffer.readline().decode("utf-8", "surrogateescape").strip()


def _converse(advisor: Advisor, question: str, *, conversation: str | None) -> str:
    """Stream one answer; the id of the conversation it belongs to."""
    console = results()
    answer: Answer | None = None
    for event in advisor.stream(Question(text=question, conversation_id=conversation)):
        if event.statement:
            console.print(event.statement.markdown, markup=False)
        if event.table:
            print_table(event.table, console=console)
        answer = event.answer or answer
    if answer is None:
        raise AdvisorError("The answer ended early. Ask again.")
    print_sources(answer, console=console)
    return answer.conversation_id


def _hit_fields(hit: ScoredPassage) -> dict[str, object]:
    passage = hit.passage
    return {
        "passage_id": passage.id,
        "document_id": passage.document_id,
        "headings": passage.headings,
        "text": passage.text,
        "language": passage.language,
        "score": hit.score,
    }
