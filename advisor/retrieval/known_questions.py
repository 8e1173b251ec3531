"""Which section answers a question, told from questions that sections are known to answer."""

from advisor.domain.documents import QuestionModel, Vector
from advisor.domain.ports import QuestionStore
from advisor.models.kernel_ridge import Predictor


class KnownQuestions:
    """What ingestion learned from known texts and gaps; read anew when the index has changed."""

    def __init__(self, store: QuestionStore) -> None:
        self._store = store
        self._version: str | None = None
        self._model: QuestionModel | None = None
        self._predictor: Predictor | None = None
        self._last: tuple[str, str | None, dict[str, float]] = ("", None, {})

    def scores(self, text: str, vector: Vector) -> dict[str, float]:
        """How far each section answers the question, about 0 to 1; empty without notes."""
        model = self.model()
        if model is None or self._predictor is None:
            return {}
        asked, version, scores = self._last  # retrieval and answering ask for the same question
        if (asked, version) != (text, self._version):
            scores = self._predictor.predict(text, vector)
            self._last = (text, self._version, scores)
        return scores

    def model(self) -> QuestionModel | None:
        """The model of the index as it is now."""
        version = self._store.knowledge_version()
        if version != self._version:
            self._model = self._store.question_model()
            self._predictor = Predictor(self._model) if self._model else None
            self._version = version
        return self._model
