"""What kind of answer a question wants, told from its question words."""

import re

from advisor.domain.answers import Asks
from advisor.language.text import fold

_OWN = re.compile(r"[我俺咱]|\b(?:i|we|my|our|us)\b", re.IGNORECASE)
_PATTERNS: dict[Asks, str] = {
    "amount": r"多少|几(?!乎|何|天|年|月)|多大|多高|多贵|占比|比例|份额|百分之|how (?:many|much|high|big|large|"
    r"low|few)|what (?:share|percent|percentage|proportion|fraction|amount|number|price)|"
    r"(?:share|percentage|number) of",
    "duration": r"多久|几天|几小时|几个月|多长时间|多少天|多快|时限|how (?:long|fast|soon|quick)|"
    r"how many (?:days|hours|weeks|months)|deadline|within what time",
    "date": r"什么时候|啥时候|何时|哪一?年|几月|哪天|\bsince when\b|\bwhen\?|"
    r"\bwhen (?:exactly|did|do|does|is|was|were|will|would|can|could|are|should|has|have|to)\b|"
    r"what (?:year|month|date)|which (?:year|month)",
    "reason": r"为什么|为何|为啥|怎么会|原因|凭什么|咋会|缘故|\bwhy\b|\breasons?\b|what caused|how come|what led",
    "advice": r"该不该|应该|应不应该|要不要|该怎么|怎么办|咋办|怎么做|如何做|怎么选|适合|建议|值得|值不值|"
    r"能不能做|可以做吗|出路|有什么办法|怎么搞|怎么走|如何(?:应对|选择|布局|转型|起步)|靠谱吗|划算|"
    r"\bshould\b|recommend|advi[cs]e|worth|what (?:can|could|do|would) (?:i|we|you)|best (?:way|path|option|route)|"
    r"good idea|how (?:can|do|should|would) (?:i|we|a|an)\b|suggest|make sense|better off",
    "definition": r"什么是|是什么|是啥|啥是|什么叫|什么意思|何谓|what(?:'s| is| are| does)\b.{0,40}"
    r"(?:mean|model|\?|$)|define|definition|explain",
    "comparison": r"对比|比较|区别|差别|相比|哪个|哪家|谁更|\bvs\.?\b|versus|compar|difference|differ|which (?:is|one)|"
    r"better than|worse than",
}
_COMPILED = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}
_DETAIL = re.compile(
    r"详细|具体说说|展开|全面|完整|in detail|detailed|elaborate|thorough|everything about"
)
_LIST = re.compile(
    r"哪些|哪几[种类个条项步样点]|列(?:出|举|一下)|[几多]少?(?:种|类|大类|条路)|[有分]几[种类个条项步样]|都有(?:什么|啥|谁)|"
    r"\b(?:list|name|enumerate)\b.{0,20}\b(?:all|every|the)\b|"
    r"\bhow many (?:different )?(?:way|kind|type|sort|reason|step|option|method|model|plan|tier)s?\b|"
    r"\bwhat (?:are|were) (?:all |the )?(?:[a-z-]+ ){0,3}?[a-z]{2,}s\b|"
    r"\b(?:what|which) (?:(?:different|main|other|new) )?(?:kinds|types|sorts|ways|reasons|steps|options|methods|"
    r"fees|costs|charges|limits|rules|risks|models|plans|signs|explanations|countries|markets|platforms|categories)\b"
)
_LATEST = re.compile(
    r"现在|目前|当前|现行|最新|如今|眼下|今年|\b(?:currently?|latest|now|nowadays|today|at present|this year|"
    r"newest|up[ -]to[ -]date|as of now)\b"
)
_OFFICIAL = re.compile(
    r"官方(?:是?怎么说|的?说法|口径|来源|资料)|只(?:看|要|认)官方|official sources?\b|officially say|"
    r"\bonly official|official (?:line|position)|according to official"
)

_JUST_NOW = re.compile(
    r"昨[天日晚]|前天|今[天日早]|上周|本周|这周|上个?星期|刚刚|\byesterday\b|\btoday\b|"
    r"\b(?:this|last) (?:week|night)\b|\bjust now\b"
)
_NEWS = re.compile(
    r"宣布|公布|发布|出台|新闻|消息|公告|说了什么|发生了什么|\bannounc\w*|\bnews\b|\bpublish\w*|\breleas\w*|\bhappen\w*|"
    r"\bdid \w+ say\b"
)
_GREETING = re.compile(
    r"(?:你好|您好|哈喽|嗨|早上好|晚上好|在吗|在不在|谢谢(?:你|您)?|多谢|感谢|辛苦了|再见|拜拜|你是(?:谁|什么)|"
    r"你(?:能|会|可以)(?:做|干)(?:什么|啥|嘛)|hi|hello|hey|good (?:morning|afternoon|evening)|thanks?|"
    r"thank you(?: (?:so|very) much)?|cheers|bye|goodbye|who are you|what are you|what can you do|help)"
)


def is_greeting(question: str) -> bool:
    """Whether it greets, thanks or asks who is there, and nothing else."""
    parts = [
        part for part in re.split(r"[,.!?;:，。！？；：~、…]+", fold(question)) if part.strip()
    ]
    return all(_GREETING.fullmatch(part.strip().rstrip("吗呢呀啊吧")) for part in parts)


def asked_kinds(question: str) -> frozenset[Asks]:
    """The kinds of answer that the question's words ask for."""
    folded = fold(question)
    return frozenset(kind for kind, pattern in _COMPILED.items() if pattern.search(folded))


def wants_latest(question: str) -> bool:
    """Whether the seller asks how things stand now."""
    return _LATEST.search(fold(question)) is not None


def wants_official(question: str) -> bool:
    """Whether the seller asks for official sources, and not only about something official."""
    return _OFFICIAL.search(fold(question)) is not None


def wants_news(question: str) -> bool:
    """Whether the seller asks for what happened in the last few days: no note is that new."""
    folded = fold(question)
    return bool(_JUST_NOW.search(folded) and _NEWS.search(folded))


def wants_list(question: str) -> bool:
    """Whether the seller wants all there is of a kind, and not the nearest hits."""
    return _LIST.search(fold(question)) is not None


def wants_detail(question: str) -> bool:
    """Whether the seller asks for more than a short answer."""
    return _DETAIL.search(fold(question)) is not None


def is_own_case(text: str) -> bool:
    """Whether the asker speaks of their own business: 我, 我们, I, we, my, our."""
    return _OWN.search(text) is not None
