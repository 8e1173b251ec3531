import logging
from pathlib import Path

import pytest

from advisor.ingestion.loaders import load_document
from tests.ingestion.test_loaders import pdf
from tests.processes import run_own

GOOD = pdf("Example Mall pays its sellers 15 days after delivery.")
DAMAGED = {
    "no end": GOOD.replace(b"%%EOF", b"") + b"rest of a download " * 9,
    "wrong offset": GOOD.replace(b"startxref\n", b"startxref\n9"),
    "unknown encoding": GOOD.replace(b"/Identity-H", b"/Identity-X"),
    "cut": GOOD[: len(GOOD) * 2 // 3],
}


def test_what_the_pdf_reader_logs_does_not_reach_the_user(tmp_path: Path) -> None:
    for name, content in DAMAGED.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
    done = run_own("--verbose", "ingest", str(tmp_path), data=tmp_path / "data")
    lines = done.stderr.decode().splitlines()
    assert lines
    assert [line for line in lines if not line.startswith(f"Refused: {tmp_path}/")] == []


def test_the_pdf_reader_logs_again_for_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a.pdf").write_bytes(DAMAGED["unknown encoding"])
    with caplog.at_level(logging.DEBUG):
        load_document(tmp_path / "a.pdf")
        assert caplog.messages == []
        logging.getLogger("pypdf.reader").error("somebody else's")
    assert caplog.messages == ["somebody else's"]
