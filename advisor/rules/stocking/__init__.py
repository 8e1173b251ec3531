"""Rules of stocking: how much, when, from where, and what becomes of it."""

from advisor.rules.stocking.caution import NEWSVENDOR_CVAR, NEWSVENDOR_ROBUST
from advisor.rules.stocking.costs import COST_RATIOS
from advisor.rules.stocking.dispatch import SHIP_CAPACITY, SLA_STATUS
from advisor.rules.stocking.newsvendor import NEWSVENDOR
from advisor.rules.stocking.policy_entries import POLICY_EVAL, POLICY_MC, POLICY_SEARCH
from advisor.rules.stocking.pulse import PULSE_CURVE
from advisor.rules.stocking.pulse_end import DIFFUSION_BASS, PULSE_STOP, REORDER_DEADLINE
from advisor.rules.stocking.pulse_growth import PULSE_FIT
from advisor.rules.stocking.pulse_plan_entry import PULSE_PLAN
from advisor.rules.stocking.room import CAPACITY_ALLOC
from advisor.rules.stocking.steady import POOLING, SAFETY_STOCK
from advisor.rules.stocking.tails import TAIL_MEAN
from advisor.rules.stocking.transport import DUAL_SOURCE, FREIGHT_CHOICE

RULES = (
    COST_RATIOS,
    NEWSVENDOR,
    NEWSVENDOR_CVAR,
    NEWSVENDOR_ROBUST,
    PULSE_CURVE,
    PULSE_FIT,
    DIFFUSION_BASS,
    PULSE_STOP,
    REORDER_DEADLINE,
    POLICY_EVAL,
    POLICY_SEARCH,
    POLICY_MC,
    PULSE_PLAN,
    TAIL_MEAN,
    SAFETY_STOCK,
    CAPACITY_ALLOC,
    DUAL_SOURCE,
    FREIGHT_CHOICE,
    SHIP_CAPACITY,
    SLA_STATUS,
    POOLING,
)
