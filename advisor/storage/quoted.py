"""Documents that answers quote and that are not searched: those of the playbook."""

from dataclasses import dataclass

import numpy as np
from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from advisor.domain.documents import Document, PassageVectors, StoredPassage
from advisor.storage.schema import playbook


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quoted:
    """What of a stored playbook is quoted."""

    documents: tuple[Document, ...] = ()


_QUOTED = TypeAdapter(_Quoted)


def quoted_documents(connection: Connection) -> tuple[Document, ...]:
    """The documents of the stored playbook; none without one."""
    stored = connection.execute(select(playbook.c.edition)).scalar_one_or_none()
    return _QUOTED.validate_json(stored).documents if stored else ()


def quoted_passages(connection: Connection) -> dict[str, StoredPassage]:
    """Their passages by id, without vectors."""
    none = np.zeros((0, 0), dtype=np.float32)
    vectors = PassageVectors(passage=none, questions=none, sentences=none)
    return {
        passage.id: StoredPassage(
            passage=passage,
            vectors=vectors,
            sources={source.id: source for source in document.sources},
        )
        for document in quoted_documents(connection)
        for passage in document.passages
    }
