"""Whether a statement claims more certainty, or a wider scope, than the quote."""

import re
from collections.abc import Mapping

from advisor.answering.verification.matching import Evidence, nearest_clause
from advisor.answering.verification.reading import Reading
from advisor.answering.verification.verdict import Reason

# A statement that uses a word of the first pattern needs one of the second in the quote.
_STRENGTHS: Mapping[str, tuple[str, str]] = {
    "necessity": (
        r"必须|务必|一定要|强制|有义务|\bmust\b|\brequired?\b|\bobliged\b|\bmandatory\b|\bcompulsory\b|(?<!longer )(?<!not )(?<!n't )\b(?:have|has) to\b",
        r"必须|必需|须|要求|需要?|得要|应当?|强制|义务|才能|才可|不得|要[^么求]|\bmust\b|\brequir|\bneed|\bhave to\b|\bhas to\b"
        r"|\boblig|\bmandatory\b|\bcompulsory\b|\bshould\b|\bhad to\b|\bonly if\b|\bcannot\b",
    ),
    "certainty": (
        r"必定|肯定会?|必然|毫无疑问|绝对|注定|百分之百|一定会|\bdefinitely\b|\bcertainly\b|\bundoubtedly\b|\bguaranteed?\b"
        r"|\binevitabl|\bsurely\b|\bwithout doubt\b|\bproven?\b",
        r"必定|肯定|必然|毫无疑问|绝对|注定|一定|\bdefinite|\bcertain|\bundoubted|\bguarantee|\binevitabl|\bsure|\bprove",
    ),
    "universal": (
        r"所有|全部|一切|任何|每个人|每(?:家|名|位|一)|人人|无一|\ball\b|\bevery(?!\s(?:day|week|month|year|hour|time|mon|tue|wed|thu|fri|sat|sun|\d|two|few|other|single day))"
        r"|\beverybody\b|\beveryone\b|\beverywhere\b|\bany(?!\smore)\b|\bentire(?:ly)?\b|\bnone\b|\bnobody\b|\bno one\b",
        r"所有|全部|一切|任何|每|人人|各|都|均|整个|全|无一|\ball\b|\bevery|\bany|\bentire|\beach\b|\bwhole\b|\bno(?:ne|body)?\b",
    ),
    "permanence": (
        r"永久|永远|永不|从此|再也|今后不|始终|一直以来|\bforever\b|\bpermanent|\bnever again\b|\balways\b|\bfor good\b|\bnever\b",
        r"永久|永远|永不|从此|再也|今后|始终|一直|从不|从未|从来|\bforever\b|\bpermanent|\bnever\b|\balways\b|\bfor good\b|千万别|绝不",
    ),
    "exclusiveness": (
        r"唯一|独家|仅限|\bonly (?:way|one|platform|market|seller)|\bsole(?:ly)?\b|\bexclusive",
        r"唯一|独家|仅|只|\bonly\b|\bsole|\bexclusive|\balone\b",
    ),
    "majority": (
        r"大多数|多数|大部分|大半|绝大|\bmost (?:of|sellers|buyers|customers|creators|people|merchants)\b|\bmajority\b",
        r"多数|大部分|大半|绝大|大头|过半|主要|\bmost\b|\bmajority\b|\bbulk\b|\blarger? part\b",
    ),
    "cause": (
        r"因为|由于|因此|所以|导致|之所以|\bbecause\b|\btherefore\b|\bdue to\b|\bowing to\b|\bas a result\b|\bthanks to\b|\bled to\b|\bcaused\b|\bwhich is why\b",
        r"因为|由于|因此|所以|因|由此|据此|可见|导致|决定|造成|使|让|令|原因|靠|于是|就|带来|带出|引起|\bbecause\b|\btherefore\b|\bdue\b|\bowing\b"
        r"|\bresult|\bthanks\b|\bled\b|\blead|\bcaus|\bso\b|\bsince\b|\bmak(?:e|es|ing)\b|\bmade\b|\bif\b|\bwhen\b|\bdecid|\bdetermin|\bmean|\breason|\bafter\b|\bonce\b|\brelated\b|\bdriv",
    ),
}
_STRONGER = {
    name: (re.compile(claims), re.compile(grounds))
    for name, (claims, grounds) in _STRENGTHS.items()
}
_HEDGE = re.compile(
    r"可能|或许|也许|兴许|有望|说不定|恐怕|疑似|据传|大概率|\bmay\b|\bmight\b|\bcould\b(?!\s?n[o'])|\bpossibly\b|\bperhaps\b"
    r"|\blikely\b|\bpotential(?:ly)?\b|\breportedly\b|\ballegedly\b|\brumou?r"
)
_INTENTION = re.compile(
    r"目标|计划|打算|预计|预期|力争|拟(?=[\u4e00-\u9fff])|争取|\btarget|\baim|\bplan(?:s|ned|ning)?\b|\bintend|\bexpect"
    r"|\bforecast|\bgoal|\bhope[sd]?\b|\bproject(?:s|ed)\b"
)
_FUTURE = re.compile(r"希望|瞄准|想|规划|将|会|要|想要|\bseek|\bwants?\b|\bwill\b|\bhop(?:e|ing)")
_PERMISSION = re.compile(
    r"可以?|能|允许|有权|\bcan\b|\ballow|\bpermit|\bentitled\b|\bright to\b|\b(?:have|has)\b.*\bto\b|\bable\b"
)
_MAJORITY_SHARE = 0.5


def modality_reasons(statement: Reading, evidence: Evidence) -> tuple[Reason, ...]:
    """What speaks against the statement's strength."""
    quoted = evidence.quote.folded
    for name, (claims, grounds) in _STRONGER.items():
        if not claims.search(statement.folded) or grounds.search(quoted):
            continue
        if name == "majority" and _has_large_share(evidence.quote):
            continue
        return ("modality",)
    return ("modality",) if _drops_doubt(statement, evidence.quote) else ()


def _has_large_share(quote: Reading) -> bool:
    return any(q.kind == "share" and q.low >= _MAJORITY_SHARE for q in quote.figures)


def _drops_doubt(statement: Reading, quote: Reading) -> bool:
    """Whether the part of the quote that is repeated is only possible or intended there."""
    nearest = nearest_clause(statement, quote)
    if _HEDGE.search(nearest):
        return not (_HEDGE.search(statement.folded) or _PERMISSION.search(statement.folded))
    return bool(_INTENTION.search(nearest)) and not (
        _INTENTION.search(statement.folded)
        or _FUTURE.search(statement.folded)
        or _HEDGE.search(statement.folded)
    )
