"""The words of a text that carry its content, and how many of them another text shares."""

from collections.abc import Mapping, Set
from functools import cache, lru_cache

from advisor.language.text import fold, has_chinese, words

_REMEMBERED = 4096  # texts of the notes are compared with every question
_CHINESE_FUNCTION_WORDS = """
的 了 是 在 吗 呢 吧 啊 呀 嘛 么 着 过 地 得 把 被 让 给 和 与 或 及 还 也 都 就 才 又 再 很 太 更 最 挺
这 那 哪 这个 那个 哪个 哪些 这些 那些 什么 怎么 怎样 怎么样 如何 为什么 为何 为啥 多少 几 几个 多久 多大
何时 谁 我 你 他 她 它 我们 你们 他们 咱们 咱 您 自己 人家 有 没 没有 不 会 能 可以 可 要 想 该 应该 必须
需要 到底 究竟 现在 目前 如果 要是 因为 所以 但是 但 而 对 对于 关于 从 到 向 往 用 以 于 由 等 之 其 请 请问
帮 说 讲 看 做 搞 弄 去 来 上 下 里 中 后 前 时 时候 一下 一个 一些 一 个 位 种 样 只 点 些 是不是 有没有
能不能 要不要 该不该 会不会 是否 呗 哦 嗯 哈 唉 啥 咋 谢谢 大家 大概 一般 通常 其实 真的 已经 正在 比较 吧
"""
_ENGLISH_FUNCTION_WORDS = """
a an the and or but if of for to in on at by with from as is are was were be been being do does did done
have has had will would can could should shall may might must not no nor so than then that this these
those there here it its he she they them their his her we us our you your i me my mine who whom whose
which what when where why how much many more most some any all each every other another such only just
also too very really please tell get got make makes made go going goes us about into over under up down
out off again s t re ve ll d m say says said know think want need like one ones thing things way ways
actually exactly roughly usually normally typically currently now
"""


@cache
def _function_words() -> frozenset[str]:
    english = (word for text in _ENGLISH_FUNCTION_WORDS.split() for word in words(text))
    return frozenset(_CHINESE_FUNCTION_WORDS.split()) | frozenset(english)


def content_words(text: str) -> list[str]:
    """Words without function words, in order, each once."""
    return list(dict.fromkeys(w for w in words(text) if w not in _function_words()))


def coverage(query: Mapping[str, float], text: str) -> float:
    """The weighted share of the query's words that the text contains, 0 to 1.

    `query` maps words to weights. A Chinese word that the text does not contain whole counts by
    the share of its character pairs that do occur.
    """
    total = sum(query.values())
    if not total:
        return 0.0
    folded, present = _reading(text)
    found = sum(weight * presence(word, folded, present) for word, weight in query.items())
    return found / total


@lru_cache(maxsize=_REMEMBERED)
def _reading(text: str) -> tuple[str, frozenset[str]]:
    """The text folded, and its words."""
    return fold(text), frozenset(words(text))


def presence(word: str, folded: str, present: Set[str]) -> float:
    """How far a word occurs, 0 to 1, in a text given folded and as the set of its words."""
    if word in present or (has_chinese(word) and word in folded):
        return 1.0
    if not has_chinese(word) or len(word) < 3:
        return 0.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return sum(pair in folded for pair in pairs) / len(pairs)
