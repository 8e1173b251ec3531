"""Narrow interfaces through which models, indexes, stores and clocks enter the core."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from advisor.domain.answers import Answer, Query
from advisor.domain.conversations import Conversation
from advisor.domain.documents import (
    LanguageCode,
    Matrix,
    QuestionModel,
    ScoredPassage,
    StoredPassage,
    Vector,
    Views,
)
from advisor.domain.facts import Fact


class Embedder(Protocol):
    """Turns text into unit vectors whose dot product is their similarity."""

    name: str
    dimensions: int

    def embed_query(self, text: str) -> Vector:
        """Vector of a question, shape (dimensions,)."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Matrix:
        """Vectors of questions, shape (len(texts), dimensions)."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        """Vectors of texts to be found, shape (len(texts), dimensions)."""
        ...


class Retriever(Protocol):
    """Finds the passages that may answer a query."""

    def retrieve(self, query: Query, *, views: Views, limit: int) -> list[ScoredPassage]:
        """At most `limit` hits of the notes, best first, and as many of other documents."""
        ...


class Reranker(Protocol):
    """Reorders hits by reading query and passage together."""

    def rerank(self, query: str, hits: Sequence[ScoredPassage]) -> list[ScoredPassage]:
        """Return the same hits, best first."""
        ...


class Parallels(Protocol):
    """Knows which passages say the same in another language."""

    def parallels(self, keys: Sequence[str]) -> dict[str, StoredPassage]:
        """The passages that carry one of the parallel keys, by passage id."""
        ...


class QuestionStore(Protocol):
    """Knows what kind of questions the knowledge answers, and what kind it does not."""

    def generation(self) -> int:
        """Grows whenever anything that is stored changes."""
        ...

    def question_models(self) -> Mapping[LanguageCode, QuestionModel]:
        """What known texts and gaps of each language teach; empty where there are none."""
        ...


class FactStore(Protocol):
    """Knows the facts of the notes that are indexed."""

    def facts(self) -> tuple[Fact, ...]:
        """Every fact; the same object as long as they have not changed."""
        ...

    def playbook(self) -> str:
        """The playbook as JSON; the same object as long as it has not changed, "" without one."""
        ...


class ConversationStore(Protocol):
    """Remembers what was asked and answered."""

    def history(self, conversation_id: str | None) -> Conversation:
        """The conversation so far; a new empty one for None. Raises UnknownConversation."""
        ...

    def append(self, answer: Answer, *, query: str) -> None:
        """Remember one answer."""
        ...
