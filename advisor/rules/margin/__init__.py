"""Rules of one order: what the platform takes, what is left, at which price, rate or volume."""

from advisor.rules.margin.fees import PLATFORM_FEE
from advisor.rules.margin.limits import AD_LIMITS, MAX_CREATOR_RATE
from advisor.rules.margin.managed import FULL_MANAGED, SUPPLY_PRICE_INDIFFERENCE
from advisor.rules.margin.order import PRICE_FOR_MARGIN, WATERFALL
from advisor.rules.margin.volume import BREAK_EVEN_VOLUME, FX_BREAK_EVEN, MODE_CROSSOVER

RULES = (
    PLATFORM_FEE,
    WATERFALL,
    FULL_MANAGED,
    PRICE_FOR_MARGIN,
    MAX_CREATOR_RATE,
    AD_LIMITS,
    BREAK_EVEN_VOLUME,
    MODE_CROSSOVER,
    SUPPLY_PRICE_INDIFFERENCE,
    FX_BREAK_EVEN,
)
