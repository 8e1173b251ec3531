"""The vectors of a document: passages, the questions they answer, and their sentences."""

from collections.abc import Sequence

import numpy as np

from advisor.domain.documents import Document, Matrix, Passage, PassageVectors, Vector
from advisor.domain.ports import Embedder


def embed_documents(
    documents: Sequence[Document], *, embedder: Embedder
) -> list[list[PassageVectors]]:
    """The vectors of every passage of every document; each different text is embedded once."""
    passages = [passage for document in documents for passage in document.passages]
    texts = list(dict.fromkeys(t for p in passages for t in _texts(p)))
    questions = list(dict.fromkeys(q for p in passages for q in p.questions))
    found = dict(zip(texts, embedder.embed_passages(texts), strict=True))
    asked = dict(zip(questions, embedder.embed_queries(questions), strict=True))
    return [[_vectors(p, found, asked) for p in document.passages] for document in documents]


def passage_text(passage: Passage) -> str:
    """What stands for a passage when it is embedded: its last heading and its words."""
    heading = passage.headings[-1] if passage.headings else ""
    return f"{heading}\n{passage.text}" if heading else passage.text


def _texts(passage: Passage) -> list[str]:
    return [passage_text(passage), *(sentence.text for sentence in passage.sentences)]


def _vectors(
    passage: Passage, found: dict[str, Vector], asked: dict[str, Vector]
) -> PassageVectors:
    own, *sentences = [found[text] for text in _texts(passage)]
    return PassageVectors(
        passage=np.asarray([own]),
        questions=_rows([asked[question] for question in passage.questions], like=own),
        sentences=_rows(sentences, like=own),
    )


def _rows(vectors: Sequence[Vector], *, like: Vector) -> Matrix:
    return np.asarray(vectors) if vectors else np.zeros((0, like.size), dtype=np.float32)
