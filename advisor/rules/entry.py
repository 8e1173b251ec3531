"""The form of a catalogue entry: all that is known of a rule, from its name to its sentences."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from advisor.rules.kinds import Kind, Number
from advisor.rules.refusal import RuleRefused
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs

Origin = Literal[
    "article", "platform", "third party", "literature", "judgement", "convention", "neutral"
]
Sentences = Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """A value that stands in for one the seller did not give, and where it comes from.

    `neutral` is no figure but the absence of something: no discount, no limit. `convention` says
    nothing about the seller's world: a confidence, a seed, a length. `facts` are ids in
    knowledge/facts. `review_by` is the day after which the figure counts as stale.
    """

    value: Any
    origin: Origin
    source: Text
    facts: tuple[str, ...] = ()
    as_of: str | None = None
    review_by: str | None = None

    def changed(self, value: Any) -> "Default":
        """Another value of the same origin."""
        return replace(self, value=value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input of a rule.

    None for `default` means required, unless `optional`: then its absence means something.
    `decides` says that the seller is to be asked before a default is used; the others may be
    assumed. `low` and `high` are the scenario band in which an assumed value may lie. The
    default does not hold when the input named by `unless` is given.
    """

    name: str
    label: Text
    kind: Kind
    default: Default | None = None
    optional: bool = False
    decides: bool = False
    low: float | None = None
    high: float | None = None
    unless: str | None = None

    def renewed(self, **changed: Any) -> "Input":
        """The same input with some of its parts replaced, for a rule that treats it otherwise."""
        return replace(self, **changed)

    @property
    def unit(self) -> str | None:
        """The unit of a number; None for what is not a number."""
        return self.kind.unit if isinstance(self.kind, Number) else None

    @property
    def required(self) -> bool:
        """Whether a call without it is refused."""
        return self.default is None and not self.optional


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One output of a rule; `sometimes` tells when it may be absent or null."""

    name: str
    label: Text
    unit: str
    sometimes: Text | None = None


def _nothing_needed(_given: frozenset[str]) -> str | None:
    return None


def _no_refusals(_inputs: Inputs) -> Iterable[RuleRefused]:
    return ()


def _no_warnings(_inputs: Inputs, _outputs: Outputs) -> Iterable[str]:
    return ()


def _nothing_derived(_inputs: Inputs, _outputs: Outputs) -> dict[str, Any]:
    return {}


def _one_case(_inputs: Inputs, _outputs: Outputs) -> str:
    return "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its function and everything that is generated from it.

    `run` computes outputs from checked inputs. `needs` names the input that is missing where
    inputs stand in for one another, `checks` yields combinations that cannot be. `main` is the
    output that what-if analyses follow; `advice` is what a seller would do, so that a change of
    it is a switch. `sentences` has a wording for every case that `case` returns; their fields
    are inputs, outputs and what `derived` adds. `explore` are values of an input that a table of
    outcomes shows.
    """

    name: str
    title: Text
    description: Text
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    formula: str
    assumptions: Text
    reference: str
    run: Callable[[Inputs], Outputs]
    main: str
    advice: Callable[[Outputs], Hashable]
    sentences: Sentences
    case: Callable[[Inputs, Outputs], str] = _one_case
    derived: Callable[[Inputs, Outputs], dict[str, Any]] = _nothing_derived
    needs: Callable[[frozenset[str]], str | None] = _nothing_needed
    checks: Callable[[Inputs], Iterable[RuleRefused]] = _no_refusals
    warnings: Callable[[Inputs, Outputs], Iterable[str]] = _no_warnings
    explore: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    version: str = "1"
    _by_name: dict[str, Input] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {item.name: item for item in self.inputs})

    def input(self, name: str) -> Input | None:
        """The input of this name."""
        return self._by_name.get(name)
