"""Fired rules as statements: what to do, what decides between contrary advice, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.answering.drafts import Draft, DraftStatement, Evidence
from advisor.answering.playbook.calculating import calculation_questions
from advisor.answering.playbook.matching import Fired
from advisor.answering.verification import verify_statement
from advisor.domain.documents import (
    Document,
    LanguageCode,
    PassageVectors,
    StoredPassage,
)
from advisor.domain.ports import Parallels
from advisor.knowledge.playbook import (
    PlaybookRule,
    Reason,
    playbook_key,
)
from advisor.language.vocabulary import Vocabulary

_MOST_RULES = 2
_LEVEL = 0.5
"""How far behind the best a second rule may stay and still be told as well."""

_REASONS = 2
_REASONS_OF_OTHERS = 1
_QUESTIONS = 3
_ADVICE, _UNLESS, _FIRST_DECIDES = 0, 1, 2

Pages = Mapping[tuple[LanguageCode, str], StoredPassage]
"""The rules' own passages by language and parallel key."""


def pages_of(documents: Sequence[Document]) -> Pages:
    """The passages of the playbook, as they are quoted; nothing is to be found by their vectors."""
    none = np.zeros((0, 0), dtype=np.float32)
    vectors = PassageVectors(passage=none, questions=none, sentences=none)
    return {
        (document.language, str(passage.parallel_key)): StoredPassage(
            passage=passage,
            vectors=vectors,
            sources={source.id: source for source in document.sources},
        )
        for document in documents
        for passage in document.passages
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookDrafter:
    """Writes the draft of what the playbook says to a question."""

    pages: Pages
    parallels: Parallels
    vocabulary: Vocabulary

    def draft(
        self,
        fired: Sequence[Fired],
        *,
        language: LanguageCode,
        known: Mapping[str, float] | None = None,
    ) -> Draft:
        """The statements of the best rules, each with what supports it; none without a rule.

        Contrary rules that both fire are a choice: what decides comes first. The numeric rules to
        run next follow as questions.
        """
        told = _told(fired)
        notes = self._notes(told, language)
        statements = {s.text: s for s in self._statements(told, language, notes)}
        return Draft(
            statements=tuple(statements.values()),
            follow_ups=calculation_questions(
                (name for rule in told for name in rule.calculate),
                language=language,
                limit=_QUESTIONS,
            ),
            known=dict(known or {}) | _known_of(told, known or {}),
        )

    def _statements(
        self,
        told: Sequence[PlaybookRule],
        language: LanguageCode,
        notes: Mapping[str, StoredPassage],
    ) -> Iterator[DraftStatement]:
        """What decides, the advice of each rule, its other reasons, and when a rule does not hold."""
        for position in _deciding(told):
            yield self._own(told[0], language, position=position)
        advice = [self._advice(rule, language, notes) for rule in told]
        yield from advice
        cited = [evidence for statement in advice for evidence in statement.evidence]
        for rule in told:
            most = _REASONS if rule is told[0] else _REASONS_OF_OTHERS
            reasons = [s for s in _quoted(rule.because, notes) if s.evidence[0] not in cited]
            yield from reasons[:most]
        if len(told) == 1:
            yield self._own(told[0], language, position=_UNLESS)
            yield from _quoted(told[0].unless_because[:1], notes)

    def _advice(
        self, rule: PlaybookRule, language: LanguageCode, notes: Mapping[str, StoredPassage]
    ) -> DraftStatement:
        """The advice, cited from the statements that bear it out alone, else from the playbook."""
        own = self._own(rule, language, position=_ADVICE)
        reasons = [
            Evidence(stored=notes[reason.section], position=reason.position)
            for reason in rule.because
            if reason.section in notes
        ]
        bearing = [evidence for evidence in reasons if self._bears_out(own.text, evidence)]
        return DraftStatement(text=own.text, kind="advice", evidence=tuple(bearing) or own.evidence)

    def _bears_out(self, advice: str, evidence: Evidence) -> bool:
        return verify_statement(
            advice,
            quote=evidence.sentence.text,
            context=" ".join(evidence.stored.passage.headings),
            vocabulary=self.vocabulary,
        ).supported

    def _own(self, rule: PlaybookRule, language: LanguageCode, *, position: int) -> DraftStatement:
        """A sentence of the rule itself, quoted from the playbook."""
        evidence = Evidence(stored=self.pages[language, playbook_key(rule.id)], position=position)
        sentence = evidence.sentence
        return DraftStatement(text=sentence.text, kind=sentence.kind, evidence=(evidence,))

    def _notes(
        self, told: Sequence[PlaybookRule], language: LanguageCode
    ) -> dict[str, StoredPassage]:
        """The passages of the reasons in the asker's language, by section."""
        reasons = [r for rule in told for r in (*rule.because, *rule.unless_because)]
        sections = list(dict.fromkeys(reason.section for reason in reasons))
        return {
            str(stored.passage.parallel_key): stored
            for stored in self.parallels.parallels(sections).values()
            if stored.passage.language == language
        }


def _told(fired: Sequence[Fired]) -> list[PlaybookRule]:
    """The best rule with a contrary one that fires too, or with one that fits as well."""
    if not fired:
        return []
    best = fired[0]
    contrary = {opposite.rule for opposite in best.rule.against}
    others = [f for f in fired[1:] if f.rule.id in contrary]
    others = others or [f for f in fired[1:] if f.score >= best.score - _LEVEL]
    return [best.rule, *(f.rule for f in others)][:_MOST_RULES]


def _deciding(told: Sequence[PlaybookRule]) -> Iterator[int]:
    """The place in the first rule's passage that says what decides between it and the second."""
    for rule in told[1:]:
        names = [opposite.rule for opposite in told[0].against]
        if rule.id in names:
            yield _FIRST_DECIDES + names.index(rule.id)


def _quoted(
    reasons: Sequence[Reason], notes: Mapping[str, StoredPassage]
) -> Iterator[DraftStatement]:
    """The statements themselves, in the notes' own words."""
    for reason in reasons:
        if reason.section not in notes:
            continue
        evidence = Evidence(stored=notes[reason.section], position=reason.position)
        sentence = evidence.sentence
        yield DraftStatement(text=sentence.text, kind=sentence.kind, evidence=(evidence,))


def _known_of(told: Sequence[PlaybookRule], known: Mapping[str, float]) -> dict[str, float]:
    """How far the playbook answers the question: as far as the sections that it rests on."""
    return {
        playbook_key(rule.id): max(known.get(reason.section, 0.0) for reason in rule.because)
        for rule in told
    }
