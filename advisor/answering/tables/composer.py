"""A comparison or a list of places, platforms or sellers as a small table, every value cited."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from advisor.answering.evidence import TokenWeights
from advisor.answering.tables.columns import columns_of
from advisor.answering.tables.measures import MeasureChoice
from advisor.answering.tables.request import table_request
from advisor.answering.tables.stated_facts import FactTables
from advisor.answering.tables.writing import ComposedTable, TableWriting
from advisor.domain.answers import Query
from advisor.domain.documents import PassageFilter
from advisor.domain.ports import FactStore, Parallels
from advisor.language.vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True)
class TableComposer:
    """Composes tables from the fact tables of the notes."""

    store: FactStore
    vocabulary: Vocabulary
    parallels: Parallels
    token_weights: TokenWeights
    today: Callable[[], date] = date.today

    @cached_property
    def facts(self) -> FactTables:
        """The facts that tables are made of."""
        return FactTables(store=self.store, vocabulary=self.vocabulary)

    def compose(
        self,
        query: Query,
        *,
        known: Mapping[str, float],
        only_sure: bool = False,
        only_comparing: bool = False,
    ) -> ComposedTable | None:
        """The table that the question asks for; None where it asks for none or no fact fits.

        `only_sure` takes no measure that the question does not name in full, `only_comparing`
        makes no mere list.
        """
        request = table_request(query, vocabulary=self.vocabulary)
        if request is None or query.wants_official or query.filter != PassageFilter():
            return None  # the sentences that may be quoted are restricted; facts know no such tags
        if only_comparing and request.form == "list":
            return None
        choice = MeasureChoice(vocabulary=self.vocabulary, token_weights=self.token_weights)
        measures = choice.measures(request, self.facts.stated(), known=known)
        if not measures or (only_sure and not measures[0].is_sure):
            return None
        facts = {stated.fact.id: stated.fact for stated in self.facts.stated()}
        writing = TableWriting(
            request=request,
            language=query.language,
            facts=facts,
            vocabulary=self.vocabulary,
            parallels=self.parallels,
            today=self.today(),
        )
        return writing.composed(columns_of(measures, request))
