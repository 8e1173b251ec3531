"""Question models, one for each language, each stored as the bytes of its arrays."""

import io
from collections.abc import Mapping

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from advisor.domain.documents import LanguageCode, QuestionModel, WordPostings
from advisor.storage.schema import question_models


def replace_models(
    connection: Connection, models: Mapping[LanguageCode, QuestionModel | None]
) -> None:
    """Store what known texts teach, in place of what they taught before."""
    connection.execute(delete(question_models))
    rows = [{"language": name, "arrays": _dump(m)} for name, m in models.items() if m]
    if rows:
        connection.execute(insert(question_models), rows)


def read_models(connection: Connection) -> dict[LanguageCode, QuestionModel]:
    """What known texts and gaps of each language teach; empty where there are none."""
    rows = connection.execute(select(question_models.c.language, question_models.c.arrays))
    return {row.language: _load(row.arrays) for row in rows}


def _dump(model: QuestionModel) -> bytes:
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


def _load(content: bytes) -> QuestionModel:
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
