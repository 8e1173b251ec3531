"""A text cut into passages that follow its headings, paragraphs and sentences."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from advisor.ingestion.loaders import Heading
from advisor.language.sentences import Span, sentence_spans

LONGEST_SENTENCE_CHARS = 2000
"""The one exception to never cutting a sentence: what is longer is a table dump or encoded data,
no sentence, and would drown an embedder. It is cut at white space, else right here."""

_TINY_CHARS = 80
_TINY_PENALTY = 2.0
_WITHIN_PARAGRAPH_PENALTY = 0.3
_ATOM_CHARS = 24
"""Shorter sentences are never parted from the next one: it bounds the search for the best cuts."""
_SPACE = re.compile(r"\s")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPassage:
    """Offsets of a passage and of its sentences in the text, and the headings above it, top first."""

    headings: tuple[str, ...]
    start: int
    end: int
    sentence_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Atom:
    """Sentences that stay together; `opens` where a paragraph begins."""

    spans: tuple[Span, ...]
    opens: bool

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def split_text(
    text: str,
    headings: Sequence[Heading],
    *,
    records: Sequence[Span] = (),
    max_chars: int = 480,
) -> list[SplitPassage]:
    """Passages of at most `max_chars` in order; only one long sentence makes a longer one.

    Every sentence outside the headings is in exactly one passage. No passage has text of two
    headings. Each of the `records`, in the order of the text, is one sentence whatever stands in it.
    Cuts between paragraphs are preferred, equal sizes too, and tiny passages avoided.
    """
    return [
        SplitPassage(
            headings=path,
            start=atoms[0].start,
            end=atoms[-1].end,
            sentence_spans=tuple(span for atom in atoms for span in atom.spans),
        )
        for path, start, end in _sections(text, headings)
        for atoms in _grouped(
            text, start, end, records=_within(records, start, end), max_chars=max_chars
        )
    ]


def _sections(text: str, headings: Sequence[Heading]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The headings above each stretch between two headings, and where it begins and ends."""
    path: list[Heading] = []
    start = 0
    for heading in headings:
        yield tuple(above.text for above in path), start, heading.start
        path = [above for above in path if above.level < heading.level] + [heading]
        start = heading.end
    yield tuple(above.text for above in path), start, len(text)


def _within(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those of the spans, which are in order, that lie between two offsets."""
    return spans[bisect_left(spans, (start, 0)) : bisect_left(spans, (end, 0))]


def _grouped(
    text: str, start: int, end: int, *, records: Sequence[Span], max_chars: int
) -> Iterator[Sequence[_Atom]]:
    atoms = _atoms(text, _sentences(text, start, end, records=records), max_chars=max_chars)
    return _passages(atoms, max_chars=max_chars)


def _sentences(text: str, start: int, end: int, *, records: Sequence[Span]) -> Iterator[Span]:
    for begin, close in (*records, (end, end)):
        for first, last in sentence_spans(text[start:begin]):
            yield from _pieces(text, start + first, start + last)
        yield from _pieces(text, begin, close) if close > begin else ()
        start = close


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentence, or the parts of one that is too long for any use."""
    while end - start > LONGEST_SENTENCE_CHARS:
        cut = latest = start + LONGEST_SENTENCE_CHARS
        for space in _SPACE.finditer(text, latest - LONGEST_SENTENCE_CHARS // 2, latest):
            cut = space.start()
        yield start, start + len(text[start:cut].rstrip())
        while text[cut].isspace():
            cut += 1
        start = cut
    yield start, end


def _atoms(text: str, sentences: Iterable[Span], *, max_chars: int) -> list[_Atom]:
    atoms: list[_Atom] = []
    for start, end in sentences:
        last = atoms[-1] if atoms else None
        opens = last is None or _EMPTY_LINE.search(text, last.end, start) is not None
        if last and end - last.start <= max_chars and _belongs(last, end - start, opens=opens):
            atoms[-1] = _Atom(spans=(*last.spans, (start, end)), opens=last.opens)
        else:
            atoms.append(_Atom(spans=((start, end),), opens=opens))
    return atoms


def _belongs(atom: _Atom, length: int, *, opens: bool) -> bool:
    """Whether a sentence stays with those before it: either is short, in one paragraph."""
    if opens and not atom.opens:
        return False
    return atom.end - atom.start < _ATOM_CHARS or (length < _ATOM_CHARS and not opens)


def _passages(atoms: Sequence[_Atom], *, max_chars: int) -> Iterator[Sequence[_Atom]]:
    """The atoms grouped at the least cost, as a paragraph is broken into lines."""
    costs, begins = [0.0], [0]
    for end in range(1, len(atoms) + 1):
        cost, begin = inf, end - 1
        for start in range(end - 1, -1, -1):
            length = atoms[end - 1].end - atoms[start].start
            if length > max_chars and start < end - 1:
                break
            here = costs[start] + _cost(length, atoms[start], max_chars=max_chars)
            if here < cost:
                cost, begin = here, start
        costs.append(cost)
        begins.append(begin)
    cuts = [len(atoms)]
    while cuts[-1]:
        cuts.append(begins[cuts[-1]])
    for start, end in pairwise(reversed(cuts)):
        yield atoms[start:end]


def _cost(length: int, first: _Atom, *, max_chars: int) -> float:
    """The cost of a passage: room left, squared so that sizes are alike, and a cut that hurts."""
    room = max(0.0, 1 - length / max_chars)
    tiny = _TINY_PENALTY if length < _TINY_CHARS else 0.0
    return room**2 + tiny + (0.0 if first.opens else _WITHIN_PARAGRAPH_PENALTY)
