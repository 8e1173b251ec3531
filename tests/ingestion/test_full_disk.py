import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from advisor.answering.advisor import Advisor
from advisor.domain.answers import Question
from advisor.domain.errors import AnswerNotRemembered, IndexUnusable, StorageFailed
from advisor.wiring import Workplace
from tests.processes import LIMITED_FILES, run_own

Open = Callable[[], Workplace]
FEE = Question(text="What is the referral fee of Example Mall?")
RETURN = Question(text="Within how many days may a buyer of Example Mall return goods?")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def small_disk(data: Path) -> Iterator[Path]:
    """A data folder on a file system of four megabytes."""
    data.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(data)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk; a limit on file sizes is tested for all")
    yield data
    subprocess.run(["umount", "--lazy", str(data)], check=True)


@pytest.fixture
def fees(tmp_path: Path) -> Path:
    path = tmp_path / "fees.md"
    path.write_text("# Fees\n\nThe referral fee of Example Mall is 6 percent.\n", encoding="utf-8")
    return path


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    path = tmp_path / "returns.md"
    path.write_text(
        "# Returns\n\nA buyer of Example Mall may return goods within 14 days of delivery.\n",
        encoding="utf-8",
    )
    return path


def _fill(disk: Path, *, leaving_kib: int) -> Path:
    """A file that takes up all space but so much."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    with ballast.open("r+b") as file:
        file.truncate(ballast.stat().st_size - leaving_kib * 1024)
    return ballast


def _given(advisor: Advisor, question: Question) -> str:
    """The text of the answer, whether it could be stored or not."""
    try:
        return advisor.answer(question).text
    except AnswerNotRemembered as error:
        return error.answer.text


def test_a_full_disk_is_one_clear_line_and_loses_nothing(
    small_disk: Path, own_workplace: Open, fees: Path, returns: Path
) -> None:
    workplace = own_workplace()
    workplace.ingest((fees,))
    workplace.close()
    ballast = _fill(small_disk, leaving_kib=64)

    done = run_own("ingest", str(returns), data=small_disk)

    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"Free space on" in done.stderr
    assert b"6 percent" in run_own("ask", FEE.text, data=small_disk).stdout
    ballast.unlink()
    assert len(own_workplace().ingest((returns,)).added) == 1
    assert "14 days" in own_workplace().advisor().answer(RETURN).text


def test_a_limit_on_file_sizes_is_one_clear_line_and_loses_nothing(
    data: Path, own_workplace: Open, fees: Path, returns: Path
) -> None:
    workplace = own_workplace()
    workplace.ingest((fees,))
    workplace.close()

    done = run_own("ingest", str(returns), data=data, first=LIMITED_FILES.format(20_000))

    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"space" in done.stderr
    assert "6 percent" in own_workplace().advisor().answer(FEE).text
    assert len(own_workplace().ingest((returns,)).added) == 1
    assert "14 days" in own_workplace().advisor().answer(RETURN).text


@pytest.mark.parametrize("leaving_kib", [0, 40, 120, 200, 280, 400])
def test_wherever_the_space_ends_stored_documents_are_answered_from(
    small_disk: Path, own_workplace: Open, fees: Path, returns: Path, leaving_kib: int
) -> None:
    workplace = own_workplace()
    workplace.ingest((fees,))
    ballast = _fill(small_disk, leaving_kib=leaving_kib)

    problem = ""
    try:
        workplace.ingest((returns,))
    except (IndexUnusable, StorageFailed) as error:
        problem = str(error)
    assert not problem or "space" in problem
    assert "6 percent" in _given(workplace.advisor(), FEE)

    ballast.unlink()
    workplace.ingest((returns,))
    assert workplace.vectors.passage_ids() == workplace.store.passage_ids()
    assert "14 days" in workplace.advisor().answer(RETURN).text


def test_an_answer_that_cannot_be_stored_is_given_with_the_error(
    small_disk: Path, own_workplace: Open, fees: Path
) -> None:
    workplace = own_workplace()
    workplace.ingest((fees,))
    _fill(small_disk, leaving_kib=0)

    chat = run_own("chat", data=small_disk, stdin=f"{FEE.text}\n{FEE.text}\n\n".encode())

    assert chat.stdout.count(b"6 percent") == 2
    assert chat.stderr.count(b"Error: The answer was not stored.") == 2
    assert chat.stderr.count(b"Free space on the disk") == 2
