"""How well a verifier tells supported statements from others, by kind of labelled pair."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A labelled pair: what it is, whether the quote supports the statement, what was decided."""

    kind: str
    supported: bool
    accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTally:
    """How many pairs of one kind were decided as labelled."""

    kind: str
    right: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierScore:
    """Precision and recall of "supported", None where nothing was accepted or supported."""

    precision: float | None
    recall: float | None
    kinds: tuple[KindTally, ...]

    def lines(self) -> list[str]:
        """The score as a small table."""
        shown = [f"precision {_percent(self.precision)}, recall {_percent(self.recall)}"]
        return shown + [f"{tally.kind}: {tally.right} of {tally.total}" for tally in self.kinds]


def score_verifier(judged: Iterable[Judged]) -> VerifierScore:
    """Precision and recall over all pairs, and the right decisions by kind."""
    pairs = list(judged)
    accepted = [pair for pair in pairs if pair.accepted]
    supported = [pair for pair in pairs if pair.supported]
    right = sum(pair.supported for pair in accepted)
    kinds = sorted({pair.kind for pair in pairs})
    return VerifierScore(
        precision=right / len(accepted) if accepted else None,
        recall=right / len(supported) if supported else None,
        kinds=tuple(_tally(kind, pairs) for kind in kinds),
    )


def _tally(kind: str, pairs: list[Judged]) -> KindTally:
    own = [pair for pair in pairs if pair.kind == kind]
    right = sum(pair.supported == pair.accepted for pair in own)
    return KindTally(kind=kind, right=right, total=len(own))


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"
