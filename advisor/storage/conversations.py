"""Conversations: what was asked and answered, in order."""

import secrets
from collections import Counter
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import exists, insert, literal, select

from advisor.domain.answers import Answer
from advisor.domain.conversations import Conversation, Message
from advisor.domain.errors import UnknownConversation
from advisor.storage.database import Database
from advisor.storage.schema import conversations, messages

ANSWER = TypeAdapter(Answer)


class DatabaseConversations:
    """Keeps conversations in the database; a conversation exists from its first answer on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def history(self, conversation_id: str | None) -> Conversation:
        """The conversation so far; a new empty one for None. Raises UnknownConversation."""
        if conversation_id is None:
            return Conversation(id=f"con_{secrets.token_hex(10)}")
        with self._database.reading() as connection:
            known = select(conversations.c.id).where(conversations.c.id == conversation_id)
            if connection.execute(known).first() is None:
                raise UnknownConversation(conversation_id)
            rows = connection.execute(
                select(messages)
                .where(messages.c.conversation_id == conversation_id)
                .order_by(messages.c.number)
            ).all()
        return Conversation(
            id=conversation_id,
            messages=tuple(
                Message(
                    asked_at=row.asked_at,
                    query=row.query,
                    answer=ANSWER.validate_json(row.answer),
                )
                for row in rows
            ),
        )

    def citations(self) -> Counter[str]:
        """How often each passage has been cited in all stored answers, by passage id."""
        found: Counter[str] = Counter()
        with self._database.reading() as connection:
            for answer in connection.execute(select(messages.c.answer)).scalars():
                found.update(c.passage_id for c in ANSWER.validate_json(answer).citations)
        return found

    def append(self, answer: Answer, *, query: str) -> None:
        """Remember one answer; its conversation is made when it is the first."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database.writing() as connection:
            # One statement: between looking and inserting somebody else might begin it.
            known = exists().where(conversations.c.id == answer.conversation_id)
            new = select(literal(answer.conversation_id), literal(now)).where(~known)
            connection.execute(insert(conversations).from_select(["id", "started_at"], new))
            connection.execute(
                insert(messages),
                {
                    "conversation_id": answer.conversation_id,
                    "asked_at": now,
                    "query": query,
                    "answer": ANSWER.dump_json(answer).decode(),
                },
            )
