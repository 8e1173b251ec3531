"""Retrieval on CMRC 2018: python -m evals.cmrc FILE --data FOLDER.

FILE is the development set in SQuAD form (Cui et al., 2019, CC BY-SA 4.0); it is measured with, not
shipped. Every paragraph becomes a file and goes through the product's own ingestion; the folder is
kept, so that a second run measures at once.
"""

import argparse
import json
import random
import statistics
from dataclasses import dataclass
from pathlib import Path

import ir_measures
from ir_measures import RR, Success
from rich.console import Console
from rich.progress import Progress, track

from advisor.answering.advisor import Advisor
from advisor.answering.evidence import candidates, readable_passages
from advisor.answering.selection import select_candidates
from advisor.domain.answers import Question
from advisor.domain.conversations import Conversation
from advisor.settings import KnowledgeSettings, Settings
from advisor.wiring import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A question, the file that answers it, and its answers."""

    question: str
    document: str
    answers: tuple[str, ...]


def main() -> None:
    """Print MRR@10, success at 1 and 5, and how often the first sentence holds the answer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=1000)
    options = parser.parse_args()
    samples = _prepare(options.file, options.data / "texts")
    settings = Settings(data=options.data, knowledge=KnowledgeSettings(builtin=False))
    workplace = Workplace(settings)
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("Indexing")
        workplace.ingest(
            (options.data / "texts",),
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    random.Random(0).shuffle(samples)
    _measure(workplace.advisor(), samples[: options.questions])


def _prepare(file: Path, folder: Path) -> list[Sample]:
    folder.mkdir(parents=True, exist_ok=True)
    samples: list[Sample] = []
    articles = json.loads(file.read_text("utf-8"))["data"]
    paragraphs = [paragraph for article in articles for paragraph in article["paragraphs"]]
    for number, paragraph in enumerate(paragraphs):
        path = folder / f"{number:04}.txt"
        path.write_text(paragraph["context"], encoding="utf-8")
        samples += [
            Sample(
                question=item["question"],
                document=f"file:{path.resolve()}",
                answers=tuple(answer["text"] for answer in item["answers"]),
            )
            for item in paragraph["qas"]
        ]
    return samples


def _measure(advisor: Advisor, samples: list[Sample]) -> None:
    relevant: dict[str, dict[str, int]] = {}
    run: dict[str, dict[str, float]] = {}
    first_sentence: list[bool] = []
    for number, sample in enumerate(track(samples, console=Console(stderr=True))):
        relevant[str(number)] = {sample.document: 1}
        hits = advisor.search(Question(text=sample.question), limit=10)
        documents = list(dict.fromkeys(hit.passage.document_id for hit in hits))
        run[str(number)] = {name: -float(rank) for rank, name in enumerate(documents)}
        first_sentence.append(any(a in _first_sentence(advisor, sample) for a in sample.answers))
    measures = ir_measures.calc_aggregate([RR @ 10, Success @ 1, Success @ 5], relevant, run)
    for measure, value in measures.items():
        print(f"{measure}: {value:.4f}")
    print(f"first sentence holds the answer: {statistics.fmean(first_sentence):.4f}")


def _first_sentence(advisor: Advisor, sample: Sample) -> str:
    composer = advisor.composer
    question = Question(text=sample.question)
    query = advisor.understanding.understand(question, Conversation(id=""))
    passages = readable_passages(
        advisor.search(question, limit=advisor.passages),
        language=query.language,
        parallels=composer.parallels,
    )
    found = candidates(
        query,
        views=advisor.views(query),
        passages=passages,
        known={},
        token_weights=composer.token_weights,
        vocabulary=advisor.vocabulary,
    )
    return select_candidates(query, found)[0][0].evidence.sentence.text if found else ""


if __name__ == "__main__":
    main()
