"""Who goes where and when at once, every hard number elastic: whole numbers over given triples and given waves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.layout import Layout, Triples, plan_of
from binhyen.solver.deployment.milp import INF, Outcome, Programme
from binhyen.solver.deployment.problem import POSTS
from binhyen.solver.deployment.relaxing.giving import Slacks
from binhyen.solver.deployment.relaxing.opening import late
from binhyen.solver.deployment.relaxing.prices import RelaxPrices
from binhyen.solver.deployment.relaxing.staffing import FIRST, Staffed

Reals = NDArray[np.float64]
Indices = NDArray[np.int64]


def jointly(
    layout: Layout,
    prices: RelaxPrices,
    triples: Triples,
    waves: Sequence[Sequence[int]],
    *,
    seconds: float = 10.0,
    cheap: bool = True,
) -> tuple[Staffed | None, float]:
    """The least giving way with these triples, each unit opening in one of its `waves`; and the least there can be with them.

    Args:
        cheap: among equals take the least points too; otherwise only giving way counts (then the bound is exact).
        seconds: wall time; without an answer by then, None.
    """
    programme = _Joint(layout, prices, triples, waves, FIRST if cheap else 0)
    outcome = programme.programme.solve(seconds=seconds, slack=programme.tolerance)
    return (programme.read(outcome) if outcome.found else None), outcome.bound / programme.scale


class _Joint:
    def __init__(
        self,
        layout: Layout,
        prices: RelaxPrices,
        triples: Triples,
        waves: Sequence[Sequence[int]],
        first: int,
    ) -> None:
        self.layout, self.model, self.prices, self.triples = layout, layout.model, prices, triples
        self.scale = first or 1
        self.points = 1.0 if first else 0.0
        self.tolerance = 0.5 * self.scale * prices.step
        self.programme = Programme()
        self.slacks = Slacks(self.programme, prices, self.scale)
        self.cells = np.array(
            [(unit, wave) for unit, options in enumerate(waves) for wave in options], dtype=np.int64
        ).reshape(-1, 2)
        self._add_rows()
        self._add_openings()
        self._add_triples()
        self._add_slacks()

    def read(self, outcome: Outcome) -> Staffed:
        """The answer in the problem's own words."""
        open_cells = np.flatnonzero(outcome.values[self.opening :][: len(self.cells)] > 0.5)
        wave = np.ones(len(self.model.problem.units), dtype=np.int64)
        wave[self.cells[open_cells, 0]] = self.cells[open_cells, 1]
        taken = np.flatnonzero(outcome.values[self.sending :][: self.triple.size] > 0.5)
        lines = self.triples.only(self.triple[taken])
        filled = np.bincount(wave[lines.unit] - 1, minlength=self.model.problem.last_wave)
        relaxation = self.slacks.given(outcome, self.model, wave, filled)
        plan = plan_of(self.model.problem, lines, wave[lines.unit])
        return Staffed(relaxation, self.prices.total(relaxation), plan, wave)

    def _add_rows(self) -> None:
        model, programme = self.model, self.programme
        units, last = len(model.problem.units), model.problem.last_wave
        self.one_row = programme.rows(np.ones(units), np.ones(units))
        self.demand_row = programme.rows(
            np.zeros(len(self.cells) * 3), np.zeros(len(self.cells) * 3)
        )
        floors = np.array([floor.amount for floor in model.floors], dtype=np.float64)
        self.floor_row = programme.rows(floors, np.full(floors.size, INF))
        caps = np.array([one.amount for one in model.ceilings], dtype=np.float64)
        self.cap_row = programme.rows(np.full(caps.size, -INF), caps)
        self.wave_row = programme.rows(np.full(last, -INF), model.capacity.astype(np.float64))
        officers = len(model.problem.candidates)
        self.officer_row = programme.rows(np.full(officers, -INF), np.ones(officers))

    def _add_openings(self) -> None:
        """y: a unit opens in a wave; then its posts are asked there, and take their places in the wave."""
        unit, wave = self.cells[:, 0], self.cells[:, 1]
        demand = self.model.demand[unit].astype(np.float64)
        delay = np.array(
            [late(self.model, *cell) for cell in self.cells.tolist()], dtype=np.float64
        )
        cost = self.points * self.model.wait[unit, wave - 1]
        cost += self.scale * self.prices.deadline * delay
        at = np.arange(len(self.cells))
        columns = np.concatenate([at, np.repeat(at, 3), at])
        rows = np.concatenate(
            [
                self.one_row + unit,
                self.demand_row + np.arange(at.size * 3),
                self.wave_row + wave - 1,
            ]
        )
        values = np.concatenate([np.ones(at.size), -demand.ravel(), demand.sum(axis=1)])
        self.opening = self.programme.columns(cost, 1.0, (columns, rows, values), whole=True)

    def _add_triples(self) -> None:
        """x: one column for each triple and each wave its unit may open in and its officer can leave in."""
        first = np.searchsorted(self.cells[:, 0], self.triples.unit)
        count = np.searchsorted(self.cells[:, 0], self.triples.unit, side="right") - first
        triple = np.repeat(np.arange(len(self.triples)), count)
        cell = np.arange(triple.size) - np.repeat(np.cumsum(count) - count, count) + first[triple]
        in_time = self.model.available[self.triples.officer[triple]] <= self.cells[cell, 1]
        self.triple, self.cell = triple[in_time], cell[in_time]
        mine = self.triples.only(self.triple)
        cost = self.points * (
            self.model.pair[mine.officer, mine.unit] + self.model.match[mine.officer, mine.post]
        ).astype(np.float64)
        at = np.arange(len(mine))
        floor_at, floor_row = self.layout.floor_entries(mine.officer, mine.unit)
        cap_at, cap_row = self.layout.cap_entries(mine.officer)
        by_wave = self.layout.wave_cap[
            self.layout.owner[mine.officer], self.cells[self.cell, 1] - 1
        ]
        capped = np.flatnonzero(by_wave >= 0)
        columns = np.concatenate([at, floor_at, cap_at, capped, at])
        rows = np.concatenate(
            [
                self.demand_row + self.cell * 3 + mine.post,
                self.floor_row + floor_row,
                self.cap_row + cap_row,
                self.cap_row + by_wave[capped],
                self.officer_row + mine.officer,
            ]
        )
        entries = (columns, rows, np.ones(columns.size))
        self.sending = self.programme.columns(cost, 1.0, entries, whole=True)

    def _add_slacks(self) -> None:
        units, donors = self.model.problem.units, self.model.problem.donors
        for index, post in np.argwhere(self.model.demand[self.cells[:, 0]]).tolist():
            unit, wave = self.cells[index].tolist()
            rows = [(self.demand_row + index * 3 + post, 1.0), (self.wave_row + wave - 1, -1.0)]
            most = int(self.model.demand[unit, post])
            self.slacks.add("posts", units[unit].key, POSTS[post], most, rows)
        for row, floor in enumerate(self.model.floors):
            key = units[floor.unit].key
            self.slacks.add(
                floor.kind, key, floor.skill, floor.amount, [(self.floor_row + row, 1.0)]
            )
        for row, one in enumerate(self.model.ceilings):
            key2 = one.skill if one.wave is None else str(one.wave)
            self.slacks.add(one.kind, donors[one.donor].id, key2, INF, [(self.cap_row + row, -1.0)])
        for wave in range(self.model.problem.last_wave):
            self.slacks.add("capacity", str(wave + 1), "", INF, [(self.wave_row + wave, -1.0)])
        self.slacks.close()
        first = self.programme.column_count - len(self.slacks)
        self.programme.make_whole(np.arange(first, self.programme.column_count))
