"""Where reports' units lie: on their period's last day, or carried into the tree of another day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from binhyen.engines.indicators.models import ReportingPeriod
from binhyen.engines.indicators.rules.deltas import Deltas
from binhyen.engines.units.api import carry, structure


def gathering(period: ReportingPeriod) -> Deltas:
    """An empty set of differences over the tree of the period's last day."""
    last_day = period.end - timedelta(days=1)

    def targets(unit_id: int) -> Sequence[tuple[int, Fraction]]:
        return _targets(unit_id, last_day)

    return Deltas(structure(last_day), targets)


def _targets(unit_id: int, on: date) -> list[tuple[int, Fraction]]:
    return [(target.unit_id, target.share) for target in carry(on).targets(unit_id)]
