"""Which section answers a question, told from questions that sections are known to answer."""

from advisor.domain.documents import QuestionModel, Vector
from advisor.domain.ports import QuestionStore
from advisor.models.kernel_ridge import predict


class KnownQuestions:
    """What ingestion learned from known questions and gaps; read anew when the index has changed."""

    def __init__(self, store: QuestionStore) -> None:
        self._store = store
        self._version: str | None = None
        self._model: QuestionModel | None = None

    def scores(self, vector: Vector) -> dict[str, float]:
        """How far each section answers the question, about 0 to 1; empty without notes."""
        model = self.model()
        return predict(model, vector) if model else {}

    def model(self) -> QuestionModel | None:
        """The model of the index as it is now."""
        version = self._store.knowledge_version()
        if version != self._version:
            self._model = self._store.question_model()
            self._version = version
        return self._model
