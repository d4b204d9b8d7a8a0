"""The officers' part of the certificate: the best each officer could get out of the prices, over every triple.

Its costs are computed here anew, apart from those of the model, so that a fault there cannot hide itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import pi
from typing import Final

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.distance import EARTH_KM
from binhyen.solver.deployment.plan import Prices
from binhyen.solver.deployment.problem import PARTY, POSTS, Candidate, Problem

BLOCK: Final = 2_000_000
"""Pairs looked at together: about 16 MB per array."""

Floats = NDArray[np.float64]


def officers_part(problem: Problem, prices: Prices) -> float:
    """Σ_o min(0, least reduced cost of o). Excluded officers, and those with nowhere to go, give 0."""
    if not problem.units:
        return 0.0
    table = _Table(problem, prices)
    by_donor: dict[str, list[Candidate]] = {donor.id: [] for donor in problem.donors}
    for one in problem.candidates:
        if not one.excluded:
            by_donor[one.donor].append(one)
    rows = max(1, BLOCK // len(problem.units))
    return sum(
        table.best(donor, staff[start : start + rows])
        for donor, staff in by_donor.items()
        for start in range(0, len(staff), rows)
    )


class _Table:
    """What depends on units and prices alone, made once."""

    def __init__(self, problem: Problem, prices: Prices) -> None:
        self.problem, self.prices = problem, prices
        self.columns: dict[str, list[int]] = {}
        for column, unit in enumerate(problem.units):
            self.columns.setdefault(unit.code, []).append(column)
        self.place = {unit.key: column for column, unit in enumerate(problem.units)}
        self.points = _on_sphere([(unit.lat, unit.lon) for unit in problem.units])
        self.demand = _demand(problem, prices)
        self.skills, self.credit = _credits(problem, prices)
        self.wants: dict[tuple[str, ...], list[int]] = {}
        for column, unit in enumerate(problem.units):
            if unit.wants:
                self.wants.setdefault(unit.wants, []).append(column)
        self.early: dict[str, list[tuple[int, float]]] = {}
        for (officer, key), price in prices.avail.items():
            self.early.setdefault(officer, []).append((self.place[key], price))

    def best(self, donor: str, staff: list[Candidate]) -> float:
        """Σ min(0, least reduced cost) over some officers of one donor."""
        reduced = self._before_posts(staff)
        leaving = self._leaving(donor, staff)
        home = self._home(staff)
        least = np.full(len(staff), np.inf)
        for first, rows in _by_first_wave(staff):
            offer = self._offer(donor, first)
            for post, name in enumerate(POSTS):
                gain = reduced[rows] - offer[None, :, post]
                if name in self.problem.weights.forbid_home:
                    gain[home[rows]] = np.inf
                cost = gain.min(axis=1) + self._match([staff[row] for row in rows], post)
                least[rows] = np.minimum(least[rows], cost)
        return float(np.minimum(0.0, least + leaving).sum())

    def _offer(self, donor: str, first: int) -> Floats:
        """U×P: most of π_upw − δ_gw over the waves from `first` on that the opening's window has; −inf for none."""
        offered = np.full((len(self.problem.units), len(POSTS)), -np.inf)
        for wave in range(max(1, first), self.problem.last_wave + 1):
            toll = self.prices.release_wave.get((donor, wave), 0.0)
            offered = np.maximum(offered, self.demand[wave - 1] - toll)
        return offered

    def _before_posts(self, staff: list[Candidate]) -> Floats:
        """O×U: distance and wants less the credit of quotas, plus λ; inf where the officer may not go."""
        weights = self.problem.weights
        hm = self._hm(staff)
        cost: Floats = weights.w_dist * hm + weights.w_far * np.maximum(0.0, hm - weights.far_hm)
        limits = np.array([np.inf if one.max_km is None else 10 * one.max_km for one in staff])
        cost[hm > limits[:, None]] = np.inf
        for wants, columns in self.wants.items():
            misses = [row for row, one in enumerate(staff) if not any(map(one.holds, wants))]
            cost[np.ix_(misses, columns)] += weights.want_miss
        if self.skills:
            holding = np.array([[float(one.holds(s)) for s in self.skills] for one in staff])
            cost -= holding @ self.credit
        for row, one in enumerate(staff):
            for column, price in self.early.get(one.id, ()):
                cost[row, column] += price
            for code in one.forbidden_units:
                cost[row, self.columns.get(code, [])] = np.inf
        return cost

    def _hm(self, staff: list[Candidate]) -> Floats:
        bases = _on_sphere([(one.base_lat, one.base_lon) for one in staff])
        chord = np.zeros((len(staff), len(self.problem.units)))
        for axis in range(3):
            chord += (bases[:, axis, None] - self.points[None, :, axis]) ** 2
        km = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(chord) / 2))
        hm: Floats = np.floor(10 * self.problem.weights.detour * km + 0.5)
        return hm

    def _home(self, staff: list[Candidate]) -> NDArray[np.bool_]:
        home = np.zeros((len(staff), len(self.problem.units)), dtype=bool)
        for row, one in enumerate(staff):
            home[row, self.columns.get(one.home_unit, [])] = True
        return home

    def _leaving(self, donor: str, staff: list[Candidate]) -> Floats:
        """What taking each officer costs at their donor: δ_g and κ of what they hold."""
        kept = [(skill, p) for (key, skill), p in self.prices.keep.items() if key == donor]
        release = self.prices.release.get(donor, 0.0)
        return np.array(
            [release + sum(p for skill, p in kept if one.holds(skill)) for one in staff],
            dtype=np.float64,
        )

    def _match(self, staff: list[Candidate], post: int) -> Floats:
        weights, name = self.problem.weights, POSTS[post]
        want, most = weights.want_rank.get(name, 0), weights.max_rank.get(name)
        years = weights.want_years.get(name, 0)
        points = np.empty(len(staff))
        for row, one in enumerate(staff):
            unfit = (post == 0 and not one.chief_ok) or (post == 1 and not one.deputy_ok)
            over = 0 if most is None else max(0, one.rank - most)
            points[row] = (
                np.inf
                if unfit
                else (
                    weights.rank_under * max(0, want - one.rank)
                    + weights.rank_over * over
                    + weights.years_under * max(0, years - one.years)
                )
            )
        return points


def _by_first_wave(staff: list[Candidate]) -> Iterator[tuple[int, list[int]]]:
    groups: dict[int, list[int]] = {}
    for row, one in enumerate(staff):
        groups.setdefault(one.available_from_wave, []).append(row)
    yield from groups.items()


def _demand(problem: Problem, prices: Prices) -> Floats:
    """W×U×P of π; −inf where the wave is outside the opening's window."""
    table = np.full((problem.last_wave, len(problem.units), len(POSTS)), -np.inf)
    for column, unit in enumerate(problem.units):
        for wave in problem.window(unit):
            table[wave - 1, column] = [
                prices.demand.get((unit.key, post, wave), 0.0) for post in POSTS
            ]
    return table


def _credits(problem: Problem, prices: Prices) -> tuple[list[str], Floats]:
    """Skills with a price somewhere (Party as one of them), and S×U of ρ and σ."""
    place: dict[str, int] = {unit.key: column for column, unit in enumerate(problem.units)}
    skills = sorted({skill for _, skill in prices.need} | ({PARTY} if prices.party else set()))
    credit = np.zeros((len(skills), len(problem.units)))
    for key, price in prices.party.items():
        credit[skills.index(PARTY), place[key]] += price
    for (key, skill), price in prices.need.items():
        credit[skills.index(skill), place[key]] += price
    return skills, credit


def _on_sphere(points: list[tuple[float, float]]) -> Floats:
    """N×3 on the unit sphere: chords between them give great circles without a sine per pair."""
    lat, lon = (np.array(points, dtype=np.float64).reshape(-1, 2) * (pi / 180)).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
