"""Rules of acquisition: what customers cost, what they are worth, and how sure that is."""

from advisor.rules.acquisition.buying_again import BGNBD
from advisor.rules.acquisition.certainty import COST_CI, RATE_CI, RATIO_CI
from advisor.rules.acquisition.channels import COMPARE_CHANNELS
from advisor.rules.acquisition.lifetime import LTV, PAYBACK, TARGET
from advisor.rules.acquisition.spend import FUNNEL, SUMMARY

RULES = (
    SUMMARY,
    FUNNEL,
    LTV,
    PAYBACK,
    BGNBD,
    TARGET,
    RATE_CI,
    COST_CI,
    RATIO_CI,
    COMPARE_CHANNELS,
)
