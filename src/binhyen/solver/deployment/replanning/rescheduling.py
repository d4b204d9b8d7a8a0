"""Units that must open in another wave because a wave no longer holds them: as few of those standing as possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.layout import Layout
from binhyen.solver.deployment.milp import INF, Programme
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.replanning.standing import Standing

Indices = NDArray[np.int64]
MOVE = 100_000.0
"""Points for each officer whose unit changes its wave; waiting decides among equals."""


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """Units with a new wave.

    Attributes:
        ways: choices worth trying, unit → wave: one that suits the donors of those who stand, one that touches fewest.
        least: no choice touches fewer standing officers, those in posts cut away counted in.
    """

    ways: tuple[dict[int, int], ...]
    least: int


def rescheduled(
    layout: Layout, standing: Standing, options: Sequence[Sequence[int]]
) -> Rescheduled | None:
    """Which units to open in another of their `options`; None if no choice fits the waves.

    Donors' caps per wave and officers' first waves are kept for the lines that stand; the least counts without them.
    """
    if not _overfull(layout, standing, options):
        return Rescheduled(({},), 0)
    bare = _Rescheduling(layout, standing, options, bare=True)
    kept = _Rescheduling(layout, standing, options, bare=False)
    least, waves = bare.solve(), kept.solve()
    if least is None:
        return None
    ways = [least[1]] if waves is None else [waves[1], least[1]]
    distinct = [way for at, way in enumerate(ways) if way not in ways[:at]]
    return Rescheduled(tuple(distinct), least[0])


def shut_out(model: Model, standing: Standing) -> Indices:
    """int U: how many stand in a unit in a wave it may no longer open in."""
    lines, old = standing.lines, standing.old_wave
    last = model.problem.last_wave
    possible = (old <= last) & model.window[lines.unit, np.minimum(old, last) - 1]
    return np.bincount(lines.unit[~possible], minlength=len(model.demand))


def _overfull(layout: Layout, standing: Standing, options: Sequence[Sequence[int]]) -> bool:
    size = layout.model.demand.sum(axis=1)
    used = np.bincount(standing.unit_wave, weights=size, minlength=len(layout.model.capacity) + 1)
    new = [unit for unit, wave in enumerate(standing.unit_wave) if not wave and size[unit]]
    if (used[1:] > layout.model.capacity).any():
        return True
    room = layout.model.capacity - used[1:]
    return any(
        max((room[at - 1] for at in options[unit]), default=-1) < size[unit] for unit in new
    ) or (bool(new) and sum(size[unit] for unit in new) > room.sum())


class _Rescheduling:
    def __init__(
        self, layout: Layout, standing: Standing, options: Sequence[Sequence[int]], *, bare: bool
    ) -> None:
        self.standing, self.model, self.layout = standing, layout.model, layout
        self.programme = Programme()
        self.cells = np.array(
            [(unit, wave) for unit, waves in enumerate(options) for wave in waves], dtype=np.int64
        ).reshape(-1, 2)
        if not bare:
            self.cells = self.cells[self._in_time()]
        self._add(bare=bare)

    def solve(self) -> tuple[int, dict[int, int]] | None:
        found = self.programme.solve(seconds=10.0, gap=1e-4)
        if not found.found:
            return None
        unit, wave = self.cells[found.values[: len(self.cells)] > 0.5].T
        old = self.standing.unit_wave[unit]
        new = {int(u): int(w) for u, w, o in zip(unit, wave, old, strict=True) if o and o != w}
        return int(self.anyway.sum()) + sum(int(self.touched[unit]) for unit in new), new

    def _in_time(self) -> NDArray[np.bool_]:
        """A unit cannot open before the last of those who stand in it can leave."""
        first = np.ones(len(self.model.demand), dtype=np.int64)
        lines = self.standing.lines
        np.maximum.at(first, lines.unit, self.model.available[lines.officer])
        in_time: NDArray[np.bool_] = self.cells[:, 1] >= first[self.cells[:, 0]]
        return in_time

    def _add(self, *, bare: bool) -> None:
        unit, wave = self.cells.T
        size = self.model.demand.sum(axis=1)
        held = np.zeros(self.model.demand.shape, dtype=np.int64)
        np.add.at(held, (self.standing.lines.unit, self.standing.lines.post), 1)
        # Those in posts cut away and in waves their unit may no longer open in change anyway.
        self.surplus = np.maximum(held - self.model.demand, 0).sum(axis=1)
        shut = shut_out(self.model, self.standing)
        self.anyway = self.surplus + np.maximum(shut - self.surplus, 0)
        self.touched = np.maximum(held.sum(axis=1) - self.surplus - shut, 0)
        old = self.standing.unit_wave[unit]
        cost = self.model.wait[unit, wave - 1] + MOVE * self.touched[unit] * (
            (old > 0) & (old != wave)
        )
        one = self.programme.rows(np.ones(size.size), np.ones(size.size))
        capacity = self.model.capacity.astype(np.float64)
        room = self.programme.rows(np.full(capacity.size, -INF), capacity)
        at = np.arange(unit.size)
        columns, rows = [at, at], [one + unit, room + wave - 1]
        values = [np.ones(at.size), size[unit].astype(np.float64)]
        if not bare:
            for part, into in zip(self._donor_entries(), (columns, rows, values), strict=True):
                into.append(part)
        entries = (np.concatenate(columns), np.concatenate(rows), np.concatenate(values))
        self.programme.columns(cost, 1.0, entries, whole=True)

    def _donor_entries(self) -> tuple[Indices, Indices, NDArray[np.float64]]:
        """How many of each donor with a cap per wave leave in a wave if a unit opens in it."""
        lines, caps = self.standing.lines, self.layout.wave_cap
        taken = np.zeros((len(caps), len(self.model.demand)))
        np.add.at(taken, (self.layout.owner[lines.officer], lines.unit), 1.0)
        amounts = np.array([one.amount for one in self.model.ceilings], dtype=np.float64)
        row = self.programme.rows(np.full(amounts.size, -INF), amounts)
        donor, cell = np.nonzero(taken[:, self.cells[:, 0]])
        index = caps[donor, self.cells[cell, 1] - 1]
        known = index >= 0
        weights = taken[donor, self.cells[cell, 0]][known]
        return cell[known], row + index[known], weights
