"""The content words and terms of a text, each with what it says in either language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from advisor.answering.verification.concepts import concepts, tagger
from advisor.answering.verification.negation import Negation
from advisor.answering.verification.verdict import Terms
from advisor.language.tagging import TaggedWord
from advisor.language.text import words

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z][a-z0-9]*(?:'[a-z]+)?|\d[\w.]*")
_POSSESSIVE = re.compile(r"'s?$")
_DEGREE_NAMES = (
    "high low more less big small fast slow early late strong weak good bad expensive cheap"
)
_DEGREES = frozenset(_DEGREE_NAMES.split())
_DENYING = "不没未别勿无"
_GRAMMAR = "需要它他她内为用是在有对被比把给让能会将已就都也与和由从及或的了着过"
_MAX_PHRASE = 3
_REMEMBERED = 1024
_WEIGHTS = {"noun": 1.0, "verb": 0.8, "adjective": 0.7, "other": 0.6, "light": 0.2}


@dataclass(frozen=True, kw_only=True)
class Token:
    """A content word or term; its `concepts` are what it says, in either language.

    `terms` are the glossary's among them, `inner` what each of a term's own words says. `clause` and `part`
    number where it stands; a part is what one "and" joins to another.
    """

    start: int
    end: int
    surface: str
    concepts: frozenset[str]
    kind: str
    weight: float
    clause: int = 0
    part: int = 0
    negation: Negation = "none"
    terms: frozenset[str] = frozenset()
    inner: tuple[frozenset[str], ...] = ()
    is_name: bool = False

    @property
    def is_denied(self) -> bool:
        """Whether a denial stands close before it."""
        return self.negation in ("next", "near")

    @cached_property
    def is_chinese(self) -> bool:
        """Whether it is written in Chinese."""
        return "\u3400" <= self.surface[0] <= "\u9fff"


def term_tokens(text: str, *, folded: str, vocabulary: Terms) -> Iterator[Token]:
    """The glossary's terms as words."""
    for mention in vocabulary.mentions(text):
        if _is_pronoun(mention.form, mention.forms):
            continue
        surface = _key(folded[mention.start : mention.end])
        terms = frozenset({f"@{mention.id}"})
        yield Token(
            start=mention.start,
            end=mention.end,
            surface=surface,
            concepts=concepts().of(surface) | terms,
            kind=mention.kind,
            weight=_WEIGHTS["light" if surface in concepts().light else "noun"],
            terms=terms,
            inner=_inner(mention.form, surface, vocabulary=vocabulary),
        )


def content_tokens(text: str, *, rest: str) -> Iterator[Token]:
    """The content words in `rest`, which is the folded text with what is read already blanked."""
    latin: list[re.Match[str]] = []
    for run in _RUN.finditer(rest):
        if "\u3400" <= run[0][0] <= "\u9fff":
            yield from _chinese(run[0], offset=run.start())
        else:
            latin.append(run)
    yield from _english(latin, text)


def _is_pronoun(form: str, forms: Sequence[str]) -> bool:
    """Whether "us", "am" or "sea" is the word rather than the abbreviation."""
    return len(form) < 4 and form.isascii() and form.islower() and form.upper() in forms


@lru_cache(maxsize=_REMEMBERED)
def _inner(form: str, surface: str, *, vocabulary: Terms) -> tuple[frozenset[str], ...]:
    """What each word says that a term is made of; empty for a single word."""
    if not surface.isascii():
        pieces = written = [piece for _, piece in _pieces(surface)]
    else:
        pieces, written = surface.split(), re.split(r"[\s-]+", form)
    if len(pieces) < 2:
        return ()
    found = [concepts().of(piece) for piece in pieces]
    for place, word in enumerate(written[: len(found)]):
        if word in concepts().ignored:
            continue
        found[place] |= {f"@{mention.id}" for mention in vocabulary.mentions(word)}
    width = _phrase_width(pieces, joint=" ")
    if 1 < width < len(pieces):
        found[:width] = [concepts().of(" ".join(pieces[:width]))]
        pieces = [" ".join(pieces[:width]), *pieces[width:]]
    return tuple(f for f, p in zip(found, pieces, strict=True) if p not in concepts().ignored)


def _english(runs: Sequence[re.Match[str]], text: str) -> Iterator[Token]:
    stems = [_key(run[0]) for run in runs]
    at = 0
    while at < len(runs):
        width = _phrase_width(stems[at : at + _MAX_PHRASE], joint=" ")
        surface = " ".join(stems[at : at + width])
        start, end = runs[at].start(), runs[at + width - 1].end()
        at += width
        if surface and (width > 1 or surface not in concepts().ignored):
            kind = _english_kind(surface)
            yield _token(start, end, surface, kind=kind, is_name=_is_capital(text, start))


def _phrase_width(following: Sequence[str], *, joint: str) -> int:
    """How many of the next words are one phrase of the word table."""
    for width in range(len(following), 1, -1):
        if concepts().of(joint.join(following[:width])):
            return width
    return 1


def _is_capital(text: str, start: int) -> bool:
    """Whether a capital letter marks a name, as it does within a sentence."""
    return start > 0 and text[start].isupper() and text[max(0, start - 2)] not in ".!?"


def _english_kind(surface: str) -> str:
    if concepts().of(surface) & _DEGREES:
        return "adjective"
    return "other" if surface.endswith("ly") else "noun"


def _chinese(run: str, *, offset: int) -> Iterator[Token]:
    tagged = list(tagger().words(run))
    at, place = 0, offset
    while at < len(tagged):
        width = _phrase_width([word.text for word in tagged[at : at + _MAX_PHRASE]], joint="")
        word = "".join(word.text for word in tagged[at : at + width])
        if word not in concepts().ignored:
            yield from _chinese_tokens(word, tagged[at], place=place)
        place += len(word)
        at += width


def _chinese_tokens(word: str, tagged: TaggedWord, *, place: int) -> Iterator[Token]:
    if not concepts().of(word):
        place, word = _bare(word, place)
    known = bool(concepts().of(word))
    if not known and tagged.part == "function":
        return
    kind = "other" if tagged.part in ("function", "adverb") else tagged.part
    for start, piece in [(0, word)] if known or len(word) < 3 else _pieces(word):
        if piece not in concepts().ignored:
            first = place + start
            is_name = tagged.is_name and not known
            yield _token(first, first + len(piece), piece, kind=kind, is_name=is_name)


def _bare(word: str, place: int) -> tuple[int, str]:
    """The word without a denial or grammar that the segmenter left on it: 别开 → 开, 费为 → 费."""
    if len(word) == 3 and word[1] == "不":
        return place, word[0] + word[2]
    if len(word) > 1 and word[0] in _DENYING + _GRAMMAR:
        return place + 1, word[1:]
    if len(word) > 1 and word[-1] in _GRAMMAR:
        return place, word[:-1]
    return place, word


def _pieces(word: str) -> list[tuple[int, str]]:
    """A long word cut where one side is known, or the word itself."""
    for cut in range(len(word) - 1, 0, -1):
        before, after = word[:cut], word[cut:]
        if any(len(side) > 1 and concepts().of(side) for side in (before, after)):
            return [(0, before), (cut, after)]
    return [(0, word)]


def _token(start: int, end: int, surface: str, *, kind: str, is_name: bool = False) -> Token:
    if len(surface) == 1 and kind in ("noun", "verb"):
        kind = "other"
    return Token(
        start=start,
        end=end,
        surface=surface,
        concepts=concepts().of(surface),
        kind=kind,
        weight=_WEIGHTS["light" if surface in concepts().light else kind],
        inner=_inner_of_compound(surface),
        is_name=is_name,
    )


def _inner_of_compound(surface: str) -> tuple[frozenset[str], ...]:
    """What the words of a Chinese compound say: 露营灯 is 露营 and 灯."""
    if surface.isascii() or len(surface) < 3 or set(surface) & set(_DENYING):
        return ()
    return tuple(concepts().of(piece) for _, piece in _pieces(surface))


def _key(form: str) -> str:
    """How a form is looked up: Chinese as it is, English by its stems."""
    if not form.isascii():
        return form
    return " ".join(words(_POSSESSIVE.sub("", form).replace("-", " ")))
