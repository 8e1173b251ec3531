"""Kernel ridge regression with a Gaussian kernel: which section answers a question, if any does.

C. E. Rasmussen and C. K. I. Williams, Gaussian Processes for Machine Learning, 2006, section 2.2
(its mean prediction), one output for each section. Vectors are centred first, because those of
one field lie close together.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from advisor.domain.documents import Matrix, QuestionModel, Vector

_PRECISION = 1.0
REGULARISATION = 0.1


def fit(vectors: Matrix, sections: Sequence[str | None]) -> QuestionModel | None:
    """A model of questions, unit vectors in rows, and the section that answers each, or None.

    Returns None unless there are questions of both kinds, answered and not.
    """
    names = tuple(sorted({section for section in sections if section is not None}))
    if not names or None not in sections:
        return None
    centre = vectors.mean(axis=0)
    points = centred(vectors, centre)
    kernel = kernel_of(points)
    kernel[np.diag_indices_from(kernel)] += REGULARISATION
    targets = np.array([[section == name for name in names] for section in sections], np.float64)
    coefficients = np.linalg.solve(kernel, targets).astype(np.float32)
    return QuestionModel(sections=names, centre=centre, points=points, coefficients=coefficients)


def predict(model: QuestionModel, vector: Vector) -> dict[str, float]:
    """How far each section answers the question: about 1 if it does, about 0 if not."""
    point = centred(vector[np.newaxis], model.centre)[0]
    # einsum, not @: with @ a whole answer took 103 ms instead of 38 (BLAS threads, it seems).
    kernel = _kernel(np.einsum("ij,j->i", model.points, point))
    scores = np.einsum("i,ij->j", kernel, model.coefficients)
    return dict(zip(model.sections, scores.tolist(), strict=True))


def kernel_of(points: Matrix) -> NDArray[np.float64]:
    """The kernel of every centred point with every other, shape (points, points)."""
    return _kernel(points @ points.T).astype(np.float64)


def centred(vectors: Matrix, centre: Vector) -> Matrix:
    """The vectors seen from the centre, of unit length again."""
    moved = vectors - centre
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)


def _kernel(cosines: Matrix) -> Matrix:
    """exp(-|a - b|^2) of unit vectors."""
    return np.asarray(np.exp(-_PRECISION * 2 * (1 - cosines)), dtype=np.float32)
