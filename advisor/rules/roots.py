"""Where a condition stops to hold, by halving an interval."""

from collections.abc import Callable


def boundary(holds: Callable[[float], bool], *, holds_at: float, fails_at: float) -> float:
    """The last value, to the precision of floats, at which the condition still holds.

    It must hold at `holds_at`, fail at `fails_at` and change once between them.
    """
    for _ in range(1100):
        middle = holds_at + (fails_at - holds_at) / 2
        if middle in (holds_at, fails_at):
            break
        if holds(middle):
            holds_at = middle
        else:
            fails_at = middle
    return holds_at
