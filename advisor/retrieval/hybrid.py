"""Dense and lexical search, merged by rank."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from advisor.domain.answers import Query
from advisor.domain.documents import PassageFilter, ScoredPassage, Vector
from advisor.domain.errors import IndexUnusable
from advisor.domain.ports import Reranker
from advisor.retrieval.exact_vectors import ExactVectors
from advisor.retrieval.fusion import reciprocal_rank_fusion
from advisor.retrieval.known_questions import KnownQuestions
from advisor.retrieval.lexical_index import LexicalIndex
from advisor.retrieval.tags import is_wanted, passage_tags
from advisor.retrieval.vector_index import Ranking, VectorIndex
from advisor.storage.documents import DocumentStore

_log = logging.getLogger(__name__)
_SECTIONS = 5


@dataclass(kw_only=True)
class HybridRetriever:
    """Finds passages by meaning and by words; sees what another process has ingested."""

    store: DocumentStore
    vectors: VectorIndex
    lexical: LexicalIndex
    questions: KnownQuestions
    is_being_written: Callable[[], bool]
    reranker: Reranker | None = None
    candidates: int = 40
    rank_constant: int = 60
    _exact: ExactVectors = field(init=False)
    _generation: int | None = field(init=False, default=None)
    _is_usable: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        self._exact = ExactVectors(self.store)

    def retrieve(self, query: Query, *, vector: Vector, limit: int) -> list[ScoredPassage]:
        """Return at most `limit` hits, best first; none is an empty list."""
        where = query.filter
        dense = self._dense(vector, where=where)
        lexical = self.lexical.search(query.search_text, limit=self.candidates, where=where)
        known = self._known(query.text, vector, where=where)
        fused = reciprocal_rank_fusion(
            [[name for name, _ in ranking] for ranking in (*dense, lexical, known)],
            rank_constant=self.rank_constant,
        )
        hits = self._stored(fused, limit=2 * limit if self.reranker else limit)
        return (self.reranker.rerank(query.text, hits) if self.reranker else hits)[:limit]

    def _stored(self, ranking: Ranking, *, limit: int) -> list[ScoredPassage]:
        """The first hits that are stored: one that is not belongs to an unfinished ingestion."""
        hits: list[ScoredPassage] = []
        for start in range(0, len(ranking), limit):
            part = ranking[start : start + limit]
            stored = self.store.passages([name for name, _ in part])
            hits += [ScoredPassage(stored=stored[n], score=s) for n, s in part if n in stored]
            if len(hits) >= limit:
                break
        return hits[:limit]

    def _known(self, text: str, vector: Vector, *, where: PassageFilter) -> Ranking:
        """Passages of the sections that answer questions like this one, best first."""
        scores = self.questions.scores(text, vector)
        best = sorted(scores, key=lambda section: -scores[section])[:_SECTIONS]
        found = [
            (stored.passage.id, scores[stored.passage.parallel_key or ""])
            for stored in self.store.parallels(best).values()
            if is_wanted(passage_tags(stored.passage), where)
        ]
        return sorted(found, key=lambda hit: -hit[1])

    def _dense(self, vector: Vector, *, where: PassageFilter) -> list[Ranking]:
        """From Chroma; exactly while another process writes to it or when it is damaged."""
        if self.is_being_written():
            self._generation = None
            return self._exact.search(vector, limit=self.candidates, where=where)
        generation = self.store.state().generation
        if generation != self._generation:
            self.vectors.reopen()
            self._generation, self._is_usable = generation, True
        if self._is_usable:
            try:
                return self.vectors.search(vector, limit=self.candidates, where=where)
            except IndexUnusable as error:
                _log.warning("Searching without the vector index: %s", error)
                self._is_usable = False  # until somebody has ingested
        return self._exact.search(vector, limit=self.candidates, where=where)
