"""What the playbook advises on a question, put before what the notes say."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from advisor.answering.drafts import Draft, DraftStatement
from advisor.answering.playbook.drafting import PlaybookDrafter, pages_of
from advisor.answering.playbook.matching import PlaybookMatcher, closeness
from advisor.answering.playbook.situations import SituationReader
from advisor.domain.answers import Query
from advisor.domain.ports import FactStore, Parallels
from advisor.knowledge.playbook import load_edition
from advisor.language.content import content_words, coverage
from advisor.language.vocabulary import Vocabulary

_ADVISED = 4
_IN_ALL = 5
_QUESTIONS = 2
_CLOSE = 0.35
_REDUNDANT = 0.8


@dataclass(slots=True, kw_only=True)
class PlaybookComposer:
    """Advises from the stored playbook; it is read again when it has changed."""

    store: FactStore
    parallels: Parallels
    vocabulary: Vocabulary
    _read: str = ""
    _matcher: PlaybookMatcher | None = None
    _drafter: PlaybookDrafter | None = None

    def advise(self, query: Query, *, known: Mapping[str, float], only_close: bool) -> Draft | None:
        """What the rules say that the question fires; None without one.

        `only_close` takes a rule only if the question is close to it, not for its words alone.
        """
        self._refresh()
        if self._matcher is None or self._drafter is None:
            return None
        near = closeness(self._matcher.playbook, known)
        fired = self._matcher.matching(query, similarity=near)
        if not fired or (only_close and near[fired[0].rule.id] < _CLOSE):
            return None
        return self._drafter.draft(fired, language=query.language, known=known)

    def _refresh(self) -> None:
        stored = self.store.playbook()
        if stored is self._read:
            return
        edition = load_edition(stored)
        self._matcher = self._drafter = None
        if edition is not None:
            self._matcher = PlaybookMatcher(
                playbook=edition.playbook,
                reader=SituationReader(edition.playbook, vocabulary=self.vocabulary),
                vocabulary=self.vocabulary,
            )
            self._drafter = PlaybookDrafter(
                pages=pages_of(edition.documents),
                parallels=self.parallels,
                vocabulary=self.vocabulary,
            )
        self._read = stored


def with_advice(draft: Draft, advised: Draft) -> Draft:
    """The draft with advice before it; what both say is said once."""
    kept: list[DraftStatement] = []
    for statement in (*advised.statements[:_ADVISED], *draft.statements):
        if not any(_says_the_same(earlier, statement) for earlier in kept):
            kept.append(statement)
    questions = (*advised.follow_ups[:1], *draft.follow_ups)
    return replace(
        draft,
        statements=tuple(kept[:_IN_ALL]),
        frame=None,
        follow_ups=questions[:_QUESTIONS],
        known={**draft.known, **advised.known},
    )


def _says_the_same(earlier: DraftStatement, statement: DraftStatement) -> bool:
    """Whether hardly a word of it is new: a rule may say what its reason says."""
    weights = dict.fromkeys(content_words(statement.text), 1.0)
    return coverage(weights, earlier.text) >= _REDUNDANT
