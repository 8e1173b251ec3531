"""Which added sources are meant by what a user names: a path, a folder, a URL or a document's id."""

import os
from collections.abc import Mapping
from pathlib import Path

from rapidfuzz import fuzz, process

from advisor.domain.errors import KeptSource, UnknownSource
from advisor.ingestion.loaders import real_path
from advisor.ingestion.own_documents import FILE_PREFIX, document_id
from advisor.ingestion.sources import BUILTIN
from advisor.ingestion.web import PAGE_PREFIX, is_web_address, normal_form

_NEAR_SCORE = 75
_NEAR_NAMES = 3


def named_origins(name: str, *, known: Mapping[str, str], knowledge: Path | None) -> frozenset[str]:
    """The origins that a name stands for: the one added so, or all that were added from a folder.

    `known` gives the origin of every document by its id. Raises UnknownSource with near names,
    KeptSource for what cannot be taken out alone, or UnreadableDocument for what names nothing.
    """
    origins = frozenset(known.values()) - {BUILTIN}
    origin = _origin(name, known=known, origins=origins)
    if origin in origins:
        return frozenset({origin})
    inside = frozenset(other for other in origins if _is_within(other, origin))
    if inside:
        return inside
    if known.get(name) == BUILTIN or (knowledge and _is_within(f"{origin}/", str(knowledge))):
        raise KeptSource(
            name,
            "It is one of the notes that ship with the advisor.",
            repair="To answer from your own documents alone, set ADVISOR_KNOWLEDGE__BUILTIN=false "
            "and run `advisor ingest`.",
        )
    _require_not_in_folder(name, origin, known=known)
    raise UnknownSource(name, near=_near(name, known=known, origins=origins))


def _origin(name: str, *, known: Mapping[str, str], origins: frozenset[str]) -> str:
    """The origin that a name would have."""
    if name in known:
        return name.removeprefix(FILE_PREFIX).removeprefix(PAGE_PREFIX)
    if is_web_address(name):
        return str(normal_form(name))
    written = os.path.abspath(name)  # noqa: PTH100 - it follows no link, which may be broken by now
    return written if written in origins else str(real_path(Path(name)))


def _is_within(inner: str, outer: str) -> bool:
    return not is_web_address(outer) and inner.startswith(outer.rstrip("/") + "/")


def _require_not_in_folder(name: str, origin: str, *, known: Mapping[str, str]) -> None:
    """Refuse what lies in an added folder: the next ingestion would bring it back."""
    identifier = document_id(Path(origin))
    folder = next((known[i] for i in known if i == identifier or _is_within(i, identifier)), None)
    if folder:
        raise KeptSource(
            name,
            f"It lies in the folder {folder}, which was added, and would come back with it.",
            repair="Delete or move it and run `advisor ingest`, "
            f"or take the folder out with `advisor remove {folder}`.",
        )


def _near(name: str, *, known: Mapping[str, str], origins: frozenset[str]) -> list[str]:
    own = {identifier for identifier, origin in known.items() if origin != BUILTIN}
    choices = sorted(origins | {i for i in own if not i.endswith(known[i])})
    found = process.extract(
        name, choices, scorer=fuzz.partial_ratio, limit=_NEAR_NAMES, score_cutoff=_NEAR_SCORE
    )
    return [choice for choice, *_ in found]
