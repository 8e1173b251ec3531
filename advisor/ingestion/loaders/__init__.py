"""Files of sellers as text with headings: Markdown, plain text, HTML, PDF and Word.

Everything read here is untrusted; whatever is wrong with a file becomes UnreadableDocument.
"""

from advisor.ingestion.loaders.blocks import Heading, LoadedDocument
from advisor.ingestion.loaders.files import MAX_FILE_BYTES, kind_of, load_folder, real_path
from advisor.ingestion.loaders.formats import SUPPORTED
from advisor.ingestion.loaders.load import MAX_TEXT_CHARACTERS, load_document

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_TEXT_CHARACTERS",
    "SUPPORTED",
    "Heading",
    "LoadedDocument",
    "kind_of",
    "load_document",
    "load_folder",
    "real_path",
]
