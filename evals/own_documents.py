"""Answer questions on documents of a seller's own: python -m evals.own_documents FILE.

The documents are ingested beside the shipped notes, as a seller would; half of the questions are in
the language that the document is not in.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.progress import track
from rich.table import Table

from advisor.answering.advisor import Advisor
from advisor.domain.answers import Answer, Question
from advisor.domain.documents import LanguageCode
from advisor.settings import Settings
from advisor.wiring import Workplace
from evals.cases import Expectation
from evals.scoring import contains


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OwnDocument(_Part):
    """A document that a seller might add; `name` is its file name without the ending."""

    name: str
    language: LanguageCode
    text: str


class OwnQuestion(_Part):
    """A question on one of the documents."""

    id: str
    document: str
    language: LanguageCode
    turns: tuple[str, ...]
    expect: Expectation


class OwnSet(_Part):
    """Documents with what is asked about them."""

    documents: tuple[OwnDocument, ...]
    questions: tuple[OwnQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One question and its answer; `is_foreign` where the document is in the other language."""

    asked: OwnQuestion
    answer: Answer
    is_foreign: bool

    @property
    def has_facts(self) -> float:
        """The share of the expected facts that the answer holds."""
        facts = self.asked.expect.facts
        return sum(contains(self.answer, wordings) for wordings in facts) / len(facts)


def main() -> None:
    """Print the report; with --details every question that is not answered right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    own = load_own(options.file)
    with opened(own) as advisor:
        outcomes = list(_outcomes(own, advisor))
    _report(outcomes)
    for outcome in outcomes if options.details else ():
        wanted = outcome.asked.expect.status
        if outcome.answer.status != wanted or (wanted == "answered" and outcome.has_facts < 1):
            print(f"\n{outcome.asked.id} wants {wanted} {outcome.asked.expect.facts}")
            print(f"  Q {outcome.asked.turns[-1]}\n  A {outcome.answer.text}")


def load_own(file: Path) -> OwnSet:
    """The set of a YAML file."""
    return OwnSet.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


@contextmanager
def opened(own: OwnSet) -> Iterator[Advisor]:
    """An advisor over the shipped notes and these documents."""
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder) / "documents"
        documents.mkdir()
        for document in own.documents:
            (documents / f"{document.name}.md").write_text(document.text, encoding="utf-8")
        workplace = Workplace(Settings(data=Path(folder) / "data"))
        workplace.ingest((documents,))
        yield workplace.advisor()
        workplace.close()


def _outcomes(own: OwnSet, advisor: Advisor) -> Iterator[Outcome]:
    languages = {document.name: document.language for document in own.documents}
    for asked in track(own.questions, description="Asking", console=Console(stderr=True)):
        conversation: str | None = None
        for turn in asked.turns:
            answer = advisor.answer(Question(text=turn, conversation_id=conversation))
            conversation = answer.conversation_id
        is_foreign = asked.language != languages[asked.document]
        yield Outcome(asked=asked, answer=answer, is_foreign=is_foreign)


def _report(outcomes: Sequence[Outcome]) -> None:
    table = Table("group", "questions", "fact", "refuse P", "refuse R", box=None)
    for name, group in (
        ("all", list(outcomes)),
        ("document in the asker's language", [o for o in outcomes if not o.is_foreign]),
        ("document in the other language", [o for o in outcomes if o.is_foreign]),
    ):
        answerable = [o for o in group if o.asked.expect.status == "answered"]
        declined = [o for o in group if o.answer.status == "declined"]
        right = sum(o.asked.expect.status == "declined" for o in declined)
        unanswerable = len(group) - len(answerable)
        table.add_row(
            name,
            str(len(group)),
            f"{sum(o.has_facts for o in answerable) / len(answerable):.3f}",
            f"{right / len(declined):.3f}" if declined else "—",
            f"{right / unanswerable:.3f}",
        )
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
