"""Which words of a text are denied."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

Negation = Literal["none", "next", "near", "far"]

# Not denials: bounds, intensifiers and fixed words that contain a negating character.
_HARMLESS = re.compile(
    r"不(?:足|到(?!货)|少|低于|超过|高于|多于|大于|小于|止|断|仅|但|只|光|管|论|错|久|妨|愧|禁|觉|得不|变|等|同)"
    r"|不(?:如|及)|[比赶]不[上了]|敌不过|不(?:稀奇|罕见|少见|奇怪|意外)|(?:^|[,。;\s只再最])不过|没准|未(?:来|必)|无(?:论|疑|数|非|线)|非(?:常|但|洲)"
    r"|是不是|会不会|能不能|要不要|有没有|莫非|除非"
    r"|(?:no|not) (?:more|less|fewer|later|earlier|over) than|not only|not just|not (?:unusual|uncommon)"
    r"|no doubt|not? surpris|(?:instead of|rather than) [\\d$€£]|not exceed(?:ing)?|\bno\."
)
_MARKER = re.compile(
    r"[不没未勿无]|(?<![特区级类个差识分告辨])别(?![人的家处墅致称名国样])|并非|而非|非(?=[\u4e00-\u9fff]{2})"
    r"|禁止|拒绝|难以|切忌|避免|远离|停止|取消|很难|难(?=跟|以|于|再)"
    r"|\b(?:not|no|never|without|cannot|neither|nor|hardly|unable|nobody|none|nothing|stop|avoid|refuse[sd]?)\b"
    r"|\b(?:fail(?:s|ed)? to|stay(?:s|ed)? (?:away|out)|steer clear|rather than|instead of)\b"
    r"|n't\b|\bnon-|\boutside(?: of)?\b"
)
# 拼不过, 发不了: the verb stands before the denial.
_POTENTIAL = re.compile(r"[\u4e00-\u9fff](?=不[过了掉上起动住得下清出完])")
# 未拆封商品: these deny the next word alone.
_NARROW = ("未", "无", "非", "non-", "outside", "outside of")
# 欧盟以外, "is almost zero": what stands before is denied.
_EXCEPTED = re.compile(r"[\u4e00-\u9fffa-z]{1,6}(?:以外|之外)")
_NIL = re.compile(
    r"(?:almost|close to|virtually|nearly|is|are|was) (?:zero|nil|nothing)\b|几乎为零|近乎(?:空白|为零)|接近零|为零"
)
_NEAR = 2


def negations(folded: str, *, clauses: Sequence[int], places: Sequence[int]) -> list[Negation]:
    """For each place whether a denial stands before it in its clause: near, far off, or none.

    Two denials of one word lift each other. A denial anywhere else in the clause counts as far
    off, since Chinese and English order their words differently.
    """
    reach = denials(folded)
    nil = {bisect_right(clauses, found.start()) for found in _NIL.finditer(folded)}
    markers, order = sorted(reach), sorted(places)
    found: list[Negation] = []
    for place in places:
        if bisect_right(clauses, place) in nil:
            found.append("near")
            continue
        marker, distance = _nearest(place, markers=markers, clauses=clauses, order=order)
        if marker is not None and distance < reach[marker]:
            found.append("next" if distance == 0 else "near")
        else:
            found.append("far" if _is_denied(place, markers, clauses) else "none")
    return found


def _is_denied(place: int, markers: Sequence[int], clauses: Sequence[int]) -> bool:
    """Whether any denial stands in the clause of the place."""
    index = bisect_right(clauses, place)
    begin = clauses[index - 1] if index else -1
    end = clauses[index] if index < len(clauses) else 1 << 30
    return bisect_left(markers, begin) < bisect_left(markers, end)


def denials(folded: str) -> dict[int, int]:
    """Where denials stand, and how many of the next words each is near to."""
    blank = _HARMLESS.sub(lambda found: "\n" * len(found[0]), folded)
    reach = {
        found.start(): 1 if found[0] in _NARROW else _NEAR for found in _MARKER.finditer(blank)
    }
    for found in _POTENTIAL.finditer(blank):
        reach.pop(found.start() + 1, None)
        reach[found.start() - 1] = 1
    reach |= {found.start() - 1: 1 for found in _EXCEPTED.finditer(blank)}
    return reach


def _nearest(
    place: int, *, markers: Sequence[int], clauses: Sequence[int], order: Sequence[int]
) -> tuple[int | None, int]:
    """The denial in force before a place in its clause, and how many words lie between."""
    index = bisect_right(clauses, place)
    begin = clauses[index - 1] if index else -1
    before = markers[bisect_left(markers, begin) : bisect_left(markers, place)]
    ranks = [bisect_left(order, marker) for marker in before]
    if not ranks or ranks.count(ranks[-1]) % 2 == 0:
        return None, 0
    return before[-1], bisect_left(order, place) - ranks[-1]
