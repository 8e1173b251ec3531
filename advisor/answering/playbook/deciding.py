"""Whether a question asks what to do, and not what is or was."""

import re

from advisor.domain.answers import Query
from advisor.language.text import fold

_DECIDING = re.compile(
    r"要不要|该不该|应不应该|应该|好不好|值不值|值得|划算|怎么办|咋办|(?:该|要)怎么|怎么(?:选|走|应对|判断)|怎么做(?:比较|才)?好|"
    r"有(?:什么|啥)(?:办法|建议)|有没有必要|适合|靠谱吗|够不够|(?<![应不活])该(?!国|平台|文|卖家|站|类目|规则|费)|"
    r"还能.{0,12}吗|还要不要|选.{1,16}还是|先.{1,12}还是先|继续.{0,12}吗|"
    r"\bshould\b|\bany advice\b|\brecommend|\byour advice\b|\bworth\b|\bwise\b|\bgood idea\b|\bmakes? sense\b|"
    r"\bis it (?:ok|okay|safe|better|wise|smart)\b|\bdo we keep\b|\b(?:we|i) (?:want|plan) to enter\b|"
    r"\bwhat (?:can|could|should|do) (?:i|we|a|an)\b.{0,30}\bdo\b|\bhow do (?:i|we) (?:choose|decide|pick)\b|"
    r"\bbest (?:way|path|option|route|to)\b|\bwhich\b.{0,40}\b(?:is|are|-) (?:better|best)\b|\bis better\b|"
    r"\bbetter (?:off|to)\b|\bhow much should\b|\bhow early\b"
)
_REPORTED = re.compile(
    r"为什么|为何|为啥|凭什么|多少(?:才)?算(?:好|高|低|正常|合格)|什么意思|是什么|谁(?:说|提)|应该是|应该有|应该会|不应该吧|"
    r"^(?:why|when|who|where)\b|"
    r"\bwhat (?:is|are|was|were|does|did)\b(?!.{0,12}\b(?:the best|best|better|your advice)\b)"
)
_OWN = re.compile(
    r"要不要|该不该|应不应该|该怎么|怎么办|怎么选|"
    r"\bshould (?:i|we|my|our|a|an|the|start-?ups?|beginners?|sellers?|brands?|factor(?:y|ies)|"
    r"local|cross-border|you)\b|"
    r"\bbest way\b"
)


def asks_for_decision(query: Query, *, is_strict: bool) -> bool:
    """Whether the seller wants to know what to do; strictly, not merely how to go about it.

    A question that asks what something is, why or when it was, asks for facts although it has a
    "should" in it, unless it is the seller who should.
    """
    folded = fold(query.text)
    is_loose = not is_strict and "advice" in query.asks
    if query.remark or not (is_loose or _DECIDING.search(folded)):
        return False
    return not _REPORTED.search(folded) or _OWN.search(folded) is not None
