"""Waves of a scenario that says less than everything about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from binhyen.features.staffing.types import WaveSetting
from binhyen.solver.deployment.api import Wave


def evenly_spaced(first_on: date, count: int, days: int) -> tuple[WaveSetting, ...]:
    """So many waves, so many days apart."""
    return tuple(WaveSetting(first_on + timedelta(days=days * place)) for place in range(count))


def with_capacities(
    settings: Sequence[WaveSetting], posts: int, largest: int, slack_permille: int
) -> tuple[Wave, ...]:
    """Waves with a capacity each: as set, or an even share with slack, never less than the largest unit.

    Units open whole in one wave, so an even share without slack often cannot be met.
    """
    share = -(-posts * slack_permille // (1000 * max(1, len(settings))))
    even = max(share, largest, 1)
    full = [
        replace(one, capacity=even if one.capacity is None else one.capacity) for one in settings
    ]
    return tuple(
        Wave(number, one.starts_on, one.capacity or 0) for number, one in enumerate(full, 1)
    )


def wave_number_at(waves: Sequence[WaveSetting], on: date) -> int | None:
    """The first wave that starts on the day or later; None when all start before it."""
    return next((number for number, one in enumerate(waves, 1) if one.starts_on >= on), None)
