"""The error tree: each message says what happened and ends with what to do."""

from collections.abc import Sequence

from advisor.domain.answers import Answer
from advisor.domain.identity import printable


class AdvisorError(Exception):
    """Base of the tree: catch this at the edge, catch a leaf anywhere else."""


class InvalidQuestion(AdvisorError, ValueError):
    """A question that cannot be read as one."""


class InvalidSettings(AdvisorError, ValueError):
    """A setting that is unknown or out of its bounds."""


class BrokenKnowledge(AdvisorError, ValueError):
    """A file of the knowledge folder breaks a rule of its form."""

    def __init__(self, path: object, line: int, problem: str, *, repair: str) -> None:
        super().__init__(f"{path}:{line}: {problem} {repair}")
        self.line = line


class UnreadableDocument(AdvisorError):
    """A document that cannot be turned into text."""

    def __init__(self, path: object, problem: str, *, repair: str) -> None:
        super().__init__(f"{printable(path)}: {problem} {repair}")
        self.problem = problem
        self.repair = repair


class ForbiddenAddress(UnreadableDocument):
    """A web address that is not fetched, because of where it leads or what it holds."""


class UnknownSource(AdvisorError, KeyError):
    """A source that was never added; `near` are the names of some that were."""

    def __init__(self, name: object, *, near: Sequence[str]) -> None:
        super().__init__(name)
        self.name = printable(name)
        self.near = tuple(near)

    def __str__(self) -> str:
        meant = f" Did you mean {' or '.join(self.near)}?" if self.near else ""
        return (
            f"{self.name}: It was not added, so it cannot be taken out.{meant} "
            f"`advisor sources` lists what was."
        )


class KeptSource(AdvisorError):
    """A source that cannot be taken out alone."""

    def __init__(self, name: object, problem: str, *, repair: str) -> None:
        super().__init__(f"{printable(name)}: {problem} {repair}")


class WatchFailed(AdvisorError):
    """The system does not tell of changes in a folder."""

    def __init__(self, folder: object, error: OSError) -> None:
        super().__init__(
            f"{printable(folder)}: Its changes cannot be followed ({error}). "
            f"Allow more watches (fs.inotify.max_user_watches), or set WATCHFILES_FORCE_POLLING=true."
        )


class StorageFailed(AdvisorError):
    """The data folder cannot be read or written."""

    def __init__(self, path: object, problem: str, *, repair: str) -> None:
        super().__init__(f"Data folder {path}: {problem} {repair}")


class AnswerNotRemembered(StorageFailed):
    """An answer that stands, but could not be stored: a follow-up cannot refer to it."""

    def __init__(self, answer: Answer, error: StorageFailed) -> None:
        AdvisorError.__init__(self, f"The answer was not stored. {error}")
        self.answer = answer


class IndexUnusable(AdvisorError):
    """The vector index cannot be opened, or is not ours."""


class ForeignIndex(IndexUnusable):
    """The vector folder holds another program's data; it is never deleted."""

    def __init__(self, folder: object, *, holds: str) -> None:
        super().__init__(
            f"The Chroma folder {folder} belongs to another program (it holds {holds}). "
            f"Give another data folder with --data."
        )


class CrowdedIndex(IndexUnusable):
    """The vector index does not find reliably what it holds."""

    def __init__(self, copies: int) -> None:
        super().__init__(
            f"The same words are indexed {copies} times, among which Chroma loses its way. "
            f"All vectors are compared instead; nothing needs to be done."
        )


class NoSpaceForIndex(IndexUnusable):
    """The disk of the vector index is full."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            f"The disk of the vector index in {folder} is full. "
            f"Free space on it, then run `advisor ingest` again; nothing stored was lost."
        )


class EmptyIndex(AdvisorError):
    """Nothing has been ingested yet."""

    def __init__(self, path: object) -> None:
        super().__init__(f"No knowledge is indexed in {path}. Run `advisor ingest` first.")


class EmbeddingMismatch(AdvisorError):
    """The index holds vectors of another embedding model than the configured one."""

    def __init__(self, *, indexed_with: str, configured: str) -> None:
        super().__init__(
            f"The knowledge index was built with {indexed_with!r}, "
            f"but the settings name {configured!r}. "
            f"Rebuild it with `advisor ingest --rebuild`, "
            f"or set ADVISOR_EMBEDDING__MODEL={indexed_with}."
        )


class IndexOutdated(AdvisorError):
    """The index was built from other notes, or by another format, than those in force."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The knowledge index is out of date. {reason} Run `advisor ingest`.")


class AnotherWriter(AdvisorError):
    """Another process is changing the index."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"Another process is ingesting into {path}. Wait until it has finished, "
            f"or give another folder with --data."
        )


class UnknownConversation(AdvisorError, KeyError):
    """A conversation id that is not stored."""

    def __init__(self, conversation_id: str) -> None:
        super().__init__(conversation_id)
        self.conversation_id = conversation_id

    def __str__(self) -> str:
        return (
            f"There is no conversation {self.conversation_id!r}. "
            f"Leave --conversation out to start a new one."
        )


class ModelUnavailable(AdvisorError):
    """A machine-learned model cannot be loaded or does not answer."""


class CannotDraw(AdvisorError):
    """A chart that cannot be written as the file that was asked for."""
