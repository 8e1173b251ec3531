from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.domain.answers import Question
from advisor.wiring import Workplace

Open = Callable[[], Workplace]
FEE = Question(text="What is the referral fee of Example Mall?")
RETURN = Question(text="Within how many days may a buyer of Example Mall return goods?")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder whose documents are so long that each is a batch of its own."""
    folder = tmp_path / "docs"
    folder.mkdir()
    padding = "\n# Part\n\nNothing is said here.\n" * 40
    texts = {
        "fees": "# Fees\n\nThe referral fee of Example Mall is 6 percent.\n",
        "returns": "# Returns\n\nA buyer of Example Mall may return goods within 14 days.\n",
        "shipping": "# Shipping\n\nExample Mall ships within 3 days.\n",
    }
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text + padding, encoding="utf-8")
    return folder


@pytest.fixture
def ingested(docs: Path, own_workplace: Open) -> Workplace:
    workplace = own_workplace()
    workplace.ingest((docs,))
    return workplace


def _interrupt_after(passages: int) -> Callable[[int, int], None]:
    def progress(done: int, _: int) -> None:
        if done >= passages:
            raise KeyboardInterrupt

    return progress


@pytest.mark.parametrize("passages", [0, 41, 82, 123])
def test_an_interrupted_rebuild_is_completed_by_a_plain_ingest(
    ingested: Workplace, own_workplace: Open, passages: int
) -> None:
    with pytest.raises(KeyboardInterrupt):
        ingested.ingest(rebuild=True, progress=_interrupt_after(passages))

    resumed = own_workplace()
    summary = resumed.ingest()

    assert len(summary.added) + len(summary.unchanged) == 3
    assert summary.passages == 123
    assert "6 percent" in resumed.advisor().answer(FEE).text
    assert "14 days" in resumed.advisor().answer(RETURN).text
    assert resumed.vectors.passage_ids() == resumed.store.passage_ids()


def test_a_rebuild_keeps_what_cannot_be_read_now(ingested: Workplace, docs: Path) -> None:
    (docs / "fees.md").write_bytes(b"")

    summary = ingested.ingest(rebuild=True)

    assert [Path(name).name for name in summary.refused] == ["fees.md"]
    assert summary.passages == 123
    assert "6 percent" in ingested.advisor().answer(FEE).text
    assert ingested.vectors.passage_ids() == ingested.store.passage_ids()


def test_a_rebuild_reads_everything_anew(ingested: Workplace, docs: Path) -> None:
    summary = ingested.ingest(rebuild=True)
    assert len(summary.added) == 3
    assert (summary.changed, summary.removed, summary.unchanged) == ((), (), ())

    (docs / "fees.md").unlink()
    assert len(ingested.ingest(rebuild=True).removed) == 1


def test_an_interrupted_first_ingestion_is_resumed_where_it_stopped(
    docs: Path, own_workplace: Open
) -> None:
    with pytest.raises(KeyboardInterrupt):
        own_workplace().ingest((docs,), progress=_interrupt_after(82))

    resumed = own_workplace()
    assert "6 percent" in resumed.advisor().answer(FEE).text
    summary = resumed.ingest((docs,))
    assert (len(summary.added), len(summary.unchanged)) == (2, 1)
    assert "14 days" in resumed.advisor().answer(RETURN).text
