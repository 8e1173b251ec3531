"""The citations of one answer, numbered in the order in which they are first needed."""

from dataclasses import dataclass, field
from datetime import date

from advisor.answering.ageing import is_past_review
from advisor.answering.drafts import Evidence
from advisor.domain.answers import Citation


@dataclass(slots=True, kw_only=True)
class Citations:
    """Numbers the sentences that are quoted; the same sentence keeps its number."""

    today: date
    all: list[Citation] = field(default_factory=list)

    def number(self, evidence: Evidence) -> int | None:
        """The number under which a sentence is cited, if it is."""
        place = (evidence.stored.passage.id, evidence.sentence.start)
        cited = (c.number for c in self.all if (c.passage_id, c.start) == place)
        return next(cited, None)

    def cite(self, evidence: Evidence) -> Citation:
        """The citation of a sentence."""
        sentence, source = evidence.sentence, evidence.source
        if number := self.number(evidence):
            return self.all[number - 1]
        citation = Citation(
            number=len(self.all) + 1,
            passage_id=evidence.stored.passage.id,
            source_id=source.id,
            title=source.title,
            publisher=source.publisher,
            url=source.url,
            published=source.published,
            as_of=sentence.as_of or source.as_of,
            quote=sentence.text,
            start=sentence.start,
            end=sentence.end,
            source_kind=source.kind,
            confidence=source.confidence,
            stale=is_past_review(sentence, today=self.today),
        )
        self.all.append(citation)
        return citation
