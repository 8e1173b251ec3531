"""A real index over a small knowledge folder, and one over the shipped notes, built once each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from advisor.answering.advisor import Advisor
from advisor.settings import KnowledgeSettings, Settings
from advisor.wiring import Workplace


@pytest.fixture(scope="session")
def shipped_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which the shipped notes have been ingested."""
    folder = tmp_path_factory.mktemp("shipped")
    workplace = Workplace(Settings(data=folder))
    workplace.ingest()
    workplace.close()
    return folder


@pytest.fixture(scope="session")
def shipped_workplace(shipped_data: Path) -> Iterator[Workplace]:
    """The data folder of the shipped notes, opened."""
    workplace = Workplace(Settings(data=shipped_data))
    yield workplace
    workplace.close()


@pytest.fixture(scope="session")
def advisor(shipped_workplace: Workplace) -> Advisor:
    """The advisor over the shipped notes."""
    return shipped_workplace.advisor()


@pytest.fixture
def own_workplace(tmp_path: Path) -> Iterator[Callable[[], Workplace]]:
    """Opens a data folder of the test's own, without the shipped notes; again at every call."""
    opened: list[Workplace] = []

    def open_one() -> Workplace:
        settings = Settings(data=tmp_path / "data", knowledge=KnowledgeSettings(builtin=False))
        opened.append(Workplace(settings))
        return opened[-1]

    yield open_one
    for workplace in opened:
        workplace.close()
