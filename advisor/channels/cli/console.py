"""What the command line prints: results to stdout, everything else to stderr."""

import json
import sys
from typing import Any

from pydantic import TypeAdapter
from rich.console import Console

from advisor.channels.source_lines import source_lines
from advisor.domain.answers import Answer

_ANSWER = TypeAdapter(Answer)


def results() -> Console:
    """Where results go; plain text when it is no terminal."""
    return Console(highlight=False, soft_wrap=True)


def notices() -> Console:
    """Where progress and errors go."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def print_error(message: str) -> None:
    """One line to stderr."""
    line = " ".join(message.split())
    sys.stderr.write(f"Error: {line}\n".encode("utf-8", "replace").decode())


def print_json(value: Any) -> None:
    """JSON to stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_answer_json(answer: Answer) -> None:
    """The whole answer object to stdout."""
    print_json(_ANSWER.dump_python(answer, mode="json"))


def print_sources(answer: Answer, *, console: Console) -> None:
    """The sources with what they say, then what could be asked next."""
    if answer.citations:
        console.print("\n来源" if answer.language == "zh" else "\nSources", style="bold")
    for line in source_lines(answer):
        console.print(line, markup=False)
    if not answer.follow_ups or answer.status == "declined":  # then they stand in the text
        return
    console.print("\n还可以问" if answer.language == "zh" else "\nYou could ask", style="bold")
    for question in answer.follow_ups:
        console.print(f"  · {question}", markup=False)
