"""Kernel ridge regression: which section answers a question, if any does.

C. E. Rasmussen and C. K. I. Williams, Gaussian Processes for Machine Learning, 2006, section 2.2
(its mean prediction), one output for each section. The kernel adds likeness of meaning, a Gaussian
of the distance of vectors, exp(-|a - b|^2), and likeness of words. Vectors are centred first, because those of one
field lie close together; each language has a model and a centre of its own.
"""

from collections.abc import Sequence

import numpy as np

from advisor.domain.documents import KnownText, Matrix, QuestionModel, Vector
from advisor.models import word_kernel
from advisor.models.word_kernel import WordKernel

_PRECISION = 1.0
_WORDS = 0.2  # the weight of words beside meaning
REGULARISATION = 0.05


def fit(known: Sequence[KnownText]) -> QuestionModel | None:
    """A model of known texts, whose vectors have unit length.

    Returns None unless some belong to a section and some to none. In single precision, which
    differs by less than 1e-4; ten thousand texts take 0.4 GB for some seconds.
    """
    names = tuple(sorted({text.section for text in known if text.section is not None}))
    if not names or all(text.section is not None for text in known):
        return None
    vectors = np.array([text.vector for text in known], np.float32)
    centre = vectors.mean(axis=0)
    model = QuestionModel(
        sections=names,
        centre=centre,
        points=_centred(vectors, centre),
        postings=word_kernel.fit([text.text for text in known]),
        coefficients=np.zeros((0, len(names)), np.float32),
    )
    kernel = kernel_matrix(model)
    kernel[np.diag_indices_from(kernel)] += REGULARISATION
    targets = [[text.section == name for name in names] for text in known]
    coefficients = np.array(targets, np.float32)
    coefficients = _solved(kernel, coefficients)
    return QuestionModel(
        sections=names,
        centre=centre,
        points=model.points,
        postings=model.postings,
        coefficients=coefficients,
    )


def _solved(kernel: Matrix, targets: Matrix) -> Matrix:
    """The solution of kernel @ x = targets in single precision; `kernel` is lost."""
    from scipy.linalg import cho_factor, cho_solve  # 0.1 s that only ingestion needs

    # LAPACK counts by columns: the transpose of a symmetric matrix can be factored where it lies.
    factor = cho_factor(kernel.T, lower=True, overwrite_a=True, check_finite=False)
    return np.asarray(cho_solve(factor, targets, check_finite=False), dtype=np.float32)


def kernel_matrix(model: QuestionModel) -> Matrix:
    """The kernel of every known text with every other, shape (texts, texts); made in one place."""
    matrix = model.points @ model.points.T
    matrix -= 1
    matrix *= 2 * _PRECISION
    np.exp(matrix, out=matrix)
    matrix *= 1 - _WORDS
    WordKernel(model.postings, count=len(model.points)).add_to(matrix, weight=_WORDS)
    return matrix


class Predictor:
    """Says of a question which section answers it."""

    def __init__(self, model: QuestionModel) -> None:
        self._model = model
        self._words = WordKernel(model.postings, count=len(model.points))

    def point(self, vector: Vector) -> Vector:
        """The vector as this model sees it: centred, of unit length."""
        return np.asarray(_centred(vector[np.newaxis], self._model.centre)[0], np.float32)

    def predict(self, text: str, point: Vector) -> dict[str, float]:
        """How far each section answers the question: about 1 if it does, about 0 if not.

        `point` may be that of another language's model: centred, languages lie near each other.
        """
        meaning = np.exp(-_PRECISION * 2 * (1 - self.cosines(point)))
        kernel = (1 - _WORDS) * meaning + _WORDS * self._words.similarities(text)
        scores = np.einsum("i,ij->j", kernel, self._model.coefficients)
        return dict(zip(self._model.sections, scores.tolist(), strict=True))

    def cosines(self, point: Vector) -> Vector:
        """Cosines of a point with each known text's, shape (texts,)."""
        # einsum, not @: with @ a whole answer took 103 ms instead of 38 (BLAS threads, it seems).
        return np.asarray(np.einsum("ij,j->i", self._model.points, point))


def _centred(vectors: Matrix, centre: Vector) -> Matrix:
    """The vectors seen from the centre, of unit length again."""
    moved = vectors - centre
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)
