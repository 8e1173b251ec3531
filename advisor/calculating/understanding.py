"""What a question wants worked out: rules with the inputs it gives, alone or in a conversation."""

from collections.abc import Sequence
from dataclasses import replace

from advisor.calculating.changes import changed
from advisor.calculating.filling import Filling
from advisor.calculating.money import currencies_of
from advisor.calculating.paths import paths_of
from advisor.calculating.recognition import (
    Candidate,
    figure_spans,
    recognised,
    wants_working_out,
)
from advisor.domain.calculations import CalculationRequest
from advisor.language.quantities import fold_in_place
from advisor.language.vocabulary import Vocabulary
from advisor.rules import rule_named


def requests_in(
    text: str, *, vocabulary: Vocabulary, before: Sequence[CalculationRequest] = ()
) -> tuple[CalculationRequest, ...]:
    """The calculations that a question asks for; none where it asks for something else.

    `before` are those of the question before: one that changes an input or gives a missing one
    takes the rest from them.
    """
    folded = fold_in_place(text).lower()
    places = _places(text, vocabulary)
    found = recognised(folded)
    if before and not _stands_alone(found):
        goes_on = changed(folded, before, platforms=places["platform"], markets=places["market"])
        if goes_on:
            return goes_on
    requests = tuple(_request(folded, candidate, places) for candidate in found)
    return requests if _stands_alone(found) else tuple(_going_on(r, before) for r in requests)


def _stands_alone(found: Sequence[Candidate]) -> bool:
    """Whether a question asks for a calculation with figures of its own."""
    return any(len(candidate.filled) > 1 for candidate in found)


def _going_on(
    request: CalculationRequest, before: Sequence[CalculationRequest]
) -> CalculationRequest:
    """Another rule about the same numbers: it takes those inputs that it shares with the last."""
    names = {item.name for item in rule_named(request.rule).inputs}
    for earlier in before:
        shared = {name: value for name, value in earlier.inputs.items() if name in names}
        if shared:
            return replace(
                request,
                inputs={**shared, **request.inputs},
                currency=request.currency or earlier.currency,
                home_currency=request.home_currency or earlier.home_currency,
                exchange_rate=request.exchange_rate or earlier.exchange_rate,
                platforms=request.platforms or earlier.platforms,
                markets=request.markets or earlier.markets,
            )
    return request


def _request(
    text: str, candidate: Candidate, places: dict[str, tuple[str, ...]]
) -> CalculationRequest:
    figures = figure_spans(text)
    currencies = currencies_of(text, figures)
    paths = {path.name: path for path in paths_of(candidate.rule)}
    filled = Filling(text=text, paths=paths, currencies=currencies).filled(candidate.placed)
    return CalculationRequest(
        rule=candidate.rule,
        inputs=filled.inputs,
        said=tuple(filled.said),
        variants=tuple(filled.variants),
        currency=currencies.price,
        home_currency=currencies.home,
        exchange_rate=filled.exchange_rate,
        platforms=places["platform"],
        markets=places["market"],
        is_explicit=wants_working_out(text),
        unplaced=tuple(text[left.start : left.end] for left in candidate.placed.left),
    )


def _places(text: str, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The platforms and markets that a question names."""
    mentions = vocabulary.mentions(vocabulary.canonical(text))
    return {
        kind: tuple(dict.fromkeys(m.id for m in mentions if m.kind == kind))
        for kind in ("platform", "market")
    }
