"""Whether a figure is a floor, a ceiling or an estimate, from the words around it."""

import re

from advisor.domain.facts import Bound

_BEFORE: dict[Bound, str] = {
    "above": (
        "超过|超出|超|逾|高于|大于|多于|高过|突破|破|不止|不少于|不低于|不小于|至少|最少|起码|最低(?:卖|收|能?设|要)?|起订|满|跨过|"
        "no less than|not less than|no fewer than|at least|(?<!no )(?<!not )more than|over|above|"
        "exceed(?:s|ed|ing)?|upwards? of|north of|pass(?:ed|es|ing)|surpass(?:ed|es|ing)?|beyond|"
        "topp?(?:ed|ing)|greater than|higher than|older than|longer than|minimum of|"
        "min\\.? order(?: of)?|min\\.|>=?|≥|from at least"
    ),
    "below": (
        "不足|不到|未到|没到|低于|少于|小于|未满|不满|未达|不超过|不高于|不多于|没有?超过|未超过?|至多|最多|最高|顶多|"
        "under|below|(?<!no )(?<!not )less than|fewer than|at most|no more than|not more than|"
        "not over|not exceed(?:ing)?|up to|lower than|shorter than|maximum of|(?<!gmv )max\\.?|short of|<=?|≤"
    ),
    "about": (
        "将近|接近|约为|约摸|大致|估摸|大约|大概|差不多|约莫|约|近|"
        "about|around|roughly|approximately|approx\\.?|nearly|almost|close to|some|circa|give or take|"
        "plus or minus|plus/minus|~|≈|±|\\+/-"
    ),
}
_AFTER: dict[Bound, str] = {
    "above": (
        "及?以上|还要?[多高强大]|有余|(?<=[成倍块元刀斤])多(?!少)|开外|起步|(?:plus|\\+)(?!\\s?[\\d$£€])|"
        "or higher|打底|"
        "(?:or|and) (?:more|above|over)(?=\\s?(?:[,.;:)]|$))"
    ),
    "below": "及?以下|以内|封顶(?![\\d几])|or less|or fewer|or below|and below|or under|or lower",
    "about": "左右|上下|前后|or so|give or take",
}
_LINK = r"(?:[了过出达至到为]|(?:总量|总数|全部|整体|其中)的|\sthe|\sa|\san)?\s?"
# 至少比…低三成: these govern a later figure of the clause.
_FAR_BEFORE = re.compile(
    r"(?:(?P<above>至少|最少|起码)|(?P<below>至多|最多(?!的)|顶多))[^\d,。;,;一二两三四五六七八九十]{1,16}$"
)
_PATTERN_BEFORE = re.compile(
    "(?:"
    + "|".join(
        rf"(?P<{bound}>(?:(?<![a-z])|(?![a-z]))(?:{words}))" for bound, words in _BEFORE.items()
    )
    + f"){_LINK}$"
)
_PATTERN_AFTER = re.compile(
    r"\s?的?(?:"
    + "|".join(rf"(?P<{bound}>{words})" for bound, words in _AFTER.items())
    + ")(?![a-z])"
)
_REACH = 24


def bound_of(text: str, start: int, end: int) -> Bound | None:
    """The bound of the figure from `start` to `end` in folded text; None for an exact one."""
    before = text[max(0, start - _REACH) : start]
    near = _name(_PATTERN_AFTER.match(text, end)) or _name(_PATTERN_BEFORE.search(before))
    return near or _name(_FAR_BEFORE.search(before))


def bound_words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the words stand that give the figure from `start` to `end` its bound."""
    first = max(0, start - _REACH)
    before = _PATTERN_BEFORE.search(text[first:start])
    after = _PATTERN_AFTER.match(text, end)
    spans = [(first + before.start(), start)] if before else []
    return [*spans, after.span()] if after else spans


def _name(match: re.Match[str] | None) -> Bound | None:
    return match.lastgroup if match else None  # type: ignore[return-value]
