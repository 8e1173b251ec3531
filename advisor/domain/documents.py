"""Where knowledge comes from and the units that are indexed, retrieved and cited."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]

SourceKind = Literal["official", "filing", "press", "trade_press", "vendor", "blog", "own"]
Confidence = Literal["high", "medium", "low"]
PassageKind = Literal["note", "own"]
SentenceKind = Literal["evidence", "advice", "caveat"]
LanguageCode = Literal["zh", "en"]
LANGUAGES: tuple[LanguageCode, ...] = get_args(LanguageCode)


Views = Mapping[LanguageCode, Vector]
"""A question's vector as it is compared with texts of each language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who published something, and how far to trust it.

    `published` and `url` are None when the publisher gives none. `as_of` says which time the
    content speaks of, as precisely as known: "2023", "2023-Q3", "2023-04-02".
    """

    id: str
    title: str
    publisher: str
    url: str | None
    published: str | None
    as_of: str | None
    language: LanguageCode
    kind: SourceKind
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A fact that disagrees with one that a sentence states, and the section that tells of it.

    `is_date` where they say when something happened.
    """

    fact: str
    section: str
    topic: str
    is_date: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a passage; `start` and `end` are character offsets in the document's text.

    `facts` are the rows of the fact tables that it states, `disputes` those that disagree with
    them, `review_by` the first day on which one of them wants review and `fact_as_of` the time that
    this one speaks of.
    """

    text: str
    start: int
    end: int
    source_id: str
    as_of: str | None
    confidence: Confidence
    kind: SentenceKind = "evidence"
    sellers: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    review_by: str | None = None
    fact_as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The unit that is indexed, retrieved and cited: sentences under one heading.

    `text` equals the document's text from `start` to `end`. `parallel_key` is shared by the
    passages that say the same in another language and None for a document that has no parallel.
    `questions` are what its editor says it answers; they are searched, never shown as evidence.
    The sentences of an overview are one answer, written to be shown in their order.
    """

    id: str
    document_id: str
    ordinal: int
    headings: tuple[str, ...]
    text: str
    start: int
    end: int
    language: LanguageCode
    sentences: tuple[Sentence, ...]
    parallel_key: str | None = None
    platforms: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    is_overview: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text of a source, cut into passages.

    `origin` tells who keeps it: "builtin" for the knowledge folder, else the path it was added from.
    `content_hash` changes exactly when anything of it that is indexed changes.
    """

    id: str
    origin: str
    title: str
    language: LanguageCode
    text: str
    content_hash: str
    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageVectors:
    """Unit vectors of a passage (1 row), of its questions and of its sentences (a row each)."""

    passage: Matrix
    questions: Matrix
    sentences: Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPassage:
    """A passage with its vectors and, by id, the sources that its document cites."""

    passage: Passage
    vectors: PassageVectors
    sources: dict[str, Source]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownText:
    """A question of which it is known which section answers it, or a sentence of a section.

    `section` is a parallel key, or None for a question that no section answers.
    """

    section: str | None
    text: str
    vector: Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPostings:
    """TF-IDF vectors of unit length, word by word.

    `rarities` holds the inverse document frequency of each word. The texts in which word i occurs
    are `texts[starts[i] : starts[i + 1]]`, its weights in them `weights[starts[i] : starts[i + 1]]`.
    """

    words: tuple[str, ...]
    rarities: Vector
    starts: NDArray[np.int64]
    texts: NDArray[np.int32]
    weights: Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionModel:
    """What known texts teach: which section answers a question, if any does.

    Kernel ridge regression: `centre` has shape (dimensions,), `points` (texts, dimensions),
    `coefficients` (texts, sections). A section is named by its parallel key.
    """

    sections: tuple[str, ...]
    centre: Vector
    points: Matrix
    postings: WordPostings
    coefficients: Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPassage:
    """A passage as one retriever saw it.

    Scores of different retrievers are not comparable: fuse by rank, never by score.
    """

    stored: StoredPassage
    score: float

    @property
    def passage(self) -> Passage:
        """The passage without its vectors."""
        return self.stored.passage


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageFilter:
    """Which passages may be retrieved; an empty tuple does not restrict.

    A passage is a "note" where another language has a parallel of it, else one's "own".
    """

    languages: tuple[LanguageCode, ...] = ()
    platforms: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    kinds: tuple[PassageKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestionSummary:
    """What one ingestion changed, by document id; `refused` maps a path to what to do about it."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: dict[str, str] = field(default_factory=dict)
    passages: int = 0
