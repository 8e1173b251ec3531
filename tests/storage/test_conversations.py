import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest

from advisor.domain.answers import Answer, Citation, Figure, Statement, Timings
from advisor.domain.errors import StorageFailed, UnknownConversation
from advisor.storage.conversations import DatabaseConversations
from advisor.storage.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path)
    yield database
    database.close()


@pytest.fixture
def conversations(database: Database) -> DatabaseConversations:
    return DatabaseConversations(database)


def _answer(conversation_id: str, question: str = "佣金是多少?") -> Answer:
    """An answer with something in every kind of field."""
    citation = Citation(
        number=1,
        passage_id="psg_1",
        source_id="s",
        title="标题 “quoted” \\ 'x'",
        publisher="Example",
        url=None,
        published="2023",
        as_of=None,
        quote="6% 🙂\n",
        start=0,
        end=5,
    )
    figure = Figure(text="6%", value=0.06, unit="share", origin="cited", ref="1")
    statement = Statement(text="6%。", kind="evidence", citations=(1,), figures=(figure,))
    return Answer(
        id=f"ans_{question}",
        conversation_id=conversation_id,
        question=question,
        language="zh",
        status="answered",
        text="6%。",
        statements=(statement,),
        citations=(citation,),
        follow_ups=("那英国呢?",),
        timings_ms=Timings(total=1.5),
    )


def test_messages_come_back_whole_and_oldest_first(conversations: DatabaseConversations) -> None:
    conversation = conversations.history(None)
    answers = [_answer(conversation.id, f"question {number}") for number in (3, 1, 2)]
    for answer in answers:
        conversations.append(answer, query=f"stand-alone {answer.question}")

    history = conversations.history(conversation.id)

    assert history.id == conversation.id
    assert [message.answer for message in history.messages] == answers
    assert [message.query for message in history.messages] == [
        f"stand-alone question {number}" for number in (3, 1, 2)
    ]
    assert all(message.asked_at.endswith("+00:00") for message in history.messages)


def test_conversations_do_not_mix(conversations: DatabaseConversations) -> None:
    one, other = conversations.history(None), conversations.history(None)
    assert one.id != other.id
    for number in range(3):
        conversations.append(_answer(one.id, f"one {number}"), query="q")
        conversations.append(_answer(other.id, f"other {number}"), query="q")
    history = conversations.history(other.id)
    assert [m.answer.question for m in history.messages] == ["other 0", "other 1", "other 2"]


@pytest.mark.parametrize("name", ["con_none", "", "'; DROP TABLE messages; --", "会话"])
def test_an_unknown_conversation_is_named_with_what_to_do(
    conversations: DatabaseConversations, name: str
) -> None:
    with pytest.raises(UnknownConversation, match="Leave --conversation out") as caught:
        conversations.history(name)
    assert caught.value.conversation_id == name


def test_a_new_conversation_is_stored_with_its_first_answer_only(
    conversations: DatabaseConversations,
) -> None:
    conversation = conversations.history(None)
    assert conversation.messages == ()
    with pytest.raises(UnknownConversation):
        conversations.history(conversation.id)


def test_a_restart_forgets_nothing(tmp_path: Path) -> None:
    first = Database(tmp_path)
    DatabaseConversations(first).append(_answer("con_1", "before"), query="q")
    first.close()
    second = Database(tmp_path)
    DatabaseConversations(second).append(_answer("con_1", "after"), query="q")
    history = DatabaseConversations(second).history("con_1")
    second.close()
    assert [message.answer.question for message in history.messages] == ["before", "after"]


@pytest.mark.parametrize("threads", [2, 8])
def test_threads_that_answer_at_once_lose_no_message(
    tmp_path: Path, conversations: DatabaseConversations, threads: int
) -> None:
    # Half of them share a connection pool with the others, half are as another process would be.
    elsewhere = Database(tmp_path)
    stores = [conversations, DatabaseConversations(elsewhere)]

    def talk(number: int) -> None:
        for turn in range(20):
            answer = _answer(f"con_{number % 2}", f"{number}: {turn:02}")
            stores[number % 4 // 2].append(answer, query="q")

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(talk, range(threads)))
    elsewhere.close()

    said = [
        [message.answer.question for message in conversations.history(name).messages]
        for name in ("con_0", "con_1")
    ]
    assert sorted(said[0] + said[1]) == sorted(
        f"{number}: {turn:02}" for number in range(threads) for turn in range(20)
    )
    for number in range(threads):
        own = [text for text in said[number % 2] if text.startswith(f"{number}:")]
        assert own == sorted(own)


def test_threads_that_begin_the_same_conversation_at_once_lose_no_message(
    tmp_path: Path,
) -> None:
    databases = [Database(tmp_path) for _ in range(4)]
    together = Barrier(len(databases), timeout=5)

    def begin(number: int) -> None:
        for turn in range(25):
            together.wait()
            answer = _answer(f"con_{turn}", f"{number}")
            DatabaseConversations(databases[number]).append(answer, query="q")

    with ThreadPoolExecutor(len(databases)) as pool:
        list(pool.map(begin, range(len(databases))))

    conversations = DatabaseConversations(databases[0])
    for turn in range(25):
        messages = conversations.history(f"con_{turn}").messages
        assert sorted(message.answer.question for message in messages) == ["0", "1", "2", "3"]
    for database in databases:
        database.close()


def test_a_database_that_another_program_holds_is_a_clear_error(tmp_path: Path) -> None:
    database = Database(tmp_path, patience_seconds=0.1)
    conversations = DatabaseConversations(database)
    with closing(sqlite3.connect(tmp_path / "advisor.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageFailed, match="Another process is writing; try again"):
            conversations.append(_answer("con_1"), query="q")
        other.rollback()
    conversations.append(_answer("con_1"), query="q")
    assert len(conversations.history("con_1").messages) == 1
    database.close()
