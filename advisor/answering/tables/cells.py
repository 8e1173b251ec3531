"""What stands in a cell: the facts that hold now, each as a sentence of the notes writes it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.answering.drafts import DraftStatement, DraftValue, Evidence
from advisor.answering.tables.figures import with_rate, written_figures
from advisor.answering.tables.labels import beyond, label_pieces, undated
from advisor.domain.dates import is_past, last_day
from advisor.domain.documents import LanguageCode, StoredPassage
from advisor.domain.facts import Fact
from advisor.language.vocabulary import Vocabulary

GENERAL = (None, "all")
"""The categories of a fact that is not restricted to one."""

_MOST = 3
_DISPUTING = 2


_CONFIDENCE = ("low", "medium", "high")


def holding(
    facts: Sequence[Fact], *, qualifier: Callable[[Fact], str], year: int | None = None
) -> list[Fact]:
    """The facts of a cell that hold now: the newest of each thing, of equal values the surest.

    Those that speak of the `year` are taken before all others. `qualifier` is what tells one thing
    from another of the same measure. What holds for every category goes before what holds for one,
    unless it is older.
    """
    spoken = [fact for fact in facts if year is not None and _speaks_of(fact, year)]
    facts = spoken or facts
    valid = [f for f in facts if not any(_supersedes(other, f) for other in facts)]
    general = [fact for fact in valid if fact.category in GENERAL]
    if general and max(map(_newness, general)) == max(map(_newness, valid)):
        valid = general
    things: dict[tuple[str | None, ...], Fact] = {}
    for fact in sorted(valid, key=_newness):
        things[fact.platform, fact.market, fact.category, qualifier(fact)] = fact
    values: dict[tuple[object, ...], Fact] = {}
    for fact in sorted(things.values(), key=_sureness):
        values[fact.platform, fact.market, fact.category, fact.low, fact.high] = fact
    kept = sorted(values.values(), key=lambda fact: facts.index(fact))
    return kept[:_MOST]


def current(facts: Sequence[Fact], *, today: date) -> list[Fact]:
    """Those of the facts that have not ceased to hold; all of them where none is left."""
    return [fact for fact in facts if not is_past(fact.valid_to, today=today)] or list(facts)


def disputing(held: Sequence[Fact], facts: Mapping[str, Fact]) -> list[tuple[Fact, Fact]]:
    """Facts of a cell, each with one that disagrees and that it does not supersede; at most two.

    The surest go first.
    """
    pairs = [
        (fact, facts[name])
        for fact in held
        for name in fact.conflicts_with
        if name in facts and _is_of_same(fact, facts[name])
        if not _supersedes(fact, facts[name])
    ]
    return sorted(pairs, key=lambda pair: _sureness(pair[1]), reverse=True)[:_DISPUTING]


def _is_of_same(one: Fact, other: Fact) -> bool:
    """Whether two facts speak of the same platform and market, as far as they name any."""
    places = ((one.platform, other.platform), (one.market, other.market))
    return all(a is None or b is None or a == b for a, b in places)


def _supersedes(newer: Fact, older: Fact) -> bool:
    """Whether one fact begins to hold when the other of the same thing ends."""
    if older.valid_to is None or newer.valid_from is None:
        return False
    same = ("metric", "platform", "market", "category")
    return all(getattr(newer, name) == getattr(older, name) for name in same) and (
        last_day(newer.valid_from) > last_day(older.valid_to)
    )


def _speaks_of(fact: Fact, year: int) -> bool:
    """Whether the fact held for most of the year, or was found in it where it has no term."""
    if fact.valid_from is None and fact.valid_to is None:
        return fact.as_of.startswith(str(year))
    began = fact.valid_from is None or last_day(fact.valid_from) < date(year, 7, 1)
    begins_in = fact.valid_from is not None and fact.valid_from.startswith(str(year))
    lasts = fact.valid_to is None or last_day(fact.valid_to) > date(year, 7, 1)
    return (began or begins_in) and lasts


def _newness(fact: Fact) -> date:
    return last_day(fact.as_of)


def _sureness(fact: Fact) -> tuple[int, date]:
    return _CONFIDENCE.index(fact.confidence), _newness(fact)


def statings(fact: Fact, passages: Sequence[StoredPassage]) -> list[Evidence]:
    """The sentences that state the fact, the plainest first."""
    found = [
        Evidence(stored=stored, position=position)
        for stored in passages
        for position, sentence in enumerate(stored.passage.sentences)
        if fact.id in sentence.facts
    ]
    return sorted(found, key=lambda evidence: _remoteness(evidence, fact))


def plainest(fact: Fact, passages: Sequence[StoredPassage]) -> Evidence | None:
    """The sentence that states the fact most plainly."""
    return next(iter(statings(fact, passages)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellWriter:
    """Writes the values of cells from the passages that state them.

    `shown` are the terms that row, column or question name already, `common` the words of the
    measure's name.
    """

    passages: Sequence[StoredPassage]
    language: LanguageCode
    vocabulary: Vocabulary
    common: Collection[str]
    today: date

    def value(
        self, fact: Fact, *, row: str, shown: Collection[str], is_disputing: bool
    ) -> DraftValue | None:
        """The ways to say a fact, the plainest sentence that states it first; None without one."""
        stating = statings(fact, self.passages)
        if not stating:
            return None
        is_general = fact.category in GENERAL and not is_disputing
        ways = [
            way
            for more in _shorter(self.qualifier(fact, shown), is_general=is_general)
            for evidence in stating
            for way in self._ways(fact, evidence, row, more)
        ]
        review = fact.review_by
        is_old = review is not None and last_day(review) < self.today
        return DraftValue(
            ways=(*ways, _whole(stating[0])), outdated_since=fact.as_of if is_old else None
        )

    def qualifier(self, fact: Fact, shown: Collection[str]) -> str:
        """What the fact's label says beyond the measure and what is shown: category, time, origin."""
        label = label_pieces(
            fact, language=self.language, without=shown, vocabulary=self.vocabulary
        )
        return beyond(label, self.common, language=self.language)

    def _ways(
        self, fact: Fact, evidence: Evidence, row: str, more: str
    ) -> Iterator[DraftStatement]:
        """The value as the sentence writes it, claimed of what the sentence says it of."""
        for written, is_exact in written_figures(fact, evidence.sentence.text):
            figure = with_rate(written, fact, self.language)
            text = self._phrase(figure, more)
            subjects = list(self._subjects(fact, evidence, row))
            for subject in subjects if is_exact else subjects[:1]:
                yield DraftStatement(
                    text=text,
                    kind="evidence",
                    evidence=(evidence,),
                    claim=" ".join(part for part in (subject, more, figure) if part),
                )

    def _phrase(self, figure: str, more: str) -> str:
        if not more:
            return figure
        return f"{figure}（{more}）" if self.language == "zh" else f"{figure} ({more})"

    def _subjects(self, fact: Fact, evidence: Evidence, row: str) -> Iterator[str]:
        """What the fact is about, as the sentence or its headings name it; else the row's name."""
        headings = " ".join(evidence.stored.passage.headings)
        written = {m.id: m.form for m in self.vocabulary.mentions(headings)}
        written |= {m.id: m.form for m in self.vocabulary.mentions(evidence.sentence.text)}
        named = [written[name] for name in (fact.platform, fact.market) if name in written]
        if len(named) > 1:
            yield " ".join(named)
        yield from reversed(named)
        yield row


def _shorter(qualifier: str, *, is_general: bool) -> list[str]:
    """The qualifier, also without its dates; nothing where the fact holds in general."""
    joint = "，" if "，" in qualifier else ", "
    dateless = joint.join(part for part in qualifier.split(joint) if undated(part))
    return list(
        dict.fromkeys([qualifier, *([dateless] if dateless else []), *([""] if is_general else [])])
    )


def _remoteness(evidence: Evidence, fact: Fact) -> tuple[bool, bool, bool, int, int]:
    """How far a sentence is from telling just the fact, in the words of the fact's own source."""
    sentence = evidence.sentence
    return (
        sentence.kind != "evidence",
        sentence.source_id != fact.source,
        evidence.stored.passage.parallel_key != fact.section,
        len(sentence.facts),
        evidence.position,
    )


def _whole(evidence: Evidence) -> DraftStatement:
    sentence = evidence.sentence
    return DraftStatement(
        text=" ".join(sentence.text.split()), kind=sentence.kind, evidence=(evidence,)
    )
