"""The shipped knowledge is whole, and a broken file is refused where it is broken."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.domain.errors import BrokenKnowledge
from advisor.knowledge.library import load_library
from advisor.language.quantities import read_quantities, same_quantity

SHIPPED = Path(__file__).parent.parent.parent / "knowledge"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "knowledge"))


def test_every_statement_has_a_source_and_a_date() -> None:
    library = load_library(SHIPPED)
    sentences = [s for d in library.documents for p in d.passages for s in p.sentences]
    assert len(sentences) > 300
    assert all(sentence.source_id and sentence.as_of for sentence in sentences)


def test_every_fact_has_a_date_and_stands_in_the_section_it_names() -> None:
    library = load_library(SHIPPED)
    texts = {p.parallel_key: p.text for d in library.documents for p in d.passages}
    assert len(library.facts) >= 35
    for fact in library.facts:
        assert fact.as_of
        assert fact.section in texts


def test_both_languages_carry_the_same_figures() -> None:
    library = load_library(SHIPPED)
    by_language = {
        language: {p.parallel_key: p for d in library.documents for p in d.passages if p.language == language}
        for language in ("zh", "en")
    }  # fmt: skip
    compared = 0
    for key, chinese in by_language["zh"].items():
        for zh, en in zip(chinese.sentences, by_language["en"][key].sentences, strict=True):
            for figure in read_quantities(zh.text):
                if figure.unit and figure.kind in ("share", "money", "duration", "times"):
                    others = read_quantities(en.text)
                    assert any(same_quantity(figure, other) for other in others), (zh.text, en.text)
                    compared += 1
    assert compared >= 50


def test_the_glossary_is_large_and_its_forms_are_unambiguous() -> None:
    assert len(load_library(SHIPPED).terms) >= 60


def test_every_section_has_known_questions_in_both_languages() -> None:
    for document in load_library(SHIPPED).documents:
        for passage in document.passages:
            assert len(passage.questions) >= 3, passage.parallel_key


def _edit(path: str, edit: Callable[[str], str]) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        file = folder / path
        file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")

    return apply


_NOTE = "notes/en/pulse-traffic.md"
BROKEN = {
    "an unknown source": (
        _edit(_NOTE, lambda t: t.replace("source: xiaochuan-12-countries", "source: nobody")),
        r"pulse-traffic\.md:\d+: The source 'nobody' does not exist\. Name a source",
    ),
    "a statement too few": (
        _edit(_NOTE, lambda t: t[: t.rindex("- ")]),
        r"pulse-traffic\.md:\d+: .* statements in English.* Statement by statement",
    ),
    "a missing section": (
        _edit(_NOTE, lambda t: t[: t.rindex("## ")]),
        r"pulse-traffic\.md:1: Sections differ .* Give both languages the same sections",
    ),
    "no whole sentence": (
        _edit(_NOTE, lambda t: t.rstrip() + "\n- And then\n"),
        r"pulse-traffic\.md:\d+: The statement is no whole sentence\. End it with a full stop",
    ),
    "a line that is no statement": (
        _edit(_NOTE, lambda t: t + "Just some text.\n"),
        r"pulse-traffic\.md:\d+: Not a statement: 'Just some text\.'\. Use `## Heading",
    ),
    "no front matter": (
        _edit(_NOTE, lambda t: t.replace("---", "", 1)),
        r"pulse-traffic\.md:1: No front matter\. Begin with a block",
    ),
    "a heading without an id": (
        _edit(_NOTE, lambda t: t.replace(" {#traffic-peak}", "")),
        r"pulse-traffic\.md:\d+: Not a section heading",
    ),
    "an id used twice": (
        _edit("sources/article.yaml", lambda t: t + t),
        r"article\.yaml:\d+: The id 'xiaochuan-12-countries' stands in article\.yaml, line \d+, already",
    ),
    "a fact without a date": (
        _edit("facts/article.yaml", lambda t: t.replace("as_of:", "as_off:", 1)),
        r"article\.yaml:\d+: .*Correct the field",
    ),
    "invalid YAML": (
        _edit("glossary/core.yaml", lambda t: t + "\n- id: [\n"),
        r"core\.yaml:\d+: Not valid YAML",
    ),
    "questions of an unknown section": (
        _edit("questions/en/article.yaml", lambda t: t + "\nno-such-section:\n- Why?\n"),
        r"questions/en/article\.yaml:\d+: No note has a section 'no-such-section'",
    ),
    "a note in one language": (
        lambda folder: (folder / "notes/en/ways-out.md").unlink(),
        r"ways-out\.md:1: 'ways-out' exists in one language only\. Write its counterpart",
    ),
    "a file that is not UTF-8": (
        lambda folder: (folder / _NOTE).write_bytes(b"---\nid: x\n\xff\xfe"),
        r"pulse-traffic\.md:3: Not UTF-8\. Save the file as UTF-8",
    ),
    "a missing bibliography": (
        lambda folder: shutil.rmtree(folder / "sources"),
        r"sources:1: The folder is missing\. Restore the folder",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_file_line_and_repair(folder: Path, name: str) -> None:
    damage, message = BROKEN[name]
    damage(folder)
    with pytest.raises(BrokenKnowledge, match=message):
        load_library(folder)
