"""Notes: Markdown in which every bullet is one statement with its source."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from advisor.domain.documents import Confidence, LanguageCode, SentenceKind
from advisor.domain.errors import BrokenKnowledge
from advisor.knowledge.bibliography import Date
from advisor.knowledge.tables import check, read_text

_HEADING = re.compile(r"^## (?P<title>.+?) \{#(?P<id>[a-z0-9-]+)\}$")
_STATEMENT = re.compile(r"^- (?P<text>.+?)(?: \[@(?P<mark>[^\]]+)\])?$")
_END = re.compile(r"[。!?.!?][”’\"'」』))]*$")
_FORM = "Use `## Heading {#id}` and `- statement. [@source, key=value]`."


class FrontMatter(BaseModel):
    """The head of a note; its source, date and confidence hold where a statement has no mark.

    Each section of an `overview` is one answer, written to be shown in its own order.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    language: LanguageCode
    source: str
    as_of: Date
    confidence: Confidence
    platforms: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    overview: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteStatement:
    """One bullet: a sentence that makes sense alone, with what supports it."""

    line: int
    text: str
    source: str
    as_of: str
    confidence: Confidence
    kind: SentenceKind
    sellers: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its statements."""

    id: str
    line: int
    title: str
    statements: tuple[NoteStatement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note in one language."""

    path: Path
    head: FrontMatter
    sections: tuple[Section, ...]


def parse_note(path: Path) -> Note:
    """The note in a file. Raises BrokenKnowledge with the line that breaks the form."""
    lines = read_text(path).split("\n")
    end = _end_of_front_matter(path, lines)
    head = check(path, 1, _front_matter(path, lines[1:end]), model=FrontMatter)
    sections: list[Section] = []
    block: list[tuple[int, str]] = []
    for number, line in enumerate(lines[end + 1 :], start=end + 2):
        if line.startswith("## ") and block:
            sections.append(_section(path, block, head=head))
            block = []
        if line.strip():
            block.append((number, line.rstrip()))
    if not block:
        raise BrokenKnowledge(path, end + 1, "The note has no section.", repair=_FORM)
    sections.append(_section(path, block, head=head))
    return Note(path=path, head=head, sections=tuple(sections))


def _end_of_front_matter(path: Path, lines: list[str]) -> int:
    if lines[0].strip() != "---" or "---" not in lines[1:]:
        raise BrokenKnowledge(
            path, 1, "No front matter.", repair="Begin with a block between two lines of `---`."
        )
    return lines.index("---", 1)


def _front_matter(path: Path, lines: list[str]) -> object:
    try:
        return yaml.safe_load("\n".join(lines))
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        raise BrokenKnowledge(
            path, line, f"Front matter is not valid YAML: {error.problem}.", repair="Correct it."
        ) from error


def _section(path: Path, block: list[tuple[int, str]], *, head: FrontMatter) -> Section:
    number, first = block[0]
    heading = _HEADING.match(first)
    if heading is None:
        raise BrokenKnowledge(path, number, f"Not a section heading: {first!r}.", repair=_FORM)
    statements = tuple(_statement(path, line, text, head=head) for line, text in block[1:])
    if not statements:
        raise BrokenKnowledge(path, number, "The section has no statement.", repair=_FORM)
    return Section(
        id=heading["id"],
        line=number,
        title=heading["title"],
        statements=statements,
    )


def _statement(path: Path, line: int, text: str, *, head: FrontMatter) -> NoteStatement:
    found = _STATEMENT.match(text)
    if found is None:
        raise BrokenKnowledge(path, line, f"Not a statement: {text!r}.", repair=_FORM)
    if not _END.search(found["text"]):
        raise BrokenKnowledge(
            path, line, "The statement is no whole sentence.", repair="End it with a full stop."
        )
    mark = _mark(path, line, found["mark"] or head.source)
    return NoteStatement(
        line=line,
        text=found["text"],
        source=mark.source,
        as_of=mark.as_of or head.as_of,
        confidence=mark.confidence or head.confidence,
        kind=mark.kind,
        sellers=tuple(mark.seller.split("+")) if mark.seller else (),
        facts=tuple(mark.fact.split("+")) if mark.fact else (),
    )


class Mark(BaseModel):
    """What stands between the brackets after a statement."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    as_of: Date | None = None
    confidence: Confidence | None = None
    kind: SentenceKind = "evidence"
    seller: str | None = None
    fact: str | None = None


def _mark(path: Path, line: int, mark: str) -> Mark:
    source, *pairs = [part.strip() for part in mark.split(",")]
    fields = {"source": source}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise BrokenKnowledge(
                path, line, f"{pair!r} is no key=value.", repair=f"Keys: {_keys()}."
            )
        fields[key.strip()] = value.strip()
    return check(path, line, fields, model=Mark)


def _keys() -> str:
    return ", ".join(f"{name}" for name in Mark.model_fields if name != "source")
