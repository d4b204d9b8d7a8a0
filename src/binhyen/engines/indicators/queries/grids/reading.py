"""`grid`: any measures, rows, periods and structure as arrays, the same numbers as `read` gives cell by cell."""

from __future__ import annotations

from binhyen.engines.indicators.rules.grids import Grid, GridQuery
from binhyen.foundation.access.api import Actor


def grid(query: GridQuery, actor: Actor | None = None) -> Grid:
    """Figures of units under one unit, as arrays measure × unit × period.

    Raises:
        NotFound: unknown measure; the unit was not in force in the structure, or is outside the actor's scope.
        RuleBroken: rows by district where there are none, or of a level above the unit.
        Invalid: no period, or an indicator that is not computed at the level of the rows.
    """
    raise NotImplementedError("not yet")
