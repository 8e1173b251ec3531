"""Files of sellers as text with headings: Markdown, plain text, HTML, PDF, Word and tables.

Everything read here is untrusted; whatever is wrong with a file becomes UnreadableDocument.
"""

from advisor.ingestion.loaders.blocks import Heading, LoadedDocument
from advisor.ingestion.loaders.encoding import decode_as_declared
from advisor.ingestion.loaders.files import (
    MAX_FILE_BYTES,
    is_hidden,
    kind_of,
    load_folder,
    real_path,
)
from advisor.ingestion.loaders.formats import (
    SUPPORTED,
    WRITTEN,
    Format,
    claimed_format,
    fits,
    shown_format,
)
from advisor.ingestion.loaders.load import MAX_TEXT_CHARACTERS, load_content, load_document

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_TEXT_CHARACTERS",
    "SUPPORTED",
    "WRITTEN",
    "Format",
    "Heading",
    "LoadedDocument",
    "claimed_format",
    "decode_as_declared",
    "fits",
    "is_hidden",
    "kind_of",
    "load_content",
    "load_document",
    "load_folder",
    "real_path",
    "shown_format",
]
