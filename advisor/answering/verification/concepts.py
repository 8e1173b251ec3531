"""Words that say the same in Chinese and English, and words that say the opposite."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from advisor.language.tagging import Tagger
from advisor.language.text import words

_TABLE = Path(__file__).with_name("concepts.txt")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Concepts:
    """The word table: forms are Chinese words, or English stems joined by blanks."""

    forms: dict[str, frozenset[str]]
    opposites: dict[str, frozenset[str]]
    ignored: frozenset[str]
    light: frozenset[str]

    def of(self, form: str) -> frozenset[str]:
        """The names of what a word or phrase may say."""
        return self.forms.get(form, _NONE)

    def opposed(self, names: frozenset[str]) -> frozenset[str]:
        """The names of what says the opposite of any of these."""
        return frozenset(other for name in names for other in self.opposites.get(name, _NONE))


@cache
def concepts() -> Concepts:
    """The shipped word table."""
    forms: dict[str, set[str]] = {}
    opposites: dict[str, set[str]] = {}
    listed: dict[str, set[str]] = {"ignored": set(), "light": set()}
    for line in _lines():
        if line.startswith("><"):
            one, other = line.split()[1:]
            opposites.setdefault(one, set()).add(other)
            opposites.setdefault(other, set()).add(one)
            continue
        name, _, written = line.partition(" = ")
        for form in _forms(written):
            if name in listed:
                listed[name].add(form)
            else:
                forms.setdefault(form, set()).add(name)
    return Concepts(
        forms={form: frozenset(names) for form, names in forms.items()},
        opposites={name: frozenset(others) for name, others in opposites.items()},
        ignored=frozenset(listed["ignored"]),
        light=frozenset(listed["light"]),
    )


@cache
def tagger() -> Tagger:
    """Cuts Chinese into words, those of the word table among them."""
    return Tagger(form for form in concepts().forms if len(form) > 1 and not form.isascii())


def _lines() -> Iterator[str]:
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _forms(written: str) -> Iterator[str]:
    chinese, _, english = written.partition("|")
    yield from chinese.split()
    for form in english.split():
        yield " ".join(words(form.replace("_", " ").replace("-", " ")))
