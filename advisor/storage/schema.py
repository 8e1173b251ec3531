"""The tables."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

FORMAT = "8"
"""Raise it when stored rows change their meaning: an older index is then refused with its repair."""

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(255), primary_key=True),
    Column("origin", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("sources", Text, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("parallel_key", String(128), index=True),
    Column("content", Text, nullable=False),
    Column("vectors", LargeBinary, nullable=False),
)

question_models = Table(
    "question_models",
    metadata,
    Column("language", String(8), primary_key=True),
    Column("arrays", LargeBinary, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("rows", Text, nullable=False),
)

playbook = Table(
    "playbook",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("edition", Text, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("started_at", String(32), nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("asked_at", String(32), nullable=False),
    Column("query", Text, nullable=False),
    Column("answer", Text, nullable=False),
)
