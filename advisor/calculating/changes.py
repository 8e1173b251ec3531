"""A question that goes on from a calculation: other values, another place, or what was missing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from advisor.calculating.assignment import Placed, place
from advisor.calculating.figures import FigureSpan, figures_in
from advisor.calculating.filling import Filling, merged
from advisor.calculating.lexicon import Mention
from advisor.calculating.missing import missing_inputs
from advisor.calculating.money import Currencies, currencies_of
from advisor.calculating.paths import Path, paths_of
from advisor.calculating.recognition import words_of
from advisor.calculating.values import fits
from advisor.domain.calculations import CalculationRequest, Said
from advisor.rules import rule_named

_LONGEST = 90
"""Characters of a question that goes on from the one before; a longer one stands alone."""

_ELSEWHERE = re.compile(
    r"换|改|如果在|要是在|^那|呢[?？]?$|\b(?:what|how) about\b|\binstead\b|\bswitch\b|^(?:and|in|for)\b"
)
_SHORT = 40


def changed(
    text: str,
    before: Sequence[CalculationRequest],
    *,
    platforms: tuple[str, ...],
    markets: tuple[str, ...],
) -> tuple[CalculationRequest, ...]:
    """The requests before with what the text changes; none where it changes nothing of them."""
    if len(text) > _LONGEST:
        return ()
    found = [_with_values(text, request) for request in before]
    changes = [request for request in found if request is not None]
    if changes:
        return tuple(_with_place(request, platforms, markets) for request in changes)
    is_elsewhere = (platforms or markets) and len(text) <= _SHORT and _ELSEWHERE.search(text)
    if not is_elsewhere or figures_in(text, words_of(text)):
        return ()
    moved = [_with_place(request, platforms, markets) for request in before]
    return tuple(replace(m, variants=(), changed=frozenset({"place"})) for m in moved)


def _with_place(
    request: CalculationRequest, platforms: tuple[str, ...], markets: tuple[str, ...]
) -> CalculationRequest:
    return replace(
        request, platforms=platforms or request.platforms, markets=markets or request.markets
    )


def _with_values(text: str, request: CalculationRequest) -> CalculationRequest | None:
    """The request with the values of the text; None where they are values of none of its inputs."""
    words, paths = words_of(text), paths_of(request.rule)
    figures = figures_in(text, words)
    placed = place(text, figures, words, paths)
    for figure in tuple(placed.left):
        path = _only_one(figure, paths, request, placed)
        if path is not None:
            alone = Mention(start=figure.start, end=figure.start, names=path.roles)
            placed.by_path.setdefault(path.name, []).append((figure, alone))
            placed.left.remove(figure)
    if not placed.by_path:
        return None
    currencies = _currencies(text, figures, request)
    filling = Filling(
        text=text,
        paths={path.name: path for path in paths},
        currencies=currencies,
        known=request.inputs,
    )
    filled = filling.filled(placed)
    names = frozenset(filled.inputs)
    return replace(
        request,
        inputs=merged(request.inputs, filled.inputs),
        said=(*_earlier(request, names), *filled.said),
        variants=tuple(filled.variants),
        currency=currencies.price,
        home_currency=currencies.home,
        exchange_rate=filled.exchange_rate or request.exchange_rate,
        unplaced=tuple(text[left.start : left.end] for left in placed.left),
        changed=names & frozenset(request.inputs),
    )


def _earlier(request: CalculationRequest, changed_names: frozenset[str]) -> list[Said]:
    """What earlier questions gave and this one does not change."""
    return [
        replace(said, start=None, end=None)
        for said in request.said
        if said.input.partition(".")[0] not in changed_names
    ]


def _currencies(
    text: str, figures: Sequence[FigureSpan], request: CalculationRequest
) -> Currencies:
    """The currencies of the conversation; where it has none, those of the text."""
    if request.currency is None:
        return currencies_of(text, figures)
    found = currencies_of(text, figures)
    others = [c for c in (found.price, found.home) if c not in (None, request.currency)]
    return Currencies(
        price=request.currency, home=request.home_currency or next(iter(others), None)
    )


def _only_one(
    figure: FigureSpan, paths: Sequence[Path], request: CalculationRequest, placed: Placed
) -> Path | None:
    """The input that a figure without words means: a missing one, else one that was varied before,
    else the one of its kind that was spoken of last.
    """
    fitting = [
        path for path in paths if path.name not in placed.by_path and _is_of_kind(figure, path)
    ]
    missing = set(missing_inputs(rule_named(request.rule), request.inputs))
    varied = request.changed | {name for variant in request.variants for name in variant}
    for wanted in (missing, varied, _given(request.inputs)):
        found = [path for path in fitting if _is_in(path, wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            return _last_said(found, request)
    return None


def _last_said(paths: Sequence[Path], request: CalculationRequest) -> Path | None:
    """Of several inputs the one that the seller spoke of last."""
    names = [said.input for said in request.said if said.start is not None]
    spoken = [path for path in paths if path.name in names]
    return max(spoken, key=lambda path: names.index(path.name), default=None)


def _is_of_kind(figure: FigureSpan, path: Path) -> bool:
    """Whether a figure is plainly of the input's kind: a share for a rate, not a bare number."""
    kind = figure.first.kind
    if path.unit == "fraction":
        return kind == "share"
    if path.unit in ("money", "home money"):
        return kind in ("money", "number") and fits(figure, path)
    return fits(figure, path)


def _is_in(path: Path, names: set[str] | frozenset[str]) -> bool:
    return path.name in names or path.name.partition(".")[0] in names


def _given(inputs: Mapping[str, Any]) -> set[str]:
    """The inputs that have a value, parts of groups by their own names."""
    names: set[str] = set()
    for name, value in inputs.items():
        if isinstance(value, Mapping) and set(value) != {"amount", "currency"}:
            names |= {f"{name}.{part}" for part in value}
        else:
            names.add(name)
    return names
