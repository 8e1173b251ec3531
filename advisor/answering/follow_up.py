"""A follow-up made stand-alone: it inherits what it leaves out."""

import re
from collections.abc import Sequence

from advisor.answering.asks import asked_kinds
from advisor.language.text import fold, has_chinese, words
from advisor.language.vocabulary import Mention, Vocabulary

_OPENING = re.compile(
    r"^(?:那么?|然后|后来|结果|具体|主要|最后|大概|分别|第[一二三四五]|还有|另外|再问|"
    r"哦|噢|嗯|好的?|ok|okay|and|but|so|then|also|what about|how about|what of|same for)"
    r"(?=[\s,,、::]|[\u4e00-\u9fff]|$|\b)"
)
_POINTING = re.compile(
    r"^(?:这|那|此)(?:是|算|得|会|能|要)|这个|那个|这种|那种|这样|那样|这些|那些|这招|这事|它|他们|她们|它们|上面|前面|刚才|该模式|其中|第[一二三四五](?:条|个|种|点|类)|"
    r"\b(?:it|its|this|that|these|those|they|them|their|he|she|his|her|there|one|ones|same|first|second|"
    r"third|latter|former)\b"
)
_BARE = re.compile(
    r"^(?:为什么|为何|为啥|怎么说|怎么办|凭什么|真的吗|具体呢|详细(?:说说|点)?|然后呢|举个?例子?|比如|"
    r"why|how come|really|how so|for example|examples?|such as|(?:by )?how much|how many|how long|"
    r"since when|when|where|who|"
    r"says who|tell me more|more|go on|details?)[\s呢吗?!。.??!么]*(?:is that|was that|so|not)?[\s??!!。.]*$"
)
_ASIDE = re.compile(
    r"^(?:那么?|and|what about|how about|but|so|then|also|same for|for|in|the|呢|在|对|对于)+"
)
_END = re.compile(r"[\s??。.!!]+$")
_BARE_MEASURE = re.compile(
    r"^(?:那|大概|一般|到底|now|so|and)?(?:多少钱?|几个点|几天|多久|什么时候|何时|哪里|怎么做|怎么弄|怎么选|好做吗|行不行|可以吗|划算吗|"
    r"what|which one|how|how do i|is it worth it|should i)[\s呢吗啊?!。.??!么]*$"
)
_SHORT_WORDS = 4
_FEW_WORDS = 8


def stand_alone(question: str, *, previous: str | None, vocabulary: Vocabulary) -> str:
    """The question with what it inherits from the previous stand-alone one; itself if nothing."""
    if previous is None or not _is_follow_up(question, vocabulary=vocabulary):
        return question
    new, old = vocabulary.mentions(question), vocabulary.mentions(previous)
    replaced = _replace_entities(previous, old=old, new=new)
    if replaced is not None and not asked_kinds(question) and _adds_little(question, new):
        return replaced
    return joined(question, previous=previous)


def joined(question: str, *, previous: str) -> str:
    """The question after the one that it goes on from."""
    joint = " " if not has_chinese(previous + question) else ""
    return f"{_END.sub('', previous)},{joint}{question}"


def is_without_subject(question: str, *, vocabulary: Vocabulary) -> bool:
    """Whether it is short and names no platform, market, term or the like: it may go on from one."""
    named = {mention.kind for mention in vocabulary.mentions(question)} - {"metric"}
    return not named and len(words(question)) <= _FEW_WORDS


def names_subject(question: str, *, vocabulary: Vocabulary) -> bool:
    """Whether it names what it is about: a platform, a term, a measure, not a place alone."""
    named = {mention.kind for mention in vocabulary.mentions(question)}
    return bool(named & {"platform", "company", "term", "metric", "event"})


def is_bare(question: str) -> bool:
    """Whether it asks why, how much or the like and names nothing at all."""
    folded = fold(question).strip()
    return bool(_BARE.match(folded) or _BARE_MEASURE.match(folded))


def _is_follow_up(question: str, *, vocabulary: Vocabulary) -> bool:
    folded = fold(question).strip()
    if _OPENING.search(folded) or _BARE.match(folded):
        return True
    if _POINTING.search(folded) and not _names_subject(question, vocabulary):
        return True
    if _END.sub("", folded).endswith("呢") and len(folded) <= 16:
        return True
    return _names_measure_alone(question, vocabulary)


def _names_measure_alone(question: str, vocabulary: Vocabulary) -> bool:
    """Whether it asks for a profit, a share or the like without saying whose."""
    kinds = {mention.kind for mention in vocabulary.mentions(question)}
    is_short = len(words(question)) <= _FEW_WORDS
    return kinds == {"metric"} and is_short and "definition" not in asked_kinds(question)


def _names_subject(question: str, vocabulary: Vocabulary) -> bool:
    kinds = {mention.kind for mention in vocabulary.mentions(question)}
    return bool(kinds & {"platform", "company", "term", "metric"}) and len(words(question)) > 6


def _replace_entities(
    previous: str, *, old: Sequence[Mention], new: Sequence[Mention]
) -> str | None:
    """The previous question about the new entities; None when no kind of entity matches.

    Of several of one kind the last is replaced: in a comparison it is the one compared with.
    """
    text, replaced = previous, False
    for mention in new:
        if mention.kind not in ("platform", "market", "seller"):
            continue
        places = [m for m in old if m.kind == mention.kind and m.id != mention.id]
        if places:
            text = text.replace(places[-1].form, mention.form)
            replaced = True
    return text if replaced else None


def _adds_little(question: str, mentions: Sequence[Mention]) -> bool:
    """Whether the follow-up names entities and hardly anything else."""
    rest = list(question)
    for mention in mentions:
        rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    remaining = _ASIDE.sub("", fold("".join(rest)).strip())
    return len(words(remaining)) < _SHORT_WORDS
