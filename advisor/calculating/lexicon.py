"""The words of words/*.yaml: what sellers call the inputs of rules, and how they ask for a rule."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from advisor.language.text import has_chinese
from advisor.rules import RULES

Side = Literal["before", "behind"]

_FIGURE = "…"
_FOLDER = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words found from `start` to `end` of a text, with the roles or rules that they stand for.

    `side` tells where they stand from their figure, None on either side.
    """

    start: int
    end: int
    names: frozenset[str]
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """What words.yaml says of a rule; `inputs` gives the roles that fill a path by another name."""

    needs: tuple[str, ...]
    inputs: Mapping[str, tuple[str, ...]]
    never: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words with what they stand for; of words within one another the longer one counts."""

    pattern: re.Pattern[str]
    names: Mapping[str, frozenset[str]]
    sides: Mapping[str, Side]

    def mentions(self, text: str) -> list[Mention]:
        """The words in a folded text, from left to right."""
        return [
            Mention(
                start=found.start(),
                end=found.end(),
                names=self._names(found[0]),
                side=self.sides.get(found[0]),
            )
            for found in self.pattern.finditer(text)
        ]

    def _names(self, word: str) -> frozenset[str]:
        return self.names.get(word) or self.names.get(word.removesuffix("s"), frozenset())


@cache
def role_words() -> Words:
    """What inputs are called."""
    return _words((role, word) for role, both in _read("roles").items() for word in _all(both))


@cache
def asking_words() -> Words:
    """How a rule is asked for."""
    return _words((rule, w) for rule, row in _read("rules").items() for w in _all(row["asks"]))


@cache
def topic_words() -> Words:
    """What a rule is about: it is asked for where figures fill its inputs."""
    rows = _read("rules").items()
    return _words((rule, w) for rule, row in rows for w in _all(row.get("about", {})))


@cache
def title_words() -> Words:
    """The titles of the rules in both languages: what an offer to work it out calls them."""
    titles = ((rule.name, rule.title) for rule in RULES.values())
    return _words((name, word) for name, title in titles for word in (title.zh, title.en))


@cache
def rule_words(rule: str) -> RuleWords:
    """What is said of a rule beside its words."""
    row = _read("rules").get(rule, {})
    inputs = {path: _names(role) for path, role in row.get("inputs", {}).items()}
    return RuleWords(
        needs=tuple(row.get("needs", ())),
        inputs=inputs,
        never=frozenset(row.get("not", ())),
    )


@cache
def bearing_sections(rule: str) -> tuple[str, ...]:
    """The sections of the notes that bear on a rule, the most telling first."""
    return tuple(_read("bearing").get(rule, ()))


@cache
def _read(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def _names(role: str | list[str]) -> tuple[str, ...]:
    return (role,) if isinstance(role, str) else tuple(role)


def _all(both: Mapping[str, list[str]]) -> list[str]:
    return [*both.get("zh", ()), *both.get("en", ())]


def _words(pairs: Iterable[tuple[str, str]]) -> Words:
    names: dict[str, set[str]] = {}
    sides: dict[str, Side] = {}
    for name, written in pairs:
        word = written.lower().strip(f" {_FIGURE}")
        names.setdefault(word, set()).add(name)
        if _FIGURE in written:
            sides[word] = "before" if written.endswith(_FIGURE) else "behind"
    longest_first = sorted(names, key=len, reverse=True)
    return Words(
        pattern=re.compile("|".join(map(_as_pattern, longest_first)) or r"(?!)"),
        names={word: frozenset(found) for word, found in names.items()},
        sides=sides,
    )


def _as_pattern(word: str) -> str:
    """Latin words stand alone, their plural too; Chinese ones anywhere."""
    escaped = re.escape(word)
    if has_chinese(word) or not word[-1].isalnum():
        return escaped
    return rf"(?<![a-z0-9]){escaped}s?(?![a-z0-9])"
