import json
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.domain.errors import EmptyIndex, KeptSource, UnknownSource
from advisor.settings import Settings
from advisor.wiring import Workplace
from tests.processes import run_own
from tests.web_server import serving

Open = Callable[[], Workplace]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "inner").mkdir(parents=True)
    for name in ("fees", "returns", "inner/duties"):
        text = f"The {name} of Example Mall are told in this file, and nowhere else.\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def left(workplace: Workplace) -> set[str]:
    return {Path(identifier).name for identifier in workplace.store.hashes()}


def test_a_file_is_taken_out_by_path_and_by_id(
    docs: Path, own_workplace: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = own_workplace()
    workplace.ingest((docs / "fees.md", docs / "returns.md"))
    monkeypatch.chdir(docs)

    assert workplace.remove(["fees.md"]).removed == (f"file:{docs}/fees.md",)
    assert workplace.remove([f"file:{docs}/returns.md"]).removed == (f"file:{docs}/returns.md",)

    assert workplace.store.count() == 0
    assert workplace.vectors.passage_ids() == set()
    assert (docs / "fees.md").exists()


def test_a_folder_takes_out_all_that_was_added_from_it(docs: Path, own_workplace: Open) -> None:
    workplace = own_workplace()
    workplace.ingest((docs,))
    assert len(workplace.remove([docs]).removed) == 3
    assert workplace.ingest().added == ()

    workplace.ingest((docs / "fees.md", docs / "inner"))
    assert len(workplace.remove([docs]).removed) == 2


def test_what_is_not_there_any_more_can_be_taken_out(docs: Path, own_workplace: Open) -> None:
    workplace = own_workplace()
    workplace.ingest((docs / "fees.md",))
    (docs / "fees.md").unlink()
    (docs / "fees.md").symlink_to(docs / "fees.md")
    assert len(workplace.remove([docs / "fees.md"]).removed) == 1


@pytest.mark.parametrize("name", ["{docs}/fees.md", "file:{docs}/fees.md", "{docs}/inner"])
def test_what_would_come_back_with_its_folder_is_refused(
    docs: Path, own_workplace: Open, name: str
) -> None:
    workplace = own_workplace()
    workplace.ingest((docs,))
    with pytest.raises(KeptSource, match=f"would come back.*advisor remove {docs}`"):
        workplace.remove([name.format(docs=docs)])
    assert len(left(workplace)) == 3


def test_an_unknown_source_names_near_ones_and_nothing_is_removed(
    docs: Path, own_workplace: Open
) -> None:
    workplace = own_workplace()
    workplace.ingest((docs / "fees.md", docs / "returns.md"))
    with pytest.raises(UnknownSource, match=r"Did you mean .*returns\.md") as unknown:
        workplace.remove([docs / "fees.md", "retuns.md"])
    assert unknown.value.near[0] == str(docs / "returns.md")
    assert left(workplace) == {"fees.md", "returns.md"}
    with pytest.raises(UnknownSource, match=r"cannot be taken out\. `advisor sources` lists"):
        workplace.remove(["https://q.zz/"])


def test_removing_reads_nothing_else(docs: Path, own_workplace: Open) -> None:
    workplace = own_workplace()
    workplace.ingest((docs / "fees.md", docs / "returns.md"))
    (docs / "returns.md").unlink()
    summary = workplace.remove([docs / "fees.md"])
    assert len(summary.removed) == 1
    assert left(workplace) == {"returns.md"}


def test_a_page_is_taken_out_though_settings_would_refuse_it_now(
    tmp_path: Path, own_workplace: Open
) -> None:
    with serving() as server:
        url = server.lay("/fees", "The fee is 6 percent.", content_type="text/plain")
        allowed = {"allow_private_hosts": True, "ports": (server.port,)}
        workplace = own_workplace()
        settings = workplace.settings.model_copy(
            update={"ingestion": workplace.settings.ingestion.model_copy(update=allowed)}
        )
        fetching = Workplace(settings)
        fetching.ingest((url,))
        fetching.close()
    assert workplace.remove([url + "#top"]).removed == (f"page:{url}",)


def test_the_notes_that_ship_are_refused(shipped_data: Path) -> None:
    workplace = Workplace(Settings(data=shipped_data))
    note = workplace.settings.knowledge_folder() or Path()
    for name in ("note/en/creators", str(note / "notes" / "en" / "creators.md"), str(note)):
        with pytest.raises(KeptSource, match="ADVISOR_KNOWLEDGE__BUILTIN=false"):
            workplace.remove([name])
    workplace.close()


def test_nothing_can_be_taken_out_of_nothing(own_workplace: Open) -> None:
    with pytest.raises(EmptyIndex, match="advisor ingest"):
        own_workplace().remove(["fees.md"])


def test_the_command_says_what_was_removed(docs: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run_own("ingest", str(docs), data=data).returncode == 0
    wrong = run_own("remove", str(tmp_path / "dosc"), data=data)
    assert (wrong.returncode, wrong.stderr.count(b"\n")) == (1, 1)
    assert f"Did you mean {docs}".encode() in wrong.stderr
    done = run_own("remove", str(docs), "--json", data=data)
    assert len(json.loads(done.stdout)["removed"]) == 3
