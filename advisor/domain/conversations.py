"""What is remembered of a talk with a seller."""

from dataclasses import dataclass

from advisor.domain.answers import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One question with its answer; `asked_at` is UTC in ISO 8601.

    `query` is the stand-alone question that was searched, so that a later follow-up inherits from it.
    """

    asked_at: str
    query: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A thread of messages, oldest first."""

    id: str
    messages: tuple[Message, ...] = ()
