"""A list is given whole: every statement of the section that lists, not only the nearest hits."""

from collections.abc import Sequence

from advisor.answering.evidence import Candidate

_ENOUGH = 3
"""As many statements of one section are a list; those of others would only blur it."""


def whole_list(
    chosen: Sequence[list[Candidate]], found: Sequence[Candidate]
) -> list[list[Candidate]]:
    """What was chosen, with what it leaves out of the first statement's section.

    The section stands together in its own order, behind the statement that answers best.
    """
    lead = chosen[0][0].evidence
    section = lead.stored.passage.parallel_key
    if section is None:
        return list(chosen)
    shown = {group[0].evidence.position: group for group in chosen if _is_of(section, group[0])}
    for candidate in found:
        is_listed = _is_of(section, candidate) and candidate.evidence.sentence.kind == "evidence"
        if is_listed and candidate.evidence.position not in shown:
            shown[candidate.evidence.position] = [candidate]
    first = shown.pop(lead.position)
    listed = [first, *(shown[position] for position in sorted(shown))]
    others = [group for group in chosen if not _is_of(section, group[0])]
    return listed if len(listed) >= _ENOUGH else [*listed, *others]


def _is_of(section: str, candidate: Candidate) -> bool:
    return candidate.evidence.stored.passage.parallel_key == section
