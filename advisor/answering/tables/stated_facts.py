"""The facts of the notes with the terms and words that they are found by."""

from dataclasses import dataclass, field

from advisor.domain.facts import Fact, TermKind
from advisor.domain.ports import FactStore
from advisor.language.text import fold, words
from advisor.language.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFact:
    """A fact that a statement of the notes states.

    `terms` are the ids of the glossary's terms in its labels; `words` and `text` all that its labels
    and its metric say, folded.
    """

    fact: Fact
    terms: frozenset[str]
    words: frozenset[str]
    text: str

    def names(self, kind: TermKind) -> tuple[str, ...]:
        """What it is about: the platform or market it belongs to, or the terms of its label."""
        if kind == "platform":
            return (self.fact.platform,) if self.fact.platform else ()
        if kind == "market":
            return (self.fact.market,) if self.fact.market else ()
        return tuple(self.terms)


@dataclass(slots=True)
class FactTables:
    """Every stated fact; read again when they have changed."""

    store: FactStore
    vocabulary: Vocabulary
    _read: tuple[Fact, ...] = ()
    _stated: tuple[StatedFact, ...] = field(default=())

    def stated(self) -> tuple[StatedFact, ...]:
        """Every fact that a statement states."""
        facts = self.store.facts()
        if facts is not self._read:
            self._stated = tuple(self._stated_fact(fact) for fact in facts if fact.stated_in)
            self._read = facts
        return self._stated

    def _stated_fact(self, fact: Fact) -> StatedFact:
        texts = [*fact.label.values(), fact.metric.replace("_", " ")]
        return StatedFact(
            fact=fact,
            terms=frozenset(m.id for text in texts for m in self.vocabulary.mentions(text)),
            words=frozenset(word for text in texts for word in words(text)),
            text=fold(" ".join(texts)),
        )
