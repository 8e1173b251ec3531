"""Which rules a question asks for, by its words and by the inputs that its figures fill."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.calculating.assignment import Placed, place
from advisor.calculating.figures import FigureSpan, figures_in
from advisor.calculating.lexicon import (
    Mention,
    asking_words,
    role_words,
    rule_words,
    title_words,
    topic_words,
)
from advisor.calculating.paths import EXCHANGE_RATE, paths_of
from advisor.calculating.values import fits
from advisor.language.text import has_chinese

_SURE_CHINESE, _SURE_LATIN = 5, 15
"""Words that ask for a calculation without any figure have to be this long."""

_OWN = re.compile(r"my |our |我的|我们的")
"""What is asked of one's own business needs no figure: it is asked back for."""

_HALF = 0.5
"""The share of what a rule is not asked for without that figures have to fill."""

_ENOUGH = 3
"""Figures that make a calculation of a question that only says what it is about."""


_WORK_OUT = re.compile(
    r"[帮替给](?:我们?|忙)?算|算一?下|算一算|算算|计算(?!机)|\bwork\b.{0,40}?\bout\b|\bcalculate\b|\bcompute\b|"
    r"\bdo the (?:math|sum)|\brun the numbers\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A rule that may be asked for, with what figures fill of it."""

    rule: str
    asked: Mention
    placed: Placed

    @property
    def filled(self) -> frozenset[str]:
        """The inputs that figures fill."""
        return frozenset(self.placed.by_path) - {EXCHANGE_RATE}

    @property
    def lists(self) -> int:
        """How many of its inputs are lists, as the orders of several days."""
        return sum(figure.is_list for found in self.placed.by_path.values() for figure, _ in found)

    @property
    def needs_filled(self) -> float:
        """The share of the inputs that the rule is not asked for without."""
        needs = rule_words(self.rule).needs
        return sum(name in self.filled for name in needs) / len(needs) if needs else 1.0


def recognised(text: str) -> list[Candidate]:
    """The rules that a folded text asks for, in the order in which it does."""
    asking = asking_words().mentions(text)
    found = [c for mention in asking for c in _asked(text, mention, asking)]
    if not found and wants_working_out(text):
        named = title_words().mentions(text) or asking
        found = [_candidate(text, mention, rule) for mention in named for rule in mention.names]
    if not found:
        about = [c for m in topic_words().mentions(text) for c in _about(text, m)]
        found = sorted(about, key=_merit)[-1:]
    chosen: list[Candidate] = []
    for candidate in sorted(found, key=_merit, reverse=True):
        if not any(_is_same_wish(candidate, other) for other in chosen):
            chosen.append(candidate)
    return sorted(chosen, key=lambda candidate: candidate.asked.start)


def wants_working_out(text: str) -> bool:
    """Whether a folded text asks in so many words for something to be worked out."""
    return _WORK_OUT.search(text) is not None


def _candidate(text: str, mention: Mention, rule: str) -> Candidate:
    return Candidate(rule=rule, asked=mention, placed=placed_in(text, rule))


def words_of(text: str, asking: Sequence[Mention] = ()) -> list[Mention]:
    """The words for inputs in a text; those within the words that ask for a rule are none."""
    return [
        word
        for word in role_words().mentions(text)
        if not any(
            ask.start <= word.start and word.end <= ask.end and _length(ask) > _length(word)
            for ask in asking
        )
    ]


def placed_in(text: str, rule: str, asking: Sequence[Mention] = ()) -> Placed:
    """The figures of a text at the inputs of a rule."""
    words = words_of(text, asking)
    placed = place(text, figures_in(text, words), words, paths_of(rule))
    _place_the_last(placed, rule)
    return placed


def _place_the_last(placed: Placed, rule: str) -> None:
    """Of what the rule is not asked for without, the one that is open takes the one figure left."""
    needs = set(rule_words(rule).needs)
    if not needs & set(placed.by_path):
        return
    paths = paths_of(rule)
    told = {p.unit for p in paths if p.name in set(placed.by_path) - needs}
    open_paths = [p for p in paths if p.name in needs - set(placed.by_path) and p.unit not in told]
    fitting = [(f, p) for f in placed.left for p in open_paths if fits(f, p)]
    if len(fitting) == 1:
        figure, path = fitting[0]
        own = Mention(start=figure.start, end=figure.start, names=path.roles)
        placed.by_path[path.name] = [(figure, own)]
        placed.left.remove(figure)


def _asked(text: str, mention: Mention, asking: Sequence[Mention]) -> Iterator[Candidate]:
    for rule in sorted(mention.names):
        candidate = Candidate(rule=rule, asked=mention, placed=placed_in(text, rule, asking))
        is_bare = not candidate.placed.by_path and not candidate.placed.left
        is_own = is_bare and _OWN.match(text, mention.start) is not None
        is_meant = bool(candidate.filled) or _is_sure(text, mention)
        if is_own or (candidate.needs_filled >= _HALF and is_meant):
            yield candidate


def _about(text: str, mention: Mention) -> Iterator[Candidate]:
    for rule in mention.names:
        candidate = Candidate(rule=rule, asked=mention, placed=placed_in(text, rule))
        has_needs = bool(rule_words(rule).needs) and candidate.needs_filled == 1
        if has_needs or len(candidate.filled) + candidate.lists >= _ENOUGH:
            yield candidate


def _is_sure(text: str, mention: Mention) -> bool:
    words = text[mention.start : mention.end]
    return len(words) >= (_SURE_CHINESE if has_chinese(words) else _SURE_LATIN)


def _merit(candidate: Candidate) -> tuple[float, int, int]:
    placed = len(candidate.filled) - len(candidate.placed.left)
    return candidate.needs_filled, placed, _length(candidate.asked)


def _is_same_wish(candidate: Candidate, other: Candidate) -> bool:
    """Whether two candidates are for the same words, or the same rule twice."""
    overlap = candidate.asked.start < other.asked.end and other.asked.start < candidate.asked.end
    return overlap or candidate.rule == other.rule


def _length(mention: Mention) -> int:
    return mention.end - mention.start


def figure_spans(text: str) -> list[FigureSpan]:
    """The figures of a text that are not part of words."""
    return figures_in(text, words_of(text))
