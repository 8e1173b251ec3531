"""How numbers are said: at most three significant digits, with currency, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, log10
from string import Formatter
from typing import Any

from advisor.domain.documents import LanguageCode
from advisor.rules.entry import Rule
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs

_ABOUT = Text(zh="约", en="about ")
_NOTHING = Text(zh="无", en="none")
_SEPARATOR = Text(zh="，", en=", ")
# Chinese counts in ten thousands and hundred millions, English in thousands and millions.
_SCALES = {"zh": ((1e8, "亿"), (1e4, "万")), "en": ((1e9, " billion"), (1e6, " million"))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Language, currency codes, and whether the main result rests on assumed inputs."""

    language: LanguageCode
    currency: str | None = None
    home_currency: str | None = None
    assumed: bool = False


def sentence(rule: Rule, inputs: Inputs, outputs: Outputs, speech: Speech) -> str:
    """What the outputs of a rule mean to the seller; every number comes from the rule."""
    words = rule.sentences[rule.case(inputs, outputs)][speech.language]
    values = {**inputs, **rule.derived(inputs, outputs), **outputs}
    return _Spoken(speech, main=rule.main).vformat(words, (), values)


class _Spoken(Formatter):
    """Fills a sentence: {name:format} with count, number, money, home, percent, day, text, list, sums."""

    def __init__(self, speech: Speech, *, main: str) -> None:
        self._speech = speech
        self._main = main
        self._name: object = None

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        self._name = key
        return kwargs[str(key)]

    def format_field(self, value: Any, format_spec: str) -> str:
        language = self._speech.language
        if value is None:
            return _NOTHING[language]
        said = self._said(value, format_spec)
        unsure = self._speech.assumed and self._name == self._main
        return _ABOUT[language] + said if unsure and not isinstance(value, list) else said

    def _said(self, value: Any, form: str) -> str:
        if form == "list":
            return _SEPARATOR[self._speech.language].join(self._item(item) for item in value)
        if form == "sums":
            return _SEPARATOR[self._speech.language].join(self._sum(item) for item in value)
        if form in ("money", "home"):
            home = form == "home"
            code = self._speech.home_currency if home else self._speech.currency
            amount = spoken_number(value, self._speech.language)
            return f"{code} {amount}" if code else amount
        if form == "percent":
            return f"{_three_digits(100 * value)}%"
        if form == "count":
            return spoken_count(value, self._speech.language)
        if form == "number":
            return spoken_number(value, self._speech.language)
        return f"{value:g}" if form == "day" else str(value)

    def _sum(self, item: tuple[Text, float]) -> str:
        name, value = item
        return f"{name[self._speech.language]} {self._said(value, 'money')}"

    def _item(self, item: Any) -> str:
        if isinstance(item, Text):
            return item[self._speech.language]
        name, value = item
        return f"{name} {spoken_count(value, self._speech.language)}"


def spoken_count(value: float, language: LanguageCode) -> str:
    """A number of pieces or orders: whole from ten on."""
    return spoken_number(round(value) if abs(value) >= 10 else value, language)


def spoken_number(value: float, language: LanguageCode) -> str:
    """A number with at most three significant digits and the language's large units."""
    rounded = _rounded(value)
    for scale, word in _SCALES[language]:
        if abs(rounded) >= scale:
            return _three_digits(rounded / scale) + word
    return _three_digits(rounded)


def _rounded(value: float) -> float:
    if value == 0:
        return 0.0
    return round(value, 2 - floor(log10(abs(value))))


def _three_digits(value: float) -> str:
    rounded = _rounded(value)
    digits = max(0, 2 - floor(log10(abs(rounded)))) if rounded else 0
    said = f"{rounded:,.{min(digits, 12)}f}"
    return said.rstrip("0").rstrip(".") if "." in said else said
