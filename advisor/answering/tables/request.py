"""Whether a question wants a table: which things it compares, or of which kind it wants them all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from advisor.answering.places import HOME
from advisor.domain.answers import Query
from advisor.domain.facts import TermKind
from advisor.language.quantities import read_quantities
from advisor.language.text import fold
from advisor.language.vocabulary import Mention, Vocabulary

Form = Literal["comparison", "list", "count"]

_KINDS: tuple[TermKind, ...] = ("platform", "market", "seller", "term")
_FIRST_YEAR = 1900
_PLACES: tuple[TermKind, ...] = ("platform", "market")
_JOINT = re.compile(
    r"(?:[\s、,;/&|+:：-]|和|与|跟|同|及|以及|还有|对比?|比|或者?|还是|站点?|市场|"
    r"\b(?:vs|versus|and|or|against|compared (?:to|with)|than|with|in|on|the|from|between)\b\.?)*"
)
_EACH = re.compile(r"分别|各(?:自|收|要|抽|是|有|多|占|为|扣|花|需)|\b(?:each|respectively)\b")
_COMPARES = re.compile(
    r"比[^,。]{1,12}[高低贵多少快慢大小好差宜]|\b(?:[a-z]+er|more|less)\b.{0,30}\bthan\b|\bas [a-z]+ as\b"
)
_NOUNS: dict[TermKind, tuple[str, str]] = {
    "market": ("国家?|市场|站点?|地区", "countr(?:y|ies)|markets?|regions?|sites?"),
    "platform": ("(?:电商)?平台", "platforms?|marketplaces?"),
}
_ALL: dict[Form, tuple[str, str]] = {
    "count": (r"(?:几|多少)个?", r"\b(?:how many|number of)\b"),
    "list": (
        r"哪(?:些|几个?)|有什么|列(?:出|一下|举)[^,。]{0,6}?",
        r"\b(?:which|what|list|name)\b",
    ),
    "comparison": (
        r"各个?|每一?个?|所有的?|全部的?|不同的?|哪个",
        r"\b(?:each|every|all|by|per|across|different)\b",
    ),
}
_BETWEEN = r"(?:\s+(?:of\s+)?(?:the\s+)?(?:[a-z-]+\s+){0,2}?|\s+)"
_SAID_BY_THE_TABLE = re.compile(
    r"对比|比较|(?<!占)比(?![例率重])|跟|相比|区别|差别|差异|不同|分别|各自|哪个|哪家|更?[高低贵多少快慢]{1,2}(?=[些点呢吗??。]|$)|列出|列一下|表格|一览"
    r"|\b(?:compar\w*|versus|vs\.?|differ\w*|respectively|each|list|table|side by side|higher|lower|"
    r"cheaper|dearer|faster|slower|bigger|larger|highest|lowest|cheapest|between)\b"
)
_WORD_US = re.compile(r"\bus\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRequest:
    """What the rows are: things of one kind by id, in order; none means all that the tables hold.

    `written` is how the asker calls them, `scope` the platforms or markets that the facts must be
    about, `topic` what is left of the question: it names the measure. `year` is the one year that
    the question names.
    """

    kind: TermKind
    names: tuple[str, ...]
    written: dict[str, str]
    scope: dict[TermKind, tuple[str, ...]]
    topic: str
    form: Form
    year: int | None


def table_request(query: Query, *, vocabulary: Vocabulary) -> TableRequest | None:
    """The table that a question asks for; None for a question about one thing."""
    text = _with_capitals(query.text, vocabulary)
    mentions = vocabulary.mentions(text)
    for kind in _KINDS:
        of_kind = [m for m in mentions if m.kind == kind and m.id != HOME]
        named = _compared(text, of_kind, query)
        if named:
            return _request(text, mentions, kind=kind, named=named, form="comparison")
    folded = fold(text)
    for form, (chinese, english) in _ALL.items():
        for kind, (noun, word) in _NOUNS.items():
            asked = re.search(rf"(?:{chinese})(?:{noun})|{english}{_BETWEEN}(?:{word})\b", folded)
            if asked and len(folded) == len(text):
                rest = text[: asked.start()] + " " + text[asked.end() :]
                return _request(rest, vocabulary.mentions(rest), kind=kind, named=(), form=form)
    return None


def _with_capitals(text: str, vocabulary: Vocabulary) -> str:
    """The text with "us" beside another market written as the name that it is there."""
    markets = [m for m in vocabulary.mentions(text) if m.kind == "market"]
    for word in _WORD_US.finditer(text):
        before = [text[m.end : word.start()] for m in markets if m.end <= word.start()]
        after = [text[word.end() : m.start] for m in markets if m.start >= word.end()]
        if any(between.strip() and _JOINT.fullmatch(fold(between)) for between in before + after):
            text = f"{text[: word.start()]}US{text[word.end() :]}"
    return text


def _compared(text: str, named: Sequence[Mention], query: Query) -> list[Mention]:
    """The mentions that are compared: all where words of the question compare places, else those
    that stand side by side; none where it is one thing.
    """
    folded = fold(text)
    compares = "comparison" in query.asks or _COMPARES.search(folded) or _EACH.search(folded)
    is_place = any(mention.kind in _PLACES for mention in named)
    beside = [
        mention
        for one, other in pairwise(named)
        for between in [fold(text[one.end : other.start])]
        if one.id != other.id and _JOINT.fullmatch(between) and (between or is_place)
        for mention in (one, other)
    ]
    found = list(named) if is_place and (compares or beside) else beside
    return found if len({mention.id for mention in found}) > 1 else []


def _request(
    text: str,
    mentions: Sequence[Mention],
    *,
    kind: TermKind,
    named: Sequence[Mention],
    form: Form,
) -> TableRequest:
    scope: dict[TermKind, tuple[str, ...]] = {
        place: tuple(dict.fromkeys(m.id for m in mentions if m.kind == place))
        for place in _PLACES
        if place != kind or not named
    }
    dates = [figure for figure in read_quantities(text) if figure.kind == "date"]
    years = {int(str(int(d.low))[:4]) for d in dates if d.low >= _FIRST_YEAR}
    topic = list(text)
    for date in dates:
        topic[date.start : date.end] = " " * (date.end - date.start)
    for mention in mentions:
        if mention in named or mention.kind in _PLACES:
            topic[mention.start : mention.end] = " " * (mention.end - mention.start)
    return TableRequest(
        kind=kind,
        names=tuple(dict.fromkeys(m.id for m in named)),
        written={m.id: m.form for m in reversed(named)},
        scope={place: ids for place, ids in scope.items() if ids},
        topic=_SAID_BY_THE_TABLE.sub(" ", fold("".join(topic))),
        form=form,
        year=years.pop() if len(years) == 1 else None,
    )
