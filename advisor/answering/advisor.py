"""From question to answer on one screen."""

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import numpy as np

from advisor.answering.asks import is_own_case
from advisor.answering.assembly import AnswerAssembly
from advisor.answering.drafts import Draft
from advisor.answering.extractive_composer import ExtractiveComposer
from advisor.answering.numbers.composing import CalculationComposer
from advisor.answering.numbers.drafting import CalculationDraft
from advisor.answering.numbers.stating import works_out_first
from advisor.answering.parts import question_parts, with_parts
from advisor.answering.understanding import Understanding
from advisor.domain.answers import Answer, AnswerEvent, Query, Question, Timings
from advisor.domain.conversations import Conversation
from advisor.domain.documents import LanguageCode, ScoredPassage, Vector, Views
from advisor.domain.errors import AnswerNotRemembered, StorageFailed
from advisor.domain.ports import ConversationStore, Embedder, Retriever
from advisor.language.vocabulary import Vocabulary
from advisor.retrieval.language_views import LanguageViews

_POINTS_THERE = 0.2
"""How far a follow-up must itself point to the section that answers it; small talk does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisor:
    """Answers sellers from the knowledge base."""

    understanding: Understanding
    embedder: Embedder
    language_views: LanguageViews
    retriever: Retriever
    composer: ExtractiveComposer
    calculations: CalculationComposer
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
        requests = self.calculations.requests(question, history)
        watch.lap("understand")
        calculated = self.calculations.compose(requests, language=query.language)
        watch.lap("calculate")
        if works_out_first(calculated):
            draft = self._beside(calculated, query.language)
        else:
            query, draft = self._from_sources(query, history, watch)
            if draft.answers and not is_own_case(query.asked):
                calculated = ()  # a question about the trade, which the sources answer
            if calculated and not draft.answers:
                draft = Draft(known=draft.known)
        assembly = AnswerAssembly(
            query=query,
            draft=draft,
            vocabulary=self.vocabulary,
            today=self.today(),
            calculated=calculated,
            fact_evidence=partial(self.calculations.evidence, language=query.language),
        )
        yield from assembly.events()
        watch.lap("verify")
        answer = self._finish(question, history, assembly, watch)
        self._remember(answer, query=query.text)
        yield AnswerEvent(kind="done", answer=answer)

    def _from_sources(
        self, query: Query, history: Conversation, watch: "_Watch"
    ) -> tuple[Query, Draft]:
        """The draft of the question; of what it goes on from, where it says too little alone."""
        draft = self._draft(query, watch)
        longer = self.understanding.as_follow_up(query, history)
        if longer and not draft.answers:
            again = self._draft(longer, watch)
            if draft.known.get(again.lead or "", 0.0) >= _POINTS_THERE:
                return longer, again
        parts = question_parts(query.asked) if not draft.table else ()
        drafts: list[Draft] = []
        for part in parts:
            said = frozenset(quote for earlier in drafts for quote in earlier.quotes)
            drafts.append(self._draft(self.understanding.of_part(query, part, said=said), watch))
        return query, with_parts(draft, drafts)

    def _beside(self, calculated: Sequence[CalculationDraft], language: LanguageCode) -> Draft:
        """What the sources say beside a calculation: little, and nothing if it goes on from one."""
        disputes = self.calculations.disagreements(calculated, language=language)
        if any(draft.worked.request.changed for draft in calculated):
            return Draft(disagreements=disputes)
        statements = self.calculations.beside(calculated, language=language)
        return Draft(statements=statements, disagreements=disputes)

    def _draft(self, query: Query, watch: "_Watch") -> Draft:
        views = self.views(query)
        hits = self.retriever.retrieve(query, views=views, limit=self.passages)
        watch.lap("retrieve")
        draft = self.composer.compose(query, views=views, hits=hits)
        watch.lap("compose")
        return draft

    def search(self, question: Question, *, limit: int) -> list[ScoredPassage]:
        """The passages that an answer to the question would be chosen from, best first."""
        query = self.understanding.understand(question, Conversation(id=""))
        hits = self.retriever.retrieve(query, views=self.views(query), limit=limit)
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    def views(self, query: Query) -> Views:
        """The question's vector among texts of each language."""
        return self.language_views.of(self._embed(query), asked_in=query.language)

    def _embed(self, query: Query) -> Vector:
        """The vector of the question; of a follow-up as much of what it adds as of the whole."""
        whole = self.embedder.embed_query(query.text)
        if query.asked not in query.text or query.asked == query.text:
            return whole
        mean = whole + self.embedder.embed_query(query.asked)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)

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
            table=assembly.table,
            citations=tuple(assembly.citations),
            calculations=tuple(c for draft in assembly.calculated for c in draft.calculations),
            requested=tuple(draft.worked.request for draft in assembly.calculated),
            conflicts=tuple(assembly.conflicts),
            missing=assembly.missing,
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
        since = elapsed - sum(self._laps.values())
        self._laps[step] = round(self._laps.get(step, 0.0) + since, 2)

    def timings(self) -> Timings:
        """The steps and their sum."""
        return Timings(**self._laps, total=round(sum(self._laps.values()), 2))
