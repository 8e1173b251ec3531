import numpy as np
import pytest

from advisor.domain.documents import KnownText
from advisor.models import word_kernel
from advisor.models.kernel_ridge import Predictor, fit
from advisor.models.word_kernel import WordKernel

DIMENSIONS = 32


def around(seed: int, *, count: int) -> np.ndarray:
    """Unit vectors that scatter around one direction."""
    random = np.random.default_rng(seed)
    vectors = random.normal(size=DIMENSIONS) * 2 + random.normal(size=(count, DIMENSIONS))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def known(section: str | None, vectors: np.ndarray, *, text: str = "") -> list[KnownText]:
    return [KnownText(section=section, text=text, vector=vector) for vector in vectors]


@pytest.fixture(scope="module")
def clusters() -> dict[str | None, np.ndarray]:
    return {"fees": around(1, count=30), "stock": around(2, count=20), None: around(3, count=40)}


def test_a_question_goes_to_the_section_that_answers_its_like(
    clusters: dict[str | None, np.ndarray],
) -> None:
    model = fit([text for name, rows in clusters.items() for text in known(name, rows[:-5])])
    assert model is not None
    predictor = Predictor(model)
    for label, vectors in clusters.items():
        for vector in vectors[-5:]:
            scores = predictor.predict("", predictor.point(vector))
            assert set(scores) == {"fees", "stock"}
            if label is None:
                assert sum(scores.values()) < 0.5
            else:
                assert max(scores, key=scores.__getitem__) == label
                assert sum(scores.values()) > 0.5


def test_words_tell_apart_what_means_alike() -> None:
    vectors = around(1, count=20)
    model = fit(
        [
            *known("share", vectors[:8], text="本土卖家占比多少"),
            *known(None, vectors[8:16], text="本土卖家注册费多少"),
        ]
    )
    assert model is not None
    predictor = Predictor(model)
    for vector in vectors[16:]:
        point = predictor.point(vector)
        asked = predictor.predict("本土商家的占比", point)["share"]
        other = predictor.predict("本土商家的注册费", point)["share"]
        assert asked > other


def test_one_kind_of_texts_alone_teaches_nothing() -> None:
    vectors = around(1, count=4)
    assert fit(known("fees", vectors)) is None
    assert fit(known(None, vectors)) is None
    assert fit([]) is None


def test_likeness_of_words_is_the_cosine_of_their_weights() -> None:
    texts = ["佣金 commission UK", "commission in the UK", "爆单后多久发货"]
    kernel = WordKernel(word_kernel.fit(texts), count=len(texts))
    matrix = np.zeros((len(texts), len(texts)), np.float32)
    kernel.add_to(matrix, weight=1.0)
    assert np.allclose(np.diag(matrix), 1)
    assert matrix[0, 1] > 0.3
    assert matrix[0, 2] == 0
    for text, row in zip(texts, matrix, strict=True):
        assert np.allclose(kernel.similarities(text), row)
    unknown = kernel.similarities("commission xyzzy")
    assert 0 < unknown[1] < kernel.similarities("commission")[1]
    assert not kernel.similarities("xyzzy").any()
