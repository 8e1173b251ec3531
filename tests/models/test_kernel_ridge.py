import numpy as np
import pytest

from advisor.models.kernel_ridge import fit, predict

DIMENSIONS = 32


def around(seed: int, *, count: int) -> np.ndarray:
    """Unit vectors that scatter around one direction."""
    random = np.random.default_rng(seed)
    vectors = random.normal(size=DIMENSIONS) * 2 + random.normal(size=(count, DIMENSIONS))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def clusters() -> dict[str | None, np.ndarray]:
    return {"fees": around(1, count=30), "stock": around(2, count=20), None: around(3, count=40)}


def test_a_question_goes_to_the_section_that_answers_its_like(
    clusters: dict[str | None, np.ndarray],
) -> None:
    train = {label: vectors[:-5] for label, vectors in clusters.items()}
    labels = [label for label, vectors in train.items() for _ in vectors]
    model = fit(np.vstack(list(train.values())), labels)
    assert model is not None
    for label, vectors in clusters.items():
        for vector in vectors[-5:]:
            scores = predict(model, vector)
            assert set(scores) == {"fees", "stock"}
            if label is None:
                assert sum(scores.values()) < 0.5
            else:
                assert max(scores, key=scores.__getitem__) == label
                assert sum(scores.values()) > 0.5


def test_one_kind_of_questions_alone_teaches_nothing() -> None:
    vectors = around(1, count=4)
    assert fit(vectors, ["fees"] * 4) is None
    assert fit(vectors, [None] * 4) is None
    assert fit(np.zeros((0,), np.float32), []) is None
