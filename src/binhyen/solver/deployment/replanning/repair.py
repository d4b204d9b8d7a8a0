"""The cheapest way to mend a plan when some lines may move and the others stay: a programme priced over all triples.

What stays is taken off demands, floors and caps; the programme holds only what is left. Every row may be missed at an
exorbitant price, so that "it cannot be mended like this" is a proof and not an accident of the columns at hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.costs import disruption
from binhyen.solver.deployment.layout import Layout, Triples, plan_of
from binhyen.solver.deployment.milp import INF, Outcome, Programme
from binhyen.solver.deployment.plan import Plan
from binhyen.solver.deployment.problem import POSTS
from binhyen.solver.deployment.replanning.standing import Standing

Indices = NDArray[np.int64]
Reals = NDArray[np.float64]
Mask = NDArray[np.bool_]

MISS: Final = 10_000_000.0
MOVE: Final = 100_000.0
"""Points for moving an officer who could stay: above anything a move can save."""
CALL: Final = 300.0
"""Points for calling somebody new while officers whose unit is gone wait for a post: 30 km."""
DUST: Final = 1e-6
FIRST: Final = 12
ROUND: Final = 8
MOST_ROUNDS: Final = 60
MOST_COLUMNS: Final = 40_000
TIGHT: Final = 10.0
"""Points above the bound within which the first search looks; WIDEN times as far, and so on, where that is too near."""
WIDEN: Final = 4.0


@dataclass(frozen=True, slots=True)
class Freedom:
    """What a repair may touch.

    Attributes:
        movable: bool per standing line. own_unit_only: they may change post only inside their unit.
        options: per unit the waves it may open in; one wave = fixed.
        units: bool U, whose posts are open to anybody who may move.
        move: points for each move. most_moves: at most so many; None = any number.
        points: False counts moves alone, for a bound on their number. barred: officers nobody may call.
    """

    movable: Mask
    options: Sequence[Sequence[int]]
    units: Mask
    own_unit_only: bool = False
    move: float = MOVE
    most_moves: int | None = None
    points: bool = True
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Repaired:
    """What came of it.

    Attributes:
        plan: None when it cannot be mended with this freedom (or time ran out: then `proven` is False).
        bound: least points (with moves at their price) of any repair with this freedom, over all triples.
        proven: whether `plan`, or that there is none, is proven.
        misses: where it cannot be mended: numbers of hard rows missed in the linear programme.
    """

    plan: Plan | None
    objective: float
    bound: float
    proven: bool
    misses: float


def repaired(
    layout: Layout, standing: Standing, freedom: Freedom, *, seconds: float = 10.0, seed: int = 0
) -> Repaired:
    """Mend with this freedom, exactly where the search ends in time."""
    return _Repair(layout, standing, freedom, seed).run(seconds)


def least_moves(layout: Layout, standing: Standing, freedom: Freedom, *, seed: int = 0) -> float:
    """No repair with this freedom moves fewer (`freedom.points` False): bound of the linear programme over all triples."""
    return _Repair(layout, standing, freedom, seed).price_out().bound


class _Repair:
    def __init__(self, layout: Layout, standing: Standing, freedom: Freedom, seed: int) -> None:
        self.layout, self.model = layout, layout.model
        self.standing, self.freedom = standing, freedom
        self.programme = Programme(seed=seed)
        self.fixed = standing.lines.only(~freedom.movable)
        self.fixed_wave = standing.wave[~freedom.movable]
        self.constant = self._cost_of(self.fixed) if freedom.points else 0.0
        self._choose_cells()
        self._choose_people()
        self._add_rows()
        self._add_misses()
        self._add_openings()
        self._add_stays()
        self.first = self.programme.column_count
        self.officer, self.cell, self.post = (np.zeros(0, dtype=np.int64) for _ in range(3))
        self.known = np.zeros((len(POSTS), len(self.people), len(self.unit)), dtype=bool)
        self._add(*self._first_columns())
        self.last: Outcome | None = None

    def run(self, seconds: float) -> Repaired:
        """Price out, then search whole numbers; columns that could still pay come in before the last word."""
        linear = self.price_out()
        if linear.misses > DUST:
            return linear
        self.programme.make_whole(np.arange(self.programme.column_count))
        limit = TIGHT
        while True:
            complete = self._add_below(limit)
            self._shut_above(limit if complete else INF)
            found = self.programme.solve(seconds=seconds, slack=0.5)
            gap = found.objective + self.constant - linear.bound
            if gap <= max(1.0, limit) or limit >= MISS or not complete:
                return self._answer(found, linear.bound, complete=complete)
            limit = max(WIDEN * limit, min(gap + 1, MISS))

    def price_out(self) -> Repaired:
        """The linear programme over all triples; `plan` is always None here."""
        bound = -INF
        for _ in range(MOST_ROUNDS):
            outcome = self.last = self.programme.solve()
            worst, parts = np.zeros(self.people.size), []
            for post in range(3):
                reduced = self._reduced(outcome, post)
                np.minimum(worst, reduced.min(axis=1, initial=0.0), out=worst)
                parts.append(self._best_of(reduced, post, ROUND, -DUST))
            bound = max(bound, outcome.objective + float(worst.sum()))
            fresh = np.concatenate(parts, axis=1)
            if not fresh.size or outcome.objective - bound < 0.01:
                break
            self._add(*fresh)
        missed = self._missed(outcome)
        return Repaired(None, INF, bound + self.constant, proven=True, misses=missed)

    # What the programme is about

    def _choose_cells(self) -> None:
        """Units with something to decide, once for each wave they may open in."""
        demand = self.model.demand.astype(np.int64).copy()
        np.subtract.at(demand, (self.fixed.unit, self.fixed.post), 1)
        self.demand = demand
        self.short = np.array([floor.amount for floor in self.model.floors], dtype=np.float64)
        _, rows = self.layout.floor_entries(self.fixed.officer, self.fixed.unit)
        np.subtract.at(self.short, rows, 1.0)
        active = self.freedom.units | (demand != 0).any(axis=1)
        active[self.standing.lines.unit[self.freedom.movable]] = True
        active[
            [
                floor.unit
                for floor, left in zip(self.model.floors, self.short, strict=True)
                if left > 0
            ]
        ] = True
        self.choosing = np.array([len(options) > 1 for options in self.freedom.options], dtype=bool)
        active |= self.choosing
        cells = [
            (unit, wave)
            for unit in np.flatnonzero(active).tolist()
            for wave in self.freedom.options[unit]
        ]
        table = np.array(cells, dtype=np.int64).reshape(-1, 2)
        self.active, self.unit, self.wave = active, table[:, 0], table[:, 1]
        self.choice = self.choosing[self.unit]

    def _choose_people(self) -> None:
        """Officers without a fixed line: idle ones and those who may move."""
        free = np.ones(len(self.layout.owner), dtype=bool)
        free[self.fixed.officer] = False
        free[sorted(self.freedom.barred)] = False
        free &= self.model.near.any(axis=1)
        self.people = np.flatnonzero(free)
        self.place = np.full(free.size, -1, dtype=np.int64)
        self.place[self.people] = np.arange(self.people.size)
        self.call = np.zeros(self.people.size)
        if self.standing.displaced and self.freedom.points:
            self.call += CALL
            self.call[self.place[self.standing.lines.officer[self.freedom.movable]]] = 0.0
            waiting = self.place[sorted(self.standing.displaced)]
            self.call[waiting[waiting >= 0]] = 0.0
        late = self.model.available[self.people][:, None] > self.wave[None, :]
        self.barred = np.stack(
            [~self.model.allowed(post)[np.ix_(self.people, self.unit)] | late for post in range(3)]
        )
        if self.freedom.own_unit_only:
            lines = self.standing.lines.only(self.freedom.movable)
            elsewhere = lines.unit[:, None] != self.unit[None, :]
            self.barred[:, self.place[lines.officer]] |= elsewhere[None]

    # Rows

    def _add_rows(self) -> None:
        programme = self.programme
        self.open_row = programme.rows(
            np.where(self.choosing, 1.0, -INF), np.where(self.choosing, 1.0, INF)
        )
        asked = np.where(self.choice[:, None], 0, self.demand[self.unit]).astype(np.float64)
        self.demand_row = programme.rows(asked.ravel(), asked.ravel())
        self.floor_row = self._add_floor_rows()
        self.cap_row = self._add_cap_rows()
        self.wave_row = self._add_wave_rows()
        self.drain_row = self._add_drain_rows()
        people = self.people.size
        self.person_row = programme.rows(np.full(people, -INF), np.ones(people))
        self.moves_row = programme.rows([self._stays_asked()], [INF])

    def _stays_asked(self) -> float:
        """How many movable lines must stay as they were, after those whose unit opens in another wave."""
        standing, most = self.standing, self.freedom.most_moves
        if most is None:
            return -INF
        late = (standing.wave != standing.old_wave) & ~self.freedom.movable
        return float(int(self.freedom.movable.sum()) - max(0, most - int(late.sum())))

    def _add_floor_rows(self) -> int:
        asked = self.short.copy()
        asked[[not self.active[floor.unit] for floor in self.model.floors]] = -INF
        return self.programme.rows(asked, np.full(asked.size, INF))

    def _add_cap_rows(self) -> int:
        left = np.array([one.amount for one in self.model.ceilings], dtype=np.float64)
        _, rows = self.layout.cap_entries(self.fixed.officer)
        np.subtract.at(left, rows, 1.0)
        donors = self.layout.owner[self.fixed.officer]
        by_wave = self.layout.wave_cap[donors, self.fixed_wave - 1]
        np.subtract.at(left, by_wave[by_wave >= 0], 1.0)
        return self.programme.rows(np.full(left.size, -INF), left)

    def _add_wave_rows(self) -> int:
        left = self.model.capacity.astype(np.float64)
        size = self.model.demand.sum(axis=1)
        for unit, options in enumerate(self.freedom.options):
            if len(options) == 1:
                left[options[0] - 1] -= size[unit]
        return self.programme.rows(np.full(left.size, -INF), left)

    def _add_drain_rows(self) -> int:
        """What donors mind beyond each threshold of their payroll."""
        taken = np.bincount(
            self.layout.owner[self.fixed.officer], minlength=len(self.layout.wave_cap)
        )
        steps = [
            (donor, after - int(taken[donor]), slope)
            for donor in range(taken.size)
            for after, slope in disruption(self.model.problem, donor)
        ]
        if not self.freedom.points:
            steps = []
        self.drain_donor = np.array([donor for donor, _, _ in steps], dtype=np.int64)
        left = np.array([after for _, after, _ in steps], dtype=np.float64)
        row = self.programme.rows(np.full(left.size, -INF), np.maximum(left, 0.0))
        self.constant += sum(slope * max(0, -after) for _, after, slope in steps)
        at = np.arange(left.size)
        slopes = np.array([slope for _, _, slope in steps], dtype=np.float64)
        self.programme.columns(slopes, INF, (at, row + at, np.full(at.size, -1.0)))
        return row

    # Columns

    def _add_misses(self) -> None:
        short = np.arange(self.demand_row, self.demand_row + self.unit.size * 3)
        floors = np.arange(self.floor_row, self.cap_row)
        over = np.arange(self.cap_row, self.drain_row)
        rows = np.concatenate([short, floors, over])
        signs = np.concatenate([np.ones(short.size + floors.size), np.full(over.size, -1.0)])
        at = np.arange(rows.size)
        self.miss = self.programme.columns(np.full(at.size, MISS), INF, (at, rows, signs))
        self.miss_count = at.size

    def _add_openings(self) -> None:
        """y for units that may still choose their wave; the others are open already."""
        cells = np.flatnonzero(self.choice)
        unit, wave = self.unit[cells], self.wave[cells]
        demand = self.demand[unit].astype(np.float64)
        wait = self.model.wait[unit, wave - 1] if self.freedom.points else np.zeros(cells.size)
        at = np.arange(cells.size)
        entries = (
            np.concatenate([at, np.repeat(at, 3), at]),
            np.concatenate(
                [
                    self.open_row + unit,
                    (self.demand_row + cells[:, None] * 3 + np.arange(3)).ravel(),
                    self.wave_row + wave - 1,
                ]
            ),
            np.concatenate(
                [np.ones(at.size), -demand.ravel(), self.model.demand[unit].sum(axis=1)]
            ),
        )
        self.opening = self.programme.columns(wait.astype(np.float64), 1.0, entries)
        self.opened = cells

    def _add_stays(self) -> None:
        """A movable line stays as it is, or follows its unit to another wave (which is a move too)."""
        lines = np.flatnonzero(self.freedom.movable)
        mine = self.standing.lines.only(lines)
        line, cell = np.nonzero(mine.unit[:, None] == self.unit[None, :])
        in_time = self.model.available[mine.officer[line]] <= self.wave[cell]
        line, cell = line[in_time], cell[in_time]
        same = self.wave[cell] == self.standing.old_wave[lines][line]
        cost = -self.freedom.move * same
        self.constant += self.freedom.move * lines.size
        self.stay_line, self.stay_cell = lines[line], cell
        entries = self._entries(mine.officer[line], cell, mine.post[line])
        counted = np.flatnonzero(same)
        columns, rows, values = entries
        moves = np.full(counted.size, self.moves_row)
        self.stay = self.programme.columns(
            cost + self._cost(mine.officer[line], self.unit[cell], mine.post[line]),
            INF,
            (
                np.concatenate([columns, counted]),
                np.concatenate([rows, moves]),
                np.concatenate([values, np.ones(counted.size)]),
            ),
        )

    def _add(self, officer: Indices, cell: Indices, post: Indices, *, whole: bool = False) -> None:
        self.known[post, self.place[officer], cell] = True
        cost = self._cost(officer, self.unit[cell], post) + self.call[self.place[officer]]
        # No upper bound: the officer's row keeps it at 1, and a bound's dual would blur the proof.
        self.programme.columns(cost, INF, self._entries(officer, cell, post), whole=whole)
        self.officer = np.concatenate([self.officer, officer])
        self.cell = np.concatenate([self.cell, cell])
        self.post = np.concatenate([self.post, post])

    def _entries(
        self, officer: Indices, cell: Indices, post: Indices
    ) -> tuple[Indices, Indices, Reals]:
        at = np.arange(officer.size)
        floor_at, floor_row = self.layout.floor_entries(officer, self.unit[cell])
        cap_at, cap_row = self.layout.cap_entries(officer)
        donor = self.layout.owner[officer]
        by_wave = self.layout.wave_cap[donor, self.wave[cell] - 1]
        capped = np.flatnonzero(by_wave >= 0)
        drain_at, drain = np.nonzero(donor[:, None] == self.drain_donor[None, :])
        columns = np.concatenate([at, floor_at, cap_at, capped, drain_at, at])
        rows = np.concatenate(
            [
                self.demand_row + cell * 3 + post,
                self.floor_row + floor_row,
                self.cap_row + cap_row,
                self.cap_row + by_wave[capped],
                self.drain_row + drain,
                self.person_row + self.place[officer],
            ]
        )
        return columns, rows, np.ones(columns.size)

    def _cost(self, officer: Indices, unit: Indices, post: Indices) -> Reals:
        if not self.freedom.points:
            return np.zeros(officer.size)
        cost = self.model.pair[officer, unit] + self.model.match[officer, post]
        return cost.astype(np.float64)

    def _cost_of(self, lines: Triples) -> float:
        cost = self.model.pair[lines.officer, lines.unit].sum(dtype=np.int64)
        return float(cost + self.model.match[lines.officer, lines.post].sum(dtype=np.int64))

    # Pricing

    def _first_columns(self) -> Indices:
        """The cheapest for each vacant post, and among those who count for what the unit needs.

        Posts held by somebody who may move begin with that officer alone: pricing asks for others where it pays.
        """
        parts, vacant = [], self._vacant()
        for post in range(3):
            cost = self._costs(post)
            cost[:, ~vacant[:, post]] = INF
            parts.append(self._best_of(cost, post, FIRST, INF))
            for group in self.layout.has:
                narrowed = np.where(group[self.people, None], cost, INF)
                parts.append(self._best_of(narrowed, post, FIRST, INF))
        return np.unique(np.concatenate(parts, axis=1), axis=1)

    def _vacant(self) -> Mask:
        """bool cells×P: posts nobody standing holds; every post of a unit that falls short of a quota."""
        held = np.zeros_like(self.demand)
        movable = self.standing.lines.only(self.freedom.movable)
        np.add.at(held, (movable.unit, movable.post), 1)
        short = self.short.copy()
        _, rows = self.layout.floor_entries(movable.officer, movable.unit)
        np.subtract.at(short, rows, 1.0)
        lacking = np.zeros(len(self.demand), dtype=bool)
        lacking[
            [one.unit for one, left in zip(self.model.floors, short, strict=True) if left > 0]
        ] = True
        vacant: Mask = (self.demand > held) | lacking[:, None]
        return vacant[self.unit]

    def _costs(self, post: int) -> Reals:
        """float people×cells: cost of each column there could be, +inf where barred."""
        cost = np.zeros((self.people.size, self.unit.size))
        if self.freedom.points:
            cost += self.model.pair[np.ix_(self.people, self.unit)]
            cost += (self.model.match[self.people, post] + self.call)[:, None]
        cost[self.barred[post]] = INF
        return cost

    def _reduced(self, outcome: Outcome, post: int) -> Reals:
        """float people×cells: reduced costs."""
        duals, layout, people = outcome.duals, self.layout, self.people
        caps = duals[self.cap_row : self.wave_row]
        drain = np.zeros(len(layout.wave_cap))
        np.add.at(drain, self.drain_donor, duals[self.drain_row : self.person_row])
        each = layout.cap_value(caps) + drain[layout.owner]
        each = each[people] + duals[self.person_row : self.moves_row]
        gain = layout.floor_value(duals[self.floor_row : self.cap_row], self.unit)[people]
        gain += (
            each[:, None] + duals[self.demand_row : self.floor_row].reshape(-1, 3)[None, :, post]
        )
        if caps.size:
            by_wave = layout.wave_cap[:, self.wave - 1]
            gain += np.where(by_wave >= 0, caps[by_wave], 0.0)[layout.owner[people]]
        return self._costs(post) - gain

    def _best_of(self, cost: Reals, post: int, most: int, below: float) -> Indices:
        """3×n (officer, cell, post): the `most` cheapest of each cell below a limit that are not in yet."""
        count = min(most, cost.shape[0])
        if not count or not cost.shape[1]:
            return np.zeros((3, 0), dtype=np.int64)
        table = np.where(self.known[post], INF, cost)
        order = np.argpartition(table, count - 1, axis=0)[:count]
        asks = self.model.demand[self.unit, post] > 0
        rank, cell = np.nonzero((np.take_along_axis(table, order, axis=0) < below) & asks)
        return np.stack([self.people[order[rank, cell]], cell, np.full(cell.size, post)])

    def _shut_above(self, limit: float) -> None:
        """Columns of the linear programme too dear to be in an answer within the limit take no part in the search."""
        if self.last is None:
            return
        mine = np.concatenate(
            [
                np.arange(self.stay, self.stay + self.stay_line.size),
                np.arange(self.first, self.last.reduced.size),
            ]
        )
        self.programme.bound(mine, 0.0, np.where(self.last.reduced[mine] < limit, 1.0, 0.0))

    def _add_below(self, limit: float) -> bool:
        """Every column whose reduced cost is below a limit: only those can be in a better answer. False = too many."""
        if self.last is None:
            return False
        asks = self.model.demand[self.unit] > 0
        found = []
        for post in range(3):
            hit = (self._reduced(self.last, post) < limit) & ~self.known[post] & asks[:, post]
            person, cell = np.nonzero(hit & ~self.barred[post])
            found.append(np.stack([self.people[person], cell, np.full(cell.size, post)]))
        fresh = np.concatenate(found, axis=1)
        if fresh.shape[1] > MOST_COLUMNS:
            return False
        self._add(*fresh, whole=True)
        return True

    # Reading

    def _missed(self, outcome: Outcome) -> float:
        return float(outcome.values[self.miss : self.miss + self.miss_count].sum())

    def _answer(self, found: Outcome, bound: float, *, complete: bool) -> Repaired:
        if not found.found:
            return Repaired(None, INF, bound, proven=False, misses=0.0)
        missed = self._missed(found)
        if missed > 0.5:
            return Repaired(None, INF, bound, found.proven and complete, missed)
        objective = found.objective + self.constant
        proven = (found.proven and complete) or objective - bound < 1
        return Repaired(self._plan(found), objective, min(bound, objective), proven, 0.0)

    def _plan(self, outcome: Outcome) -> Plan:
        stays = np.flatnonzero(outcome.values[self.stay : self.stay + self.stay_line.size] > 0.5)
        sent = np.flatnonzero(outcome.values[self.first : self.first + self.officer.size] > 0.5)
        kept = self.standing.lines.only(self.stay_line[stays])
        new = Triples(self.officer[sent], self.unit[self.cell[sent]], self.post[sent])
        waves = [self.fixed_wave, self.wave[self.stay_cell[stays]], self.wave[self.cell[sent]]]
        return plan_of(self.model.problem, self.fixed + kept + new, np.concatenate(waves))
