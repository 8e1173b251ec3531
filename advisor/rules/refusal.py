"""Why a rule gives no answer: one exception with a code, an input's name and a way to repair it."""

from collections.abc import Iterable

from advisor.domain.documents import LanguageCode
from advisor.domain.errors import AdvisorError
from advisor.rules.text import Text

# In the order of precedence: of several reasons the first is told.
CODES = (
    "E_RULE",
    "E_INPUT",
    "E_MISSING",
    "E_UNIT",
    "E_RANGE",
    "E_HORIZON",
    "E_DATA",
    "E_NO_MARGIN",
    "E_INFEASIBLE",
    "E_CURRENCY",
)


class RuleRefused(AdvisorError, ValueError):
    """A rule has no answer for these inputs; the message says which and what to do."""

    def __init__(self, code: str, field: str, message: Text, *, said: Text | None = None) -> None:
        super().__init__(code, field, message)
        self.code = code
        self.field = field
        self._words = message
        self._said = said or message

    def __str__(self) -> str:
        return self.message

    @property
    def message(self) -> str:
        """The reason and the repair, in English."""
        return self.message_in("en")

    def message_in(self, language: LanguageCode) -> str:
        """The reason and the repair in a language."""
        return self._words.naming(Text(zh=self.field, en=self.field))[language]

    def said_in(self, language: LanguageCode) -> str:
        """The same to somebody who knows the input by its label only."""
        return self._said.naming(Text(zh=self.field, en=self.field))[language]

    def labelled(self, label: Text) -> "RuleRefused":
        """The same refusal with the input called by its label as well as by its name."""
        name = Text(zh=f"{label.zh}（{self.field}）", en=f"{label.en} ({self.field})")
        words, said = self._words.naming(name), self._words.naming(label)
        return RuleRefused(self.code, self.field, _begun(words), said=_begun(said))


def _begun(words: Text) -> Text:
    return Text(zh=words.zh, en=words.en[:1].upper() + words.en[1:])


def first(refusals: Iterable[RuleRefused]) -> RuleRefused | None:
    """The refusal that is told when there are several; None when there is none."""
    return min(refusals, key=lambda refusal: CODES.index(refusal.code), default=None)


def shown(value: object) -> str:
    """A short, harmless form of anything that may be given for a number."""
    if isinstance(value, float) and not isinstance(value, bool):
        return f"{value:.12g}"
    if value is None or isinstance(value, bool):
        return repr(value)
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else f"{'-' * (value < 0)}10**18..."
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else value[:40] + "...")
    return type(value).__name__


def missing(field: str) -> RuleRefused:
    """A required input that was not given."""
    return RuleRefused(
        "E_MISSING",
        field,
        Text(
            zh="还缺{field}，没有可用的默认值，请补上这个数。",
            en="{field} is missing and has no default. Please give it.",
        ),
    )


def not_a_fraction(field: str, value: object) -> RuleRefused:
    """A share or a rate outside 0..1, most often a percent."""
    got = shown(value)
    return RuleRefused(
        "E_UNIT",
        field,
        Text(
            zh=f"{{field}}请用小数，20%写0.20，范围是0到1；现在是{got}。",
            en=f"{{field}} is a fraction from 0 to 1, got {got}. Write 20% as 0.20.",
        ),
    )


def out_of_range(field: str, value: object, *, must_be: Text) -> RuleRefused:
    """A value outside its domain."""
    got = shown(value)
    return RuleRefused(
        "E_RANGE",
        field,
        Text(
            zh=f"{{field}}必须{must_be.zh}，现在是{got}。请改正后再算。",
            en=f"{{field}} must be {must_be.en}, got {got}. Please correct it.",
        ),
    )


def impossible(field: str, *, zh: str, en: str) -> RuleRefused:
    """Values that are each possible but not together."""
    return RuleRefused("E_RANGE", field, Text(zh=zh, en=en))


def outside_horizon(field: str, value: object, *, last: int) -> RuleRefused:
    """A day before the first or after the last day of the plan."""
    got = shown(value)
    return RuleRefused(
        "E_HORIZON",
        field,
        Text(
            zh=f"{{field}}超出计划范围：只能是第0天到第{last}天，现在是{got}。改日期，或延长计划。",
            en=f"{{field}} is outside the plan: day 0 to day {last}, got {got}. "
            f"Change the day or plan for longer.",
        ),
    )


def no_data(field: str, *, zh: str, en: str) -> RuleRefused:
    """Observations that do not support an answer."""
    return RuleRefused("E_DATA", field, Text(zh=f"数据还不够：{zh}", en=f"Not enough data: {en}"))


def no_margin(field: str, *, zh: str, en: str) -> RuleRefused:
    """Money is lost on every unit, so the quantity that was asked for does not exist."""
    return RuleRefused("E_NO_MARGIN", field, Text(zh=zh, en=en))


def infeasible(field: str, *, zh: str, en: str) -> RuleRefused:
    """No value fulfils the request."""
    return RuleRefused("E_INFEASIBLE", field, Text(zh=zh, en=en))


def mixed_currency(field: str, *, zh: str, en: str) -> RuleRefused:
    """Amounts in several currencies, or an amount without one beside others with one."""
    return RuleRefused("E_CURRENCY", field, Text(zh=zh, en=en))
