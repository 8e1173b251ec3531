"""Questions on documents of a seller's own with labels and signals, for the calibration.

The documents are the tuning sets' and, since sellers add articles like it, the article's digest as a
text in one language, asked what the tuning sets ask about the article.
"""

from collections.abc import Iterator
from pathlib import Path

from advisor.answering.answerability import kind_of, signals
from advisor.domain.documents import Document, LanguageCode
from advisor.knowledge.library import load_library
from advisor.settings import shipped_folder
from evals.cases import load_cases
from evals.labelled import Labelled, found_for, stand_alone
from evals.own_documents import OwnDocument, OwnQuestion, OwnSet, load_own, opened

_FOLDER = Path(__file__).parent
_ARTICLE = {"xiaochuan-12-countries", "advisor-editors"}


def labelled_by_documents() -> Iterator[Labelled]:
    """Questions on each set of documents, which is ingested beside the notes."""
    for path in sorted((_FOLDER / "documents").glob("dev*.yaml")):
        yield from _labelled(load_own(path), is_typical=True)
    for language in ("zh", "en"):
        yield from _labelled(_digest(language), is_typical=False)


def _labelled(own: OwnSet, *, is_typical: bool) -> Iterator[Labelled]:
    with opened(own) as advisor:
        for asked in own.questions:
            query = stand_alone(advisor, asked.turns[-1])
            found, _ = found_for(advisor, query, known={})
            found = [c for c in found if not c.evidence.stored.passage.questions]
            if found:
                yield Labelled(
                    kind=kind_of(query, found, known={}),
                    language=query.language,
                    answerable=asked.expect.status == "answered",
                    signals=signals(query, found, known={}, vocabulary=advisor.vocabulary),
                    question=asked.turns[-1],
                    is_typical=is_typical,
                )


def _digest(language: LanguageCode) -> OwnSet:
    """The digest in one language; what only other notes answer is not asked."""
    documents = [
        document
        for document in load_library(shipped_folder("knowledge")).documents
        if document.language == language and {s.id for s in document.sources} <= _ARTICLE
    ]
    sections = {passage.parallel_key for document in documents for passage in document.passages}
    questions = tuple(
        OwnQuestion(
            id=case.id,
            document=documents[0].id,
            language="zh" if case.language == "zh" else "en",
            turns=case.turns,
            expect=case.expect,
        )
        for path in sorted((_FOLDER / "sets").glob("article-dev*.yaml"))
        for case in load_cases(path)
        if len(case.turns) == 1
        and (case.expect.status == "declined" or sections & set(case.expect.sections))
    )
    return OwnSet(documents=tuple(map(_as_text, documents)), questions=questions)


def _as_text(document: Document) -> OwnDocument:
    parts = [f"## {passage.headings[-1]}\n\n{passage.text}" for passage in document.passages]
    return OwnDocument(
        name=document.id.rpartition("/")[-1],
        language=document.language,
        text="\n\n".join((f"# {document.title}", *parts)),
    )
