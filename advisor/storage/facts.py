"""The facts and the playbook of the notes, as the last ingestion found them."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, select

from advisor.domain.facts import Fact
from advisor.storage.database import Database
from advisor.storage.documents import read_generation
from advisor.storage.schema import facts
from advisor.storage.schema import playbook as editions

_FACTS = TypeAdapter(tuple[Fact, ...])


class StoredFacts:
    """Reads and writes fact tables and playbook; writers pass their transaction's connection."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read: tuple[int, tuple[Fact, ...]] = (-1, ())
        self._playbook: tuple[int, str] = (-1, "")

    def facts(self) -> tuple[Fact, ...]:
        """Every fact; the same object as long as they have not changed."""
        with self._database.reading() as connection:
            generation = read_generation(connection)
            if generation != self._read[0]:
                rows = connection.execute(select(facts.c.rows)).scalar_one_or_none() or "[]"
                self._read = (generation, _FACTS.validate_json(rows))
        return self._read[1]

    def playbook(self) -> str:
        """The playbook as JSON; the same object as long as it has not changed, "" without one."""
        with self._database.reading() as connection:
            generation = read_generation(connection)
            if generation != self._playbook[0]:
                text = connection.execute(select(editions.c.edition)).scalar_one_or_none() or ""
                self._playbook = (generation, text)
        return self._playbook[1]

    def replace(self, connection: Connection, found: Sequence[Fact], *, playbook: str) -> None:
        """Store facts and playbook in place of what was stored before."""
        rows = _FACTS.dump_json(tuple(found)).decode()
        connection.execute(delete(facts))
        connection.execute(insert(facts), [{"rows": rows}])
        connection.execute(delete(editions))
        connection.execute(insert(editions), [{"edition": playbook}])
