"""When units open, officers apart: the least that deadlines and capacities must give way, exactly, by classes of equal units."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.milp import INF, Programme
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.relaxing.prices import RelaxPrices

WAIT_GAP = 0.01
PLACE = 1_000_000.0
"""Points for each wave whose capacity gives way at all, where several ways give way equally."""


@dataclass(frozen=True, slots=True)
class Openings:
    """A wave for each unit.

    Attributes:
        wave: int U, from 1. bound: no waves cost less in the prices of deadline and capacity (proven).
    """

    wave: NDArray[np.int64]
    bound: int


@dataclass(frozen=True, slots=True)
class _Class:
    """Units alike: size, first wave, last wave in time, waiting; `units` in the order they are to open."""

    size: int
    first: int
    last: int
    units: tuple[int, ...]


def openings(model: Model, prices: RelaxPrices) -> Openings:
    """Least giving way first, then the least waiting (to 1 %)."""
    return _Openings(model, prices).run()


def late(model: Model, unit: int, wave: int) -> int:
    """How many waves after its deadline this unit would open."""
    return max(0, wave - _last(model, unit))


def possible_waves(model: Model, unit: int) -> range:
    """Waves this unit may open in if its deadline gives way; its earliest wave never does."""
    open_at = np.flatnonzero(model.window[unit])
    first = int(open_at[0]) + 1 if open_at.size else model.problem.units[unit].earliest_wave
    return range(first, model.problem.last_wave + 1)


class _Openings:
    def __init__(self, model: Model, prices: RelaxPrices) -> None:
        self.model, self.prices = model, prices
        self.classes = _classes(model)
        self.programme = Programme()
        self.last_wave = model.problem.last_wave
        self.cells: list[tuple[int, int]] = []

    def run(self) -> Openings:
        self._build()
        first = self.programme.solve()
        penalty = round(first.objective)
        self.programme.limit_row(self.penalty_row, -INF, penalty + 0.5)
        waits = [self._wait(group, wave) for group, wave in self.cells]
        self.programme.cost(np.arange(len(self.cells)), waits)
        self.programme.cost(self.spare + np.arange(self.last_wave), np.zeros(self.last_wave))
        self._prefer_one_wave()
        second = self.programme.solve(gap=WAIT_GAP, seconds=5.0)
        chosen = second if second.found else first
        return Openings(self._waves(np.rint(chosen.values[: len(self.cells)])), penalty)

    def _build(self) -> None:
        programme = self.programme
        self.cells = [
            (group, wave)
            for group, one in enumerate(self.classes)
            for wave in range(one.first, self.last_wave + 1)
        ]
        sizes = [len(one.units) for one in self.classes]
        class_row = programme.rows(sizes, sizes)
        wave_row = programme.rows(np.full(self.last_wave, -INF), self.model.capacity.astype(float))
        self.penalty_row = programme.rows([-INF], [INF])
        group, wave = (np.array(part) for part in zip(*self.cells, strict=True))
        posts = np.array([self.classes[index].size for index in group])
        price = np.array([self._late_price(index, at) for index, at in self.cells], dtype=float)
        at = np.arange(group.size)
        programme.columns(
            price,
            np.array(sizes)[group],
            (
                np.concatenate([at, at, at]),
                np.concatenate(
                    [class_row + group, wave_row + wave - 1, np.full(at.size, self.penalty_row)]
                ),
                np.concatenate([np.ones(at.size), posts, price]),
            ),
            whole=True,
        )
        each = np.arange(self.last_wave)
        capacity = float(self.prices.capacity)
        self.spare = programme.columns(
            np.full(self.last_wave, capacity),
            INF,
            (
                np.concatenate([each, each]),
                np.concatenate([wave_row + each, np.full(each.size, self.penalty_row)]),
                np.concatenate([np.full(each.size, -1.0), np.full(each.size, capacity)]),
            ),
            whole=True,
        )

    def _prefer_one_wave(self) -> None:
        """Rather much more room in one wave than a little in each: that is one thing to arrange."""
        most = float(self.model.demand.sum())
        at = np.arange(self.last_wave)
        row = self.programme.rows(np.full(at.size, -INF), np.zeros(at.size))
        flag = (at, row + at, np.full(at.size, -most))
        self.programme.columns(np.full(at.size, PLACE), 1.0, flag, whole=True)
        self.programme.enter(row + at, self.spare + at, np.ones(at.size))

    def _late_price(self, group: int, wave: int) -> int:
        return self.prices.deadline * max(0, wave - self.classes[group].last)

    def _wait(self, group: int, wave: int) -> int:
        return int(self.model.wait[self.classes[group].units[0], wave - 1])

    def _waves(self, counts: NDArray[np.float64]) -> NDArray[np.int64]:
        wave = np.ones(len(self.model.problem.units), dtype=np.int64)
        taken = [0] * len(self.classes)
        for (group, at), count in zip(self.cells, counts, strict=True):
            start, taken[group] = taken[group], taken[group] + int(count)
            wave[list(self.classes[group].units[start : taken[group]])] = at
        return wave


def _classes(model: Model) -> list[_Class]:
    groups: defaultdict[tuple[int, int, int, tuple[int, ...]], list[int]] = defaultdict(list)
    for unit in range(len(model.problem.units)):
        size = int(model.demand[unit].sum())
        waits = tuple(int(cost) for cost in model.wait[unit])
        groups[size, possible_waves(model, unit).start, _last(model, unit), waits].append(unit)
    return [
        _Class(size, first, last, _spread(model, units))
        for (size, first, last, _), units in groups.items()
    ]


def _spread(model: Model, units: list[int]) -> tuple[int, ...]:
    """One of each district, then the second of each: no wave should empty one district's donors."""
    nth: defaultdict[str, int] = defaultdict(int)
    keyed = []
    for unit in units:
        district = model.problem.units[unit].district
        keyed.append((nth[district], unit))
        nth[district] += 1
    return tuple(unit for _, unit in sorted(keyed))


def _last(model: Model, unit: int) -> int:
    open_at = np.flatnonzero(model.window[unit])
    return int(open_at[-1]) + 1 if open_at.size else possible_waves(model, unit).start
