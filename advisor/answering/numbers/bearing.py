"""What the notes say beside a calculation: the passages that bear on its rule and its market."""

from collections.abc import Iterator, Sequence

from advisor.answering.drafts import DraftStatement, Evidence
from advisor.answering.numbers.drafting import CalculationDraft
from advisor.calculating.lexicon import bearing_sections
from advisor.domain.calculations import CalculationRequest
from advisor.domain.documents import LanguageCode, StoredPassage
from advisor.domain.ports import Parallels
from advisor.language.vocabulary import Vocabulary

_MOST = 2


def beside(
    drafts: Sequence[CalculationDraft],
    *,
    language: LanguageCode,
    parallels: Parallels,
    vocabulary: Vocabulary,
) -> tuple[DraftStatement, ...]:
    """At most two statements: what the notes say first, and what they advise, else say next."""
    found: list[Evidence] = []
    for draft in drafts:
        if draft.calculations:
            passages = list(_passages(draft.worked.request, language, parallels, vocabulary))
            found += [*_first(passages), *_advice(passages)]
    distinct = {e.sentence.text: e for e in found}.values()
    return tuple(
        DraftStatement(
            text=" ".join(evidence.sentence.text.split()),
            kind=evidence.sentence.kind,
            evidence=(evidence,),
        )
        for evidence in list(distinct)[:_MOST]
    )


def _passages(
    request: CalculationRequest,
    language: LanguageCode,
    parallels: Parallels,
    vocabulary: Vocabulary,
) -> Iterator[StoredPassage]:
    """The passages on the rule that speak of no other country than the one asked about."""
    sections = bearing_sections(request.rule)
    stored = {
        item.passage.parallel_key: item
        for item in parallels.parallels(sections).values()
        if item.passage.language == language
    }
    for item in (stored[section] for section in sections if section in stored):
        mentions = vocabulary.mentions(" ".join(item.passage.headings))
        markets = {mention.id for mention in mentions if mention.kind == "market"}
        if not markets or not request.markets or markets & set(request.markets):
            yield item


def _first(passages: Sequence[StoredPassage]) -> list[Evidence]:
    return [Evidence(stored=passages[0], position=0)] if passages else []


def _advice(passages: Sequence[StoredPassage]) -> list[Evidence]:
    """The first advice of the passages; without one the next thing that they say."""
    all_of = [
        Evidence(stored=stored, position=position)
        for stored in passages
        for position in range(len(stored.passage.sentences))
    ]
    advice = [evidence for evidence in all_of if evidence.sentence.kind == "advice"]
    return (advice or all_of[1:])[:1]
