"""Which figure is which input: by the words around it, its kind, and what else there is to fill."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from advisor.calculating.figures import FigureSpan
from advisor.calculating.lexicon import Mention
from advisor.calculating.paths import Path
from advisor.calculating.values import fits

_NEAR = 12.0
_LENGTH_COUNTS = 0.6
_LONGEST = 6
_LATIN = 0.35  # a Latin letter says less than a Chinese character
_BEHIND = 1.5  # the word stands behind its figure
_CLEARLY = 3.5  # how much better a word of no input has to be to keep a figure from the inputs
_COMMA, _STOP, _FIGURE, _OTHER_KIND = 4.0, 9.0, 5.0, 1.5
_PERIODS = ("day", "week", "month")
_RATES = {"click": frozenset({"cpc"}), "customer": frozenset({"cac"})}
_STOPS = (";", "；", "。", "?", "？", "!", "！", ". ")
_PLACED = 6.0  # what it is worth that a figure has a place at all
_JOINED = ("还是", "或者", "或", "、", "/", "和", "or", "and", "vs", ",", "，", "versus")
_CLAUSE = re.compile(r"[,，;；。?？!！]|\. ")
_TRIED = re.compile(r"呢|如果|要是|换成|改成|\bwhat if\b|\bif\b|\bor\b|\binstead\b")
_OF = re.compile(r"\s*(?:[a-z]+\s)?(?:out )?of (?:the |my |our |a total of )?")
_PARTS = frozenset({"late_orders", "seller_cancelled", "successes", "conversions"})
"""Inputs that are told as a part of a total."""

_SUMMED = frozenset({"landed_cost", "unit_cost", "home_cost", "fixed_cost", "lead_days"})
"""Inputs that sellers tell in parts: goods and freight, rent and wages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that tells the role of a figure, and how clearly."""

    mention: Mention
    score: float


@dataclass(slots=True, kw_only=True)
class Placed:
    """The figures of each input, in the order of the text, and those of none."""

    by_path: dict[str, list[tuple[FigureSpan, Mention]]] = field(default_factory=dict)
    left: list[FigureSpan] = field(default_factory=list)


def place(
    text: str, figures: Sequence[FigureSpan], words: Sequence[Mention], paths: Sequence[Path]
) -> Placed:
    """Every figure at the input that its words name best; none where two fit equally well."""
    placed = Placed()
    if not figures or not paths:
        placed.left = list(figures)
        return placed
    roles = frozenset(role for path in paths for role in path.roles)
    cues = {
        (f, p): cue
        for f, figure in enumerate(figures)
        for p, path in enumerate(paths)
        if (cue := _best_cue(text, figure, words, path, figures, roles)) is not None
    }
    scores = np.zeros((len(figures), len(paths)))
    for at, cue in cues.items():
        scores[at] = cue.score + _PLACED
    rows, columns = linear_sum_assignment(scores, maximize=True)
    chosen = {int(f): int(p) for f, p in zip(rows, columns, strict=True) if (f, p) in cues}
    for f, figure in enumerate(figures):
        p = chosen.get(f, -1)
        if p >= 0 and not _is_torn(scores[f], p, taken=set(chosen.values())):
            placed.by_path.setdefault(paths[p].name, []).append((figure, cues[f, p].mention))
        else:
            placed.left.append(figure)
    _join_others(text, placed, paths, cues, figures)
    for found in placed.by_path.values():
        found.sort(key=lambda item: item[0].start)
    _in_order(placed, paths)
    return placed


def _in_order(placed: Placed, paths: Sequence[Path]) -> None:
    """Of inputs that are told alike, as those of two channels, the first takes what comes first."""
    alike: dict[tuple[frozenset[str], str], list[str]] = {}
    for path in paths:
        if path.name in placed.by_path:
            alike.setdefault((path.roles, path.unit), []).append(path.name)
    for names in alike.values():
        found = sorted((placed.by_path[name] for name in names), key=lambda row: row[0][0].start)
        placed.by_path.update(zip(names, found, strict=True))


def _is_torn(scores: np.ndarray, chosen: int, *, taken: set[int]) -> bool:
    """Whether an input that nothing else fills fits as well as the chosen one."""
    return any(
        path not in taken and score >= scores[chosen] for path, score in enumerate(scores) if score
    )


def _best_cue(
    text: str,
    figure: FigureSpan,
    words: Sequence[Mention],
    path: Path,
    figures: Sequence[FigureSpan],
    roles: frozenset[str],
) -> Cue | None:
    """The word that names a figure as an input; none where a word of no input names it better."""
    if not fits(figure, path):
        return None
    if path.roles & _PARTS:
        if _is_whole(text, figure, figures):
            return None  # what is said behind is said of the part
        whole = _whole_of(text, figure, figures)
        if whole:
            figure = replace(figure, quantities=(*figure.quantities, *whole.quantities))
    cues = [Cue(mention=word, score=_score(text, figure, word, figures)) for word in words]
    if implied_roles(figure) & path.roles:
        own = Mention(start=figure.start, end=figure.start, names=path.roles)
        cues.append(Cue(mention=own, score=_NEAR))
    own_cues = [cue for cue in cues if cue.mention.names & path.roles]
    best = max(own_cues, key=lambda cue: cue.score, default=None)
    if best is None or best.score <= 0:
        return None
    others = [
        cue.score
        for cue in cues
        if not cue.mention.names & roles and not _is_within(cue.mention, figure)
    ]
    return best if best.score >= max(others, default=0.0) - _CLEARLY else None


def _whole_of(text: str, figure: FigureSpan, figures: Sequence[FigureSpan]) -> FigureSpan | None:
    """The figure that this one is a part of: the 240 of "12 of 240 orders shipped late"."""
    following = (other for other in figures if other.start >= figure.end)
    other = next(following, None)
    is_part = other and _OF.fullmatch(text[figure.end : other.start])
    return other if is_part else None


def _is_whole(text: str, figure: FigureSpan, figures: Sequence[FigureSpan]) -> bool:
    """Whether another figure is a part of this one."""
    return any(_whole_of(text, other, figures) is figure for other in figures)


def _is_within(word: Mention, figure: FigureSpan) -> bool:
    return figure.start <= word.start and word.end <= figure.end


def implied_roles(figure: FigureSpan) -> frozenset[str]:
    """The roles that a figure has by what it is a rate of: 80 a day, $0.50 a click."""
    quantity = figure.first
    is_count = quantity.kind in ("count", "number") and quantity.per in _PERIODS
    if is_count:
        return frozenset({"demand_mean"})
    return _RATES.get(quantity.per or "", frozenset()) if quantity.kind == "money" else frozenset()


def _score(text: str, figure: FigureSpan, word: Mention, figures: Sequence[FigureSpan]) -> float:
    """How clearly a word belongs to a figure: the nearer, the longer, with nothing between."""
    is_behind = word.start >= figure.end
    if word.side is not None and (word.side == "behind") != is_behind:
        return 0.0
    start, end = (figure.end, word.start) if is_behind else (word.end, figure.start)
    if start > end:  # 200 customers: the word is part of the figure
        start = end
    between = text[start:end]
    others = sum(
        _FIGURE if other.first.kind == figure.first.kind else _OTHER_KIND
        for other in figures
        if other is not figure and start <= other.start and other.end <= end
    )
    size = _size(text[word.start : word.end])
    return (
        _NEAR
        + _LENGTH_COUNTS * min(size, _LONGEST)
        - _size(between)
        - _COMMA * sum(between.count(mark) for mark in ",，、")
        - _STOP * sum(between.count(mark) for mark in _STOPS)
        - others
        - _BEHIND * is_behind
    )


def _size(words: str) -> float:
    return sum(_LATIN if char.isascii() else 1.0 for char in words if not char.isspace())


def _join_others(
    text: str,
    placed: Placed,
    paths: Sequence[Path],
    cues: Mapping[tuple[int, int], Cue],
    figures: Sequence[FigureSpan],
) -> None:
    """Figures left over that say another value, or another part, of an input that is filled."""
    for figure in tuple(placed.left):
        beside = _beside(text, figure, placed)
        if beside is not None:
            placed.by_path[beside[0]].append((figure, beside[1]))
            placed.left.remove(figure)
            continue
        f = figures.index(figure)
        named = max(
            (p for p in range(len(paths)) if (f, p) in cues),
            key=lambda p: cues[f, p].score,
            default=None,
        )
        if named is None or paths[named].name not in placed.by_path:
            continue
        name, word = paths[named].name, cues[f, named].mention
        is_new_word = all(word != used for _, used in placed.by_path[name])
        is_part = name.rpartition(".")[2] in _SUMMED and is_new_word
        if is_part or _is_tried(text, figure):
            placed.by_path[name].append((figure, word))
            placed.left.remove(figure)


def _is_tried(text: str, figure: FigureSpan) -> bool:
    """Whether a figure is one to try: "要18%呢?", "and what if it is $9?"."""
    clause = _CLAUSE.split(text[: figure.start])[-1] + _CLAUSE.split(text[figure.start :])[0]
    return _TRIED.search(clause) is not None


def _beside(text: str, figure: FigureSpan, placed: Placed) -> tuple[str, Mention] | None:
    """The input whose figure stands right before this one, joined to it as in "12% or 18%"."""
    for name, found in placed.by_path.items():
        for other, word in found:
            between = text[other.end : figure.start].strip()
            same = other.first.kind == figure.first.kind
            if same and other.end <= figure.start and between in _JOINED:
                return name, word
    return None


def are_parts(name: str, found: Sequence[tuple[FigureSpan, Mention]]) -> bool:
    """Whether several figures of an input are parts of one sum: each has a word of its own."""
    words = {(word.start, word.end) for _, word in found}
    return name.rpartition(".")[2] in _SUMMED and len(words) == len(found)
