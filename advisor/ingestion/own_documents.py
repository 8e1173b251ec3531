"""What a seller has added, as a document: a text with one source."""

from pathlib import Path

from advisor.domain.documents import Document, Passage, Sentence, Source
from advisor.domain.identity import content_hash, passage_id, printable
from advisor.ingestion.loaders import LoadedDocument, load_document
from advisor.ingestion.splitter import SplitPassage, split_text
from advisor.language.detection import dominant_language

FILE_PREFIX = "file:"


def document_id(path: Path) -> str:
    """The id of the document that a file becomes."""
    return f"{FILE_PREFIX}{printable(path)}"


def own_document(path: Path, *, origin: Path) -> Document:
    """The document of one file. Raises UnreadableDocument."""
    return added_document(
        load_document(path),
        identifier=document_id(path),
        origin=str(origin),
        key=str(path),
        publisher=path.name,
    )


def added_document(
    loaded: LoadedDocument,
    *,
    identifier: str,
    origin: str,
    key: str,
    publisher: str,
    url: str | None = None,
) -> Document:
    """The document of a loaded text; the id of its source follows from `key`."""
    language = dominant_language(loaded.text)
    source = Source(
        id=f"own-{content_hash(key)[:8]}",
        title=loaded.title,
        publisher=publisher,
        url=url,
        published=loaded.published,
        as_of=None,
        language=language,
        kind="own",
        confidence="medium",
    )
    passages = tuple(
        _passage(split, loaded=loaded, identifier=identifier, ordinal=ordinal, source=source)
        for ordinal, split in enumerate(
            split_text(loaded.text, loaded.headings, records=loaded.records)
        )
    )
    return Document(
        id=identifier,
        origin=origin,
        title=loaded.title,
        language=language,
        text=loaded.text,
        content_hash=content_hash(loaded.text, *passages, source),
        sources=(source,),
        passages=passages,
    )


def _passage(
    split: SplitPassage, *, loaded: LoadedDocument, identifier: str, ordinal: int, source: Source
) -> Passage:
    text = loaded.text[split.start : split.end]
    return Passage(
        id=passage_id(identifier, ordinal, text, *split.headings),
        document_id=identifier,
        ordinal=ordinal,
        headings=split.headings,
        text=text,
        start=split.start,
        end=split.end,
        language=dominant_language(text),
        sentences=tuple(
            Sentence(
                text=loaded.text[start:end],
                start=start,
                end=end,
                source_id=source.id,
                as_of=None,
                confidence=source.confidence,
            )
            for start, end in split.sentence_spans
        ),
    )
