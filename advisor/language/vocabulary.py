"""The field's terms as they occur in text: any form, either script, longest first."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from advisor.domain.facts import Term
from advisor.language.text import fold, has_chinese, simplify

_LATIN_WORD = re.compile(r"[a-z]{2}|[0-9]{2}")
_ORDINARY_WORDS = frozenset({"us", "am", "ams", "sea", "it"})
_REMEMBERED = 4096  # texts of the notes are read again at every question
_NAMES = ("platform", "market", "company", "seller")
_NAMED_KINDS = ("platform", "company")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A term in a text: `start` and `end` are offsets in it, `forms` what else it is called."""

    id: str
    kind: str
    start: int
    end: int
    form: str
    forms: tuple[str, ...]


class Vocabulary:
    """Finds the glossary's terms in what people write."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = {term.id: term for term in terms}
        self._owners = {fold(form): t for t in self._terms.values() for form in t.forms}
        self._forms = ahocorasick.Automaton()
        for form in self._owners:
            self._forms.add_word(form, form)
        self._forms.make_automaton()
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._mentions)
        latin = {w for form in self._owners for w in re.findall(r"[a-z]+", form)}
        self.latin_words = frozenset(latin)
        self.latin_names = tuple(
            dict.fromkeys(
                form
                for term in self._terms.values()
                if term.kind in _NAMED_KINDS
                for form in (term.en, *term.en_forms)
                if re.fullmatch(r"[A-Za-z]{4,}", form)
            )
        )

    def term(self, term_id: str) -> Term:
        """The term of that id."""
        return self._terms[term_id]

    def regions(self, term_id: str) -> frozenset[str]:
        """The market itself and every region it lies in."""
        wider = (self.regions(name) for name in self._terms[term_id].part_of)
        return frozenset({term_id}).union(*wider)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every term that occurs, in order, without overlaps."""
        return self._remembered(text)

    def canonical(self, text: str) -> str:
        """The text with the main form of every name: however a place is called, it is asked alike.

        Other terms stay: a word put in their place may say less (物流时效, delivery time).
        """
        is_chinese, parts, reached = has_chinese(text), [], 0
        for mention in self.mentions(text):
            if mention.kind in _NAMES:
                term = self._terms[mention.id]
                parts += [text[reached : mention.start], term.zh if is_chinese else term.en]
                reached = mention.end
        return "".join([*parts, text[reached:]])

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        if not self._owners:
            return ()
        folded, offsets = _folded_with_offsets(text)
        found: list[Mention] = []
        reached = 0
        for start, form in self._longest_first(folded):
            if start >= reached and not _is_ordinary_word(text, offsets[start], len(form)):
                reached = start + len(form)
                found.append(self._mention(text, offsets[start], offsets[reached], form))
        return tuple(found)

    def _longest_first(self, folded: str) -> list[tuple[int, str]]:
        """Where each form stands alone: by place, the longest form of a place first."""
        places = [(last + 1 - len(form), form) for last, form in self._forms.iter(folded)]
        alone = [(s, form) for s, form in places if _stands_alone(folded, s, s + len(form))]
        return sorted(alone, key=lambda found: (found[0], -len(found[1])))

    def _mention(self, text: str, start: int, end: int, folded: str) -> Mention:
        term = self._owners[folded]
        return Mention(
            id=term.id,
            kind=term.kind,
            start=start,
            end=end,
            form=text[start:end],
            forms=term.forms,
        )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no Latin word or number goes on across the borders of a form."""
    return not (
        _joins(text[start - 1 : start], text[start]) or _joins(text[end - 1], text[end : end + 1])
    )


def _is_ordinary_word(text: str, start: int, length: int) -> bool:
    """Whether "us" and the like is a word of an English sentence and not the name in capitals."""
    if text[start : start + length] not in _ORDINARY_WORDS:
        return False
    around = text[max(0, start - 1) : start] + text[start + length : start + length + 1]
    return not has_chinese(around)


def _joins(left: str, right: str) -> bool:
    return _LATIN_WORD.match(left + right) is not None


def _folded_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place it comes from."""
    folded: list[str] = []
    offsets: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKC", character).lower():
            folded.append(part)
            offsets.append(place)
    joined = "".join(folded)
    simplified = simplify(joined)
    return (simplified if len(simplified) == len(joined) else joined), [*offsets, len(text)]
