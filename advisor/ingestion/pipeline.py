"""Ingestion: make the stored documents and every index equal to the sources.

The database is the truth. Vectors are added to Chroma before a document is stored and removed after
its old self is gone; Chroma is sealed at the end. A run that was cut short leaves it unsealed: nobody
reads it, and the next run fills it again from the stored vectors.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from advisor.domain.documents import (
    LANGUAGES,
    Document,
    IngestionSummary,
    KnownText,
    LanguageCode,
    PassageVectors,
    QuestionModel,
    StoredPassage,
)
from advisor.domain.errors import EmbeddingMismatch, ForeignIndex, IndexUnusable, NoSpaceForIndex
from advisor.domain.ports import Embedder
from advisor.ingestion.embedding import embed_documents
from advisor.ingestion.sources import SourceState
from advisor.ingestion.writer_lock import WriterLock
from advisor.language.vocabulary import Vocabulary
from advisor.models import kernel_ridge
from advisor.retrieval.lexical_index import LexicalIndex
from advisor.retrieval.vector_index import VectorIndex
from advisor.storage.documents import FORGOTTEN, DocumentStore
from advisor.storage.facts import StoredFacts
from advisor.storage.schema import FORMAT

Progress = Callable[[int, int], None]
"""Called with the passages done and the passages to do."""

_BATCH_PASSAGES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingestion:
    """Writes what the sources hold into every index; one at a time."""

    store: DocumentStore
    facts: StoredFacts
    vectors: VectorIndex
    lexical: LexicalIndex
    embedder: Embedder
    vocabulary: Vocabulary
    lock: WriterLock

    def run(
        self, state: SourceState, *, rebuild: bool = False, progress: Progress = lambda *_: None
    ) -> IngestionSummary:
        """Bring the indexes to `state`; documents of other origins stay as they are.

        Raises AnotherWriter, EmbeddingMismatch, IndexUnusable or StorageFailed.
        """
        with self.lock.hold():
            if rebuild or self.store.state().format not in (None, FORMAT):
                self._forget_everything(state)
            self._require_same_model()
            self._repair_vectors()
            known = self.store.hashes()
            new = [d for d in state.documents if known.get(d.id, ("", FORGOTTEN))[1] == FORGOTTEN]
            changed = [
                d
                for d in state.documents
                if d.id in known and known[d.id][1] not in (FORGOTTEN, d.content_hash)
            ]
            present = {document.id for document in state.documents}
            gone = [
                i
                for i, (origin, _) in known.items()
                if origin in state.origins and i not in present and not state.is_refused(i)
            ]
            if new or changed or gone or self._is_incomplete(state):
                self._write(state, [*new, *changed], gone, progress=progress)
            self.vectors.seal(copies=partial(self.store.most_copies, self.embedder.dimensions))
            return self._summary(state, new=new, changed=changed, gone=gone)

    def _lost(self, state: SourceState) -> dict[str, str]:
        """Documents not read now that an index of another format could not keep."""
        return {
            identifier: f"{origin}: The index has a new format and no longer holds it. "
            f"Run `advisor ingest {origin}`."
            for identifier, (origin, known) in self.store.hashes().items()
            if known == FORGOTTEN and origin in state.unasked
        }

    def _write(
        self,
        state: SourceState,
        documents: Sequence[Document],
        gone: Sequence[str],
        *,
        progress: Progress,
    ) -> None:
        total, done = sum(len(d.passages) for d in documents), 0
        progress(done, total)
        for batch in _batches(documents):
            self._store_batch(batch, progress=partial(_forward, progress, done, total))
            done += sum(len(document.passages) for document in batch)
        with self.store.database.writing() as connection:
            self.store.remove(connection, gone)
            self.lexical.remove(connection, gone)
            self.store.mark_changed(connection, embedding=self.embedder.name)
        if self._is_incomplete(state):
            self._complete(state)
        self.vectors.remove(self.vectors.passage_ids() - self.store.passage_ids())

    def _complete(self, state: SourceState) -> None:
        """Learn what the notes answer, keep their facts, and only then call the index equal to them."""
        models = {language: self._learned(state, language) for language in LANGUAGES}
        with self.store.database.writing() as connection:
            self.store.replace_question_models(connection, models)
            self.facts.replace(connection, state.facts, playbook=state.playbook)
            self.store.mark_complete(connection, builtin_fingerprint=state.builtin_fingerprint)

    def _learned(self, state: SourceState, language: LanguageCode) -> QuestionModel | None:
        """What the known texts and gaps of a language teach."""
        canonical = self.vocabulary.canonical
        gaps = [canonical(gap) for gap in state.gaps.get(language, ())]
        vectors = self.embedder.embed_queries(gaps)
        unanswered = [
            KnownText(section=None, text=gap, vector=vector)
            for gap, vector in zip(gaps, vectors, strict=True)
        ]
        known = [replace(t, text=canonical(t.text)) for t in self.store.known_texts(language)]
        return kernel_ridge.fit([*known, *unanswered])

    def _store_batch(self, batch: Sequence[Document], *, progress: Callable[[int], None]) -> None:
        vectors = embed_documents(
            batch, embedder=self.embedder, vocabulary=self.vocabulary, progress=progress
        )
        self.vectors.add(
            [
                StoredPassage(passage=passage, vectors=row, sources={})
                for document, rows in zip(batch, vectors, strict=True)
                for passage, row in zip(document.passages, rows, strict=True)
            ]
        )
        self._store(batch, vectors)

    def _store(
        self,
        batch: Sequence[Document],
        vectors: Sequence[Sequence[PassageVectors]],
        *,
        forget_others: bool = False,
    ) -> None:
        """Store documents with their vectors, all of them or none."""
        with self.store.database.writing() as connection:
            if forget_others:
                self.lexical.clear(connection)
                self.store.forget_passages(connection)
            for document, rows in zip(batch, vectors, strict=True):
                self.lexical.remove(connection, [document.id])
                self.store.replace(connection, document, rows)
                self.lexical.add(connection, document.passages)
            if batch:
                self.store.mark_changed(connection, embedding=self.embedder.name)

    def _require_same_model(self) -> None:
        state = self.store.state()
        if state.embedding not in (None, self.embedder.name):
            raise EmbeddingMismatch(
                indexed_with=str(state.embedding), configured=self.embedder.name
            )

    def _repair_vectors(self) -> None:
        """Fill Chroma from the database unless it is as the last complete run has left it."""
        try:
            self.vectors.require_sound()
            if self.vectors.passage_ids() == self.store.passage_ids():
                return
        except (ForeignIndex, NoSpaceForIndex):
            raise
        except IndexUnusable:
            pass
        self.vectors.discard()
        for batch in self.store.in_batches():
            self.vectors.add(batch)
        if self.store.count():
            with self.store.database.writing() as connection:
                # Readers that gave Chroma up look at it again.
                self.store.mark_changed(connection, embedding=self.embedder.name)

    def _forget_everything(self, state: SourceState) -> None:
        """Forget all that is indexed; which documents there are, and what cannot be read now, stays."""
        known = self.store.hashes()
        unread = [i for i, (o, _) in known.items() if state.is_refused(i) or o not in state.origins]
        is_legible = self.store.state().format == FORMAT
        refused = self.store.whole_documents(unread) if is_legible else []
        vectors = embed_documents(refused, embedder=self.embedder, vocabulary=self.vocabulary)
        self.vectors.discard()
        self._store(refused, vectors, forget_others=True)

    def _is_incomplete(self, state: SourceState) -> bool:
        return self.store.state().builtin_fingerprint != state.builtin_fingerprint

    def _summary(
        self,
        state: SourceState,
        *,
        new: Sequence[Document],
        changed: Sequence[Document],
        gone: Sequence[str],
    ) -> IngestionSummary:
        touched = {document.id for document in (*new, *changed)}
        return IngestionSummary(
            added=tuple(document.id for document in new),
            changed=tuple(document.id for document in changed),
            removed=tuple(gone),
            unchanged=tuple(d.id for d in state.documents if d.id not in touched),
            refused=state.refused | self._lost(state),
            passages=self.store.count(),
        )


def _forward(progress: Progress, before: int, total: int, part: int) -> None:
    progress(before + part, total)


def _batches(documents: Sequence[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if sum(len(d.passages) for d in batch) >= _BATCH_PASSAGES:
            yield batch
            batch = []
    if batch:
        yield batch
