"""Dense and lexical search, merged by rank."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from advisor.domain.answers import Query
from advisor.domain.documents import (
    LANGUAGES,
    LanguageCode,
    PassageFilter,
    ScoredPassage,
    Vector,
    Views,
)
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

    def retrieve(self, query: Query, *, views: Views, limit: int) -> list[ScoredPassage]:
        """At most `limit` hits of the notes, best first, and as many of other documents.

        Notes have questions by which they are found; without a place of their own, what a seller
        has added would hardly come up among them.
        """
        own = self._languages_of_own(query.filter)
        hits: list[ScoredPassage] = []
        if self.questions.models() and "note" in (query.filter.kinds or ("note",)):
            where = replace(query.filter, kinds=("note",)) if own else query.filter
            rankings = self._dense(views[query.language], where=where)
            rankings.append(self._known(query, views[query.language]))
            hits += self._best(query, rankings, where=where, limit=limit)
        if own:
            where = replace(query.filter, kinds=("own",))
            rankings = [
                ranking
                for name in own
                for ranking in self._dense(views[name], where=replace(where, languages=(name,)))
            ]
            hits += self._best(query, rankings, where=where, limit=limit)
        return hits

    def _languages_of_own(self, where: PassageFilter) -> list[LanguageCode]:
        """The languages of documents that are no notes, as far as they are asked for."""
        if "own" not in (where.kinds or ("own",)):
            return []
        asked = where.languages or LANGUAGES
        return [name for name in self.store.untranslated_languages() if name in asked]

    def _best(
        self, query: Query, rankings: Sequence[Ranking], *, where: PassageFilter, limit: int
    ) -> list[ScoredPassage]:
        """The first hits of these rankings and of that by words."""
        lexical = self.lexical.search(query.search_text, limit=self.candidates, where=where)
        fused = reciprocal_rank_fusion(
            [[name for name, _ in ranking] for ranking in (*rankings, lexical)],
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

    def _known(self, query: Query, vector: Vector) -> Ranking:
        """Passages of the sections that answer questions like this one, best first."""
        scores = self.questions.scores(query.text, vector, language=query.language)
        best = sorted(scores, key=lambda section: -scores[section])[:_SECTIONS]
        found = [
            (stored.passage.id, scores[stored.passage.parallel_key or ""])
            for stored in self.store.parallels(best).values()
            if is_wanted(passage_tags(stored.passage), query.filter)
        ]
        return sorted(found, key=lambda hit: -hit[1])

    def _dense(self, vector: Vector, *, where: PassageFilter) -> list[Ranking]:
        """From Chroma; exactly while another process writes to it or when it is damaged."""
        if self.is_being_written():
            self._generation = None
            return self._exact.search(vector, limit=self.candidates, where=where)
        generation = self.store.generation()
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
