"""Where each figure of a calculated sentence comes from; a figure from nowhere is found out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

from advisor.answering.numbers.working_out import Case
from advisor.domain.answers import Figure, FigureOrigin
from advisor.language.quantities import Quantity, read_quantities
from advisor.rules import RuleResult
from advisor.rules.evaluation import read_inputs
from advisor.rules.numbers_within import numbers_within

_ROUNDED = 0.006
"""How far a figure may be from the number it says: three significant digits are shown."""

_WHOLE_FROM, _HALF = 10, 0.5
"""Pieces and orders are shown whole from ten on."""

_ORIGINS: Mapping[str, FigureOrigin] = {"asked": "asked", "fact": "cited", "assumed": "assumed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A number that a sentence may say, with its origin and what to look it up by."""

    value: float
    origin: FigureOrigin
    ref: str


def known_numbers(case: Case, *, calculation: str) -> tuple[Known, ...]:
    """The numbers of a result: its inputs, its outputs, and what its sentence derives from them."""
    return (*_given(case.result), *_calculated(case, calculation), *_worded(case.result))


def _calculated(case: Case, calculation: str) -> Iterator[Known]:
    rule, outputs = case.result.rule, case.result.outputs
    derived = rule.derived(read_inputs(rule, case.inputs), outputs)
    for _, value in numbers_within([outputs, derived]):
        yield Known(value=value, origin="calculated", ref=calculation)


def _given(result: RuleResult) -> Iterator[Known]:
    for item in result.inputs:
        for name, value in numbers_within(item.value, item.name):
            yield Known(value=value, origin=_ORIGINS[item.origin], ref=item.fact or name)


def _worded(result: RuleResult) -> Iterator[Known]:
    """Numbers that stand in the wording of the rule itself, such as the worst 5%."""
    for words in result.rule.sentences.values():
        for template in (words.zh, words.en):
            yield from _constants(template, ref=result.rule.name)


def _constants(template: str, *, ref: str) -> Iterator[Known]:
    text = "".join(part[0] + "…" for part in Formatter().parse(template))
    for quantity in read_quantities(text):
        yield Known(value=quantity.low, origin="assumed", ref=ref)


def also_known(values: Iterable[float], *, origin: FigureOrigin, ref: str) -> tuple[Known, ...]:
    """Numbers that a what-if analysis adds."""
    return tuple(Known(value=value, origin=origin, ref=ref) for value in values)


def traced(text: str, known: Sequence[Known]) -> tuple[Figure, ...] | None:
    """The figures of a sentence with their origins; None where one of them has none."""
    figures = []
    for quantity in read_quantities(text):
        source = _source(quantity, known)
        if source is None:
            return None
        figures.append(
            Figure(
                text=quantity.text,
                value=quantity.high,
                unit=quantity.unit,
                origin=source.origin,
                ref=source.ref,
            )
        )
    return tuple(figures)


def _source(quantity: Quantity, known: Sequence[Known]) -> Known | None:
    """The number nearest to what the figure says; of a range both ends have to be known."""
    ends = [
        min(known, key=lambda number: abs(abs(number.value) - abs(end)), default=None)
        for end in (quantity.low, quantity.high)
    ]
    for end, source in zip((quantity.low, quantity.high), ends, strict=True):
        if source is None or not _says(end, source.value):
            return None
    return ends[-1]


def _says(figure: float, value: float) -> bool:
    """Whether the figure is the value, rounded as it is shown; the sign may stand in words."""
    off = abs(abs(figure) - abs(value))
    is_whole = abs(figure) >= _WHOLE_FROM and figure == int(figure)
    return off <= _ROUNDED * max(abs(figure), abs(value)) or (is_whole and off <= _HALF)
