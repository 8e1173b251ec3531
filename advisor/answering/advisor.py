"""From question to answer on one screen."""

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from advisor.answering.assembly import AnswerAssembly
from advisor.answering.extractive_composer import ExtractiveComposer
from advisor.answering.understanding import Understanding
from advisor.domain.answers import Answer, AnswerEvent, Query, Question, Timings
from advisor.domain.conversations import Conversation
from advisor.domain.documents import ScoredPassage, Vector
from advisor.domain.errors import AnswerNotRemembered, StorageFailed
from advisor.domain.ports import ConversationStore, Embedder, Retriever
from advisor.language.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisor:
    """Answers sellers from the knowledge base."""

    understanding: Understanding
    embedder: Embedder
    retriever: Retriever
    composer: ExtractiveComposer
    vocabulary: Vocabulary
    conversations: ConversationStore
    knowledge_version: Callable[[], str]
    passages: int
    today: Callable[[], date] = date.today

    def answer(self, question: Question) -> Answer:
        """Answer one question, or say that the sources do not support an answer.

        Raises InvalidQuestion, UnknownConversation, StorageFailed, or AnswerNotRemembered with it.
        """
        answers = [event.answer for event in self.stream(question) if event.answer]
        return answers[-1]

    def stream(self, question: Question) -> Iterator[AnswerEvent]:
        """The same answer, statement by statement; the last event carries it whole."""
        watch = _Watch()
        history = self.conversations.history(question.conversation_id)
        query = self.understanding.understand(question, history)
        watch.lap("understand")
        vector = self.embedder.embed_query(query.text)
        hits = self._retrieve(query, vector, limit=self.passages)
        watch.lap("retrieve")
        draft = self.composer.compose(query, vector=vector, hits=hits)
        watch.lap("compose")
        assembly = AnswerAssembly(
            query=query, draft=draft, vocabulary=self.vocabulary, today=self.today()
        )
        yield from assembly.events()
        watch.lap("verify")
        answer = self._finish(question, history, assembly, watch)
        self._remember(answer, query=query.text)
        yield AnswerEvent(kind="done", answer=answer)

    def search(self, question: Question, *, limit: int) -> list[ScoredPassage]:
        """The passages that an answer to the question would be chosen from, best first."""
        query = self.understanding.understand(question, Conversation(id=""))
        return self._retrieve(query, self.embedder.embed_query(query.text), limit=limit)

    def _retrieve(self, query: Query, vector: Vector, *, limit: int) -> list[ScoredPassage]:
        return self.retriever.retrieve(
            query.search_text, vector=vector, limit=limit, where=query.filter
        )

    def _remember(self, answer: Answer, *, query: str) -> None:
        try:
            self.conversations.append(answer, query=query)
        except StorageFailed as error:
            raise AnswerNotRemembered(answer, error) from error

    def _finish(
        self, question: Question, history: Conversation, assembly: AnswerAssembly, watch: "_Watch"
    ) -> Answer:
        return Answer(
            id=f"ans_{secrets.token_hex(10)}",
            conversation_id=history.id,
            question=question.text,
            language=assembly.query.language,
            status=assembly.status,
            text=assembly.text(),
            statements=tuple(assembly.statements),
            citations=tuple(assembly.citations),
            conflicts=tuple(assembly.conflicts),
            follow_ups=assembly.draft.follow_ups,
            knowledge_version=self.knowledge_version(),
            timings_ms=watch.timings(),
        )


@dataclass(slots=True)
class _Watch:
    """Measures the steps of one answer, in milliseconds."""

    _started: float = field(default_factory=time.perf_counter)
    _laps: dict[str, float] = field(default_factory=dict)

    def lap(self, step: str) -> None:
        """End a step; what has passed since the last one is its time."""
        elapsed = (time.perf_counter() - self._started) * 1000
        self._laps[step] = round(elapsed - sum(self._laps.values()), 2)

    def timings(self) -> Timings:
        """The steps and their sum."""
        return Timings(**self._laps, total=round(sum(self._laps.values()), 2))
