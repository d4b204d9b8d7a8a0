"""A scheme of the catalogue as the solver's values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from binhyen.features.rosters.entries import DutyEntry, SchemeEntry, SchemeMeasure
from binhyen.solver.rosters.api import DutyKind, Limit, Measure


def rules_of(scheme: SchemeEntry, duties: Mapping[str, DutyEntry]) -> dict[str, Any]:
    """Kinds, limits, measures, goals, what gives way, and the eve of absences: arguments of a `Problem`."""
    return {
        "kinds": tuple(
            DutyKind(
                code=one.duty,
                label=duties[one.duty].vi,
                needed=dict(one.needed),
                posts=frozenset(one.posts),
                stand_in=frozenset(one.stand_in),
                night=duties[one.duty].night,
                rest_days=one.rest_days,
                rest_from=frozenset(one.rest_from),
            )
            for one in scheme.duties
        ),
        "limits": tuple(
            Limit(one.code, one.vi, frozenset(one.kinds), one.days, one.most, one.hard)
            for one in scheme.limits
        ),
        "measures": tuple(_measure(one) for one in scheme.measures),
        "goals": scheme.goals,
        "gives_way": scheme.gives_way,
        "eve_of_absence": scheme.eve_of_absence,
    }


def _measure(one: SchemeMeasure) -> Measure:
    return Measure(
        one.code, one.vi, one.word, {code: dict(one.points) for code in one.duties}, one.weight
    )
