import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.domain.answers import Question
from advisor.domain.errors import UnreadableDocument
from advisor.wiring import Workplace
from tests.processes import UNPRIVILEGED, run_own

Open = Callable[[], Workplace]
FEES = "# Fees\n\nThe referral fee of Example Mall is 6 percent. It is paid at settlement.\n"
RETURNS = "# Returns\n\nA buyer of Example Mall may return goods within 14 days of delivery.\n"
FEE = Question(text="What is the referral fee of Example Mall?")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with a document, and one in a folder inside."""
    folder = tmp_path / "docs"
    (folder / "inner").mkdir(parents=True)
    (folder / "returns.md").write_text(RETURNS, encoding="utf-8")
    (folder / "inner" / "fees.md").write_text(FEES, encoding="utf-8")
    return folder


def test_closed_files_and_folders_are_named_and_the_others_read(data: Path, docs: Path) -> None:
    (docs / "closed.md").write_text(FEES, encoding="utf-8")
    (docs / "closed.md").chmod(0o000)
    (docs / "inner").chmod(0o000)

    done = run_own("ingest", str(docs), "--json", data=data, first=UNPRIVILEGED)

    (docs / "inner").chmod(0o755)
    assert done.returncode == 1
    summary = json.loads(done.stdout)
    assert [Path(name).name for name in summary["added"]] == ["returns.md"]
    assert {Path(name).name for name in summary["refused"]} == {"closed.md", "inner"}
    assert all("It may not be read. Allow" in text for text in summary["refused"].values())


@pytest.mark.parametrize("inside", ["", "inner", "inner/fees.md"])
def test_a_path_in_a_closed_folder_is_one_clear_line(data: Path, docs: Path, inside: str) -> None:
    docs.chmod(0o000)
    done = run_own("ingest", str(docs / inside), data=data, first=UNPRIVILEGED)
    docs.chmod(0o755)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert done.stderr.startswith(b"Error: ")
    assert b"It may not be read. Allow reading it, or leave it out." in done.stderr


@pytest.mark.parametrize("closed", ["docs", "docs/inner", "docs/inner/fees.md"])
def test_what_was_closed_since_keeps_its_earlier_self(
    tmp_path: Path, data: Path, docs: Path, own_workplace: Open, closed: str
) -> None:
    workplace = own_workplace()
    workplace.ingest((docs,))
    workplace.close()
    (tmp_path / closed).chmod(0o000)

    done = run_own("ingest", data=data, first=UNPRIVILEGED)

    (tmp_path / closed).chmod(0o755)
    assert done.returncode == 1
    assert b"0 removed" in done.stdout
    assert f"Refused: {tmp_path / closed}: It may not be read." in done.stderr.decode()
    assert "6 percent" in own_workplace().advisor().answer(FEE).text


@pytest.mark.parametrize("command", [("ingest",), ("ask", "Why?")])
def test_a_closed_data_folder_is_one_clear_line(data: Path, command: tuple[str, ...]) -> None:
    data.mkdir(mode=0o000)
    done = run_own(*command, data=data, first=UNPRIVILEGED)
    data.chmod(0o755)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"Make the folder writable, or give another one with --data." in done.stderr


def test_links_in_a_circle_are_refused_when_given_and_passed_over_in_a_folder(
    data: Path, docs: Path, own_workplace: Open
) -> None:
    (docs / "a").symlink_to(docs / "b")
    (docs / "b").symlink_to(docs / "a")
    (docs / "up").symlink_to(docs)
    workplace = own_workplace()
    assert len(workplace.ingest((docs,)).added) == 2
    for circle in ("a", "a/notes.md"):
        with pytest.raises(UnreadableDocument, match="leads back to itself"):
            workplace.ingest((docs / circle,))
        with pytest.raises(UnreadableDocument, match="leads back to itself"):
            workplace.remove([docs / circle])

    done = run_own("ingest", str(docs / "a"), data=data)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1


def test_an_added_folder_that_became_a_circle_keeps_its_documents(
    docs: Path, own_workplace: Open
) -> None:
    workplace = own_workplace()
    workplace.ingest((docs,))
    docs.rename(docs.with_name("elsewhere"))
    docs.symlink_to(docs)

    summary = workplace.ingest()

    assert summary.removed == ()
    assert ["leads back to itself" in text for text in summary.refused.values()] == [True]
    assert "6 percent" in workplace.advisor().answer(FEE).text


def test_a_name_that_is_no_text_is_refused_and_shown(data: Path, docs: Path) -> None:
    unreadable = os.fsencode(docs) + b"/\xff\xfe.md"
    Path(os.fsdecode(unreadable)).write_text(FEES, encoding="utf-8")
    done = run_own("ingest", str(docs), "--json", data=data)
    assert done.returncode == 1
    summary = json.loads(done.stdout)
    assert len(summary["added"]) == 2
    assert ["not valid UTF-8. Rename it." in t for t in summary["refused"].values()] == [True]


@pytest.mark.parametrize(
    ("name", "problem"),
    [("x" * 300, "Its name is too long"), ("none.md", "does not exist"), ("\udcff", "not valid")],
)
def test_a_path_that_cannot_be_is_refused(own_workplace: Open, name: str, problem: str) -> None:
    with pytest.raises(UnreadableDocument, match=problem):
        own_workplace().ingest((Path(name),))
