"""Builds an Advisor and an Ingestion: the only place that picks adapters."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from advisor.answering.advisor import Advisor
from advisor.answering.extractive_composer import ExtractiveComposer
from advisor.answering.understanding import Understanding
from advisor.domain.documents import Document, IngestionSummary, Source
from advisor.domain.errors import EmbeddingMismatch, EmptyIndex, IndexOutdated, UnreadableDocument
from advisor.domain.ports import Embedder
from advisor.ingestion.pipeline import Ingestion, Progress
from advisor.ingestion.sources import BUILTIN, origin_of, read_sources
from advisor.ingestion.writer_lock import WriterLock
from advisor.knowledge.glossary import load_glossary
from advisor.knowledge.library import folder_fingerprint
from advisor.language.vocabulary import Vocabulary
from advisor.models.embeddings import load_embedder
from advisor.models.rerankers import CrossEncoderReranker
from advisor.models.shipped_vectors import FILE, ShippedVectors
from advisor.retrieval.hybrid import HybridRetriever
from advisor.retrieval.known_questions import KnownQuestions
from advisor.retrieval.lexical_index import LexicalIndex
from advisor.retrieval.vector_index import VectorIndex
from advisor.settings import Settings, load_settings, share_processors, shipped_folder
from advisor.storage.conversations import DatabaseConversations
from advisor.storage.database import Database
from advisor.storage.documents import DocumentStore
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

    def ingest(
        self,
        paths: tuple[Path, ...] = (),
        *,
        remove: tuple[Path, ...] = (),
        rebuild: bool = False,
        progress: Progress = lambda *_: None,
    ) -> IngestionSummary:
        """Make the indexes equal to the notes, the earlier paths and these; without `remove`d ones.

        Raises BrokenKnowledge, UnreadableDocument, or what Ingestion.run raises.
        """
        known = {origin for origin, _ in self.store.hashes().values()} - {BUILTIN}
        removed = {origin_of(path): path for path in remove}
        for origin, path in removed.items():
            if origin not in known:
                raise UnreadableDocument(
                    path,
                    "It was not added, so it cannot be taken out.",
                    repair="`advisor sources` lists what was; give the path that was added.",
                )
        state = read_sources(
            knowledge=self.settings.knowledge_folder(),
            added=[origin_of(path) for path in paths],
            kept=sorted(known - set(removed)),
            removed=removed,
        )
        return self.ingestion().run(state, rebuild=rebuild, progress=progress)

    def ingestion(self) -> Ingestion:
        """What writes this folder."""
        return Ingestion(
            store=self.store,
            vectors=self.vectors,
            lexical=self.lexical,
            embedder=self.embedder,
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
            retriever=self.retriever,
            composer=ExtractiveComposer(
                vocabulary=self.vocabulary,
                parallels=self.store,
                questions=self.questions,
                token_weights=self.lexical.weights,
            ),
            vocabulary=self.vocabulary,
            conversations=DatabaseConversations(self.database),
            knowledge_version=self.store.knowledge_version,
            passages=self.settings.retrieval.passages,
        )

    def require_usable(self) -> None:
        """Raise EmptyIndex, EmbeddingMismatch or IndexOutdated with what to do about it."""
        state = self.store.state()
        if state.embedding is None or self.store.count() == 0:
            raise EmptyIndex(self.settings.data)
        if state.embedding != self.settings.embedding.model:
            raise EmbeddingMismatch(
                indexed_with=state.embedding, configured=self.settings.embedding.model
            )
        if state.format != FORMAT:
            raise IndexOutdated(f"It has format {state.format}, this program expects {FORMAT}.")
        folder = self.settings.knowledge_folder()
        if self.lock.is_held_elsewhere():
            return
        if folder is None and state.builtin_fingerprint is not None:
            raise IndexOutdated("It holds the shipped notes, which are switched off.")
        if folder and state.builtin_fingerprint != folder_fingerprint(folder):
            raise IndexOutdated("The notes have changed since, or their ingestion was cut short.")

    def close(self) -> None:
        """Close the files of the folder."""
        self.vectors.reopen()
        self.database.close()

    def sources(self) -> list[tuple[Document, tuple[Source, ...]]]:
        """Every document with the sources it cites."""
        return self.store.sources()
