"""Which section answers a question, told from questions that sections are known to answer."""

from collections.abc import Mapping

from advisor.domain.documents import LanguageCode, QuestionModel, Vector
from advisor.domain.ports import QuestionStore
from advisor.models.kernel_ridge import Predictor

_OTHER_LANGUAGES = 0.5
"""What the other language's questions weigh beside the asker's own (0.5 did best on dev)."""


class KnownQuestions:
    """What ingestion learned from known texts and gaps; read anew when the index has changed."""

    def __init__(self, store: QuestionStore) -> None:
        self._store = store
        self._generation: int | None = None
        self._models: Mapping[LanguageCode, QuestionModel] = {}
        self._predictors: dict[LanguageCode, Predictor] = {}
        self._last: tuple[tuple[str, LanguageCode, int | None], dict[str, float]] | None = None

    def scores(self, text: str, vector: Vector, *, language: LanguageCode) -> dict[str, float]:
        """How far each section answers the question, about 0 to 1; empty without notes."""
        self.models()
        asked = (text, language, self._generation)  # asked for by retrieval and by answering
        if self._last is None or self._last[0] != asked:
            self._last = (asked, self._scores(text, vector, language))
        return self._last[1]

    def models(self) -> Mapping[LanguageCode, QuestionModel]:
        """The model of each language in the index as it is now."""
        generation = self._store.generation()
        if generation != self._generation:
            self._models = self._store.question_models()
            self._predictors = {name: Predictor(model) for name, model in self._models.items()}
            self._generation = generation
        return self._models

    def predictor(self, language: LanguageCode) -> Predictor:
        """What predicts by the texts of that language alone. Raises KeyError without any."""
        self.models()
        return self._predictors[language]

    def with_others(
        self, own: Mapping[str, float], text: str, point: Vector, *, language: LanguageCode
    ) -> dict[str, float]:
        """The scores by the asker's language with those by the others, as a weighted mean."""
        total, weight = dict(own), 1.0
        for name, predictor in self._predictors.items():
            if name != language:
                for section, score in predictor.predict(text, point).items():
                    total[section] = total.get(section, 0.0) + _OTHER_LANGUAGES * score
                weight += _OTHER_LANGUAGES
        return {section: score / weight for section, score in total.items()}

    def _scores(self, text: str, vector: Vector, language: LanguageCode) -> dict[str, float]:
        predictor = self._predictors.get(language)
        if predictor is None:
            return {}
        point = predictor.point(vector)
        return self.with_others(predictor.predict(text, point), text, point, language=language)
