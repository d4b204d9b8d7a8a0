"""What a unit's own history leads one to expect, moved by what all units did in the same period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc

from binhyen.features.approval.rules.detecting.marks import Reported, Values

LEAST_SPREAD = 1e-4
TRIMMED = 0.01
# A campaign moves everybody, but no further than this; beyond it something else is wrong.
FURTHEST = 8.0


@dataclass(frozen=True, slots=True)
class Expected:
    """The model of the period under review.

    Attributes:
        level: units × elements, the robust mean of the unit's history without seasons; NaN when too short.
        mean: the level times the season, the common one drawn towards the unit's own.
        spread: by element, the extra variance of the counts: variance = mean + spread × mean².
    """

    level: Values
    mean: Values
    spread: Values

    def tails(self, values: Values) -> tuple[Values, Values]:
        """Chances of at most and at least each value, by the negative binomial of mean and spread."""
        size = 1 / self.spread
        part = self.mean / (self.mean + size)
        counts = np.maximum(np.rint(values), 0)
        with np.errstate(invalid="ignore"):
            above = betainc(np.maximum(counts, 1), size, part)
            at_least: Values = np.asarray(np.where(counts > 0, above, 1.0), np.float64)
            at_most: Values = np.asarray(1 - betainc(counts + 1, size, part), np.float64)
        return at_most, at_least


def expect(
    reported: Reported, *, history: int, least: int, shrink: float, season_most: float
) -> Expected:
    """Level, season and spread out of the periods before the one under review.

    Seasons and campaigns are read off the units together: the ratio of a period's values to the levels. A unit's own
    season is the ratio of its same periods of earlier years to the common one, with `shrink` events of the common
    season added to both sides.

    Args:
        reported: at least one period before the one under review.
        history: periods looked back.
        least: periods a unit must have reported to have a level.
        shrink: how strongly a unit's own season is drawn towards the common one, in events.
        season_most: how many times the common season the own one may be; a wild value of last year is no season.
    """
    past = reported.before[:, -history:]
    common = _common(past, _trimmed_mean(past, least), shrink)
    adjusted = past / np.where(common > 0, common, 1.0)
    level = _trimmed_mean(adjusted, least)
    now = _common(reported.now[:, None], level, shrink)[:, 0]
    own = _own_season(reported, past, common, level, shrink, season_most)
    mean = np.maximum(level * now * own, 0.05)
    return Expected(level, mean, _spread(past, level[:, None] * common))


def _trimmed_mean(values: Values, least: int) -> Values:
    """The mean over periods (axis 1) without the highest and the lowest; NaN where fewer than `least` were reported."""
    known = ~np.isnan(values)
    count = known.sum(axis=1)
    total = np.where(known, values, 0).sum(axis=1)
    highest = np.where(known, values, -np.inf).max(axis=1, initial=-np.inf)
    lowest = np.where(known, values, np.inf).min(axis=1, initial=np.inf)
    enough = count >= max(least, 3)
    ends = np.where(enough, highest, 0) + np.where(enough, lowest, 0)
    return np.where(enough, (total - ends) / np.maximum(count - 2, 1), np.nan)


def _common(values: Values, level: Values, shrink: float) -> Values:
    """How all other units together stand to their levels, by unit, period and element.

    A unit is no witness for itself, single wild values are cut off, and few events say little: `shrink` of them at the
    level are added to both sides.
    """
    usual = level[:, None]
    known = ~np.isnan(values) & ~np.isnan(usual)
    cut = np.where(known, np.minimum(values, FURTHEST * usual + FURTHEST), 0)
    held = np.where(known, usual, 0)
    above = cut.sum(axis=0) - cut + shrink
    below = held.sum(axis=0) - held + shrink
    return np.asarray(np.clip(above / below, 1 / FURTHEST, FURTHEST))


def _own_season(
    reported: Reported,
    past: Values,
    common: Values,
    level: Values,
    shrink: float,
    most: float,
) -> Values:
    places = np.arange(past.shape[1] - reported.season, -1, -reported.season)
    same = past[:, places]
    expected = level[:, None] * common[:, places]
    known = ~np.isnan(same) & ~np.isnan(expected)
    calm = np.clip(same, expected / most, expected * most)
    seen = np.where(known, calm, 0).sum(axis=1)
    usual = np.where(known, expected, 0).sum(axis=1)
    return np.asarray((seen + shrink) / (usual + shrink))


def _spread(past: Values, mean: Values) -> Values:
    """By element, pooled over units and periods, without the hundredth part that lies furthest off."""
    known = ~np.isnan(past) & ~np.isnan(mean)
    excess = np.where(known, (past - mean) ** 2 - mean, np.nan)
    square = np.where(known, mean**2, np.nan)
    found = []
    for column in range(past.shape[2]):
        parts = excess[:, :, column].ravel()
        kept = ~np.isnan(parts)
        if not kept.any():
            found.append(LEAST_SPREAD)
            continue
        limit = np.quantile(parts[kept], 1 - TRIMMED)
        kept &= parts <= limit
        below = square[:, :, column].ravel()[kept].sum()
        found.append(max(LEAST_SPREAD, parts[kept].sum() / below if below > 0 else LEAST_SPREAD))
    return np.array(found)
