"""The playbook as a document, so that its advice is quoted like anything else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.domain.dates import last_day
from advisor.domain.documents import (
    Document,
    LanguageCode,
    Passage,
    Sentence,
    SentenceKind,
    Source,
)
from advisor.domain.identity import content_hash, passage_id
from advisor.knowledge.playbook.rules import Playbook, PlaybookRule

_TITLE: dict[LanguageCode, str] = {"zh": "经营决策手册", "en": "Playbook of sellers' decisions"}
_PUBLISHER = "Seller Advisor"
_SOURCE = "advisor-playbook"
_SURENESS = ("low", "medium", "high")


def playbook_key(rule: str) -> str:
    """The parallel key of a rule's passages."""
    return f"playbook-{rule}"


@dataclass(slots=True, kw_only=True)
class _Page:
    """The text of the document as far as it is written."""

    text: str

    def add(self, rule: PlaybookRule, *, language: LanguageCode, of: Sentence) -> list[Sentence]:
        """Write the sentences of a rule: as sure as `of`, the advice to be reviewed with it too."""
        parts: list[tuple[str, SentenceKind]] = [
            (rule.advice[language], "advice"),
            (rule.unless[language], "caveat"),
            *((opposite.decides[language], "advice") for opposite in rule.against),
        ]
        joint = " " if language == "en" else ""
        sentences: list[Sentence] = []
        self.text += "\n"
        for text, kind in parts:
            self.text += joint if sentences else ""
            start = len(self.text)
            self.text += text
            sentences.append(
                Sentence(
                    text=text,
                    start=start,
                    end=len(self.text),
                    source_id=_SOURCE,
                    as_of=of.as_of,
                    confidence=of.confidence,
                    kind=kind,
                    sellers=tuple(sorted(rule.when.sellers)),
                    review_by=of.review_by if text == parts[0][0] else None,
                    fact_as_of=of.fact_as_of if text == parts[0][0] else None,
                )
            )
        self.text += "\n"
        return sentences


def playbook_document(
    playbook: Playbook, *, language: LanguageCode, notes: Sequence[Document]
) -> Document:
    """The document of all rules: a passage a rule, its sentences advice, unless and what decides.

    A rule is as old, as sure and as soon to be reviewed as the weakest statement it rests on.
    """
    passages = {p.parallel_key: p for d in notes if d.language == language for p in d.passages}
    page = _Page(text=_TITLE[language] + "\n")
    found: list[Passage] = []
    for rule in playbook.rules.values():
        weakest = _weakest(rule, passages)
        sentences = page.add(rule, language=language, of=weakest)
        found.append(_passage(rule, sentences, ordinal=len(found), language=language, page=page))
    source = _source(language)
    return Document(
        id=f"playbook/{language}",
        origin="builtin",
        title=_TITLE[language],
        language=language,
        text=page.text,
        content_hash=content_hash(page.text, *found, source),
        sources=(source,),
        passages=tuple(found),
    )


def _passage(
    rule: PlaybookRule,
    sentences: Sequence[Sentence],
    *,
    ordinal: int,
    language: LanguageCode,
    page: _Page,
) -> Passage:
    start, end = sentences[0].start, sentences[-1].end
    text, document = page.text[start:end], f"playbook/{language}"
    return Passage(
        id=passage_id(document, rule.id, text),
        document_id=document,
        ordinal=ordinal,
        headings=(_TITLE[language],),
        text=text,
        start=start,
        end=end,
        language=language,
        sentences=tuple(sentences),
        parallel_key=playbook_key(rule.id),
        platforms=tuple(sorted(rule.when.platforms)),
        markets=tuple(sorted(rule.when.markets)),
        questions=tuple(
            case.text for case in rule.cases if case.fires and case.language == language
        ),
    )


def _weakest(rule: PlaybookRule, passages: Mapping[str | None, Passage]) -> Sentence:
    """A sentence with the oldest date, the nearest review and the least confidence of the reasons."""
    reasons = [passages[r.section].sentences[r.position] for r in rule.because]
    reviewed = min((s for s in reasons if s.review_by), key=_review, default=None)
    return Sentence(
        text="",
        start=0,
        end=0,
        source_id=_SOURCE,
        as_of=min((s.as_of for s in reasons if s.as_of), key=last_day, default=None),
        confidence=min((s.confidence for s in reasons), key=_SURENESS.index),
        review_by=reviewed.review_by if reviewed else None,
        fact_as_of=reviewed.fact_as_of if reviewed else None,
    )


def _review(sentence: Sentence) -> date:
    return last_day(str(sentence.review_by))


def _source(language: LanguageCode) -> Source:
    return Source(
        id=_SOURCE,
        title=_TITLE[language],
        publisher=_PUBLISHER,
        url=None,
        published=None,
        as_of=None,
        language=language,
        kind="own",
        confidence="medium",
    )
