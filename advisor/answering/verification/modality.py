"""Whether a statement claims more certainty, or a wider scope, than the quote."""

import re
from collections.abc import Mapping

from advisor.answering.verification.matching import Evidence, nearest_clause, same
from advisor.answering.verification.reading import Reading
from advisor.answering.verification.verdict import Reason

# What a statement claims by a word of the first row, the quote has to say by one of the second.
# A star stands for any ending, a line for a blank.
_STRENGTHS: Mapping[str, tuple[str, str]] = {
    "necessity": (
        "必须 务必 一定要 强制 有义务 must require required obliged mandatory compulsory",
        "必须 必需 须 要求 需 得要 应 强制 义务 才能 才可 不得 要 must requir* need* have_to has_to had_to "
        "oblig* mandatory compulsory should only_if cannot",
    ),
    "certainty": (
        "必定 肯定 必然 毫无疑问 绝对 注定 百分之百 一定会 definitely certainly undoubtedly guarantee* "
        "inevitabl* surely without_doubt proven proves",
        "必定 肯定 必然 毫无疑问 绝对 注定 一定 definite* certain* undoubted* guarantee* inevitabl* sure* prove*",
    ),
    "universal": (
        "所有 全部 一切 任何 每个人 每家 每名 每位 每一 人人 无一 all every everybody everyone everywhere any "
        "entire* none nobody no_one",
        "所有 全部 一切 任何 每 人人 各 都 均 整个 全 无一 all every* any* entire* each per whole no none nobody",
    ),
    "permanence": (
        "永久 永远 永不 从此 再也 今后不 始终 一直以来 forever permanent* never always for_good",
        "永久 永远 永不 从此 再也 今后 始终 一直 从不 从未 从来 千万别 绝不 forever permanent* never always for_good",
    ),
    "exclusiveness": (
        "唯一 独家 仅限 only_way only_one only_platform only_market only_seller sole solely exclusive*",
        "唯一 独家 仅 只 only sole solely exclusive* alone",
    ),
    "majority": (
        "大多数 多数 大部分 大半 绝大 majority most_of most_sellers most_buyers most_customers most_creators "
        "most_people most_merchants",
        "多数 大部分 大半 绝大 大头 过半 主要 most majority bulk larger_part large_part",
    ),
    "cause": (
        "因为 由于 因此 所以 导致 之所以 because therefore due_to owing_to as_a_result thanks_to led_to "
        "caused which_is_why",
        "因 由于 所以 由此 据此 可见 导致 决定 造成 使 让 令 原因 靠 于是 就 带来 带出 引起 because therefore due "
        "owing result* thanks led lead* caus* so since make* making made if when decid* determin* mean* reason* "
        "after once related driv* why bring* brought",
    ),
}
_NOT_CLAIMS = re.compile(
    r"\bevery\s(?:single\s)?(?:day|week|month|year|hour|time|[a-z]+day|\d+|two|few|other)\b|\bany\smore\b|(?:hardly|not|without|n't|if)\sany\b"
)


def _any_of(forms: str) -> re.Pattern[str]:
    return re.compile("|".join(map(_form, forms.split())))


def _form(form: str) -> str:
    if not form.isascii():
        return form
    return rf"\b{form.replace('*', '[a-z]*').replace('_', ' ')}\b"


_STRONGER = {
    name: (_any_of(claims), _any_of(grounds)) for name, (claims, grounds) in _STRENGTHS.items()
}
_HEDGE = re.compile(
    r"可能|或许|也许|兴许|有望|说不定|恐怕|疑似|据传|大概率|\bmay\b|\bmight\b|\bcould\b(?!\s?n[o'])|\bpossibly\b|\bperhaps\b"
    r"|\blikely\b|\bpotential(?:ly)?\b|\breportedly\b|\ballegedly\b|\brumou?r"
)
_INTENTION = re.compile(
    r"目标|计划|打算|预计|预期|力争|拟(?=[\u4e00-\u9fff])|争取|\btarget|\baim|\bplan(?:s|ned|ning)?\b|\bintend|\bexpect"
    r"|\bforecast|\bgoal|\bhope[sd]?\b|\bproject(?:s|ed)\b"
)
_FUTURE = re.compile(
    r"暂停|搁置|停|suspend|paus|shelv|on hold|希望|瞄准|想|规划|将|会|要|想要|\bseek|\bwants?\b|\bwill\b|\bhop(?:e|ing)"
)
_PERMISSION = re.compile(
    r"可以?|能|允许|有权|\bcan\b|\ballow|\bpermit|\bentitled\b|\bright to\b|\b(?:have|has)\b.*\bto\b|\bable\b"
)
_NO_RESULTS = ("date", "version", "ordinal")
_SAYS_SOMETHING = 0.7
_MAJORITY_SHARE = 0.5


def modality_reasons(statement: Reading, evidence: Evidence) -> tuple[Reason, ...]:
    """What speaks against the statement's strength."""
    quoted, told = (_NOT_CLAIMS.sub("", r.folded) for r in (evidence.quote, statement))
    for name, (claims, grounds) in _STRONGER.items():
        if not claims.search(told) or grounds.search(quoted):
            continue
        if name == "majority" and _has_large_share(evidence.quote):
            continue
        return ("modality",)
    return ("modality",) if _drops_doubt(statement, evidence.quote) else ()


def _has_large_share(quote: Reading) -> bool:
    return any(q.kind == "share" and q.low >= _MAJORITY_SHARE for q in quote.figures)


def _drops_doubt(statement: Reading, quote: Reading) -> bool:
    """Whether what is repeated is only possible in the quote, or a figure of it only intended."""
    if _HEDGE.search(statement.folded):
        return False
    if not _PERMISSION.search(statement.folded) and _only_hedged(statement, quote):
        return True
    aims = _INTENTION.search(nearest_clause(statement, quote))
    told = any(figure.kind not in _NO_RESULTS for figure in statement.figures)
    return bool(aims and told) and not (
        _INTENTION.search(statement.folded) or _FUTURE.search(statement.folded)
    )


def _only_hedged(statement: Reading, quote: Reading) -> bool:
    """Whether any word of the statement stands in clauses with a doubt alone."""
    doubted = {
        t.clause for t in quote.tokens if _HEDGE.search(quote.plain[quote.clause_at(t.clause)])
    }
    if not doubted:
        return False
    for token in statement.tokens:
        places = {t.clause for t in quote.tokens if same(token, t)}
        if places and places <= doubted and token.weight >= _SAYS_SOMETHING:
            return True
    return False
