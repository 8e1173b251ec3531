"""Understanding a question without a model: language, terms, what it asks, what it inherits."""

import re
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from advisor.answering.asks import (
    asked_kinds,
    is_greeting,
    wants_detail,
    wants_latest,
    wants_list,
    wants_news,
    wants_official,
)
from advisor.answering.follow_up import (
    is_bare,
    is_without_subject,
    joined,
    names_subject,
    stand_alone,
)
from advisor.domain.answers import Query, Question, Remark
from advisor.domain.conversations import Conversation
from advisor.domain.documents import LanguageCode, PassageFilter
from advisor.domain.errors import InvalidQuestion
from advisor.language.detection import detect_language
from advisor.language.text import clean, has_chinese
from advisor.language.vocabulary import Vocabulary

_LATIN_WORD = re.compile(r"[A-Za-z]{4,}")
_MAX_FORMS = 6


@cache
def _english() -> SpellChecker:
    """Ordinary English words; read when a word first looks like a misspelt name."""
    return SpellChecker(language="en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """Turns what a seller wrote into a stand-alone query."""

    vocabulary: Vocabulary
    max_chars: int

    def understand(self, question: Question, history: Conversation) -> Query:
        """The query of a question. Raises InvalidQuestion."""
        written = self.correct_names(self._readable(question.text))
        text = self.vocabulary.canonical(written)
        previous = history.messages[-1].query if history.messages else None
        alone = stand_alone(text, previous=previous, vocabulary=self.vocabulary)
        return self._query(text, alone=alone, history=history, where=question.filter)

    def as_follow_up(self, query: Query, history: Conversation) -> Query | None:
        """A short question that names no subject, with that of the one before; None for others."""
        if not history.messages or query.text != query.asked:
            return None
        if not is_without_subject(query.asked, vocabulary=self.vocabulary):
            return None
        alone = joined(query.asked, previous=history.messages[-1].query)
        return self._query(query.asked, alone=alone, history=history, where=query.filter)

    def of_part(self, query: Query, part: str, *, said: frozenset[str]) -> Query:
        """A part of the question; what it is about stands in the whole, unless it says so itself.

        `said` holds what the parts before it are answered with.
        """
        is_whole = names_subject(part, vocabulary=self.vocabulary)
        alone = part if is_whole else joined(part, previous=query.text)
        return replace(
            self._query(part, alone=alone, history=Conversation(id=""), where=query.filter),
            language=query.language,
            said=said,
            wants_official=query.wants_official,
            entities=query.entities | self._entities(part),
        )

    def _query(
        self, text: str, *, alone: str, history: Conversation, where: PassageFilter
    ) -> Query:
        return Query(
            asked=text,
            text=alone,
            search_text=self._with_other_forms(alone),
            language=self._language(text if has_chinese(text) else alone),
            entities=self._entities(alone) | self._entities(text),
            asks=asked_kinds(text) or asked_kinds(alone),
            filter=where,
            said=_said(history) if alone != text else frozenset(),
            remark=_remark(text, history),
            wants_detail=wants_detail(text),
            wants_list=wants_list(text),
            wants_latest=wants_latest(text),
            wants_official=wants_official(text),
            wants_news=wants_news(text),
        )

    def _language(self, text: str) -> LanguageCode:
        """The language asked in; names of platforms and companies belong to both."""
        rest = list(text)
        for mention in self.vocabulary.mentions(text):
            if mention.kind in ("platform", "company"):
                rest[mention.start : mention.end] = " " * (mention.end - mention.start)
        return detect_language("".join(rest))

    def _entities(self, text: str) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for mention in self.vocabulary.mentions(text):
            known = found.get(mention.kind, ())
            found[mention.kind] = (*known, mention.id) if mention.id not in known else known
        return found

    def correct_names(self, text: str) -> str:
        """The text with misspelt Latin names of platforms and companies set right."""
        return _LATIN_WORD.sub(lambda found: self._nearest_name(found[0]), text)

    def _nearest_name(self, word: str) -> str:
        lower = word.lower()
        if lower in self.vocabulary.latin_words:
            return word
        allowed = 1 if len(word) < 7 else 2
        for name in self.vocabulary.latin_names:
            is_close = abs(len(name) - len(word)) <= allowed and name[0].lower() == lower[0]
            if is_close and OSA.distance(lower, name.lower(), score_cutoff=allowed) <= allowed:
                return word if lower in _english() else name
        return word

    def _with_other_forms(self, text: str) -> str:
        """The text with the main forms of its terms, for the search by words."""
        added: list[str] = []
        for mention in self.vocabulary.mentions(text):
            added += [form for form in mention.forms[:_MAX_FORMS] if form not in text]
        return " ".join([text, *dict.fromkeys(added)])

    def _readable(self, raw: str) -> str:
        if len(raw) > self.max_chars:
            raise InvalidQuestion(
                f"The question has {len(raw)} characters, the limit is {self.max_chars}. "
                f"Ask the question alone, and add long material with `advisor ingest`."
            )
        if any(0xD800 <= ord(character) <= 0xDFFF for character in raw) or "\ufffd" in raw:
            raise InvalidQuestion("The question is not valid UTF-8 text. Send it as UTF-8.")
        text = " ".join(clean(raw).split())
        if not any(character.isalnum() for character in text):
            raise InvalidQuestion("The question is empty. Write what you want to know.")
        return text


def _remark(text: str, history: Conversation) -> Remark | None:
    """Whether there is nothing to look up: small talk, or a first question without a subject."""
    if is_greeting(text):
        return "greeting"
    return "bare" if is_bare(text) and not history.messages else None


def _said(history: Conversation) -> frozenset[str]:
    """What the last answer quoted."""
    if not history.messages:
        return frozenset()
    return frozenset(citation.quote for citation in history.messages[-1].answer.citations)
