"""A seller's own file as a document."""

from pathlib import Path

from advisor.domain.documents import Document, LanguageCode, Passage, Sentence, Source
from advisor.domain.identity import content_hash, passage_id, printable
from advisor.ingestion.loaders import LoadedDocument, load_document
from advisor.ingestion.splitter import SplitPassage, split_text
from advisor.language.detection import dominant_language


def document_id(path: Path) -> str:
    """The id of the document that a file becomes."""
    return f"file:{printable(path)}"


def own_document(path: Path, *, origin: Path) -> Document:
    """The document of one file. Raises UnreadableDocument."""
    loaded = load_document(path)
    identifier = document_id(path)
    language = dominant_language(loaded.text)
    source = _source(path, loaded=loaded, language=language)
    passages = tuple(
        _passage(split, loaded=loaded, identifier=identifier, ordinal=ordinal, source=source)
        for ordinal, split in enumerate(split_text(loaded.text, loaded.headings))
    )
    return Document(
        id=identifier,
        origin=str(origin),
        title=loaded.title,
        language=language,
        text=loaded.text,
        content_hash=content_hash(loaded.text, *passages, source),
        sources=(source,),
        passages=passages,
    )


def _source(path: Path, *, loaded: LoadedDocument, language: LanguageCode) -> Source:
    return Source(
        id=f"own-{content_hash(str(path))[:8]}",
        title=loaded.title,
        publisher=path.name,
        url=None,
        published=None,
        as_of=None,
        language=language,
        kind="own",
        confidence="medium",
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
