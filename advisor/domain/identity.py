"""Ids that follow from content, so that equal knowledge has equal ids everywhere."""

import hashlib


def content_hash(*parts: object) -> str:
    """A hash of everything given; it changes when any part does."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(repr(part).encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def passage_id(document_id: str, *parts: object) -> str:
    """The id of a passage: it stays the same while document, place and words do."""
    return f"psg_{content_hash(document_id, *parts)[:20]}"


def printable(path: object) -> str:
    """The name of a file in characters that can be stored and shown: not every name on disk can."""
    return str(path).encode("utf-8", "backslashreplace").decode()
