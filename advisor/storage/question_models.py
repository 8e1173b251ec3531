"""A question model as bytes."""

import io

import numpy as np

from advisor.domain.documents import QuestionModel, WordPostings


def dump(model: QuestionModel) -> bytes:
    """The model in NumPy's npz format."""
    arrays = io.BytesIO()
    np.savez(
        arrays,
        sections=_joined(model.sections),
        centre=model.centre,
        points=model.points,
        coefficients=model.coefficients,
        words=_joined(model.postings.words),
        rarities=model.postings.rarities,
        starts=model.postings.starts,
        texts=model.postings.texts,
        weights=model.postings.weights,
    )
    return arrays.getvalue()


def load(content: bytes) -> QuestionModel:
    """The model that was dumped."""
    with np.load(io.BytesIO(content), allow_pickle=False) as stored:
        return QuestionModel(
            sections=_split(stored["sections"]),
            centre=stored["centre"],
            points=stored["points"],
            coefficients=stored["coefficients"],
            postings=WordPostings(
                words=_split(stored["words"]),
                rarities=stored["rarities"],
                starts=stored["starts"],
                texts=stored["texts"],
                weights=stored["weights"],
            ),
        )


def _joined(names: tuple[str, ...]) -> np.ndarray:
    """One run of bytes: an array of strings would give each the room of the longest."""
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _split(content: np.ndarray) -> tuple[str, ...]:
    return tuple(content.tobytes().decode().split("\n"))
