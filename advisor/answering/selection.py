"""Which candidate sentences make the answer, in which order."""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.answering.evidence import Candidate
from advisor.domain.answers import Asks, Query
from advisor.language.content import content_words, coverage

_MAX_CHINESE_CHARACTERS = 250
_MAX_ENGLISH_WORDS = 150
_REDUNDANT = 0.85
_LEVEL = 0.03
_KNOWN, _KNOWN_SHARE = 0.2, 0.1
_CONFIDENCE = ("low", "medium", "high")
_SAME_SECTION = 0.05
_MOST_OF_ALL = 0.8
_OVERVIEW = 0.1
_FIGURES: frozenset[Asks] = frozenset({"amount", "duration", "date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How many statements an answer has, and how far behind the best one they may be."""

    statements: int
    margin: float


def style_of(query: Query) -> Style:
    """Short, longer where the seller asks for it."""
    if query.wants_detail:
        return Style(statements=8, margin=0.2)
    return Style(statements=4, margin=0.07)


def relevance(candidate: Candidate) -> float:
    """How well a sentence answers; the weights are those that did best on the dev questions.

    Words in common tell more where no known question says what a passage is about (on CMRC 2018
    any weight from 0.3 to 1 puts the answering sentence first in 0.77 of questions, none in 0.69).
    """
    has_questions = bool(candidate.evidence.stored.passage.questions)
    return (
        candidate.similarity
        + (0.1 if has_questions else 0.4) * candidate.coverage
        + max(candidate.question_similarity, candidate.passage_similarity)
        + _KNOWN * candidate.known_answer
        + _KNOWN_SHARE * candidate.known_share
        + 0.04 * candidate.answers_kind
        + 0.06 * candidate.names_place
        + 0.01 * candidate.is_first
        + 0.04 * candidate.rank_score
        + 0.15 * candidate.recency
        - 0.1 * candidate.for_another_seller
        - 0.05 * candidate.already_said
        - 0.03 * _is_caveat(candidate)
    )


def select_candidates(query: Query, found: Sequence[Candidate]) -> list[list[Candidate]]:
    """The sentences to show, the direct answer first; those that say the same stand together."""
    ranked = sorted(found, key=lambda c: -relevance(c))
    overview = _overview_asked(ranked, query=query)
    if overview:
        return _overview(overview, found, query=query)
    groups = _groups(ranked, query=query)
    lead = _direct_answer(groups)
    others = [group for group in groups if group is not lead]
    return [lead, *_in_reading_order(others, lead=lead[0])]


def _groups(ranked: Sequence[Candidate], *, query: Query) -> list[list[Candidate]]:
    """The best of the candidates as long as there is room, each with what says the same."""
    style = style_of(query)
    groups: list[list[Candidate]] = []
    for candidate in ranked:
        if not _is_near(candidate, best=ranked[0], query=query):
            continue
        if any(group[0].evidence.overlaps(candidate.evidence) for group in groups):
            continue
        same = next((group for group in groups if _says_the_same(group[0], candidate)), None)
        if same is not None:
            if _is_of_another_document(same, candidate):
                same.append(candidate)
            continue
        if len(groups) == style.statements:
            break
        if _fits([*groups, [candidate]], query=query):
            groups.append([candidate])
    return groups


def _overview_asked(ranked: Sequence[Candidate], *, query: Query) -> Candidate | None:
    """The best of an overview that answers as a whole; None where one sentence has the figure."""
    best = next((c for c in ranked if _knows_best(c)), None)
    if best is None or relevance(best) < relevance(ranked[0]) - _OVERVIEW:
        return None
    if not query.asks & _FIGURES:
        return best
    section = best.evidence.stored.passage.id
    first = next((c for c in ranked if _is_first_of(section, c)), best)
    return best if relevance(first) >= relevance(best) - _SAME_SECTION else None


def _is_first_of(section: str, candidate: Candidate) -> bool:
    evidence = candidate.evidence
    return evidence.stored.passage.id == section and evidence.position == 0


def _knows_best(candidate: Candidate) -> bool:
    is_overview = candidate.evidence.stored.passage.is_overview
    return is_overview and candidate.known_share >= _MOST_OF_ALL


def _overview(
    best: Candidate, found: Sequence[Candidate], *, query: Query
) -> list[list[Candidate]]:
    """The overview in its order; where there is no room for all of it, its advice is kept."""
    section = best.evidence.stored.passage.id
    of_section = [c for c in found if c.evidence.stored.passage.id == section]
    first, *rest = sorted(of_section, key=lambda c: c.evidence.position)
    shown = [[first]]
    for candidate in sorted(rest, key=lambda c: c.evidence.sentence.kind != "advice"):
        if _fits([*shown, [candidate]], query=query):
            shown.append([candidate])
    return sorted(shown, key=lambda group: group[0].evidence.position)


def _is_near(candidate: Candidate, *, best: Candidate, query: Query) -> bool:
    """Whether it answers nearly as well as the best; a note's section belongs together.

    Not where one figure was asked for and stands in the best.
    """
    margin = style_of(query).margin
    passage = best.evidence.stored.passage
    is_of_section = candidate.evidence.stored.passage.id == passage.id
    is_enough = best.answers_kind == 1 and query.asks <= _FIGURES
    if passage.questions and is_of_section and not is_enough:
        margin += _SAME_SECTION
    return relevance(candidate) >= relevance(best) - margin


def _direct_answer(groups: Sequence[list[Candidate]]) -> list[Candidate]:
    """Of the statements that are as good as the best, one of the kind asked for, no caveat."""
    best = relevance(groups[0][0])
    level = [group for group in groups if relevance(group[0]) >= best - _LEVEL]
    return max(level, key=lambda g: (not _is_caveat(g[0]), g[0].answers_kind, _sureness(g[0])))


def _is_caveat(candidate: Candidate) -> bool:
    return candidate.evidence.sentence.kind == "caveat"


def _sureness(candidate: Candidate) -> int:
    return _CONFIDENCE.index(candidate.evidence.sentence.confidence)


def _in_reading_order(groups: list[list[Candidate]], *, lead: Candidate) -> list[list[Candidate]]:
    """What stands with the direct answer comes first; within a passage the passage's own order."""

    def place(group: list[Candidate]) -> tuple[bool, float, int]:
        evidence = group[0].evidence
        away = evidence.stored.passage.id != lead.evidence.stored.passage.id
        return away, -group[0].rank_score, evidence.position

    return sorted(groups, key=place)


def _says_the_same(shown: Candidate, candidate: Candidate) -> bool:
    """Whether it states the same facts by the same source, or hardly has other words."""
    one, other = shown.evidence.sentence, candidate.evidence.sentence
    if one.facts and one.facts == other.facts and one.source_id == other.source_id:
        return True
    first, second = one.text, other.text
    weights = dict.fromkeys(content_words(second), 1.0)
    return coverage(weights, first) >= _REDUNDANT


def _is_of_another_document(group: Sequence[Candidate], candidate: Candidate) -> bool:
    documents = {c.evidence.stored.passage.document_id for c in group}
    return candidate.evidence.stored.passage.document_id not in documents


def _fits(groups: Sequence[Sequence[Candidate]], *, query: Query) -> bool:
    if query.wants_detail or len(groups) == 1:
        return True
    texts = [group[0].evidence.sentence.text for group in groups]
    if query.language == "zh":
        return sum(map(len, texts)) <= _MAX_CHINESE_CHARACTERS
    return sum(len(text.split()) for text in texts) <= _MAX_ENGLISH_WORDS
