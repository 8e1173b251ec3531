"""The fixed words around a calculation, and how inputs and results are said in them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from advisor.domain.documents import LanguageCode
from advisor.language.quantities import read_quantities
from advisor.rules import Rule
from advisor.rules.accepting import parts
from advisor.rules.distribution import Distribution
from advisor.rules.kinds import MONEY_UNITS
from advisor.rules.labels import input_label, input_unit
from advisor.rules.text import Text
from advisor.rules.units import UNITS, said_unit
from advisor.rules.wording import Speech, spoken_count, spoken_number

INPUTS = Text(zh="按你给的数算：{inputs}。", en="Worked out from your figures: {inputs}.")
FACTS = Text(
    zh="你没给{name}，取资料里的{value}（{label}）。",
    en="You did not give the {name}; I took {value} from the sources ({label}).",
)
OTHER_FACT = Text(
    zh="资料里另一种说法是{name}{value}，按它算：{result}",
    en="Another source puts the {name} at {value}. With that, {result}",
)
VARIANT = Text(zh="换成{inputs}：{result}", en="With {inputs}: {result}")
ASSUMED = Text(zh="你没给、按假设算的：{inputs}。", en="Not given, so assumed: {inputs}.")
LEFT_OUT = Text(zh="你没给、按0算的：{inputs}。", en="Not given, so counted as zero: {inputs}.")
MATTERS = Text(
    zh="没给的数里，{name}影响最大：{low}时{main}是{at_low}，{high}时是{at_high}。",
    en="Of what you did not give, the {name} matters most: at {low} the {main} is {at_low}, "
    "at {high} it is {at_high}.",
)
TURNS = {
    "below": Text(
        zh="转折点：{name}低于{value}，结论就会变。",
        en="Turning point: with the {name} below {value} the conclusion changes.",
    ),
    "above": Text(
        zh="转折点：{name}高于{value}，结论就会变。",
        en="Turning point: with the {name} above {value} the conclusion changes.",
    ),
}
BREAKS_EVEN = {
    "below": Text(
        zh="保本线：{name}低于{value}就不赚钱了。",
        en="Break-even: with the {name} below {value} nothing is earned.",
    ),
    "above": Text(
        zh="保本线：{name}高于{value}就不赚钱了。",
        en="Break-even: with the {name} above {value} nothing is earned.",
    ),
}
LACKING = Text(zh="要算“{title}”，还需要：", en="To work out “{title}” I still need:")
ASK = Text(zh="{name}是多少？{unit}", en="What is the {name}? {unit}")
ASK_UNIT = Text(zh="（单位：{unit}）", en="(in {unit})")
ASK_PARTS = Text(zh="要有：{parts}。", en="I need: {parts}.")
ASK_SPREAD = Text(
    zh="给平均值和标准差，或最低、最可能、最高。",
    en="Mean and standard deviation, or low, likely and high.",
)
CONVERTED = Text(
    zh="按你给的汇率换算：1 {currency} = {rate} {home}。",
    en="Converted at the exchange rate you gave: 1 {currency} = {rate} {home}.",
)
RATE = Text(
    zh="{currency}和{home}的汇率是多少？（1 {currency}换多少{home}，哪天的）",
    en="What is the exchange rate? (how many {home} for 1 {currency}, and of which day)",
)
THROUGH_CREATORS = Text(
    zh="按达人带来的订单算；自己卖出的订单没有达人佣金。",
    en="This is an order that a creator brings; one you sell yourself has no creator commission.",
)
MEANWHILE = Text(zh="现有的数已经能看出：", en="What your figures already say:")
UNPLACED = Text(
    zh="没用上的数：{figures}，我没看出它们指什么。",
    en="Not used: {figures}; I could not tell what they stand for.",
)
FAMILY = Text(zh="需求按{name}", en="demand taken as {name}")
FAMILIES = {
    "normal": Text(zh="正态分布", en="normal"),
    "lognormal": Text(zh="对数正态分布", en="lognormal"),
    "gamma": Text(zh="伽马分布", en="gamma"),
    "uniform": Text(zh="均匀分布", en="uniform"),
    "poisson": Text(zh="泊松分布", en="Poisson"),
    "negbin": Text(zh="负二项分布", en="negative binomial"),
    "empirical": Text(zh="观察到的值", en="observed"),
}
ENDS = {
    "low": Text(zh="保守", en="cautious"),
    "base": Text(zh="现在按", en="as taken"),
    "high": Text(zh="乐观", en="favourable"),
    "between": Text(zh="适中", en="moderate"),
}
"""What the cases of a table are called; `between` one that is better than low, but not than base."""

ITEM = Text(zh="项目", en="Item")
_SEPARATOR = Text(zh="，", en=", ")
_LIST = Text(zh="、", en=", ")
_DAY = Text(zh="第{number}天", en="day {number}")
_NONE = Text(zh="算不出", en="no result")


_PLAIN = ("number", "ratio", "exchange rate", "count", "fraction", "choice")


def lowered(sentence: str) -> str:
    """A sentence as it goes on after a comma; abbreviations keep their capitals."""
    if sentence[1:2].islower() or sentence[:2] == "A ":
        return sentence[:1].lower() + sentence[1:]
    return sentence


def listed(parts: Sequence[str], language: LanguageCode) -> str:
    """Several things after one another."""
    return _SEPARATOR[language].join(parts)


def named(rule: Rule, path: str, language: LanguageCode) -> str:
    """What an input is called within a sentence."""
    return input_label(rule, path)[language]


def said_input(rule: Rule, path: str, value: Any, speech: Speech) -> str:
    """An input with its value, as in "price USD 22"."""
    if path.endswith(".family"):
        return FAMILY[speech.language].format(name=FAMILIES[value][speech.language])
    return f"{named(rule, path, speech.language)} {said(value, input_unit(rule, path), speech)}"


def said(value: Any, unit: str | None, speech: Speech) -> str:
    """A value with its unit: rates in percent, money with its currency, lists with commas."""
    if value is None:
        return _NONE[speech.language]
    if isinstance(value, list | tuple):
        return _LIST[speech.language].join(said(item, unit, speech) for item in value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if unit == "fraction":
        return f"{spoken_number(100 * value, speech.language)}%"
    if unit in MONEY_UNITS:
        code = speech.home_currency if unit == "home money" else speech.currency
        return " ".join(filter(None, (code, spoken_number(value, speech.language))))
    return _counted(value, unit, speech.language)


def _counted(value: float, unit: str | None, language: LanguageCode) -> str:
    number = spoken_count(value, language)
    if unit is None or unit in ("number", "ratio", "exchange rate", "count"):
        return number
    if unit == "day":
        return _DAY[language].format(number=number)
    word = UNITS[unit][language]
    return f"{number}{word}" if language == "zh" else f"{number} {word}"


def question(rule: Rule, path: str, speech: Speech) -> str:
    """How an input is asked for, with its unit or the parts of a group."""
    language, item = speech.language, rule.input(path.partition(".")[0])
    words = ASK[language].format(name=named(rule, path, language), unit="{unit}")
    inner = [part.label[language] for part in parts(item.kind) if part.required] if item else []
    unit = input_unit(rule, path)
    if unit in MONEY_UNITS and not (
        speech.home_currency if unit == "home money" else speech.currency
    ):
        unit = None
    if inner:
        hint = ASK_PARTS[language].format(parts=_LIST[language].join(inner))
    elif unit and unit not in _PLAIN:
        hint = ASK_UNIT[language].format(unit=said_unit(unit, speech))
    else:
        hint = ASK_SPREAD[language] if item and isinstance(item.kind, Distribution) else ""
    return words.format(unit=hint).strip()


def bracketed(words: str, language: LanguageCode) -> str:
    """Words that follow in brackets; nothing where there are none."""
    if not words:
        return ""
    return f"（{words}）" if language == "zh" else f" ({words})"


def figures_in(text: str) -> list[float]:
    """The values of the figures in the seller's own words."""
    return [end for quantity in read_quantities(text) for end in (quantity.low, quantity.high)]


def flattened(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The parts of an input that can be said: numbers, words and plain lists."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            if part is not None:
                yield from flattened(part, f"{path}.{name}")
    elif isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value):
        return
    else:
        yield path, value
