"""Reads a demand distribution: a family by name and its parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from advisor.rules.demand.continuous import CONTINUOUS, Gamma, Lognormal, Normal, Uniform
from advisor.rules.demand.discrete import Empirical, NegativeBinomial, Poisson
from advisor.rules.demand.family import Demand
from advisor.rules.entry import Input
from advisor.rules.fields import field, number, numbers
from advisor.rules.kinds import Choice, Number, Schema
from advisor.rules.reading import Reading
from advisor.rules.records import object_schema, read_fields
from advisor.rules.refusal import RuleRefused, impossible, missing, no_data, out_of_range
from advisor.rules.text import Text
from advisor.rules.values import Inputs

Parameters: TypeAlias = tuple[Input, ...]

_MEAN = number("mean", "平均需求", "mean demand", "units", above=0.0)
_SD = number("sd", "需求的标准差", "standard deviation of demand", "units", above=0.0)
_MOMENTS = (_MEAN, _SD)
_LOG = (
    number("mu", "对数均值", "mean of the logarithm", "number", at_least=-40.0, at_most=34.0),
    number("sigma", "对数标准差", "sd of the logarithm", "number", above=0.0, at_most=10.0),
)
_SHAPE = (
    number("shape", "形状参数", "shape", "number", above=0.0),
    number("scale", "尺度参数", "scale", "units", above=0.0),
)
_BOUNDS = (
    number("low", "最低需求", "lowest demand", "units", at_least=0.0),
    number("high", "最高需求", "highest demand", "units", above=0.0),
)
_OBSERVED = (
    numbers(
        "values", "观察到的需求", "observed demand", Number(unit="units", at_least=0.0), most=20_000
    ),
    numbers(
        "weights",
        "各值的权重",
        "their weights",
        Number(unit="number", at_least=0.0),
        optional=True,
        most=20_000,
    ),
)
# Each family with the ways it may be given, the usual one first.
FAMILIES: dict[str, tuple[Parameters, ...]] = {
    "normal": (_MOMENTS,),
    "lognormal": (_MOMENTS, _LOG),
    "gamma": (_MOMENTS, _SHAPE),
    "uniform": (_BOUNDS,),
    "poisson": ((_MEAN,),),
    "negbin": (_MOMENTS,),
    "empirical": (_OBSERVED,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """A demand distribution of one of some families."""

    families: tuple[str, ...] = tuple(FAMILIES)

    def read(self, raw: object, *, at: str, reading: Reading) -> Demand | None:
        """The distribution; None when something is wrong with it."""
        if not isinstance(raw, Mapping):
            must_be = Text(zh="写明分布类型和参数", en="a family with its parameters")
            reading.refuse(out_of_range(at, raw, must_be=must_be))
            return None
        if raw.get("family") is None:
            reading.refuse(missing(f"{at}.family"))
            return None
        before = len(reading.refusals)
        name = Choice(options=self.families).read(raw["family"], at=f"{at}.family", reading=reading)
        if len(reading.refusals) > before:
            return None
        given = {key: value for key, value in raw.items() if key != "family"}
        way = next((w for w in FAMILIES[name] if w[0].name in given), FAMILIES[name][0])
        values = read_fields(given, way, at=f"{at}.", reading=reading)
        if len(reading.refusals) > before:
            return None
        wrong = _wrong(name, values, at)
        if wrong is not None:
            reading.refuse(wrong)
            return None
        try:
            return _built(name, values)
        except ArithmeticError:
            usual = Text(zh="是常见大小的数", en="of a usual size against the other parameters")
            reading.refuse(out_of_range(f"{at}.{way[0].name}", values[way[0].name], must_be=usual))
            return None

    def schema(self) -> Schema:
        """The JSON schema: one of the families, each with its parameters."""
        return {"type": "object", "oneOf": [s for name in self.families for s in _schemas(name)]}


def _schemas(name: str) -> list[Schema]:
    family = field("family", "分布类型", "family", Choice(options=(name,)))
    return [object_schema((family, *way)) for way in FAMILIES[name]]


def _wrong(name: str, values: Inputs, at: str) -> RuleRefused | None:
    if name == "uniform" and values.number("low") >= values.number("high"):
        return impossible(
            f"{at}.low", zh="{field}必须小于最高需求。", en="{field} must be below high."
        )
    if name == "negbin" and values.number("sd") ** 2 <= values.number("mean"):
        return impossible(
            f"{at}.sd",
            zh="{field}的平方必须大于平均需求；不够大就改用poisson。",
            en="{field} squared must exceed the mean; otherwise use the family poisson.",
        )
    return _wrong_observations(values, at) if name == "empirical" else None


def _wrong_observations(values: Inputs, at: str) -> RuleRefused | None:
    observed, weights = values.numbers("values"), values["weights"]
    if weights is not None and (len(weights) != len(observed) or sum(weights) <= 0):
        return impossible(
            f"{at}.weights",
            zh="{field}要和观察值一样多，而且不能全为0。",
            en="{field} must be as many as the values and not all 0.",
        )
    kept = weights or [1.0] * len(observed)
    if not any(value > 0 and weight > 0 for value, weight in zip(observed, kept, strict=True)):
        return no_data(f"{at}.values", zh="观察到的需求全是0。", en="all observed demand is 0.")
    return None


def _built(name: str, values: Inputs) -> Demand:
    makers: dict[str, Any] = {
        "normal": lambda mean, sd: Normal(mean=mean, sd=sd),
        "gamma": lambda mean, sd: Gamma.of_moments(mean, sd),
        "lognormal": lambda mean, sd: Lognormal.of_moments(mean, sd),
        "uniform": lambda low, high: Uniform(low=low, high=high),
        "poisson": lambda mean: Poisson(mean=mean),
        "negbin": lambda mean, sd: NegativeBinomial.of_moments(mean, sd),
        "empirical": lambda values, weights: Empirical.of(values, weights),
    }
    if "mu" in values:
        return Lognormal(mu=values.number("mu"), sigma=values.number("sigma"))
    if "shape" in values:
        return Gamma(shape=values.number("shape"), scale=values.number("scale"))
    built: Demand = makers[name](**values)
    return built


ANY_FAMILY = Distribution()
CONTINUOUS_FAMILY = Distribution(families=CONTINUOUS)
