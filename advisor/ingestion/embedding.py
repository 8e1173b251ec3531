"""The vectors of a document: passages, the questions they answer, and their sentences."""

from collections.abc import Callable, Sequence

import numpy as np

from advisor.domain.documents import Document, Matrix, Passage, PassageVectors, Vector
from advisor.domain.ports import Embedder
from advisor.language.vocabulary import Vocabulary
from advisor.storage.document_rows import stored_precision

_PASSAGES_AT_ONCE = 32
"""About 300 texts: more do not embed faster, and a long document shows no progress."""


def embed_documents(
    documents: Sequence[Document],
    *,
    embedder: Embedder,
    vocabulary: Vocabulary,
    progress: Callable[[int], None] = lambda _: None,
) -> list[list[PassageVectors]]:
    """The vectors of every passage of every document, as precise as they are stored.

    Questions are embedded as they are asked: with the main forms of their terms. Each different text
    is embedded once; `progress` is called with the passages done so far.
    """
    passages = [passage for document in documents for passage in document.passages]
    found: dict[str, Vector] = {}
    asked: dict[str, Vector] = {}
    for start in range(0, len(passages), _PASSAGES_AT_ONCE):
        part = passages[start : start + _PASSAGES_AT_ONCE]
        _embed([t for p in part for t in _texts(p)], embedder.embed_passages, known=found)
        questions = [vocabulary.canonical(q) for p in part for q in p.questions]
        _embed(questions, embedder.embed_queries, known=asked)
        progress(start + len(part))
    return [
        [
            _vectors(p, found, [asked[vocabulary.canonical(q)] for q in p.questions])
            for p in d.passages
        ]
        for d in documents
    ]


def passage_text(passage: Passage) -> str:
    """What stands for a passage when it is embedded: its last heading and its words."""
    heading = passage.headings[-1] if passage.headings else ""
    return f"{heading}\n{passage.text}" if heading else passage.text


def _embed(
    texts: Sequence[str],
    embed: Callable[[Sequence[str]], Matrix],
    *,
    known: dict[str, Vector],
) -> None:
    """Add the vectors of those texts that are not known yet."""
    new = [text for text in dict.fromkeys(texts) if text not in known]
    known.update(zip(new, stored_precision(embed(new)), strict=True))


def _texts(passage: Passage) -> list[str]:
    return [passage_text(passage), *(sentence.text for sentence in passage.sentences)]


def _vectors(
    passage: Passage, found: dict[str, Vector], questions: Sequence[Vector]
) -> PassageVectors:
    own, *sentences = [found[text] for text in _texts(passage)]
    return PassageVectors(
        passage=np.asarray([own]),
        questions=_rows(questions, like=own),
        sentences=_rows(sentences, like=own),
    )


def _rows(vectors: Sequence[Vector], *, like: Vector) -> Matrix:
    return np.asarray(vectors) if vectors else np.zeros((0, like.size), dtype=np.float32)
