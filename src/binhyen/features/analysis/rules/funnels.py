"""Funnel plots: which units differ from the whole by more than chance, their size taken into account.

Source: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005)
1185–1202; limits of appendix A.1.1, interpolated between the discrete quantiles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from binhyen.features.analysis.types import Funnel, FunnelPoint
from binhyen.kernel.change import holm

INNER, OUTER = 0.95, 0.998
STEPS = 40


@dataclass(frozen=True, slots=True)
class Sized:
    """A unit's hits and size, as its rate is made of them."""

    unit_id: int
    name: str
    hits: float
    size: float


def funnel(units: Sequence[Sized], factor: float) -> Funnel | None:
    """Rates against sizes with 95 % and 99.8 % limits around the rate of all together.

    Args:
        units: hits (whole numbers) and size of each; those of size 0 are left out.
        factor: what a rate is multiplied by to be printed (100 for percent).

    Returns:
        None with fewer than three units or no hits at all. `outside` of a point is 0, 1 or 2 limits; `stands` says
        whether its exact p-value still stands when all units are looked at together (Holm).
    """
    sized = [unit for unit in units if unit.size > 0]
    hits, size = sum(unit.hits for unit in sized), sum(unit.size for unit in sized)
    if len(sized) < 3 or hits <= 0:
        return None
    rate = hits / size
    share = all(unit.hits <= unit.size for unit in sized) and rate < 1
    stands = holm([p_value(unit.hits, unit.size, rate, share=share) for unit in sized])
    points = tuple(
        FunnelPoint(
            unit.unit_id,
            unit.name,
            unit.size,
            unit.hits / unit.size * factor,
            _outside(unit, rate, share=share),
            stand,
        )
        for unit, stand in zip(sized, stands, strict=True)
    )
    sizes = _sizes([unit.size for unit in sized])
    limits = {
        name: tuple(_scaled(one, rate, level, factor, share=share) for one in sizes)
        for name, level in (("inner", INNER), ("outer", OUTER))
    }
    return Funnel(points, rate * factor, limits)


def limits(size: float, rate: float, level: float, *, share: bool) -> tuple[float, float]:
    """The rates between which a unit of this size lies by chance, with probability `level`.

    Formula: r is the smallest whole number with P(X ≤ r) ≥ p; α = (P(X ≤ r) − p) / (P(X ≤ r) − P(X ≤ r − 1)); the
    limit is (r − α) / size, X binomial for shares, Poisson for rates.
    """
    tail = (1 - level) / 2
    low, high = (_quantile(p, size, rate, share=share) / size for p in (tail, 1 - tail))
    return max(low, 0.0), min(high, 1.0) if share else high


def p_value(hits: float, size: float, rate: float, *, share: bool) -> float:
    """Twice the smaller exact tail of a unit's hits under the rate of all."""
    law = _law(size, rate, share=share)
    return min(1.0, 2 * min(float(law.cdf(hits)), float(law.sf(hits - 1))))


def _sizes(own: Sequence[float]) -> list[float]:
    """Where limits are worked out: whole sizes, for between them a binomial has no limit of its own."""
    low, high = min(own), max(own)
    return sorted(
        {float(round(low + (high - low) * step / STEPS)) for step in range(STEPS + 1)} - {0.0}
    )


def _scaled(
    size: float, rate: float, level: float, factor: float, *, share: bool
) -> tuple[float, float, float]:
    low, high = limits(size, rate, level, share=share)
    return size, low * factor, high * factor


def _outside(unit: Sized, rate: float, *, share: bool) -> int:
    own = unit.hits / unit.size
    beyond = 0
    for level in (INNER, OUTER):
        low, high = limits(unit.size, rate, level, share=share)
        beyond += not low <= own <= high
    return beyond


def _quantile(p: float, size: float, rate: float, *, share: bool) -> float:
    law = _law(size, rate, share=share)
    at = float(law.ppf(p))
    here, below = float(law.cdf(at)), float(law.cdf(at - 1))
    return at - ((here - p) / (here - below) if here > below else 0.0)


def _law(size: float, rate: float, *, share: bool) -> Any:
    from scipy.stats import binom, poisson  # noqa: PLC0415 - slow to load, and few pages plot funnels

    return binom(round(size), rate) if share else poisson(size * rate)
