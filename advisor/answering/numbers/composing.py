"""What a question asks to be worked out, as drafts of the answer's calculations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.answering.conflicts import weigh
from advisor.answering.drafts import Disagreement, DraftStatement, Evidence
from advisor.answering.numbers.bearing import beside
from advisor.answering.numbers.drafting import CalculationDraft, CalculationWriter
from advisor.answering.numbers.meanwhile import meanwhile
from advisor.answering.numbers.working_out import Calculator
from advisor.answering.tables.cells import plainest
from advisor.calculating.understanding import requests_in
from advisor.domain.answers import Question
from advisor.domain.calculations import CalculationRequest
from advisor.domain.conversations import Conversation
from advisor.domain.documents import LanguageCode
from advisor.domain.facts import Fact
from advisor.domain.ports import FactStore, Parallels
from advisor.language.text import clean
from advisor.language.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationComposer:
    """Understands which rules a question asks for and drafts what they give."""

    facts: FactStore
    parallels: Parallels
    vocabulary: Vocabulary
    today: Callable[[], date] = date.today

    def requests(self, question: Question, history: Conversation) -> tuple[CalculationRequest, ...]:
        """The calculations that a question asks for; a follow-up changes those before it."""
        before = history.messages[-1].answer.requested if history.messages else ()
        return requests_in(clean(question.text), vocabulary=self.vocabulary, before=before)

    def compose(
        self, requests: Sequence[CalculationRequest], *, language: LanguageCode
    ) -> tuple[CalculationDraft, ...]:
        """What each request gives; where one lacks inputs, also what those at hand already tell."""
        calculator = Calculator(facts=self.facts, today=self.today)
        worked = [calculator.work_out(request) for request in requests]
        asked = {item.rule.name for item in worked}
        for item in tuple(worked):
            if item.missing:
                instead = [r for r in meanwhile(item.request) if r.rule not in asked]
                found = [calculator.work_out(request) for request in instead]
                worked += [other for other in found if other.cases]
        worked.sort(key=lambda item: not item.cases)
        drafts: list[CalculationDraft] = []
        for item in worked:
            first = 1 + sum(len(draft.calculations) for draft in drafts)
            drafts.append(CalculationWriter(worked=item, language=language, first=first).draft())
        return tuple(drafts)

    def evidence(self, fact: Fact, *, language: LanguageCode) -> Evidence | None:
        """The sentence of the notes that states a fact most plainly."""
        stored = [
            passage
            for passage in self.parallels.parallels(fact.stated_in).values()
            if passage.passage.language == language
        ]
        return plainest(fact, stored)

    def beside(
        self, drafts: Sequence[CalculationDraft], *, language: LanguageCode
    ) -> tuple[DraftStatement, ...]:
        """What the notes say on the rules that were worked out."""
        return beside(
            drafts, language=language, parallels=self.parallels, vocabulary=self.vocabulary
        )

    def disagreements(
        self, drafts: Sequence[CalculationDraft], *, language: LanguageCode
    ) -> tuple[Disagreement, ...]:
        """The facts behind inputs that other facts dispute, with the side to prefer."""
        found = []
        for given in (given for draft in drafts for given in draft.worked.facts if given.other):
            own = self.evidence(given.fact, language=language)
            other = self.evidence(given.other, language=language) if given.other else None
            if own and other and given.other_value is not None:
                topic = given.fact.label[language]
                found.append(weigh(own, other, topic=topic, is_date=given.fact.is_date))
        return tuple(found)
