"""Cross-encoders that reorder hits by reading question and passage together."""

from collections.abc import Sequence

from advisor.domain.documents import ScoredPassage
from advisor.models.embeddings import load_transformer


class CrossEncoderReranker:
    """Any sentence-transformers cross-encoder by name or path (extra `transformers`)."""

    def __init__(self, model: str) -> None:
        self._model = load_transformer("CrossEncoder", model)

    def rerank(self, query: str, hits: Sequence[ScoredPassage]) -> list[ScoredPassage]:
        """Return the same hits, best first."""
        if not hits:
            return []
        scores = self._model.predict([(query, hit.passage.text) for hit in hits])
        scored = [
            ScoredPassage(stored=hit.stored, score=float(score))
            for hit, score in zip(hits, scores, strict=True)
        ]
        return sorted(scored, key=lambda hit: -hit.score)
