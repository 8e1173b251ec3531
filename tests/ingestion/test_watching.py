"""A folder that is followed, by the command in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from advisor.domain.documents import IngestionSummary
from advisor.domain.errors import AdvisorError, UnreadableDocument
from advisor.ingestion.watching import RememberedFiles, Stopped
from advisor.wiring import Workplace
from tests.processes import run_own

Open = Callable[[], Workplace]
FEES = "The referral fee of Example Mall is 6 percent."
PATIENCE_SECONDS = 60


class Watcher:
    """`advisor ingest --watch` with what it prints."""

    def __init__(self, folder: Path, data: Path) -> None:
        command = [sys.executable, "-m", "advisor", "--data", str(data), "ingest", "--watch"]
        self.process = subprocess.Popen(
            [*command, str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "ADVISOR_KNOWLEDGE__BUILTIN": "false"},
        )
        self.lines: list[str] = []
        self.reader = Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip())

    def wait_for(self, words: str) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not any(words in line for line in self.lines):
            assert time.monotonic() < end, (words, self.lines)
            assert self.process.poll() is None, (words, self.lines)
            time.sleep(0.05)

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE_SECONDS)
        self.reader.join()
        return code

    def cpu_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").split()
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "fees.txt").write_text(FEES, encoding="utf-8")
    return folder


@pytest.fixture
def watcher(docs: Path, tmp_path: Path) -> Iterator[Watcher]:
    found = Watcher(docs, tmp_path / "data")
    found.wait_for("Following the changes")
    yield found
    with suppress(ProcessLookupError):
        found.process.kill()
    found.process.wait()
    found.reader.join()
    assert found.process.stdout
    found.process.stdout.close()


def test_new_changed_broken_and_deleted_files_are_followed(watcher: Watcher, docs: Path) -> None:
    watcher.wait_for("1 new")
    (docs / "inner").mkdir()
    (docs / "inner" / "returns.txt").write_text("Goods go back in 14 days.", encoding="utf-8")
    watcher.wait_for(f"new: file:{docs}/inner/returns.txt")

    (docs / "terms.csv").write_text('Item,Amount\n"Depo', encoding="utf-8")
    watcher.wait_for("Refused:")
    (docs / "terms.csv").write_text("Item,Amount\nDeposit,500", encoding="utf-8")
    watcher.wait_for(f"new: file:{docs}/terms.csv")
    (docs / "fees.txt").write_text(FEES.replace("6", "8"), encoding="utf-8")
    watcher.wait_for(f"changed: file:{docs}/fees.txt")
    (docs / "terms.csv").unlink()
    watcher.wait_for(f"removed: file:{docs}/terms.csv")

    assert watcher.end(signal.SIGINT) == 0
    assert watcher.lines[-1] == "Stopped."
    assert sum("Refused:" in line for line in watcher.lines) == 1


def test_what_it_has_indexed_is_answered_from_while_it_runs(
    watcher: Watcher, docs: Path, tmp_path: Path
) -> None:
    (docs / "fees.txt").write_text(FEES.replace("6", "8"), encoding="utf-8")
    watcher.wait_for("changed:")
    question = "What is the referral fee of Example Mall?"
    answer = json.loads(run_own("ask", question, "--json", data=tmp_path / "data").stdout)
    assert "8 percent" in answer["text"]
    assert watcher.end(signal.SIGTERM) == 0


def test_waiting_costs_next_to_nothing(watcher: Watcher) -> None:
    time.sleep(2)
    before = watcher.cpu_seconds()
    time.sleep(3)
    assert watcher.cpu_seconds() - before < 0.3
    assert sum("Documents:" in line for line in watcher.lines) == 1


def test_hidden_files_and_other_formats_change_nothing(watcher: Watcher, docs: Path) -> None:
    (docs / ".fees.txt.swp").write_text("x", encoding="utf-8")
    (docs / "picture.png").write_bytes(b"x")
    time.sleep(3)
    assert sum("Documents:" in line for line in watcher.lines) == 1


def test_a_folder_that_is_gone_ends_it_and_keeps_what_is_indexed(
    watcher: Watcher, docs: Path, tmp_path: Path
) -> None:
    docs.rename(tmp_path / "elsewhere")
    code = watcher.process.wait(PATIENCE_SECONDS)
    watcher.reader.join()
    assert code == 1
    assert "does not exist" in watcher.lines[-1]
    assert len(json.loads(run_own("sources", "--json", data=tmp_path / "data").stdout)) == 1


@pytest.mark.parametrize("given", [(), ("{file}",), ("https://example.com/",), ("{none}",)])
def test_what_is_no_folder_is_one_clear_line(
    docs: Path, tmp_path: Path, given: tuple[str, ...]
) -> None:
    names = [name.format(file=docs / "fees.txt", none=docs / "none") for name in given]
    done = run_own("ingest", "--watch", *names, data=tmp_path / "data")
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"folder" in done.stderr


def test_another_writer_is_waited_for(docs: Path, own_workplace: Open) -> None:
    workplace, other = own_workplace(), own_workplace()
    outcomes: list[IngestionSummary | AdvisorError] = []
    stop = Event()
    thread = Thread(
        target=workplace.watch, args=([docs],), kwargs={"stop": stop, "report": outcomes.append}
    )
    thread.start()

    def wait_until(condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < end, outcomes
            time.sleep(0.05)

    wait_until(lambda: len(outcomes) >= 2)
    with other.lock.hold():
        (docs / "returns.txt").write_text("Goods go back in 14 days.", encoding="utf-8")
        wait_until(lambda: any(isinstance(outcome, AdvisorError) for outcome in outcomes))
    wait_until(lambda: bool(getattr(outcomes[-1], "added", ())))
    stop.set()
    thread.join()


def test_a_long_ingestion_is_given_up_and_completed_later(
    tmp_path: Path, own_workplace: Open
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.txt").write_text(f"{FEES} In year {number}.", encoding="utf-8")
    stop = Event()
    own_workplace().watch(
        [folder],
        stop=stop,
        report=lambda _: pytest.fail("it was not finished"),
        progress=lambda done, _: stop.set() if done else None,
    )
    assert 0 < len(own_workplace().store.hashes()) < 60
    assert own_workplace().ingest((folder,)).passages == 60


def test_a_file_is_read_again_only_when_it_has_changed(docs: Path) -> None:
    path = docs / "fees.txt"
    files = RememberedFiles(Event())
    first = files(path, origin=docs)
    assert files(path, origin=docs) is first
    path.write_text(FEES.replace("6", "8"), encoding="utf-8")
    assert "8 percent" in files(path, origin=docs).text
    path.unlink()
    with pytest.raises(UnreadableDocument, match="does not exist"):
        files(path, origin=docs)
    files.stop.set()
    with pytest.raises(Stopped):
        files(path, origin=docs)
