"""Which measure a question asks for: by the words of its facts, and by the sections that answer it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from advisor.answering.evidence import TokenWeights
from advisor.answering.tables.request import TableRequest
from advisor.answering.tables.stated_facts import StatedFact
from advisor.domain.facts import Fact
from advisor.language.content import content_words, presence
from advisor.language.vocabulary import Vocabulary

_KNOWN = 0.5
_FILLED = 0.3
_ENOUGH_WORDS = 0.5
_SURELY_NAMED = 0.95
_SOME_WORDS = 0.45
_SURELY_KNOWN = 0.8
_SAME_AGREEMENT = 0.1
_MARGIN = 0.1
_MOST = 3
_PLAIN = 0.3
_NAMES_MEASURE = 0.4
_LISTED = 0.5
_ROWS_OF_ALL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A metric with those of its facts that the question is about, by the row they belong to.

    `agreement` says how much of what is wanted the labels of each fact say, 0 to 1; `named` is what
    most of them say. The measure is sure when they say all.
    """

    metric: str
    rows: dict[str, tuple[StatedFact, ...]]
    agreement: dict[str, float]
    named: frozenset[str]
    score: float
    is_sure: bool

    def best_agreeing(self, facts: Sequence[StatedFact]) -> list[Fact]:
        """Those of the facts whose labels say most of what is asked: those on clothing, if it is."""
        best = max((self.agreement[s.fact.id] for s in facts), default=0.0) - _SAME_AGREEMENT
        return [s.fact for s in facts if self.agreement[s.fact.id] >= best]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChoice:
    """Finds the measures of a question; `known` says how far each section answers it."""

    vocabulary: Vocabulary
    token_weights: TokenWeights

    def measures(
        self, request: TableRequest, stated: Sequence[StatedFact], *, known: Mapping[str, float]
    ) -> list[Measure]:
        """The best measure, those that are as good, and those that fill a row without facts.

        None when no fact fits.
        """
        wanted = self._wanted(request.topic, stated)
        by_metric: dict[str, list[StatedFact]] = {}
        for fact in stated:
            if _is_in_scope(fact, request):
                by_metric.setdefault(fact.fact.metric, []).append(fact)
        found = [
            measure
            for metric, facts in by_metric.items()
            if (measure := _measure(metric, facts, request=request, wanted=wanted, known=known))
        ]
        found.sort(key=lambda measure: -measure.score)
        near = [m for m in found if m.score >= found[0].score - _MARGIN]
        near = [m for m in near if not _is_variant(m, near)][:_MOST]
        for name in request.names:
            if all(name not in measure.rows for measure in near):
                near += [m for m in found if name in m.rows and m.named & found[0].named][:1]
        return near

    def _wanted(self, topic: str, stated: Sequence[StatedFact]) -> dict[str, float]:
        """The words and the terms (as "@id form") that name the measure, each with its weight.

        A word of one character counts only if labels use it: most are verbs and particles.
        """
        mentions = self.vocabulary.mentions(topic)
        rest = list(topic)
        wanted: dict[str, float] = {}
        for mention in mentions:
            rest[mention.start : mention.end] = " " * (mention.end - mention.start)
            weights = self.token_weights(content_words(mention.form))
            wanted[f"@{mention.id} {mention.form}"] = max(weights.values(), default=1.0)
        others = content_words("".join(rest))
        telling = [w for w in others if len(w) > 1 or any(_says(fact, w) for fact in stated)]
        return wanted | self.token_weights(telling)


def _measure(
    metric: str,
    facts: Sequence[StatedFact],
    *,
    request: TableRequest,
    wanted: Mapping[str, float],
    known: Mapping[str, float],
) -> Measure | None:
    """The metric with its score; None where too little speaks for it or for a table."""
    rows = _rows(facts, request)
    if len(rows) < _fewest_rows(request):
        return None
    inside = [fact for row in rows.values() for fact in row]
    names = [wish for wish in wanted if len(wish) > 1] or list(wanted)  # 率 names no measure
    named = {w for w in names if fmean(_says(fact, w) for fact in inside) >= _NAMES_MEASURE}
    if not named:
        return None
    agreement = {stated.fact.id: _agreement(wanted, stated) for stated in inside}
    if not request.names:
        rows = _listed(rows, agreement)
        if len(rows) < _ROWS_OF_ALL:
            return None
    credited = named if request.names else ()
    words = fmean(max(_agreement(wanted, s, credited) for s in row) for row in rows.values())
    best = max(known.values(), default=0.0)
    sections = {section for fact in inside for section in fact.fact.stated_in}
    share = max((known.get(s, 0.0) for s in sections), default=0.0) / best if best > 0 else 0.0
    if not _speaks_for_it(words, share, is_one_sided=len(rows) == 1 < len(request.names)):
        return None
    filled = len(rows) / len(request.names) if request.names else min(1.0, len(rows) / 10)
    score = words + _KNOWN * share + _FILLED * filled + _PLAIN * _plainness(inside, wanted)
    return Measure(
        metric=metric,
        rows=rows,
        agreement=agreement,
        named=frozenset(named),
        score=score,
        is_sure=words >= _SURELY_NAMED,
    )


def _speaks_for_it(words: float, share: float, *, is_one_sided: bool) -> bool:
    """Whether labels and known sections are enough; more is asked for where one row alone is told."""
    if is_one_sided and max(words, share) < _SURELY_NAMED:
        return False
    return words >= _ENOUGH_WORDS or (share >= _SURELY_KNOWN and words >= _SOME_WORDS)


def _plainness(facts: Sequence[StatedFact], wanted: Mapping[str, float]) -> float:
    """How little the facts are about besides what is wanted: 佣金 is more plainly asked for by
    the commission than by the range that a creator's commission may have.
    """
    places = {
        name for fact in facts for place in ("platform", "market") for name in fact.names(place)
    }
    others = fmean(
        len(fact.terms - places - {w[1:].partition(" ")[0] for w in wanted}) for fact in facts
    )
    return 1 / (1 + others)


def _listed(
    rows: Mapping[str, tuple[StatedFact, ...]], agreement: Mapping[str, float]
) -> dict[str, tuple[StatedFact, ...]]:
    """The rows with a fact that says what is asked: who is not said to have it is not listed."""
    best = {name: max(agreement[s.fact.id] for s in row) for name, row in rows.items()}
    return {n: row for n, row in rows.items() if best[n] >= _LISTED * max(best.values())}


def _fewest_rows(request: TableRequest) -> int:
    """How many rows must have a fact: one of two places, but every one of mere terms."""
    if not request.names:
        return _ROWS_OF_ALL
    return len(request.names) if request.kind == "term" else 1


def _rows(facts: Sequence[StatedFact], request: TableRequest) -> dict[str, tuple[StatedFact, ...]]:
    """The facts by row, in the order of the question, without rows that have none."""
    rows: dict[str, list[StatedFact]] = {name: [] for name in request.names}
    for fact in facts:
        names = fact.names(request.kind)
        own = [name for name in names if name in rows] if request.names else names
        if len(own) == 1:
            rows.setdefault(own[0], []).append(fact)
    return {name: tuple(row) for name, row in rows.items() if row}


def _agreement(wanted: Mapping[str, float], fact: StatedFact, named: Collection[str] = ()) -> float:
    """The weighted share of what is wanted that the fact's labels say, 0 to 1.

    What is `named` by the labels of the measure as a whole, this one need not repeat.
    """
    total = sum(wanted.values())
    said = sum(
        weight * (1.0 if wish in named else _says(fact, wish)) for wish, weight in wanted.items()
    )
    return said / total if total else 0.0


def _says(fact: StatedFact, wish: str) -> float:
    if not wish.startswith("@"):
        return presence(wish, fact.text, fact.words)
    term, _, form = wish[1:].partition(" ")
    if term in fact.terms:
        return 1.0
    return min((presence(w, fact.text, fact.words) for w in content_words(form)), default=0.0)


def _is_in_scope(stated: StatedFact, request: TableRequest) -> bool:
    return all(set(stated.names(kind)) & set(ids) for kind, ids in request.scope.items())


def _is_variant(measure: Measure, others: Sequence[Measure]) -> bool:
    """Whether it is a report or a plan of another one: referral_fee_rate_claimed."""
    return any(measure.metric.startswith(f"{other.metric}_") for other in others)
