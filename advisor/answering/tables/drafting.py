"""A table in the draft of an answer: what its cells say is not said again."""

from dataclasses import replace

from advisor.answering.drafts import Disagreement, Draft, DraftStatement
from advisor.answering.tables.writing import ComposedTable
from advisor.language.vocabulary import Vocabulary

_BESIDE = 3


def with_table(draft: Draft, composed: ComposedTable, *, vocabulary: Vocabulary) -> Draft:
    """The draft with the table, and of its statements the few that say more than its cells."""

    def compares(statement: DraftStatement) -> bool:
        named = {mention.id for mention in vocabulary.mentions(statement.text)}
        return len(named & composed.names) > 1

    def is_said(statement: DraftStatement) -> bool:
        stated = {fact for evidence in statement.evidence for fact in evidence.sentence.facts}
        return bool(stated) and stated <= composed.facts

    kept = [s for s in draft.statements if compares(s) or not is_said(s)]
    kept.sort(key=lambda statement: not compares(statement))
    return replace(
        draft,
        statements=tuple(kept[:_BESIDE]),
        table=composed.table,
        disagreements=(*composed.disagreements, *_others(draft, composed)),
    )


def _others(draft: Draft, composed: ComposedTable) -> list[Disagreement]:
    """The disagreements of the statements of which the table tells neither side."""
    told = [side for d in composed.disagreements for side in (d.own, d.other)]
    return [
        d
        for d in draft.disagreements
        if not any(side.overlaps(d.own) or side.overlaps(d.other) for side in told)
    ]
