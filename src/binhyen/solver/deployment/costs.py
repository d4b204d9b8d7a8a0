"""What a posting costs, as whole numbers in NumPy: the distance, the match, the wait and the donors' disruption."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from binhyen.kernel.errors import N_, Invalid
from binhyen.solver.deployment.problem import POSTS, Candidate, Problem

EARTH_KM: Final = 6371.0088
MOST_POINTS: Final = 100_000_000
"""No single cost may pass this: sums stay exact in 64 bits and solvers keep their footing."""

Whole = NDArray[np.int32]


def hectometres(problem: Problem, officers: Sequence[int] | None = None) -> Whole:
    """Road-equivalent distance of each officer's base to each unit, in hm (int32 O×U); rows only for `officers` if given.

    hm = floor(10 · detour · great-circle km + 0.5), the great circle by haversine.
    """
    people = problem.candidates
    rows = people if officers is None else [people[index] for index in officers]
    # Many live in the same place and stages of a unit share theirs: each pair of places is measured once.
    bases, base_of = _places([(one.base_lat, one.base_lon) for one in rows])
    sites, site_of = _places([(unit.lat, unit.lon) for unit in problem.units])
    (lat1, lon1), (lat2, lon2) = np.radians(bases).T, np.radians(sites).T
    half = np.sin((lat2[None, :] - lat1[:, None]) / 2) ** 2
    half += (np.cos(lat1)[:, None] * np.cos(lat2)[None, :]) * (
        np.sin((lon2[None, :] - lon1[:, None]) / 2) ** 2
    )
    km = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return _whole(np.floor(10 * problem.weights.detour * km + 0.5))[np.ix_(base_of, site_of)]


def pair_costs(problem: Problem) -> Whole:
    """int32 O×U: points for the distance and for missing every skill the unit would like."""
    weights = problem.weights
    hm = hectometres(problem).astype(np.int64)
    cost = weights.w_dist * hm + weights.w_far * np.maximum(0, hm - weights.far_hm)
    if weights.want_miss:
        for wants in sorted({unit.wants for unit in problem.units if unit.wants}):
            units = [index for index, unit in enumerate(problem.units) if unit.wants == wants]
            missing = [not any(one.holds(skill) for skill in wants) for one in problem.candidates]
            cost[np.ix_(missing, units)] += weights.want_miss
    return _whole(cost)


def match_costs(problem: Problem) -> Whole:
    """int32 O×P: points for rank and years off what the post wants."""
    cost = np.zeros((len(problem.candidates), len(POSTS)), dtype=np.int64)
    for row, one in enumerate(problem.candidates):
        cost[row] = [_match(problem, one, post) for post in range(len(POSTS))]
    return _whole(cost)


def wait_costs(problem: Problem) -> Whole:
    """int32 U×W: points of a unit opening in each wave: per post and per wave after the first, by complexity."""
    per_post = problem.weights.wait_per_post
    waves = np.arange(problem.last_wave, dtype=np.int64)
    each = [per_post[unit.complexity - 1] * unit.size for unit in problem.units]
    return _whole(np.array(each, dtype=np.int64)[:, None] * waves[None, :])


def disruption(problem: Problem, donor: int) -> list[tuple[int, int]]:
    """Steps of D_g: (after how many taken, points per officer more), rising; they add up."""
    payroll = problem.donors[donor].payroll
    weights = problem.weights
    steps = zip(weights.thr_permille, weights.slope, strict=True)
    return sorted((payroll * permille // 1000, slope) for permille, slope in steps if slope)


def _match(problem: Problem, one: Candidate, post: int) -> int:
    weights, name = problem.weights, POSTS[post]
    under = max(0, weights.want_rank.get(name, 0) - one.rank)
    over = max(0, one.rank - weights.max_rank.get(name, one.rank))
    years = max(0, weights.want_years.get(name, 0) - one.years)
    return weights.rank_under * under + weights.rank_over * over + weights.years_under * years


def _places(
    points: Sequence[tuple[float, float]],
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Different points in degrees (n×2), and which of them each is."""
    table = np.array(points, dtype=np.float64).reshape(-1, 2)
    places, index = np.unique(table, axis=0, return_inverse=True)
    return places, index.reshape(-1)


def _whole(values: NDArray[np.float64] | NDArray[np.int64]) -> Whole:
    if values.size and float(np.abs(values).max()) > MOST_POINTS:
        raise Invalid(
            N_(
                "Trọng số quá lớn: một bố trí tốn quá {most} điểm; hãy giảm trọng số trong rules.toml."
            ),
            most=MOST_POINTS,
        )
    return values.astype(np.int32)
