"""Whether the sources answer a question at all: a calibrated probability, not a guess.

The weights come from `python -m evals.calibrate`, separately for Chinese and English, and for each
kind of source.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from advisor.answering.evidence import Candidate
from advisor.answering.selection import relevance
from advisor.domain.answers import Query
from advisor.language.quantities import read_quantities
from advisor.language.vocabulary import Vocabulary

_CALIBRATION = Path(__file__).with_name("calibration.json")
_TOP = 3
_FIRST_YEAR = 1900

Kind = Literal["notes", "documents", "foreign"]
"""Notes with known questions, documents without, documents in another language than the asker's."""

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What tells an answerable question from another, each about 0 to 1."""

    sentence: float
    passage: float
    known_any: float
    known_best: float
    known_lead: float
    coverage: float
    passage_coverage: float
    answers_kind: float
    missing_place: float
    missing_platform: float
    missing_year: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LogisticModel:
    """A fitted logistic regression and the probability from which on a question is answered."""

    bias: float
    weights: dict[str, float]
    threshold: float


def signals(
    query: Query,
    candidates: Sequence[Candidate],
    *,
    known: Mapping[str, float],
    vocabulary: Vocabulary,
) -> Signals:
    """The signals of a question from its best candidates; there must be at least one."""
    top = sorted(candidates, key=lambda c: -relevance(c))[:_TOP]
    text = _context(top[0])
    present = {mention.id for mention in vocabulary.mentions(text)}
    return Signals(
        sentence=max(c.similarity for c in candidates),
        passage=max(c.passage_similarity for c in candidates),
        known_any=sum(known.values()),
        known_best=max(known.values(), default=0.0),
        known_lead=top[0].known_answer,
        coverage=max(c.coverage for c in top),
        passage_coverage=max(c.passage_coverage for c in top),
        answers_kind=max(c.answers_kind for c in top),
        missing_place=_missing(query.entities.get("market", ()), present),
        missing_platform=_missing(query.entities.get("platform", ()), present),
        missing_year=_missing_year(query.text, text),
    )


def is_answerable(
    query: Query,
    candidates: Sequence[Candidate],
    *,
    known: Mapping[str, float],
    vocabulary: Vocabulary,
) -> bool:
    """Whether the sources of the candidates answer the question, as far as can be told."""
    kind = kind_of(query, candidates, known=known)
    least = _models()[kind][query.language].threshold
    return chance(query, candidates, known=known, vocabulary=vocabulary) >= least


def chance(
    query: Query,
    candidates: Sequence[Candidate],
    *,
    known: Mapping[str, float],
    vocabulary: Vocabulary,
) -> float:
    """How likely the sources of the candidates answer the question, 0 to 1."""
    found = signals(query, candidates, known=known, vocabulary=vocabulary)
    model = _models()[kind_of(query, candidates, known=known)][query.language]
    values = asdict(found)
    total = model.bias + sum(weight * values[name] for name, weight in model.weights.items())
    return 1 / (1 + math.exp(-total))


def kind_of(query: Query, candidates: Sequence[Candidate], *, known: Mapping[str, float]) -> Kind:
    """The kind of source that the best candidate is of."""
    if known:
        return "notes"
    best = max(candidates, key=relevance)
    is_foreign = best.evidence.stored.passage.language != query.language
    return "foreign" if is_foreign else "documents"


@cache
def _models() -> dict[str, dict[str, LogisticModel]]:
    tables = json.loads(_CALIBRATION.read_text(encoding="utf-8"))
    return {
        kind: {language: LogisticModel(**fields) for language, fields in models.items()}
        for kind, models in tables.items()
    }


def _context(candidate: Candidate) -> str:
    passage = candidate.evidence.stored.passage
    return f"{' '.join(passage.headings)} {passage.text}"


def _missing(wanted: Sequence[str], present: set[str]) -> float:
    return sum(name not in present for name in wanted) / len(wanted) if wanted else 0.0


def _missing_year(question: str, text: str) -> float:
    asked = _years(question)
    return float(bool(asked) and not asked & _years(text))


def _years(text: str) -> set[int]:
    """Years that a text names, also as part of a quarter, month or day."""
    dates = [int(q.low) for q in read_quantities(text) if q.kind == "date"]
    return {int(str(value)[:4]) for value in dates if value >= _FIRST_YEAR}
