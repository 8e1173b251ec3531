"""All rules by name: what command line, schemas, documentation and chat are generated from."""

from difflib import get_close_matches
from types import MappingProxyType

from advisor.rules.acquisition import RULES as ACQUISITION
from advisor.rules.channel_choice import RULES as CHANNEL_CHOICE
from advisor.rules.entry import Rule
from advisor.rules.fact_checks import RULES as FACT_CHECKS
from advisor.rules.margin import RULES as MARGIN
from advisor.rules.refusal import RuleRefused, shown
from advisor.rules.stocking import RULES as STOCKING
from advisor.rules.text import Text

RULES = MappingProxyType(
    {rule.name: rule for rule in (*STOCKING, *MARGIN, *ACQUISITION, *CHANNEL_CHOICE, *FACT_CHECKS)}
)

FAMILIES = MappingProxyType(
    {
        "stock": Text(zh="备货", en="stocking"),
        "unit": Text(zh="每单利润和保本", en="unit economics"),
        "cac": Text(zh="获客成本和复购", en="acquisition"),
        "mode": Text(zh="选模式", en="choice of mode"),
        "fact": Text(zh="核对文章的数", en="checks of the article"),
    }
)


def family(rule: Rule) -> Text:
    """What a rule is about: the part of its name before the point, in words."""
    return FAMILIES[rule.name.split(".")[0]]


def rule_named(name: str) -> Rule:
    """The rule of this name.

    Raises:
        RuleRefused: there is no such rule; the message names the nearest ones.
    """
    rule = RULES.get(name) if isinstance(name, str) else None
    if rule is not None:
        return rule
    near = get_close_matches(name, RULES, n=3, cutoff=0.5) if isinstance(name, str) else []
    known = ", ".join(near or RULES)
    raise RuleRefused(
        "E_RULE",
        "rule",
        Text(
            zh=f"没有{shown(name)}这条规则。可用的规则：{known}。",
            en=f"There is no rule {shown(name)}. Try one of: {known}.",
        ),
    )
