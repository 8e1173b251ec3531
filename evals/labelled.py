"""Questions on the notes with labels and signals, from which the calibration is fitted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from rich.console import Console
from rich.progress import track

from advisor.answering.advisor import Advisor
from advisor.answering.answerability import Kind, Signals, signals
from advisor.answering.evidence import Candidate, candidates, readable_passages
from advisor.answering.places import known_of_asked_places, of_asked_places
from advisor.domain.answers import Query, Question
from advisor.domain.conversations import Conversation
from advisor.domain.documents import LanguageCode, Matrix, QuestionModel, Vector
from advisor.knowledge.library import load_library
from advisor.models.kernel_ridge import REGULARISATION, kernel_matrix
from advisor.retrieval.known_questions import KnownQuestions
from advisor.settings import shipped_folder
from evals.cases import load_cases

_SETS = Path(__file__).parent / "sets"
_BATCH = 12  # questions on a section that one writer wrote in a row
_FOLDS = 5
_EVERY = 12  # known questions and gaps: enough of all, each judged as if left out
_SAME = 0.999  # stored in single precision


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and whether the notes answer it; typical ones are phrased as sellers ask."""

    text: str
    answerable: bool
    is_typical: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A question with its signals, and whether the sources of that kind answer it."""

    kind: Kind
    language: LanguageCode
    answerable: bool
    signals: Signals
    question: str
    is_typical: bool


def labelled_by_notes(advisor: Advisor) -> Iterator[Labelled]:
    """Single questions of the calibration sets, the tuning sets and the notes."""
    scores = KnownScores(advisor.composer.questions)
    for asked in track(_questions(), description="Notes", console=Console(stderr=True)):
        query = stand_alone(advisor, asked.text)
        scored = scores(query, advisor.views(query)[query.language])
        found, known = found_for(advisor, query, known=scored)
        if found:
            yield Labelled(
                kind="notes",
                language=query.language,
                answerable=asked.answerable,
                signals=signals(query, found, known=known, vocabulary=advisor.vocabulary),
                question=asked.text,
                is_typical=asked.is_typical,
            )


def _questions() -> list[Asked]:
    """Single questions of the calibration sets, the tuning sets and the notes, with their labels."""
    found: list[Asked] = []
    for path in sorted(_SETS.glob("answerability-*.yaml")):
        rows = yaml.safe_load(path.read_text("utf-8"))
        typical = path.stem == "answerability-typical"
        found += [Asked(row["question"], bool(row["answerable"]), typical) for row in rows]
    for path in sorted(_SETS.glob("*-dev*.yaml")):
        for case in load_cases(path):
            if len(case.turns) == 1:
                asked = Asked(case.turns[0], case.expect.status == "answered", is_typical=True)
                found.append(asked)
    library = load_library(shipped_folder("knowledge"))
    for document in library.documents:
        known = [question for passage in document.passages for question in passage.questions]
        found += [Asked(question, answerable=True) for question in known[::_EVERY]]
    gaps = [gap for of_language in library.gaps.values() for gap in of_language[::_EVERY]]
    found += [Asked(gap, answerable=False) for gap in gaps]
    return found


def stand_alone(advisor: Advisor, text: str) -> Query:
    """The question as understood without a conversation."""
    understood = advisor.understanding.understand(Question(text=text), Conversation(id=""))
    return replace(understood, wants_official=False)  # whatever the sources, it is about content


def found_for(
    advisor: Advisor, query: Query, *, known: Mapping[str, float]
) -> tuple[list[Candidate], Mapping[str, float]]:
    """The candidates for an answer and what is known of their sections, as the composer has them."""
    composer, views = advisor.composer, advisor.views(query)
    hits = advisor.retriever.retrieve(query, views=views, limit=advisor.passages)
    near = candidates(
        query,
        views=views,
        passages=readable_passages(hits, language=query.language, parallels=composer.parallels),
        known=known,
        token_weights=composer.token_weights,
        vocabulary=advisor.vocabulary,
    )
    found = of_asked_places(query, near, vocabulary=advisor.vocabulary)
    return found, known_of_asked_places(known, found=near, kept=found)


class KnownScores:
    """What a question scores; one that a model was trained on, as if its batch had been left out."""

    def __init__(self, questions: KnownQuestions) -> None:
        self._questions = questions
        self._left_out = {name: _left_out(m) for name, m in questions.models().items()}

    def __call__(self, query: Query, vector: Vector) -> dict[str, float]:
        """How far each section answers the question, about 0 to 1."""
        language = query.language
        predictor = self._questions.predictor(language)
        point = predictor.point(vector)
        cosines = predictor.cosines(point)
        nearest = int(np.argmax(cosines))
        if cosines[nearest] < _SAME:
            return self._questions.scores(query.text, vector, language=language)
        sections = self._questions.models()[language].sections
        own = dict(zip(sections, self._left_out[language][nearest].tolist(), strict=True))
        return self._questions.with_others(own, query.text, point, language=language)


def _left_out(model: QuestionModel) -> Matrix:
    """The scores of each known text as if its batch were not known, shape (texts, sections).

    One by one they would look too well known: texts that were written together resemble each other.
    Leaving rows out of kernel ridge regression changes their prediction by a / inverse, the part
    of the inverse that is theirs (Rasmussen and Williams, equation 5.12 for one row).
    """
    kernel = kernel_matrix(model).astype(np.float64)
    regularised = kernel + REGULARISATION * np.eye(len(kernel))
    inverse = np.linalg.inv(regularised)
    coefficients = model.coefficients.astype(np.float64)
    scores = regularised @ coefficients
    folds = _folds(np.round(scores).argmax(axis=1))
    for fold in range(_FOLDS):
        own = np.flatnonzero(folds == fold)
        scores[own] -= np.linalg.solve(inverse[np.ix_(own, own)], coefficients[own])
    return np.asarray(scores, np.float32)


def _folds(sections: np.ndarray) -> np.ndarray:
    """The fold of each text: neighbours of one section, up to a batch, stay together."""
    starts = np.r_[True, sections[1:] != sections[:-1]]
    first = np.maximum.accumulate(np.where(starts, np.arange(len(sections)), 0))
    places = np.arange(len(sections)) - first
    batches = np.cumsum(starts | (places % _BATCH == 0))
    drawn = np.random.default_rng(0).integers(_FOLDS, size=int(batches[-1]) + 1)
    return np.asarray(drawn[batches])
