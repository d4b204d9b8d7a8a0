"""Synthetic reports with planted errors, seeded: what the detector is measured on. No real unit, no real figure.

240 units of very different size × 36 months × 20 counts. Counts vary more than Poisson ones, have seasons of their own
and common ones, two campaigns move everybody, some values are missing. Four in a hundred reports are then spoilt, each
in one way, and it is written down which.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

UNITS, MONTHS, ELEMENTS, GROUPS = 240, 36, 20, 8
SPREAD = 0.03
MISSING = 0.01
FIRST = 14
"""Errors are planted from this month on; before it lies the history nobody can do without."""
NEAT_MONTHS = 6
RATES = {"copied_month": 0.012, "copied_unit": 0.008, "rounded": 0.012, "outlier": 0.012}
NEAT_UNITS = 24


@dataclass(slots=True)
class Planted:
    """The reports, and by kind the (unit, month) pairs that were spoilt; neat ones as (unit, first month)."""

    values: NDArray[np.float64]
    groups: NDArray[np.int64]
    truth: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    cells: dict[tuple[int, int], int] = field(default_factory=dict)


def plant(seed: int) -> Planted:
    """Reports of a seed; the same seed gives the same reports."""
    rng = np.random.default_rng(seed)
    made = Planted(_honest(rng), np.arange(UNITS) % GROUPS)
    _plant_neatness(rng, made)
    free = [
        (unit, month)
        for unit in range(UNITS)
        for month in range(FIRST, MONTHS)
        if not any(abs(month - first - 3) < 10 for u, first in made.truth["neat"] if u == unit)
    ]
    places = iter([free[i] for i in rng.permutation(len(free))])
    spoil = {
        "copied_month": _copy_month,
        "copied_unit": _copy_unit,
        "rounded": _round,
        "outlier": _blunder,
    }
    # Later months first, so that a copy shows what stood there before anything earlier is spoilt.
    for kind, rate in RATES.items():
        wanted = int(rate * UNITS * (MONTHS - FIRST))
        chosen = [next(places) for _ in range(wanted)]
        made.truth[kind] = {place for place in chosen if spoil[kind](rng, made, *place)}
    return made


def _honest(rng: np.random.Generator) -> NDArray[np.float64]:
    size = rng.lognormal(0, 0.8, (UNITS, 1))
    usual = np.exp(rng.uniform(np.log(1.5), np.log(120), (1, ELEMENTS)))
    level = size * usual * rng.lognormal(0, 0.35, (UNITS, ELEMENTS))
    months = np.arange(MONTHS)
    common = 1 + 0.25 * np.sin(2 * np.pi * (months[:, None] + rng.uniform(0, 12, ELEMENTS)) / 12)
    own = 1 + rng.uniform(0, 0.35, (UNITS, 1, ELEMENTS)) * np.sin(
        2 * np.pi * (months[None, :, None] + rng.uniform(0, 12, (UNITS, 1, ELEMENTS))) / 12
    )
    campaign = np.ones((MONTHS, ELEMENTS))
    campaign[18, :4], campaign[27, 8:12] = 2.5, 1.8
    mean = level[:, None] * common[None] * own * campaign[None]
    values = rng.poisson(rng.gamma(1 / SPREAD, mean * SPREAD)).astype(np.float64)
    values[rng.random(values.shape) < MISSING] = np.nan
    return values


def _plant_neatness(rng: np.random.Generator, made: Planted) -> None:
    made.truth["neat"] = set()
    for unit in rng.choice(UNITS, NEAT_UNITS, replace=False):
        first = int(rng.integers(20, MONTHS - NEAT_MONTHS))
        before = np.nanmean(made.values[unit, first - 12 : first], axis=0)
        smooth = before * (1 + rng.normal(0, 0.03, (NEAT_MONTHS, ELEMENTS)))
        made.values[unit, first : first + NEAT_MONTHS] = np.rint(smooth)
        made.truth["neat"].add((int(unit), first))


def _copy_month(rng: np.random.Generator, made: Planted, unit: int, month: int) -> bool:
    copy = made.values[unit, month - 1].copy()
    if rng.random() < 0.4:  # somebody changes one figure so that it does not show
        copy[rng.integers(ELEMENTS)] += 1
    made.values[unit, month] = copy
    return True


def _copy_unit(rng: np.random.Generator, made: Planted, unit: int, month: int) -> bool:
    others = [i for i in np.flatnonzero(made.groups == made.groups[unit]) if i != unit]
    made.values[unit, month] = made.values[int(rng.choice(others)), month]
    return True


def _round(rng: np.random.Generator, made: Planted, unit: int, month: int) -> bool:
    chosen = rng.random(ELEMENTS) < 0.85
    values = made.values[unit, month]
    made.values[unit, month] = np.where(chosen & (values >= 10), 5 * np.rint(values / 5), values)
    return bool((values >= 10).sum() >= 3)


def _blunder(rng: np.random.Generator, made: Planted, unit: int, month: int) -> bool:
    """A digit too many, a digit lost, or figures of two lines added, in a cell of some size."""
    values = made.values[unit, month]
    big = np.flatnonzero(values >= 12)
    if not len(big):
        return False
    column = int(rng.choice(big))
    kind = rng.integers(3)
    changed = (
        values[column] * 10
        if kind == 0
        else values[column] * 4
        if kind == 1
        else values[column] // 10
    )
    made.values[unit, month, column] = changed
    made.cells[unit, month] = column
    return True
