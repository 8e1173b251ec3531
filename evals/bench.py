"""Speed and memory: python -m evals.bench [--passages 10000].

Times are compared within one run, as multiples of one query embedding, because machines and their
load differ. The folder of the large index is kept, so that a second run measures at once.
"""

import argparse
import itertools
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from advisor.domain.answers import Question
from advisor.domain.documents import Document
from advisor.ingestion.embedding import passage_text
from advisor.knowledge.library import load_library
from advisor.settings import EmbeddingSettings, Settings, shipped_folder
from advisor.wiring import Workplace
from evals.cases import load_cases

_SET = Path(__file__).parent / "sets" / "article-dev.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Milliseconds of one thing done many times."""

    p50: float
    p95: float


def main() -> None:
    """Print every figure with its command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--data", type=Path, help="where the large index is kept")
    options = parser.parse_args()
    questions = [c.turns[0] for c in load_cases(_SET) if len(c.turns) == 1]
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small"
        _ingestion(small)
        _answers("built-in knowledge", Workplace(Settings(data=small)), questions)
        _cold(small, questions[0])
        large = options.data or Path(folder) / "large"
        _answers(f"{options.passages} passages", _large(large, options.passages), questions)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process: {peak:.0f} MB")


def _ingestion(data: Path) -> None:
    """Ingestion against the embedder alone on the same texts, in the same batches."""
    settings = Settings(data=data, embedding=EmbeddingSettings(shipped_vectors=False))
    workplace = Workplace(settings)
    documents = load_library(shipped_folder("knowledge")).documents
    started = time.perf_counter()
    embedded = _embed_alone(workplace, documents)
    alone = time.perf_counter() - started
    started = time.perf_counter()
    workplace.ingest()
    whole = time.perf_counter() - started
    print(
        f"ingestion of the built-in knowledge: {whole:.1f} s for {embedded} texts, "
        f"{alone / whole:.2f} of the embedder's own throughput"
    )


def _embed_alone(workplace: Workplace, documents: Sequence[Document]) -> int:
    passages = [p for document in documents for p in document.passages]
    texts = [passage_text(p) for p in passages]
    texts += [sentence.text for p in passages for sentence in p.sentences]
    questions = [question for p in passages for question in p.questions]
    gaps = load_library(shipped_folder("knowledge")).gaps
    questions += [gap for of_language in gaps.values() for gap in of_language]
    for start in range(0, len(texts), 64):
        workplace.embedder.embed_passages(texts[start : start + 64])
    workplace.embedder.embed_queries(questions)
    return len(texts) + len(questions)


def _answers(name: str, workplace: Workplace, questions: Sequence[str]) -> None:
    advisor = workplace.advisor()
    for question in questions[:5]:
        advisor.answer(Question(text=question))
    embedding, answering = _latencies(
        questions, advisor.embedder.embed_query, lambda text: advisor.answer(Question(text=text))
    )
    print(
        f"answers over {name} ({workplace.store.count()} passages): "
        f"p50 {answering.p50:.1f} ms = {answering.p50 / embedding.p50:.2f} x, "
        f"p95 {answering.p95:.1f} ms = {answering.p95 / embedding.p50:.2f} x "
        f"one query embedding (p50 {embedding.p50:.1f} ms, p95 {embedding.p95:.1f} ms)"
    )


def _latencies(questions: Sequence[str], *jobs: Callable[[str], object]) -> list[Latency]:
    """Each job on each question, by turns: other load on the machine meets them alike."""
    taken: list[list[float]] = [[] for _ in jobs]
    for question in questions:
        for job, times in zip(jobs, taken, strict=True):
            started = time.perf_counter()
            job(question)
            times.append((time.perf_counter() - started) * 1000)
    return [
        Latency(p50=statistics.median(times), p95=statistics.quantiles(times, n=20)[-1])
        for times in taken
    ]


def _cold(data: Path, question: str) -> None:
    """A whole process: start, load the model, answer, print."""
    command = [sys.executable, "-m", "advisor", "--data", str(data), "ask", question]
    taken: list[float] = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"cold `advisor ask`: median {statistics.median(taken):.2f} s, peak memory {peak:.0f} MB")


def _large(data: Path, passages: int) -> Workplace:
    """An index of at least that many passages: the notes' sentences in ever new pairs."""
    texts = data / "texts"
    if not texts.exists():
        texts.mkdir(parents=True)
        sentences = _sentences()
        for number in range(-(-passages // 100)):
            sections = [f"## Part {k}\n\n{' '.join(next(sentences))}\n" for k in range(100)]
            (texts / f"{number:04}.md").write_text("\n".join(sections), encoding="utf-8")
    workplace = Workplace(Settings(data=data))
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("Indexing")
        workplace.ingest(
            (texts,), progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    return workplace


def _sentences() -> Iterator[tuple[str, str]]:
    documents = load_library(shipped_folder("knowledge")).documents
    texts = [s.text for d in documents for p in d.passages for s in p.sentences]
    return itertools.permutations(texts, 2)


if __name__ == "__main__":
    main()
