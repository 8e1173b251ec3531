"""Calibrate when to decline: python -m evals.calibrate.

Fits a logistic regression on labelled questions, for each language, for notes with known questions,
for documents without, and for documents in the other language ("foreign"), and writes
advisor/answering/calibration.json. The weights are fitted on all of them; the threshold is the one at
which the worse of precision and recall of cross-validated refusals is best, where a quarter of the
questions is unanswerable: on the tuning sets, written as sellers ask, and among equals on all.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from rich.console import Console
from rich.progress import track
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_fscore_support
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from advisor.answering.advisor import Advisor
from advisor.answering.answerability import KINDS, Kind, Signals, signals
from advisor.answering.evidence import candidates, readable_passages
from advisor.domain.answers import Query, Question
from advisor.domain.conversations import Conversation
from advisor.domain.documents import LanguageCode, QuestionModel, ScoredPassage, Vector
from advisor.knowledge.library import load_library
from advisor.models.kernel_ridge import REGULARISATION, Predictor, kernel_matrix
from advisor.settings import shipped_folder
from advisor.wiring import open_advisor
from evals.cases import load_cases

_SETS = Path(__file__).parent / "sets"
_OUT = Path(__file__).parent.parent / "advisor" / "answering" / "calibration.json"
_UNANSWERABLE_SHARE = 0.25
_EVERY = 12  # known questions and gaps: enough of all, each judged as if left out
_SAME = 0.999  # stored in single precision
_DEV_WEIGHT = 2  # its questions are phrased more like real ones


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and whether the notes answer it; typical ones are phrased as sellers ask."""

    text: str
    answerable: bool
    is_typical: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A question with its signals and whether the notes answer it."""

    language: LanguageCode
    answerable: bool
    signals: dict[str, Signals]
    question: str
    is_typical: bool


class KnownScores:
    """What a question scores; one that the model was trained on, as if it had been left out."""

    def __init__(self, model: QuestionModel) -> None:
        self._sections = model.sections
        self._predictor = Predictor(model)
        kernel = kernel_matrix(model).astype(np.float64)
        inverse = np.linalg.inv(kernel + REGULARISATION * np.eye(len(kernel)))
        # Leaving a row out of kernel ridge regression changes its prediction by a / inverse_ii.
        shift = REGULARISATION - 1 / np.diag(inverse)
        self._left_out = kernel @ model.coefficients + model.coefficients * shift[:, np.newaxis]

    def __call__(self, text: str, vector: Vector) -> dict[str, float]:
        """How far each section answers the question, about 0 to 1."""
        cosines = self._predictor.cosines(vector)
        nearest = int(np.argmax(cosines))
        if cosines[nearest] < _SAME:
            return self._predictor.predict(text, vector)
        scores = self._left_out[nearest].tolist()
        return dict(zip(self._sections, scores, strict=True))


def main() -> None:
    """Fit, report and write the calibration."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=_OUT)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS, help="fit only these")
    parser.add_argument("--errors", action="store_true", help="print the questions judged wrongly")
    options = parser.parse_args()
    advisor = open_advisor(data=options.data)
    model = advisor.composer.questions.model()
    if model is None:
        raise SystemExit("The index has no known questions: run `advisor ingest` on the notes.")
    scores = KnownScores(model)
    labelled = [
        _label(advisor, asked, scores=scores, kinds=options.kinds)
        for asked in track(_questions(), console=Console(stderr=True))
    ]
    models: dict[str, dict[str, Any]] = json.loads(_OUT.read_text("utf-8"))
    for kind in options.kinds:
        for language in ("zh", "en"):
            rows = [row for row in labelled if row.language == language]
            fitted = _fit(rows, kind=kind, name=f"{kind} {language}", show_errors=options.errors)
            models.setdefault(kind, {})[language] = fitted
    options.out.write_text(json.dumps(models, indent=2) + "\n", encoding="utf-8")


def _questions() -> list[Asked]:
    """Single questions of the calibration sets, the tuning sets and the notes, with their labels."""
    found: list[Asked] = []
    for path in sorted(_SETS.glob("answerability-*.yaml")):
        rows = yaml.safe_load(path.read_text("utf-8"))
        found += [Asked(row["question"], bool(row["answerable"])) for row in rows]
    for path in sorted(_SETS.glob("article-dev*.yaml")):
        for case in load_cases(path):
            if len(case.turns) == 1:
                asked = Asked(case.turns[0], case.expect.status == "answered", is_typical=True)
                found += [asked] * _DEV_WEIGHT
    library = load_library(shipped_folder("knowledge"))
    for document in library.documents:
        known = [question for passage in document.passages for question in passage.questions]
        found += [Asked(question, answerable=True) for question in known[::_EVERY]]
    found += [Asked(gap, answerable=False) for gap in library.gaps[::_EVERY]]
    return found


def _label(
    advisor: Advisor, asked: Asked, *, scores: KnownScores, kinds: Sequence[Kind]
) -> Labelled:
    question = Question(text=asked.text)
    understood = advisor.understanding.understand(question, Conversation(id=""))
    query = replace(understood, wants_official=False)  # whatever the sources, it is about content
    vector = advisor.embedder.embed_query(query.text)
    hits = advisor.search(question, limit=advisor.passages)
    return Labelled(
        language=query.language,
        answerable=asked.answerable,
        signals={
            kind: _signals(
                advisor,
                query,
                vector,
                hits,
                kind=kind,
                known=scores(query.text, vector) if kind == "notes" else {},
            )
            for kind in kinds
        },
        question=asked.text,
        is_typical=asked.is_typical,
    )


def _signals(
    advisor: Advisor,
    query: Query,
    vector: Vector,
    hits: list[ScoredPassage],
    *,
    kind: Kind,
    known: dict[str, float],
) -> Signals:
    """The signals as they are for an index of that kind, which the notes stand in for."""
    composer = advisor.composer
    other = "en" if query.language == "zh" else "zh"
    language = other if kind == "foreign" else query.language
    passages = readable_passages(hits, language=language, parallels=composer.parallels)
    if kind != "notes":
        passages = [replace(passage, twin=None) for passage in passages]
    found = candidates(
        query,
        vector=vector,
        passages=passages,
        known=known,
        token_weights=composer.token_weights,
        vocabulary=advisor.vocabulary,
    )
    return signals(query, found, known=known, vocabulary=advisor.vocabulary)


def _fit(rows: list[Labelled], *, kind: Kind, name: str, show_errors: bool) -> dict[str, Any]:
    kept = [row.signals[kind] for row in rows]
    names = list(asdict(kept[0]))
    features = np.array([[asdict(row)[n] for n in names] for row in kept])
    labels = np.array([row.answerable for row in rows])
    pipeline = make_pipeline(StandardScaler(), LogisticRegression(C=1.0))
    folds = StratifiedGroupKFold(n_splits=10, shuffle=True, random_state=0)
    groups = [row.question for row in rows]
    predicted = cross_val_predict(
        pipeline, features, labels, groups=groups, cv=folds, method="predict_proba"
    )
    chances = predicted[:, 1]
    typical = np.array([row.is_typical for row in rows])
    threshold = _best_threshold(labels, chances, typical=typical)
    _report(name, labels, chances >= threshold, threshold=threshold)
    _report(
        f"{name}, typical", labels[typical], (chances >= threshold)[typical], threshold=threshold
    )
    if show_errors:
        _print_errors(rows, chances, threshold)
    pipeline.fit(features, labels)
    scaler, model = pipeline[0], pipeline[1]
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - weights @ scaler.mean_)
    return {
        "threshold": round(threshold, 4),
        "bias": round(bias, 4),
        "weights": {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)},
    }


def _best_threshold(labels: np.ndarray, chances: np.ndarray, *, typical: np.ndarray) -> float:
    """The best on typical questions; of those about as good there, the best on all."""
    found = np.linspace(0.1, 0.9, 81)
    for chosen in (typical, np.ones_like(typical)):
        scores = np.array([_worse_of_both(labels[chosen], chances[chosen], t) for t in found])
        found = found[scores >= scores.max() - 0.02]
    return float(np.median(found))


def _worse_of_both(labels: np.ndarray, chances: np.ndarray, threshold: float) -> float:
    precision, recall, _, _ = precision_recall_fscore_support(
        ~labels,
        chances < threshold,
        average="binary",
        zero_division=0.0,
        sample_weight=np.where(labels, 1.0, _weight_of_unanswerable(labels)),
    )
    return min(float(precision), float(recall))


def _weight_of_unanswerable(labels: np.ndarray) -> float:
    """The weight that gives unanswerable questions the share they have among real ones."""
    share = _UNANSWERABLE_SHARE
    return float(labels.sum() / (~labels).sum() * share / (1 - share))


def _report(name: str, labels: np.ndarray, answered: np.ndarray, *, threshold: float) -> None:
    precision, recall, _, _ = precision_recall_fscore_support(
        ~labels, ~answered, average="binary", zero_division=0.0
    )
    print(
        f"{name}: {len(labels)} questions, threshold {threshold:.2f}, cross-validated refusal "
        f"precision {precision:.3f}, recall {recall:.3f}"
    )


def _print_errors(rows: list[Labelled], chances: np.ndarray, threshold: float) -> None:
    for row, chance in sorted(zip(rows, chances, strict=True), key=lambda pair: pair[1]):
        if (chance >= threshold) != row.answerable:
            wanted = "answer" if row.answerable else "decline"
            print(f"  {chance:.2f} should {wanted}: {row.question}")


if __name__ == "__main__":
    main()
