"""Candidate sentences: the hits in the asker's language, each sentence with what speaks for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from advisor.answering.answer_types import answers_kind
from advisor.answering.drafts import Evidence
from advisor.answering.stretches import stretch_of
from advisor.domain.answers import Query
from advisor.domain.dates import last_day
from advisor.domain.documents import Matrix, ScoredPassage, Sentence, StoredPassage, Views
from advisor.domain.ports import Parallels
from advisor.language.content import content_words, coverage
from advisor.language.vocabulary import Vocabulary

_RECENCY_UNASKED = 0.2
_OLDEST = date(2020, 1, 1)
_SPAN_DAYS = 7 * 365

TokenWeights = Callable[[Sequence[str]], dict[str, float]]
"""Inverse document frequency of each token in the index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadablePassage:
    """A hit in the asker's language where it has one; `twin` says the same in the other."""

    stored: StoredPassage
    twin: StoredPassage | None
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be shown, with its features, each about 0 to 1.

    `known_answer` is how far its section answers the question, `known_share` that in proportion to
    the section that answers it best.
    """

    evidence: Evidence
    similarity: float
    passage_similarity: float
    question_similarity: float
    known_answer: float
    known_share: float
    coverage: float
    passage_coverage: float
    answers_kind: float
    names_place: float
    for_another_seller: float
    is_first: float
    already_said: float
    recency: float
    rank_score: float


def readable_passages(
    hits: Sequence[ScoredPassage], *, language: str, parallels: Parallels
) -> list[ReadablePassage]:
    """Each hit once, in the asker's language where the notes have it."""
    keys = list(dict.fromkeys(h.passage.parallel_key for h in hits if h.passage.parallel_key))
    by_key: dict[str, dict[str, StoredPassage]] = {}
    for stored in parallels.parallels(keys).values():
        by_key.setdefault(str(stored.passage.parallel_key), {})[stored.passage.language] = stored
    seen: set[str] = set()
    passages: list[ReadablePassage] = []
    for hit in hits:
        key = hit.passage.parallel_key or hit.passage.id
        if key in seen:
            continue
        seen.add(key)
        versions = by_key.get(key, {hit.passage.language: hit.stored})
        own = versions.get(language, hit.stored)
        twin = next((v for v in versions.values() if v.passage.id != own.passage.id), None)
        passages.append(ReadablePassage(stored=own, twin=twin, rank=len(passages)))
    return passages


def candidates(
    query: Query,
    *,
    views: Views,
    passages: Sequence[ReadablePassage],
    known: Mapping[str, float],
    token_weights: TokenWeights,
    vocabulary: Vocabulary,
) -> list[Candidate]:
    """Every sentence of the passages with its features; `known` says how far a section answers."""
    weights = token_weights(content_words(query.text))
    best = max(known.values(), default=0.0)
    found: list[Candidate] = []
    for passage in passages:
        answered = known.get(passage.stored.passage.parallel_key or "", 0.0)
        named = _names_place(query, passage.stored, vocabulary=vocabulary)
        for candidate in _of_passage(query, passage, views=views, weights=weights):
            share = answered / best if best > 0 else 0.0
            found.append(
                replace(
                    candidate, names_place=named, known_answer=answered, known_share=max(0.0, share)
                )
            )
    return found


def official(found: Sequence[Candidate]) -> list[Candidate]:
    """What official sources say, in the sections that answer; not what they say on something else."""
    best = max((candidate.known_answer for candidate in found), default=0.0)
    return [c for c in found if c.evidence.is_official and c.known_answer >= best / 2]


def _names_place(query: Query, stored: StoredPassage, *, vocabulary: Vocabulary) -> float:
    """The share of the markets and platforms in question that the passage names."""
    wanted = {*query.entities.get("market", ()), *query.entities.get("platform", ())}
    if not wanted:
        return 1.0
    text = f"{' '.join(stored.passage.headings)} {stored.passage.text}"
    present = {mention.id for mention in vocabulary.mentions(text)}
    return len(wanted & present) / len(wanted)


def _of_passage(
    query: Query, readable: ReadablePassage, *, views: Views, weights: dict[str, float]
) -> list[Candidate]:
    stored, twin = readable.stored, readable.twin
    similarities = _sentence_similarities(stored, twin, views)
    versions = [v for v in (stored, twin) if v is not None]
    passage_similarity = max(_best(v.vectors.passage, v, views) for v in versions)
    question_similarity = max(_best(v.vectors.questions, v, views) for v in versions)
    heading = " ".join(stored.passage.headings)
    passage_coverage = coverage(weights, f"{heading} {stored.passage.text}")
    return [
        Candidate(
            evidence=evidence,
            similarity=similarities[position],
            passage_similarity=passage_similarity,
            question_similarity=question_similarity,
            known_answer=0.0,
            known_share=0.0,
            coverage=coverage(weights, sentence.text),
            passage_coverage=passage_coverage,
            answers_kind=answers_kind(query.asks, sentence),
            names_place=1.0,
            for_another_seller=_for_another_seller(query, sentence),
            is_first=float(position == 0),
            already_said=float(sentence.text in query.said),
            recency=_recency(evidence) * (1.0 if query.wants_latest else _RECENCY_UNASKED),
            rank_score=1 / (1 + readable.rank),
        )
        for position, evidence in enumerate(_quotable(stored))
        if evidence
        for sentence in [evidence.sentence]
    ]


def _quotable(stored: StoredPassage) -> list[Evidence | None]:
    """What is shown for each sentence: statements of the notes alone, others as they make sense."""
    positions = range(len(stored.passage.sentences))
    if stored.passage.parallel_key:
        return [Evidence(stored=stored, position=position) for position in positions]
    stretches = [stretch_of(stored.passage, position) for position in positions]
    return [s and Evidence(stored=stored, position=s[0], last=s[1]) for s in stretches]


def _recency(evidence: Evidence) -> float:
    """How new the sentence is: 0 for 2020 and where no date is known, 1 for 2027."""
    as_of = evidence.sentence.as_of or evidence.source.as_of
    if not as_of:
        return 0.0
    age = (last_day(as_of) - _OLDEST).days / _SPAN_DAYS
    return min(1.0, max(0.0, age))


def _for_another_seller(query: Query, sentence: Sentence) -> float:
    """1.0 for advice to other kinds of seller than the one that the question names."""
    asked = query.entities.get("seller", ())
    return float(bool(asked and sentence.sellers) and not set(asked) & set(sentence.sellers))


def _sentence_similarities(
    stored: StoredPassage, twin: StoredPassage | None, views: Views
) -> list[float]:
    """Each sentence's best similarity in either language; parallel notes match one to one."""
    own = stored.vectors.sentences @ views[stored.passage.language]
    if twin is not None and len(twin.vectors.sentences) == len(own):
        own = np.maximum(own, twin.vectors.sentences @ views[twin.passage.language])
    return [float(value) for value in own]


def _best(vectors: Matrix, stored: StoredPassage, views: Views) -> float:
    """The best similarity of vectors of a passage; 0 where there are none."""
    return float((vectors @ views[stored.passage.language]).max()) if len(vectors) else 0.0
