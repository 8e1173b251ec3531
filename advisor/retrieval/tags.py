"""The tags by which passages are filtered, the same in every index."""

from collections.abc import Iterable

from advisor.domain.documents import Passage, PassageFilter


def passage_tags(passage: Passage) -> list[str]:
    """Everything a passage can be filtered by."""
    sources = dict.fromkeys(sentence.source_id for sentence in passage.sentences)
    return [
        f"language:{passage.language}",
        f"kind:{'note' if passage.parallel_key else 'own'}",
        *(f"platform:{name}" for name in passage.platforms),
        *(f"market:{name}" for name in passage.markets),
        *(f"source:{name}" for name in sources),
    ]


def wanted_tags(where: PassageFilter) -> list[list[str]]:
    """Groups of tags: a passage needs one tag of every group."""
    groups = [
        [f"language:{name}" for name in where.languages],
        [f"kind:{name}" for name in where.kinds],
        [f"platform:{name}" for name in where.platforms],
        [f"market:{name}" for name in where.markets],
        [f"source:{name}" for name in where.source_ids],
    ]
    return [group for group in groups if group]


def is_wanted(tags: Iterable[str], where: PassageFilter) -> bool:
    """Whether a passage with these tags may be retrieved."""
    present = set(tags)
    return all(present & set(group) for group in wanted_tags(where))
