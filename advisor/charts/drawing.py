"""What charts are made of, as altair names it."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import altair as alt

Drawing: TypeAlias = alt.LayerChart | alt.FacetChart


def rows_of(rows: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    """Rows that a chart carries within itself."""
    return alt.InlineData(values=[dict(row) for row in rows])
