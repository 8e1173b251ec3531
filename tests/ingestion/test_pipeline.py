import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.domain.answers import Question
from advisor.domain.errors import AnotherWriter, EmbeddingMismatch, IndexOutdated, IndexUnusable
from advisor.settings import Settings
from advisor.wiring import Workplace

Open = Callable[[], Workplace]

FEES = "# Fees\n\nThe referral fee of Example Mall is 6 percent. It is paid at settlement.\n"
RETURNS = "# Returns\n\nA buyer of Example Mall may return goods within 14 days of delivery.\n"


def _folder(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def test_new_changed_and_removed_files_are_followed(tmp_path: Path, own_workplace: Open) -> None:
    workplace = own_workplace()
    folder = _folder(tmp_path, fees=FEES, returns=RETURNS)
    assert len(workplace.ingest((folder,)).added) == 2

    (folder / "fees.md").write_text(FEES.replace("6 percent", "8 percent"), encoding="utf-8")
    (folder / "returns.md").unlink()
    summary = workplace.ingest()

    assert [Path(name).name for name in summary.changed] == ["fees.md"]
    assert [Path(name).name for name in summary.removed] == ["returns.md"]
    answer = workplace.advisor().answer(Question(text="What is the referral fee of Example Mall?"))
    assert "8 percent" in answer.text
    assert "6 percent" not in answer.text


def test_a_second_run_changes_nothing(tmp_path: Path, own_workplace: Open) -> None:
    workplace = own_workplace()
    workplace.ingest((_folder(tmp_path, fees=FEES),))
    generation = workplace.store.state().generation

    summary = workplace.ingest()

    assert (summary.added, summary.changed, summary.removed) == ((), (), ())
    assert len(summary.unchanged) == 1
    assert workplace.store.state().generation == generation


def test_a_taken_out_folder_is_forgotten_though_its_files_stay(
    tmp_path: Path, own_workplace: Open
) -> None:
    workplace = own_workplace()
    folder = _folder(tmp_path, fees=FEES)
    workplace.ingest((folder,))

    assert len(workplace.remove([folder]).removed) == 1
    assert workplace.store.count() == 0
    assert workplace.vectors.passage_ids() == set()


def test_a_file_that_became_unreadable_keeps_its_earlier_self(
    tmp_path: Path, own_workplace: Open
) -> None:
    workplace = own_workplace()
    folder = _folder(tmp_path, fees=FEES, returns=RETURNS)
    workplace.ingest((folder,))
    (folder / "fees.md").write_bytes(b"")

    summary = workplace.ingest()

    assert ["fees.md" in name for name in summary.refused] == [True]
    answer = workplace.advisor().answer(Question(text="What is the referral fee of Example Mall?"))
    assert "6 percent" in answer.text


def test_every_quote_stands_in_the_stored_text_at_its_offsets(shipped_data: Path) -> None:
    workplace = Workplace(Settings(data=shipped_data))
    checked = 0
    texts = workplace.store.texts()
    for batch in workplace.store.in_batches():
        for stored in batch:
            text = texts[stored.passage.document_id]
            assert text[stored.passage.start : stored.passage.end] == stored.passage.text
            for sentence in stored.passage.sentences:
                assert text[sentence.start : sentence.end] == sentence.text
                checked += 1
    workplace.close()
    assert checked > 100


def test_a_second_writer_is_refused(tmp_path: Path, own_workplace: Open) -> None:
    first, second = own_workplace(), own_workplace()
    folder = _folder(tmp_path, fees=FEES)
    with first.lock.hold(), pytest.raises(AnotherWriter, match="Wait until it has finished"):
        second.ingest((folder,))


def test_a_question_during_ingestion_sees_the_stored_state(
    tmp_path: Path, own_workplace: Open
) -> None:
    writer, reader = own_workplace(), own_workplace()
    writer.ingest((_folder(tmp_path, fees=FEES),))
    question = Question(text="What is the referral fee of Example Mall?")
    with writer.lock.hold():
        # Chroma already holds what the database does not know yet: nobody may see it.
        orphan = next(iter(next(writer.store.in_batches())))
        assert "6 percent" in reader.advisor().answer(question).text
        assert orphan.passage.id in writer.vectors.passage_ids()


def test_another_embedding_model_is_an_error_with_its_repair(
    tmp_path: Path, own_workplace: Open
) -> None:
    workplace = own_workplace()
    workplace.ingest((_folder(tmp_path, fees=FEES),))
    with workplace.store.database.writing() as connection:
        workplace.store.mark_changed(connection, embedding="another")
    with pytest.raises(EmbeddingMismatch, match="advisor ingest --rebuild"):
        own_workplace().ingest()
    with pytest.raises(EmbeddingMismatch, match="advisor ingest --rebuild"):
        own_workplace().advisor()
    assert len(own_workplace().ingest(rebuild=True).added) == 1


def test_notes_that_changed_since_are_an_error_with_its_repair(
    tmp_path: Path, shipped_data: Path
) -> None:
    workplace = Workplace(Settings(data=shipped_data, knowledge={"folder": tmp_path}))
    with pytest.raises(IndexOutdated, match="Run `advisor ingest`"):
        workplace.require_usable()
    workplace.close()


def test_a_lost_vector_index_is_rebuilt_without_embedding(
    tmp_path: Path, own_workplace: Open
) -> None:
    workplace = own_workplace()
    workplace.ingest((_folder(tmp_path, fees=FEES),))
    workplace.vectors.discard()
    repaired = own_workplace()
    repaired.ingest()
    assert repaired.vectors.passage_ids() == repaired.store.passage_ids()


def test_a_foreign_chroma_folder_is_left_alone(tmp_path: Path, own_workplace: Open) -> None:
    import chromadb

    foreign = chromadb.PersistentClient(str(tmp_path / "data" / "chroma"))
    foreign.create_collection("somebody-elses")
    foreign.clear_system_cache()
    with pytest.raises(IndexUnusable, match="belongs to another program"):
        own_workplace().ingest((_folder(tmp_path, fees=FEES),))


_INGEST = (
    "import sys; from pathlib import Path; from advisor.settings import Settings;"
    "from advisor.wiring import Workplace;"
    "Workplace(Settings(data=Path(sys.argv[1]), knowledge={'builtin': False}))"
    ".ingest((Path(sys.argv[2]),), progress=lambda done, total: print(done, flush=True))"
)


@pytest.mark.parametrize("lines_before_the_kill", [1, 2, 3])
def test_a_killed_ingestion_is_completed_by_the_next(
    tmp_path: Path, own_workplace: Open, lines_before_the_kill: int
) -> None:
    # Words that recur are embedded once a batch: many passages in little time.
    recurring = "\n\n# Terms\n\nTerms of Example Mall apply." * 6
    files = {
        f"shop{n}": f"# Shop {n}\n\nShop number {n} sells lamps for {n + 3} dollars." + recurring
        for n in range(30)
    }
    folder = _folder(tmp_path, **files)
    command = [sys.executable, "-c", _INGEST, str(tmp_path / "data"), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        for _ in range(lines_before_the_kill):
            process.stdout.readline()
        time.sleep(0.05 * lines_before_the_kill)
        process.send_signal(signal.SIGKILL)

    workplace = own_workplace()
    summary = workplace.ingest((folder,))

    assert len(summary.added) + len(summary.unchanged) == 30
    assert workplace.vectors.passage_ids() == workplace.store.passage_ids()
    answer = workplace.advisor().answer(Question(text="What does shop number 29 sell lamps for?"))
    assert answer.status == "answered"
