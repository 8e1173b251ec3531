"""What a seller would do with the outputs of a rule: a change of it is a switch."""

from collections.abc import Callable, Hashable

from advisor.rules.values import Outputs


def positive(name: str) -> Callable[[Outputs], Hashable]:
    """Whether an output is above 0; an absent one is not."""
    return lambda outputs: (outputs.get(name) or 0) > 0


def chosen(name: str) -> Callable[[Outputs], Hashable]:
    """The word in an output."""
    return lambda outputs: outputs[name]


def answered(_outputs: Outputs) -> Hashable:
    """Nothing but that there is an answer."""
    return True
