"""The lexical index: SQLite FTS5 over our own tokens, ranked by BM25."""

import math
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, text

from advisor.domain.documents import Passage, PassageFilter
from advisor.language.text import search_tokens
from advisor.retrieval.tags import passage_tags, wanted_tags
from advisor.storage.database import Database

_CREATE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS lexical USING fts5("
    "passage_id UNINDEXED, document_id UNINDEXED, tags, headings, body, questions,"
    " tokenize = 'unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS lexical_terms USING fts5vocab('lexical', 'row')",
)
_WEIGHTS = "0.0, 0.0, 0.0, 2.0, 1.0, 1.0"
_MAX_QUERY_TOKENS = 48


class LexicalIndex:
    """Finds passages by the words of the query."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.writing() as connection:
            for statement in _CREATE:
                connection.execute(text(statement))

    def add(self, connection: Connection, passages: Iterable[Passage]) -> None:
        """Index passages within the caller's transaction."""
        rows = [
            {
                "passage_id": passage.id,
                "document_id": passage.document_id,
                "tags": " ".join(_tag_token(tag) for tag in passage_tags(passage)),
                "headings": _joined(" ".join(passage.headings)),
                "body": _joined(passage.text),
                "questions": _joined(" ".join(passage.questions)),
            }
            for passage in passages
        ]
        if rows:
            connection.execute(
                text(
                    "INSERT INTO lexical(passage_id, document_id, tags, headings, body, questions)"
                    " VALUES (:passage_id, :document_id, :tags, :headings, :body, :questions)"
                ),
                rows,
            )

    def remove(self, connection: Connection, document_ids: Sequence[str]) -> None:
        """Forget the passages of documents within the caller's transaction."""
        statement = text("DELETE FROM lexical WHERE document_id IN :ids")
        connection.execute(
            statement.bindparams(bindparam("ids", expanding=True)), {"ids": list(document_ids)}
        )

    def clear(self, connection: Connection) -> None:
        """Forget every passage within the caller's transaction."""
        connection.execute(text("DELETE FROM lexical"))

    def search(self, query: str, *, limit: int, where: PassageFilter) -> list[tuple[str, float]]:
        """Passage ids with their BM25 score, best first."""
        tokens = list(dict.fromkeys(search_tokens(query)))
        if not tokens:
            return []
        with self._database.reading() as connection:
            tokens = self._most_telling(connection, tokens)
            if not tokens:
                return []
            rows = connection.execute(
                text(
                    f"SELECT passage_id, -bm25(lexical, {_WEIGHTS}) AS score FROM lexical"
                    " WHERE lexical MATCH :match ORDER BY bm25(lexical, " + _WEIGHTS + ")"
                    " LIMIT :limit"
                ),
                {"match": _match(tokens, where), "limit": limit},
            )
            return [(row.passage_id, float(row.score)) for row in rows]

    def weights(self, tokens: Sequence[str]) -> dict[str, float]:
        """Inverse document frequency of each token; one that never occurs weighs most."""
        with self._database.reading() as connection:
            total = connection.execute(text("SELECT count(*) FROM lexical_content")).scalar_one()
            found = self._document_counts(connection, tokens)
        return {t: math.log(1 + (total + 1) / (found.get(t, 0) + 0.5)) for t in tokens}

    def _most_telling(self, connection: Connection, tokens: list[str]) -> list[str]:
        """The rarest known tokens: common ones cost most and decide least."""
        found = self._document_counts(connection, tokens)
        known = sorted((t for t in tokens if found.get(t)), key=lambda t: found[t])
        return known[:_MAX_QUERY_TOKENS]

    def _document_counts(self, connection: Connection, tokens: Sequence[str]) -> dict[str, int]:
        statement = text("SELECT term, doc FROM lexical_terms WHERE term IN :terms")
        rows = connection.execute(
            statement.bindparams(bindparam("terms", expanding=True)), {"terms": list(tokens)}
        )
        return {row.term: row.doc for row in rows}


def _joined(content: str) -> str:
    return " ".join(search_tokens(content))


def _tag_token(tag: str) -> str:
    """A tag as one token that no text contains."""
    return "tag" + "".join(c if c.isalnum() else "0" for c in tag.lower())


def _match(tokens: Iterable[str], where: PassageFilter) -> str:
    content = " OR ".join(_quoted(token) for token in tokens)
    match = f"{{headings body questions}} : ({content})"
    for group in wanted_tags(where):
        match += f" AND tags : ({' OR '.join(_quoted(_tag_token(tag)) for tag in group)})"
    return match


def _quoted(token: str) -> str:
    return '"' + token.replace('"', "") + '"'
