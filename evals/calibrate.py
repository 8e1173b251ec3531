"""Calibrate when to decline: python -m evals.calibrate.

Fits logistic regressions on labelled questions and writes advisor/answering/calibration.json: for
notes with known questions, one a language; for documents without, in the asker's language or in the
other ("foreign"), one together that differs in its constant. The threshold is the one at
which the worse of precision and recall of cross-validated refusals is best, where a quarter of the
questions is unanswerable: on typical ones, those of the tuning sets, and among equals on all.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_fscore_support
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from advisor.answering.answerability import Kind
from advisor.domain.documents import LANGUAGES, LanguageCode
from advisor.wiring import open_advisor
from evals.labelled import Labelled, labelled_by_notes
from evals.labelled_documents import labelled_by_documents

_OUT = Path(__file__).parent.parent / "advisor" / "answering" / "calibration.json"
_FITTED = ("notes", "documents")
_UNANSWERABLE_SHARE = 0.25
_ABOUT_AS_GOOD = 0.03
_ENOUGH = 100
_TYPICAL_WEIGHT = 2  # phrased more like real questions


def main() -> None:
    """Fit, report and write the calibration."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=_OUT)
    parser.add_argument(
        "--kinds", nargs="+", choices=_FITTED, default=_FITTED, help="fit only these"
    )
    parser.add_argument("--errors", action="store_true", help="print the questions judged wrongly")
    options = parser.parse_args()
    models: dict[str, dict[str, Any]] = json.loads(_OUT.read_text("utf-8"))
    if "notes" in options.kinds:
        advisor = open_advisor(data=options.data)
        if not advisor.composer.questions.models():
            raise SystemExit("The index has no known questions: run `advisor ingest` on the notes.")
        rows = list(labelled_by_notes(advisor))
        for language in LANGUAGES:
            own = [row for row in rows if row.language == language]
            models["notes"] |= _fit(own, show_errors=options.errors)["notes"]
    if "documents" in options.kinds:
        models |= _fit(list(labelled_by_documents()), show_errors=options.errors)
    options.out.write_text(json.dumps(models, indent=2) + "\n", encoding="utf-8")


def _fit(rows: Sequence[Labelled], *, show_errors: bool) -> dict[str, dict[str, Any]]:
    """A model for each kind and language of the rows, which share their weights."""
    groups = list(dict.fromkeys((row.kind, row.language) for row in rows))
    names = list(asdict(rows[0].signals))
    features = np.array(
        [[asdict(row.signals)[n] for n in names] + _indicators(row, groups[1:]) for row in rows]
    )
    labels = np.array([row.answerable for row in rows])
    weights = np.array([_TYPICAL_WEIGHT if row.is_typical else 1 for row in rows])
    pipeline = make_pipeline(StandardScaler(), LogisticRegression(C=1.0))
    chances = _cross_validated(pipeline, features, labels, rows=rows, weights=weights)
    pipeline.fit(features, labels, logisticregression__sample_weight=weights)
    scaler, model = pipeline[0], pipeline[1]
    slopes = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - slopes @ scaler.mean_)
    thresholds = {
        kind: _threshold_for(kind, rows, labels, chances, show_errors=show_errors)
        for kind, _ in groups
    }
    models: dict[str, dict[str, Any]] = {}
    for number, (kind, language) in enumerate(groups):
        shift = float(slopes[len(names) + number - 1]) if number else 0.0
        models.setdefault(kind, {})[language] = {
            "threshold": round(thresholds[kind], 4),
            "bias": round(bias + shift, 4),
            "weights": {n: round(float(w), 4) for n, w in zip(names, slopes, strict=False)},
        }
    return models


def _indicators(row: Labelled, groups: Sequence[tuple[Kind, LanguageCode]]) -> list[float]:
    return [float((row.kind, row.language) == group) for group in groups]


def _cross_validated(
    pipeline: Pipeline,
    features: np.ndarray,
    labels: np.ndarray,
    *,
    rows: Sequence[Labelled],
    weights: np.ndarray,
) -> np.ndarray:
    """The chance of each question by a model that has not seen it, shape (rows,)."""
    predicted = cross_val_predict(
        pipeline,
        features,
        labels,
        groups=[row.question for row in rows],
        cv=StratifiedGroupKFold(n_splits=10, shuffle=True, random_state=0),
        method="predict_proba",
        params={"logisticregression__sample_weight": weights},
    )
    return np.asarray(predicted[:, 1])


def _threshold_for(
    kind: Kind,
    rows: Sequence[Labelled],
    labels: np.ndarray,
    chances: np.ndarray,
    *,
    show_errors: bool,
) -> float:
    """The threshold of a kind, with a report."""
    of_kind = np.array([row.kind == kind for row in rows])
    typical = of_kind & np.array([row.is_typical for row in rows])
    threshold = _best_threshold(labels, chances, of_kind=of_kind, typical=typical)
    answered = chances >= threshold
    for language in LANGUAGES:
        spoken = np.array([row.language == language for row in rows])
        for name, chosen in (("all", of_kind & spoken), ("typical", typical & spoken)):
            if chosen.any():
                _report(
                    f"{kind} {language}, {name}",
                    labels[chosen],
                    answered[chosen],
                    threshold=threshold,
                )
    if show_errors:
        _print_errors([r for r in rows if r.kind == kind], chances[of_kind], threshold)
    return threshold


def _best_threshold(
    labels: np.ndarray, chances: np.ndarray, *, of_kind: np.ndarray, typical: np.ndarray
) -> float:
    """The best on typical questions, if there are enough; of those about as good, the best on all.

    Of what is left the lowest, since questions that nobody tuned on score lower than these.
    """
    found = np.linspace(0.1, 0.9, 81)
    for chosen in (typical, of_kind) if typical.sum() >= _ENOUGH else (of_kind,):
        scores = np.array([_worse_of_both(labels[chosen], chances[chosen], t) for t in found])
        found = found[scores >= scores.max() - _ABOUT_AS_GOOD]
    return float(found.min())


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


def _print_errors(rows: Sequence[Labelled], chances: np.ndarray, threshold: float) -> None:
    for row, chance in sorted(zip(rows, chances, strict=True), key=lambda pair: pair[1]):
        if (chance >= threshold) != row.answerable:
            wanted = "answer" if row.answerable else "decline"
            print(f"  {chance:.2f} should {wanted}: {row.question}")


if __name__ == "__main__":
    main()
