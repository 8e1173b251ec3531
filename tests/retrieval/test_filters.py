from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from advisor.domain.answers import Query
from advisor.domain.documents import (
    LANGUAGES,
    Document,
    LanguageCode,
    Passage,
    PassageFilter,
    PassageVectors,
    Sentence,
    Source,
    StoredPassage,
    Vector,
)
from advisor.retrieval.exact_vectors import ExactVectors
from advisor.retrieval.hybrid import HybridRetriever
from advisor.retrieval.known_questions import KnownQuestions
from advisor.retrieval.lexical_index import LexicalIndex
from advisor.retrieval.vector_index import Ranking, VectorIndex
from advisor.storage.database import Database
from advisor.storage.document_rows import stored_precision
from advisor.storage.documents import DocumentStore

PLATFORMS = ("TikTok Shop", "Temu", "amazon.co.uk")
MARKETS = ("ID", "GB", "MY")
SOURCES = ("press-1", "own-2")
WORDS = {"zh": "卖家的佣金是百分之六", "en": "The referral fee of sellers is six percent"}
FILTERS = [
    PassageFilter(),
    PassageFilter(languages=("zh",)),
    PassageFilter(languages=("zh", "en")),
    PassageFilter(platforms=("TikTok Shop",)),
    PassageFilter(platforms=("Temu", "amazon.co.uk")),
    PassageFilter(markets=("GB",)),
    PassageFilter(source_ids=("own-2",)),
    PassageFilter(platforms=("Temu",), markets=("ID", "MY"), languages=("en",)),
    PassageFilter(platforms=("Temu",), source_ids=("press-1",), languages=("zh",)),
    PassageFilter(platforms=("nowhere",)),
]


def _matches(passage: Passage, where: PassageFilter) -> bool:
    """What a filter means, said without any index."""
    sources = {sentence.source_id for sentence in passage.sentences}
    return (
        (not where.languages or passage.language in where.languages)
        and (not where.platforms or bool({*where.platforms} & {*passage.platforms}))
        and (not where.markets or bool({*where.markets} & {*passage.markets}))
        and (not where.source_ids or bool({*where.source_ids} & sources))
    )


def _passage(number: int) -> Passage:
    language = LANGUAGES[number % 2]
    text = f"{WORDS[language]} {number}."
    source = SOURCES[number // 3 % 2]
    sentence = Sentence(
        text=text, start=0, end=len(text), source_id=source, as_of=None, confidence="high"
    )
    return Passage(
        id=f"psg_{number:03}",
        document_id=language,
        ordinal=number,
        headings=(),
        text=text,
        start=0,
        end=len(text),
        language=language,
        sentences=(sentence,) * (1 + number % 3),
        platforms=PLATFORMS[: number % 4],
        markets=(MARKETS[number // 2 % 3],),
        questions=(text,) * (number % 2),
    )


def _document(language: LanguageCode, passages: tuple[Passage, ...]) -> Document:
    fields = {"title": "Fees", "language": language}
    sources = tuple(
        Source(
            id=name,
            publisher="Example",
            url=None,
            published=None,
            as_of=None,
            kind="own",
            confidence="high",
            **fields,  # type: ignore[arg-type]
        )
        for name in SOURCES
    )
    return Document(
        id=language,
        origin="builtin",
        text="",
        content_hash="1",
        sources=sources,
        passages=passages,
        **fields,  # type: ignore[arg-type]
    )


def _vectors(passage: Passage, random: np.random.Generator) -> PassageVectors:
    def rows(count: int) -> np.ndarray:
        found = random.normal(size=(count, 16)).astype(np.float32)
        return stored_precision(found / np.linalg.norm(found, axis=1, keepdims=True))

    return PassageVectors(
        passage=rows(1),
        questions=rows(len(passage.questions)),
        sentences=rows(len(passage.sentences)),
    )


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HybridRetriever]:
    """A real Chroma and a real SQLite with 120 passages of all kinds."""
    folder: Path = tmp_path_factory.mktemp("filters")
    random = np.random.default_rng(7)
    passages = tuple(_passage(number) for number in range(120))
    vectors = [_vectors(passage, random) for passage in passages]
    database = Database(folder)
    store, lexical, index = (
        DocumentStore(database),
        LexicalIndex(database),
        VectorIndex(folder / "chroma"),
    )
    with database.writing() as connection:
        for language in LANGUAGES:
            own = [n for n, passage in enumerate(passages) if passage.language == language]
            document = _document(language, tuple(passages[n] for n in own))
            store.replace(connection, document, [vectors[n] for n in own])
        lexical.add(connection, passages)
        store.mark_changed(connection, embedding="none")
    index.add(
        [
            StoredPassage(passage=p, vectors=v, sources={})
            for p, v in zip(passages, vectors, strict=True)
        ]
    )
    index.seal(copies=lambda: store.most_copies(16))
    yield HybridRetriever(
        questions=KnownQuestions(store),
        store=store,
        vectors=index,
        lexical=lexical,
        is_being_written=lambda: False,
        candidates=20,
    )
    index.reopen()
    database.close()


@pytest.fixture(params=range(5))
def vector(request: pytest.FixtureRequest) -> Vector:
    found = np.random.default_rng(request.param).normal(size=16).astype(np.float32)
    return found / np.linalg.norm(found)


@pytest.mark.parametrize("where", FILTERS, ids=str)
def test_every_index_finds_only_what_the_filter_lets_through(
    retriever: HybridRetriever, vector: Vector, where: PassageFilter
) -> None:
    expected = {p.id for p in map(_passage, range(120)) if _matches(p, where)}
    found = retriever.vectors.search(vector, limit=200, where=where)
    words = retriever.lexical.search("佣金 referral fee", limit=200, where=where)
    assert [{name for name, _ in ranking} for ranking in (*found, words)] == [expected] * 3
    hits = retriever.retrieve(
        _query("佣金 referral fee", where), views=dict.fromkeys(LANGUAGES, vector), limit=10
    )
    assert len(hits) == min(10, len(expected))
    assert {hit.passage.id for hit in hits} <= expected


@pytest.mark.parametrize("where", FILTERS, ids=str)
def test_the_exact_search_ranks_as_chroma_does(
    retriever: HybridRetriever, vector: Vector, where: PassageFilter
) -> None:
    exact = ExactVectors(retriever.store).search(vector, limit=20, where=where)
    assert _names(exact) == _names(retriever.vectors.search(vector, limit=20, where=where))
    assert [s for r in exact for _, s in r] == pytest.approx(
        [s for r in retriever.vectors.search(vector, limit=20, where=where) for _, s in r],
        abs=1e-5,
    )


@pytest.mark.parametrize("where", FILTERS, ids=str)
def test_hits_are_the_same_while_somebody_writes(
    retriever: HybridRetriever, vector: Vector, where: PassageFilter
) -> None:
    def hits(is_being_written: bool) -> list[str]:
        retriever.is_being_written = lambda: is_being_written
        found = retriever.retrieve(
            _query("referral fee", where), views=dict.fromkeys(LANGUAGES, vector), limit=10
        )
        return [hit.passage.id for hit in found]

    assert hits(is_being_written=True) == hits(is_being_written=False)


def _query(text: str, where: PassageFilter) -> Query:
    return Query(
        asked=text,
        text=text,
        search_text=text,
        language="zh",
        entities={},
        asks=frozenset(),
        filter=where,
    )


def _names(rankings: list[Ranking]) -> list[list[str]]:
    return [[name for name, _ in ranking] for ranking in rankings]
