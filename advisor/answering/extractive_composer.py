"""Answers without a language model: chooses, orders and frames sentences of the sources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from advisor.answering.answerability import chance, is_answerable
from advisor.answering.conflicts import disagreements
from advisor.answering.drafts import Disagreement, Draft, DraftStatement, Evidence, Frame
from advisor.answering.evidence import (
    Candidate,
    ReadablePassage,
    TokenWeights,
    candidates,
    official,
    readable_passages,
)
from advisor.answering.follow_ups import follow_ups, offers
from advisor.answering.lists import whole_list
from advisor.answering.nearest import nearest_candidates
from advisor.answering.own_documents import Side, meant, of_one_document
from advisor.answering.places import known_of_asked_places, of_asked_places
from advisor.answering.playbook import PlaybookComposer, with_advice
from advisor.answering.premises import contradicts_premise
from advisor.answering.selection import select_candidates
from advisor.answering.sides import with_every_side
from advisor.answering.tables.composer import TableComposer
from advisor.answering.tables.drafting import with_table
from advisor.domain.answers import Query
from advisor.domain.documents import PassageFilter, ScoredPassage, Views
from advisor.domain.ports import FactStore, Parallels
from advisor.language.detection import dominant_language
from advisor.language.vocabulary import Vocabulary
from advisor.retrieval.known_questions import KnownQuestions

_FOLLOW_UPS = 2
_OFFERS = 3
_CITATIONS = 3
_ASKS_HOW_MUCH = frozenset({"amount", "duration", "date"})


@dataclass(frozen=True, kw_only=True)
class ExtractiveComposer:
    """Chooses sentences that answer the question; no sentence of its own is written."""

    vocabulary: Vocabulary
    parallels: Parallels
    questions: KnownQuestions
    token_weights: TokenWeights
    facts: FactStore

    @cached_property
    def tables(self) -> TableComposer:
        """What makes tables of the facts."""
        return TableComposer(
            store=self.facts,
            vocabulary=self.vocabulary,
            parallels=self.parallels,
            token_weights=self.token_weights,
        )

    @cached_property
    def playbook(self) -> PlaybookComposer:
        """What advises from the playbook."""
        return PlaybookComposer(
            store=self.facts, parallels=self.parallels, vocabulary=self.vocabulary
        )

    def compose(self, query: Query, *, views: Views, hits: Sequence[ScoredPassage]) -> Draft:
        """The statements to verify; none when the sources do not answer."""
        passages = readable_passages(hits, language=query.language, parallels=self.parallels)
        if query.remark:
            return Draft(follow_ups=follow_ups(query.text, passages, answered=(), limit=_OFFERS))
        known = self.questions.scores(query.text, views[query.language], language=query.language)
        near = candidates(
            query,
            views=views,
            passages=passages,
            known=known,
            token_weights=self.token_weights,
            vocabulary=self.vocabulary,
        )
        found = of_asked_places(query, near, vocabulary=self.vocabulary)
        there = known_of_asked_places(known, found=near, kept=found)
        found = [] if query.wants_news else self._answering(query, found, known=there)
        if query.wants_official:
            found = official(found)
        draft = self._drafted(query, found, passages) if found else Draft(known=known)
        more = self._with_more(query, draft, known=known)
        return (
            more if more.statements or more.table else self._declined(query, near, passages, known)
        )

    def _with_more(self, query: Query, draft: Draft, *, known: Mapping[str, float]) -> Draft:
        """The draft with a table or with the playbook's advice, where the question asks for it."""
        found_any = bool(draft.statements)
        table = self.tables.compose(
            query, known=known, only_sure=not found_any, only_comparing=draft.is_overview
        )
        if table:
            return with_table(draft, table, vocabulary=self.vocabulary)
        if query.wants_official or query.filter != PassageFilter():
            return draft
        is_follow_up = query.text != query.asked
        only_close = not found_any or is_follow_up or bool(query.asks & _ASKS_HOW_MUCH)
        advised = self.playbook.advise(query, known=known, only_close=only_close)
        return with_advice(draft, advised) if advised else draft

    def _declined(
        self,
        query: Query,
        near: Sequence[Candidate],
        passages: Sequence[ReadablePassage],
        known: Mapping[str, float],
    ) -> Draft:
        """No answer: what comes nearest, and what could be asked instead."""
        if query.wants_official:
            near = official(near)
        chosen = nearest_candidates(query, near, known=known, vocabulary=self.vocabulary)
        shown = [[candidate.evidence for candidate in group] for group in chosen]
        return Draft(
            statements=tuple(_statements(shown, ())),
            frame="nearest" if shown else None,
            follow_ups=offers(query.text, passages, known=known, limit=_OFFERS),
            known=known,
        )

    def _drafted(
        self, query: Query, found: Sequence[Candidate], passages: Sequence[ReadablePassage]
    ) -> Draft:
        """The best of the candidates, with what disagrees with them."""
        chosen = of_one_document(select_candidates(query, found))
        if query.wants_list:
            chosen = whole_list(chosen, found)
        chosen = with_every_side(query, chosen, found, vocabulary=self.vocabulary)
        shown = [[candidate.evidence for candidate in group] for group in chosen]
        conflicts = disagreements(
            [group[0] for group in shown],
            query=query,
            parallels=self.parallels,
            vocabulary=self.vocabulary,
        )
        return Draft(
            statements=tuple(_statements(shown, conflicts)),
            disagreements=conflicts,
            frame=_frame(query, chosen),
            follow_ups=self._follow_ups(query, passages, chosen),
        )

    def _answering(
        self, query: Query, found: Sequence[Candidate], *, known: Mapping[str, float]
    ) -> list[Candidate]:
        """The candidates of the notes, of other documents, or both, where these answer at all.

        Gaps are gaps of the notes: a seller's own document may well answer them.
        """
        noted = [c for c in found if c.evidence.stored.passage.questions]
        others = [c for c in found if not c.evidence.stored.passage.questions]
        sides = [
            Side(candidates=side, chance=self._chance(query, side, known=known_there))
            for side, known_there in ((noted, known), (others, {}))
        ]
        return meant(*sides)

    def _chance(
        self, query: Query, found: Sequence[Candidate], *, known: Mapping[str, float]
    ) -> float:
        """How likely the candidates answer; none where they do not answer at all."""
        if not found or not is_answerable(query, found, known=known, vocabulary=self.vocabulary):
            return 0.0
        return chance(query, found, known=known, vocabulary=self.vocabulary)

    def _follow_ups(
        self, query: Query, passages: Sequence[ReadablePassage], chosen: list[list[Candidate]]
    ) -> tuple[str, ...]:
        if not chosen[0][0].evidence.stored.passage.questions:
            return ()  # a seller's own document answered: the notes' questions lead away from it
        used = {c.evidence.stored.passage.id for group in chosen for c in group}
        return follow_ups(query.text, passages, answered=used, limit=_FOLLOW_UPS)


def _statements(
    shown: Sequence[Sequence[Evidence]], conflicts: Sequence[Disagreement]
) -> Iterator[DraftStatement]:
    """A statement for each group; the other side of a disagreement follows its own."""
    said = [group[0] for group in shown]
    for group in shown:
        yield _statement(group)
        for conflict in conflicts:
            if conflict.own is group[0] and not any(conflict.other.overlaps(e) for e in said):
                said.append(conflict.other)
                yield _statement([conflict.other])


def _statement(evidence: Sequence[Evidence]) -> DraftStatement:
    sentence = evidence[0].sentence
    return DraftStatement(
        text=" ".join(sentence.text.split()),
        kind=sentence.kind,
        evidence=tuple(evidence[:_CITATIONS]),
    )


def _frame(query: Query, chosen: Sequence[Sequence[Candidate]]) -> Frame | None:
    lead = chosen[0][0].evidence.sentence.text
    if dominant_language(lead) != query.language:
        return "other_language"
    passages = [group[0].evidence.stored.passage.text for group in chosen]
    return "correction" if contradicts_premise(query, lead, passages=passages) else None
