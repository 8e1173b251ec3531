"""Where the sentences of Chinese and English text begin and end."""

import re
from bisect import bisect_right
from collections.abc import Iterator

Span = tuple[int, int]

_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CJK_CHARACTER = re.compile(rf"[{_CJK}]")
_CLOSERS = "”’」』》〉)】〕]\"'）］｝}"
_STOPS = re.compile(rf"[。！？；…!?;.．｡]+[{re.escape(_CLOSERS)}。！？；…!?;.]*")
_ALWAYS = frozenset("。！？；…．｡")
_CONTINUES = frozenset("，、,：:；;—–-~～·的")

# A pair that closes later than this is a slip or a long quotation: both are cut.
_WITHIN = 120
_QUOTED = re.compile(
    rf"“[^“”]{{0,{_WITHIN}}}”|「[^「」]{{0,{_WITHIN}}}」|『[^『』]{{0,{_WITHIN}}}』"
)
_BRACKETED = re.compile(
    rf"\([^()]{{0,{_WITHIN}}}\)|（[^（）]{{0,{_WITHIN}}}）|《[^《》]{{0,{_WITHIN}}}》"
    rf"|【[^【】]{{0,{_WITHIN}}}】|\[[^\[\]]{{0,{_WITHIN}}}\]"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[\x21-\x7e]*[\w/=#&%+-]", re.IGNORECASE | re.ASCII)

_MARKER = re.compile(r"[(（]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)）．、]|[-*•·]")
_LAST_WORD = re.compile(r"(?<![A-Za-z0-9.])(?:[A-Za-z]\.)*[A-Za-z]+$")
_OPENERS = " \t\u3000\"'“‘(（["
_NEAR = 24
_NEVER_LAST = """
mr mrs ms dr prof st vs viz cf ca approx e.g i.e eg ie esp incl resp dept est gov sen rep
"""
_BEFORE_NUMBERS = """
no nos fig figs vol sec art ch p pp par eq tab ver v
jan feb mar apr jun jul aug sep sept oct nov dec
"""
_SOMETIMES_LAST = "inc ltd co corp llc plc etc al jr sr bros a.m p.m"
_STARTERS = """
a an the this that these those it its he she they we you i his her their our your there here
in on at by for from to with of as if when while where what why how who which because since
but and or so yet however then after before although though also both each all some many most
no not now only once until unless
"""


def sentence_spans(text: str) -> list[Span]:
    """Start and end of every sentence, in order; together they cover all that is not white space.

    A line break always ends a sentence; a quotation or bracket that closes soon is not cut.
    """
    spans: list[Span] = []
    for line in re.finditer(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+", text):
        spans += _line_spans(line[0], offset=line.start())
    return spans


def _line_spans(line: str, *, offset: int) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for end in (*_ends(line), len(line)):
        sentence = line[start:end]
        first = start + len(sentence) - len(sentence.lstrip())
        last = start + len(sentence.rstrip())
        if last <= first:
            continue
        if spans and not any(map(str.isalnum, sentence)):
            spans[-1] = (spans[-1][0], offset + last)  # stray punctuation says nothing alone
        else:
            spans.append((offset + first, offset + last))
        start = end
    return spans


def _ends(line: str) -> Iterator[int]:
    """Offsets in the line after which a new sentence may begin."""
    kept = _kept_together(line)
    starts = [start for start, _ in kept]
    chinese = _CJK_CHARACTER.search(line) is not None
    begin = 0
    for stop in _STOPS.finditer(line):
        end = _end_with_closers(line, stop, begin=begin)
        inside = bisect_right(starts, end - 1) - 1
        if inside >= 0 and end < kept[inside][1]:
            continue
        if end - begin < _NEAR and _MARKER.fullmatch(line[begin:end].strip()):
            continue
        if _closes(line, stop, end=end, chinese=chinese):
            yield end
            begin = end


def _end_with_closers(line: str, stop: re.Match[str], *, begin: int) -> int:
    """The end of the punctuation, less a straight quote that opens the next sentence."""
    quote = line.find('"', stop.start(), stop.end())
    if quote < 0:
        return stop.end()
    opened = line.count('"', max(begin, quote - _WITHIN), quote) % 2
    return stop.end() if opened else quote


def _kept_together(line: str) -> list[Span]:
    """Stretches that no sentence end may cut, merged and in order."""
    spans = [match.span() for match in _ADDRESS.finditer(line)]
    spans += [match.span() for match in _QUOTED.finditer(line)]
    for match in _BRACKETED.finditer(line):
        before = line[max(0, match.start() - _NEAR) : match.start()].rstrip()[-1:]
        # A bracket within a sentence does not end it, even where the sentence in the bracket does.
        within = before and before not in _ALWAYS and before not in ".!?" + _CLOSERS
        spans.append((match.start(), match.end() + bool(within)))
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _closes(line: str, stop: re.Match[str], *, end: int, chinese: bool) -> bool:
    """Whether the punctuation ends a sentence here, seen from what stands around it."""
    rest = line[end : end + _NEAR]
    if rest and rest[0] in _CONTINUES:
        return False
    marks = line[stop.start() : end].rstrip(_CLOSERS)
    if _ALWAYS & set(marks):
        return True
    before = line[stop.start() - 1 : stop.start()]
    if marks.endswith(";"):
        return _CJK_CHARACTER.match(before) is not None
    if marks.endswith(("!", "?")):
        quoted = line[end - 1] in _CLOSERS
        return chinese or _ends_question(rest, quoted=quoted)
    lone = line[stop.start() : end] == "."
    return _full_stop(rest, before=before) and not (
        lone and _word_goes_on(line[max(0, stop.start() - _NEAR) : stop.start()], rest=rest)
    )


def _ends_question(rest: str, *, quoted: bool) -> bool:
    if rest and not rest[0].isspace():
        return False
    return not (quoted and rest.lstrip()[:1].islower())


def _full_stop(rest: str, *, before: str) -> bool:
    """Whether a full stop with this before and after it is one, and no part of a word or number."""
    chinese_follows = _CJK_CHARACTER.match(rest) is not None
    if _CJK_CHARACTER.match(before):
        return chinese_follows or not rest[:1].isalnum()
    if chinese_follows:
        return not before.isdigit()
    return not rest or (rest[0].isspace() and not rest.lstrip(_OPENERS)[:1].islower())


def _word_goes_on(head: str, *, rest: str) -> bool:
    """Whether the word before a full stop is short for something and the sentence goes on."""
    last, following = _LAST_WORD.search(head), rest.lstrip(_OPENERS)
    if last is None or not following:
        return False
    word = last[0].lower()
    if word in _NEVER_LAST.split():
        return True
    if word in _BEFORE_NUMBERS.split():
        return following[0].isdigit()
    initials = "." in word or (len(word) == 1 and last[0].isupper())
    if initials or word in _SOMETIMES_LAST.split():
        next_word = re.match(r"[A-Za-z]+", following)
        return next_word is not None and next_word[0].lower() not in _STARTERS.split()
    return False
