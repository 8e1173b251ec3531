"""A text as verification sees it: content words with their concepts, negation, part, figures."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import rjieba

from advisor.answering.verification.concepts import concepts
from advisor.answering.verification.negation import Negation, negations
from advisor.answering.verification.verdict import Terms
from advisor.language.quantities import Quantity, bound_words, fold_in_place, read_quantities
from advisor.language.text import words

_CJK = r"\u3400-\u9fff"
_RUN = re.compile(rf"[{_CJK}]+|[a-z][a-z0-9]*(?:'[a-z]+)?|\d[\w.]*")
_CLAUSE_END = re.compile(
    r"[,;:。!?;\n(]|\.(?=\s|$)|——|\bbut\b|\bwhile\b|\bwhereas\b|\brather than\b|但|却|(?<!反)而(?!且)|则"
)
_PART_END = re.compile(r"\band\b|\bagainst\b|并且|而且|以及|、|和|且|与")
_POSSESSIVE = re.compile(r"'s?$")
_COUNT = re.compile(
    r"[\d.,+]+\s?(?:k|m|bn|b|mn|thousand|million|billion)?(?![a-z])\s?[百千万亿]*[多余来]?[个名家位条款种只]?"
    r"|[零一二两三四五六七八九十百千万亿多余来几]+[个名家位条款种只]?|(?:[a-z-]+\s)+"
)
_DEGREES = frozenset(
    "high low more less big small fast slow early late strong weak good bad expensive cheap".split()
)
_GRAMMAR = "为用是在有对被比把给让能会将已就都也与和由从及或的了着过"
_MAX_PHRASE = 3
_NOUNS = ("n", "i", "l", "j", "z", "b", "t", "s", "eng")
_PROPER = ("ns", "nt", "nz")
_WEIGHTS = {"noun": 1.0, "verb": 0.8, "adjective": 0.7, "other": 0.6, "light": 0.2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A content word or term: `concepts` say the same in both languages, "@…" names a term,
    and `inner` are those of a term's own words.

    `clause` and `part` number where it stands; a part is what one "and" joins to another.
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
    inner: frozenset[str] = frozenset()
    is_name: bool = False

    @property
    def is_chinese(self) -> bool:
        """Whether it is written in Chinese."""
        return "\u3400" <= self.surface[0] <= "\u9fff"

    @property
    def terms(self) -> frozenset[str]:
        """The glossary's terms among its concepts."""
        return frozenset(name for name in self.concepts if name[0] == "@")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A text with its content words and figures, both in order.

    `wording` is the folded text with figures and the words of their bounds blanked; `plain` has
    the glossary's terms blanked too.
    """

    text: str
    folded: str
    wording: str
    plain: str
    tokens: tuple[Token, ...]
    figures: tuple[Quantity, ...]
    parts: tuple[int, ...]
    clauses: tuple[int, ...]

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Every concept that occurs."""
        return frozenset(n for token in self.tokens for n in (*token.concepts, *token.inner))

    @cached_property
    def surfaces(self) -> frozenset[str]:
        """Every content word that occurs."""
        return frozenset(token.surface for token in self.tokens)

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character of its content words."""
        return frozenset("".join(self.surfaces))

    @cached_property
    def is_chinese(self) -> bool:
        """Whether most of it is Chinese."""
        chinese = sum("\u3400" <= character <= "\u9fff" for character in self.folded)
        return chinese * 3 > sum("a" <= character <= "z" for character in self.folded)

    def clause_text(self, number: int) -> str:
        """The plain text of a clause."""
        return self.plain[slice(*self._borders(number))]

    def folded_clause(self, number: int) -> str:
        """The folded text of a clause."""
        return self.folded[slice(*self._borders(number))]

    def _borders(self, number: int) -> tuple[int, int]:
        borders = (0, *self.clauses, len(self.plain))
        return borders[number], borders[number + 1]

    def part_at(self, place: int) -> int:
        """The number of the part that a place belongs to."""
        return bisect_right(self.parts, place)


def read(text: str, *, vocabulary: Terms) -> Reading:
    """The text as verification sees it."""
    folded = fold_in_place(text)
    figures = tuple(read_quantities(text))
    clauses = tuple(match.start() for match in _CLAUSE_END.finditer(folded))
    parts = tuple(sorted((*clauses, *(m.start() for m in _PART_END.finditer(folded)))))
    found = [*_terms(text, folded, vocabulary)]
    masked = [(q.start, _number_end(q, folded)) for q in figures]
    masked += [span for q in figures for span in bound_words(folded, q.start, q.end)]
    wording = _blanked(folded, masked)
    terms = [(token.start, token.end) for token in found]
    plain = _blanked(wording, terms)
    found += _words(text, plain)
    negated = negations(folded, clauses=clauses, places=[token.start for token in found])
    tokens = (
        replace(
            token,
            clause=bisect_right(clauses, token.start),
            part=bisect_right(parts, token.start),
            negation=negation,
        )
        for token, negation in zip(found, negated, strict=True)
    )
    return Reading(
        text=text,
        folded=folded,
        wording=wording,
        plain=plain,
        tokens=tuple(sorted(tokens, key=lambda token: token.start)),
        figures=figures,
        parts=parts,
        clauses=clauses,
    )


def _number_end(figure: Quantity, folded: str) -> int:
    """Where the number of a figure ends and the noun that it counts begins."""
    if figure.kind != "count":
        return figure.end
    number = _COUNT.match(folded, figure.start, figure.end)
    return number.end() if number else figure.end


def _terms(text: str, folded: str, vocabulary: Terms) -> Iterator[Token]:
    for mention in vocabulary.mentions(text):
        if _is_pronoun(mention.form, mention.forms):
            continue
        surface = _key(folded[mention.start : mention.end])
        yield Token(
            start=mention.start,
            end=mention.end,
            surface=surface,
            concepts=concepts().of(surface) | {f"@{mention.id}"},
            kind=mention.kind,
            weight=_WEIGHTS["light" if surface in concepts().light else "noun"],
            inner=_inner(surface),
        )


def _inner(surface: str) -> frozenset[str]:
    """The concepts of the words that a term is made of."""
    if surface.isascii():
        words_within = surface.split()
        pairs = [" ".join(pair) for pair in zip(words_within, words_within[1:], strict=False)]
        pieces = [*pairs, *words_within] if pairs else []
    else:
        pieces = [piece for _, piece in _pieces(surface)] if len(surface) > 2 else []
    return frozenset(name for piece in pieces for name in concepts().of(piece))


def _is_pronoun(form: str, forms: Sequence[str]) -> bool:
    """Whether "us", "am" or "sea" is the word rather than the abbreviation."""
    return len(form) < 4 and form.isascii() and form.islower() and form.upper() in forms


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    blank = list(text)
    for start, end in spans:
        blank[start:end] = "\n" * (end - start)
    return "".join(blank)


def _words(text: str, rest: str) -> Iterator[Token]:
    """The content words of what is left of the folded text."""
    latin: list[re.Match[str]] = []
    for run in _RUN.finditer(rest):
        if "\u3400" <= run[0][0] <= "\u9fff":
            yield from _chinese(run[0], offset=run.start())
        else:
            latin.append(run)
    yield from _english(latin, text)


def _english(runs: Sequence[re.Match[str]], text: str) -> Iterator[Token]:
    stems = [_key(run[0]) for run in runs]
    at = 0
    while at < len(runs):
        width = next(
            (n for n in range(_MAX_PHRASE, 1, -1) if concepts().of(" ".join(stems[at : at + n]))
             and at + n <= len(runs)),
            1,
        )  # fmt: skip
        surface = " ".join(stems[at : at + width])
        start, end = runs[at].start(), runs[at + width - 1].end()
        is_name = text[start].isupper() and start > 0 and text[start - 2 : start - 1] not in ".!?"
        if surface and (width > 1 or surface not in concepts().ignored):
            yield _token(start, end, surface, kind=_english_kind(surface), is_name=is_name)
        at += width


def _english_kind(surface: str) -> str:
    if concepts().of(surface) & _DEGREES:
        return "adjective"
    return "other" if surface.endswith("ly") else "noun"


def _chinese(run: str, *, offset: int) -> Iterator[Token]:
    tagged = [(str(word), str(tag)) for word, tag in rjieba.tag(run)]
    at, place = 0, offset
    while at < len(tagged):
        width = next(
            (n for n in range(_MAX_PHRASE, 1, -1)
             if at + n <= len(tagged) and concepts().of("".join(w for w, _ in tagged[at : at + n]))),
            1,
        )  # fmt: skip
        word = "".join(w for w, _ in tagged[at : at + width])
        yield from _chinese_tokens(word, tagged[at][1], place=place)
        place += len(word)
        at += width


def _chinese_tokens(word: str, tag: str, *, place: int) -> Iterator[Token]:
    if word in concepts().ignored:
        return
    if not concepts().of(word):
        place, word = _bare(word, place)
    known = bool(concepts().of(word))
    kind, is_name = _chinese_kind(tag), tag in _PROPER and not known
    if known or kind != "function":
        pieces = [(0, word)] if known or len(word) < 3 else _pieces(word)
        for start, piece in pieces:
            if piece not in concepts().ignored:
                first = place + start
                kind = "other" if kind == "function" else kind
                yield _token(first, first + len(piece), piece, kind=kind, is_name=is_name)


def _bare(word: str, place: int) -> tuple[int, str]:
    """The word without a denial or grammar that the segmenter left on it: 别开 → 开, 费为 → 费."""
    if len(word) == 3 and word[1] == "不":
        return place, word[0] + word[2]
    if len(word) > 1 and word[0] in "不没未别勿无" + _GRAMMAR:
        return place + 1, word[1:]
    if len(word) > 1 and word[-1] in _GRAMMAR:
        return place, word[:-1]
    return place, word


def _pieces(word: str) -> list[tuple[int, str]]:
    """The known words inside of a long unknown one, or the word itself."""
    for cut in range(len(word) - 1, 0, -1):
        if concepts().of(word[:cut]) and cut > 1:
            return [(0, word[:cut]), (cut, word[cut:])]
        if concepts().of(word[cut:]) and len(word) - cut > 1:
            return [(0, word[:cut]), (cut, word[cut:])]
    return [(0, word)]


def _chinese_kind(tag: str) -> str:
    if tag.startswith(_NOUNS) or tag == "vn":
        return "noun"
    if tag.startswith("v"):
        return "verb"
    if tag.startswith("a"):
        return "adjective"
    return "other" if tag == "d" else "function"


def _token(start: int, end: int, surface: str, *, kind: str, is_name: bool = False) -> Token:
    kind = "other" if len(surface) == 1 and kind == "noun" else kind
    weight = _WEIGHTS["light"] if surface in concepts().light else _WEIGHTS[kind]
    return Token(
        start=start,
        end=end,
        surface=surface,
        concepts=concepts().of(surface),
        kind=kind,
        weight=weight,
        is_name=is_name,
    )


def _key(form: str) -> str:
    """How a form is looked up: Chinese as it is, English by its stems."""
    if not form.isascii():
        return form
    return " ".join(words(_POSSESSIVE.sub("", form).replace("-", " ")))
