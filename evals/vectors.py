"""Make or check the vectors that ship with the notes: python -m evals.vectors [--check].

Run it after a change to the notes, the questions or the gaps; without the file, or for a text that
it lacks, ingestion computes the vectors itself.
"""

import argparse
import sys

import numpy as np
from rich.progress import track

from advisor.domain.documents import LANGUAGES, LanguageCode
from advisor.ingestion.embedding import passage_text
from advisor.knowledge.library import load_library
from advisor.language.vocabulary import Vocabulary
from advisor.models.embeddings import DEFAULT_MODEL, load_embedder
from advisor.models.shipped_vectors import FILE, ShippedVectors, write_vectors
from advisor.settings import share_processors, shipped_folder

_BATCH = 256
_LEAST_COSINE = 0.999


def main() -> None:
    """Write the file, or with --check compare it with the model; exit 1 where they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    share_processors()
    embedder = load_embedder(DEFAULT_MODEL)
    file = shipped_folder("knowledge") / FILE
    passages, queries = _texts()
    if not options.check:
        known = ShippedVectors(embedder, file) if file.exists() else embedder
        write_vectors(
            file, embedder=known, passages=passages, queries=queries, parallel=_parallel()
        )
        return
    shipped = ShippedVectors(embedder, file)
    least = 1.0
    for kind, texts in (("embed_passages", passages), ("embed_queries", queries)):
        for start in track(range(0, len(texts), _BATCH), description=kind):
            part = texts[start : start + _BATCH]
            stored, exact = getattr(shipped, kind)(part), getattr(embedder, kind)(part)
            least = min(least, float(np.einsum("ij,ij->i", stored, exact).min()))
    print(f"{len(passages) + len(queries)} vectors, least cosine to the model's {least:.5f}")
    sys.exit(least < _LEAST_COSINE)


def _texts() -> tuple[list[str], list[str]]:
    """What is embedded as passages and what as questions, each once."""
    library = load_library(shipped_folder("knowledge"))
    found = [p for document in library.documents for p in document.passages]
    passages = [passage_text(p) for p in found]
    passages += [sentence.text for p in found for sentence in p.sentences]
    queries = [question for p in found for question in p.questions]
    queries += [gap for gaps in library.gaps.values() for gap in gaps]
    queries = list(map(Vocabulary(library.terms).canonical, queries))
    return list(dict.fromkeys(passages)), list(dict.fromkeys(queries))


def _parallel() -> dict[LanguageCode, list[str]]:
    """The statements of the notes in each language, which say the same."""
    documents = load_library(shipped_folder("knowledge")).documents
    return {
        language: [
            sentence.text
            for document in documents
            if document.language == language
            for passage in document.passages
            for sentence in passage.sentences
        ]
        for language in LANGUAGES
    }


if __name__ == "__main__":
    main()
