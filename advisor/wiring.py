"""Builds an Advisor and an Ingestion: the only place that picks adapters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from threading import Event

from advisor.answering.advisor import Advisor
from advisor.answering.extractive_composer import ExtractiveComposer
from advisor.answering.numbers.composing import CalculationComposer
from advisor.answering.understanding import Understanding
from advisor.domain.documents import IngestionSummary
from advisor.domain.errors import EmbeddingMismatch, EmptyIndex, IndexOutdated
from advisor.domain.ports import Embedder
from advisor.ingestion.own_documents import own_document
from advisor.ingestion.pipeline import Ingestion, Progress
from advisor.ingestion.removal import named_origins
from advisor.ingestion.sources import (
    BUILTIN,
    FileReader,
    SourceState,
    origin_of,
    read_sources,
    require_folders,
)
from advisor.ingestion.watching import RememberedFiles, Report, Stopped, follow, sync_folders
from advisor.ingestion.web import DownloadLimits
from advisor.ingestion.writer_lock import WriterLock
from advisor.knowledge.glossary import load_glossary
from advisor.knowledge.library import folder_fingerprint
from advisor.knowledge.review import StaleFact, facts_past_review
from advisor.language.vocabulary import Vocabulary
from advisor.models.embeddings import load_embedder
from advisor.models.rerankers import CrossEncoderReranker
from advisor.models.shipped_vectors import FILE, ShippedVectors, read_centres
from advisor.retrieval.hybrid import HybridRetriever
from advisor.retrieval.known_questions import KnownQuestions
from advisor.retrieval.language_views import LanguageViews
from advisor.retrieval.lexical_index import LexicalIndex
from advisor.retrieval.vector_index import VectorIndex
from advisor.settings import Settings, load_settings, share_processors, shipped_folder
from advisor.storage.conversations import DatabaseConversations
from advisor.storage.database import Database
from advisor.storage.documents import DocumentStore, IndexState
from advisor.storage.facts import StoredFacts
from advisor.storage.schema import FORMAT


def open_advisor(*, data: Path | None = None, settings: Settings | None = None) -> Advisor:
    """An advisor over an ingested data folder.

    Raises EmptyIndex, EmbeddingMismatch or IndexOutdated when `advisor ingest` has to run first.
    """
    settings = settings or load_settings(**({"data": data} if data else {}))
    return Workplace(settings).advisor()


@dataclass(frozen=True)
class Workplace:
    """One data folder and everything that reads and writes it, made when first used."""

    settings: Settings

    @cached_property
    def database(self) -> Database:
        """The database of documents and conversations."""
        return Database(self.settings.data)

    @cached_property
    def store(self) -> DocumentStore:
        """The stored documents."""
        return DocumentStore(self.database)

    @cached_property
    def facts(self) -> StoredFacts:
        """The stored facts of the notes."""
        return StoredFacts(self.database)

    @cached_property
    def lexical(self) -> LexicalIndex:
        """The index of words."""
        return LexicalIndex(self.database)

    @cached_property
    def vectors(self) -> VectorIndex:
        """The index of vectors."""
        return VectorIndex(self.settings.data / "chroma")

    @cached_property
    def lock(self) -> WriterLock:
        """The lock that a writer holds."""
        return WriterLock(self.settings.data)

    @cached_property
    def embedder(self) -> Embedder:
        """The configured embedding model."""
        share_processors()
        embedder = load_embedder(self.settings.embedding.model)
        folder = self.settings.knowledge_folder()
        file = folder / FILE if folder and self.settings.embedding.shipped_vectors else None
        return ShippedVectors(embedder, file) if file and file.exists() else embedder

    @cached_property
    def language_views(self) -> LanguageViews:
        """What lies between the languages, as the model sees them."""
        file = shipped_folder("knowledge") / FILE
        return LanguageViews(centres=read_centres(file, model=self.settings.embedding.model))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The field's terms; they are the shipped ones where the notes are switched off."""
        folder = self.settings.knowledge_folder() or shipped_folder("knowledge")
        return Vocabulary(load_glossary(folder / "glossary"))

    @cached_property
    def questions(self) -> KnownQuestions:
        """What the notes' known questions teach."""
        return KnownQuestions(self.store)

    @cached_property
    def retriever(self) -> HybridRetriever:
        """Dense and lexical retrieval over this folder."""
        options = self.settings.retrieval
        return HybridRetriever(
            store=self.store,
            vectors=self.vectors,
            lexical=self.lexical,
            questions=self.questions,
            reranker=CrossEncoderReranker(options.reranker) if options.reranker else None,
            is_being_written=self.lock.is_held_elsewhere,
            candidates=options.candidates,
            rank_constant=options.rank_constant,
        )

    @cached_property
    def download_limits(self) -> DownloadLimits:
        """How much is fetched, and from where."""
        options = self.settings.ingestion
        return DownloadLimits(
            max_bytes=round(options.max_download_megabytes * 1_000_000),
            seconds=options.download_seconds,
            ports=options.ports,
            allow_private_hosts=options.allow_private_hosts,
        )

    def ingest(
        self,
        sources: tuple[Path | str, ...] = (),
        *,
        rebuild: bool = False,
        progress: Progress = lambda *_: None,
        read: FileReader = own_document,
    ) -> IngestionSummary:
        """Make the indexes equal to the notes, the earlier files and these.

        A source is a path or a URL; a page is fetched when it is named, never again by itself.
        Raises BrokenKnowledge, UnreadableDocument, or what Ingestion.run raises.
        """
        known = {origin for origin, _ in self.store.hashes().values()} - {BUILTIN}
        limits = self.download_limits
        state = read_sources(
            knowledge=self.settings.knowledge_folder(),
            added=[origin_of(source, limits=limits) for source in sources],
            kept=sorted(known),
            limits=limits,
            read=read,
        )
        return self.ingestion().run(state, rebuild=rebuild, progress=progress)

    def watch(
        self,
        folders: Sequence[Path | str],
        *,
        stop: Event,
        report: Report,
        rebuild: bool = False,
        progress: Progress = lambda *_: None,
    ) -> None:
        """Ingest folders, then keep the index equal to them until `stop` is set.

        Raises UnreadableDocument for what is no folder or is one no longer, WatchFailed, or, at the
        start, what `ingest` raises.
        """
        origins = tuple(origin_of(folder, limits=self.download_limits) for folder in folders)
        require_folders(origins)
        files = RememberedFiles(stop)
        progress = files.interrupting(progress)
        sync = partial(sync_folders, self.ingestion(), origins, read=files, progress=progress)
        ignored = self.settings.data.resolve()
        try:
            report(self.ingest(origins, rebuild=rebuild, progress=progress, read=files))
            follow(origins, sync, stop=stop, ignored=ignored, report=report)
        except Stopped:
            return

    def remove(self, sources: Sequence[Path | str]) -> IngestionSummary:
        """Take added sources out again, by path, folder, URL or document id; read nothing else.

        Raises UnknownSource, KeptSource, UnreadableDocument, IndexOutdated, EmptyIndex, or what
        Ingestion.run raises.
        """
        state = self.require_format()
        known = {identifier: origin for identifier, (origin, _) in self.store.hashes().items()}
        origins = [
            named_origins(str(source), known=known, knowledge=self.settings.knowledge_folder())
            for source in sources
        ]
        return self.ingestion().run(
            SourceState(
                documents=(),
                origins=frozenset().union(*origins),
                builtin_fingerprint=state.builtin_fingerprint,
            )
        )

    def ingestion(self) -> Ingestion:
        """What writes this folder."""
        return Ingestion(
            store=self.store,
            facts=self.facts,
            vectors=self.vectors,
            lexical=self.lexical,
            embedder=self.embedder,
            vocabulary=self.vocabulary,
            lock=self.lock,
        )

    def advisor(self) -> Advisor:
        """What answers from this folder. Raises when `advisor ingest` has to run first."""
        self.require_usable()
        return Advisor(
            understanding=Understanding(
                vocabulary=self.vocabulary,
                max_chars=self.settings.answers.max_question_chars,
            ),
            embedder=self.embedder,
            language_views=self.language_views,
            retriever=self.retriever,
            composer=ExtractiveComposer(
                vocabulary=self.vocabulary,
                parallels=self.store,
                questions=self.questions,
                token_weights=self.lexical.weights,
                facts=self.facts,
            ),
            calculations=CalculationComposer(
                facts=self.facts, parallels=self.store, vocabulary=self.vocabulary
            ),
            vocabulary=self.vocabulary,
            conversations=DatabaseConversations(self.database),
            knowledge_version=self.store.knowledge_version,
            passages=self.settings.retrieval.passages,
        )

    def require_usable(self) -> None:
        """Raise EmptyIndex, EmbeddingMismatch or IndexOutdated with what to do about it."""
        state = self.require_format()
        if state.embedding != self.settings.embedding.model:
            raise EmbeddingMismatch(
                indexed_with=str(state.embedding), configured=self.settings.embedding.model
            )
        folder = self.settings.knowledge_folder()
        if self.lock.is_held_elsewhere():
            return
        if folder is None and state.builtin_fingerprint is not None:
            raise IndexOutdated("It holds the shipped notes, which are switched off.")
        if folder and state.builtin_fingerprint != folder_fingerprint(folder):
            raise IndexOutdated("The notes have changed since, or their ingestion was cut short.")

    def require_format(self) -> IndexState:
        """What the index is built with. Raises EmptyIndex, or IndexOutdated for another format."""
        state = self.store.state()
        if state.embedding is None or self.store.count() == 0:
            raise EmptyIndex(self.settings.data)
        if state.format != FORMAT:
            raise IndexOutdated(f"It has format {state.format}, this program expects {FORMAT}.")
        return state

    def close(self) -> None:
        """Close the files of the folder."""
        self.vectors.reopen()
        self.database.close()

    def stale_facts(self, *, today: date) -> list[StaleFact]:
        """Facts of the notes past review, the most cited first. Raises BrokenKnowledge."""
        return facts_past_review(
            self.settings.knowledge_folder(),
            sections=self.store.sections(),
            citations=DatabaseConversations(self.database).citations(),
            today=today,
        )
