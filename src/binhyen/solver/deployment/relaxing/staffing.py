"""The least that must give way for every post to be filled: a linear programme priced over all triples.

Without waves it is a lower bound for the whole question, since forgetting when units open only makes staffing them
easier. With a wave given to each unit it leads to a plan: what the programme leaves in fractions, a search makes whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.layout import Layout, Triples, plan_of
from binhyen.solver.deployment.milp import INF, Outcome, Programme
from binhyen.solver.deployment.plan import Plan, Relaxation
from binhyen.solver.deployment.problem import POSTS
from binhyen.solver.deployment.relaxing.alike import alike, units_alike
from binhyen.solver.deployment.relaxing.choosing import distinct, first_triples, most_worth
from binhyen.solver.deployment.relaxing.giving import Slacks
from binhyen.solver.deployment.relaxing.prices import RelaxPrices

Reals = NDArray[np.float64]
Indices = NDArray[np.int64]

MOST_ROUNDS: Final = 60
WHOLE: Final = 1 - 1e-6
SECONDS: Final = 10.0
FIRST: Final = 10
"""Prices of giving way count this many times their points, so that no saved kilometre buys a relaxation."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """What staffing alone must give way: no relaxation of it costs less than `bound` (not rounded).

    `triples` are columns to begin a plan with: the cheapest, and members of the classes the bound sends.
    """

    bound: float
    triples: Triples


@dataclass(frozen=True, slots=True)
class Staffed:
    """A relaxation with a plan that keeps the rest; `wave` of each unit."""

    relaxation: tuple[Relaxation, ...]
    price: int
    plan: Plan
    wave: Indices


def shortage(layout: Layout, prices: RelaxPrices, *, posts_rebate: int = 0) -> Shortage:
    """Fill all posts as far as rules allow, waves and who lives where apart, at least price of giving way.

    Args:
        posts_rebate: taken off the price of leaving a post empty (each spares a place in some wave).
    """
    classes = alike(layout)
    staffing = _Staffing(
        classes.layout,
        prices,
        first_triples(classes.layout),
        posts_rebate=posts_rebate,
        size=classes.size,
    )
    bound, outcome = staffing.price_out(0.0)
    sent = outcome.values[staffing.first_column :]
    members = classes.members(layout, staffing.triples.only(np.arange(sent.size)), sent)
    return Shortage(bound, distinct(layout, first_triples(layout) + members))


def quick_bound(layout: Layout, prices: RelaxPrices, *, posts_rebate: int = 0) -> float:
    """The same bound with units alike taken together too: quickly had, seldom less."""
    classes = alike(Layout(units_alike(layout.model)))
    staffing = _Staffing(
        classes.layout,
        prices,
        first_triples(classes.layout),
        posts_rebate=posts_rebate,
        size=classes.size,
    )
    return staffing.price_out(0.0)[0]


def staffed(
    layout: Layout, prices: RelaxPrices, triples: Triples, wave: Indices, enough: float
) -> Staffed | None:
    """A plan for these waves, giving way as little as it can; None when time ran out before any.

    Args:
        triples: columns to begin with. enough: a price of giving way that needs no further columns.
    """
    staffing = _Staffing(layout, prices, triples, wave=wave)
    _, outcome = staffing.price_out(enough)
    return staffing.whole(outcome)


class _Staffing:
    def __init__(
        self,
        layout: Layout,
        prices: RelaxPrices,
        triples: Triples,
        *,
        wave: Indices | None = None,
        posts_rebate: int = 0,
        size: Reals | None = None,
    ) -> None:
        self.size = np.ones(len(layout.owner)) if size is None else size
        self.layout, self.model, self.prices, self.wave = layout, layout.model, prices, wave
        self.scale, self.points = (1, 0.0) if wave is None else (FIRST, 1.0)
        self.programme = Programme()
        self._add_rows()
        self.slacks = Slacks(self.programme, prices, self.scale)
        self._add_slacks(posts_rebate)
        self.first_column = self.programme.column_count
        self.known = np.zeros((len(POSTS), *self.model.near.shape), dtype=bool)
        self.triples = triples.only(self._in_time(triples))
        self._add(self.triples)

    def price_out(self, enough: float) -> tuple[float, Outcome]:
        """Rounds of solving and pricing until giving way costs no more than `enough` or no triple helps."""
        bound = 0.0
        for _ in range(MOST_ROUNDS):
            outcome = self.programme.solve()
            price = self.slacks.price(outcome)
            if self.prices.steps(price) <= self.prices.steps(enough):
                break
            fresh, missing = self._price(outcome)
            bound = max(bound, outcome.objective - missing)
            if not len(fresh) or self.prices.steps(bound) >= self.prices.steps(price):
                break
            self.triples = self.triples + fresh
            self._add(fresh)
        return bound, outcome

    def whole(self, outcome: Outcome) -> Staffed | None:
        """Keep what is whole already and search the rest; all of it, if that costs more giving way."""
        goal = self.prices.steps(self.slacks.price(outcome))
        columns = np.arange(self.first_column, self.programme.column_count)
        self.programme.make_whole(np.arange(self.programme.column_count))
        sure = columns[outcome.values[columns] > WHOLE]
        tolerance = 0.4 * self.scale * self.prices.step
        self.programme.bound(columns, 0.0, 1.0)
        self.programme.bound(sure, 1.0, 1.0)
        first = self.programme.solve(seconds=SECONDS, slack=tolerance)
        if first.found and self.prices.steps(self.slacks.price(first)) <= goal:
            return self._read(first)
        self.programme.bound(sure, 0.0, 1.0)
        second = self.programme.solve(seconds=SECONDS, slack=tolerance)
        found = [one for one in (first, second) if one.found]
        return self._read(min(found, key=self.slacks.price)) if found else None

    def _add_rows(self) -> None:
        model, programme = self.model, self.programme
        demand = model.demand.ravel().astype(np.float64)
        self.demand_row = programme.rows(demand, demand)
        floors = np.array([floor.amount for floor in model.floors], dtype=np.float64)
        self.floor_row = programme.rows(floors, np.full(floors.size, INF))
        caps = np.array([one.amount for one in model.ceilings], dtype=np.float64)
        if self.wave is None:
            caps[[one.wave is not None for one in model.ceilings]] = INF
        self.cap_row = programme.rows(np.full(caps.size, -INF), caps)
        totals = np.array(
            [_all_waves(self.layout, row) for row in range(len(self.layout.wave_cap))]
        )
        self.donor_row = programme.rows(np.full(totals.size, -INF), totals)
        self.officer_row = programme.rows(np.full(self.size.size, -INF), self.size)

    def _add_slacks(self, posts_rebate: int) -> None:
        slacks, units, donors = self.slacks, self.model.problem.units, self.model.problem.donors
        for unit, post in np.argwhere(self.model.demand).tolist():
            rows = [(self.demand_row + unit * len(POSTS) + post, 1.0)]
            most = int(self.model.demand[unit, post])
            slacks.add("posts", units[unit].key, POSTS[post], most, rows, rebate=posts_rebate)
        for row, floor in enumerate(self.model.floors):
            key = units[floor.unit].key
            slacks.add(floor.kind, key, floor.skill, floor.amount, [(self.floor_row + row, 1.0)])
        for row, one in enumerate(self.model.ceilings):
            key2 = one.skill if one.wave is None else str(one.wave)
            rows = [(self.cap_row + row, -1.0)]
            if one.wave is not None:
                rows.append((self.donor_row + one.donor, -1.0))
            slacks.add(one.kind, donors[one.donor].id, key2, INF, rows)
        slacks.close()

    def _add(self, triples: Triples) -> None:
        self.known[triples.post, triples.officer, triples.unit] = True
        at = np.arange(len(triples))
        floor_at, floor_row = self.layout.floor_entries(triples.officer, triples.unit)
        cap_at, cap_row = self.layout.cap_entries(triples.officer)
        by_wave = self._wave_cap(triples)
        capped = np.flatnonzero(by_wave >= 0)
        columns = np.concatenate([at, floor_at, cap_at, capped, at, at])
        rows = np.concatenate(
            [
                self.demand_row + triples.unit * len(POSTS) + triples.post,
                self.floor_row + floor_row,
                self.cap_row + cap_row,
                self.cap_row + by_wave[capped],
                self.donor_row + self.layout.owner[triples.officer],
                self.officer_row + triples.officer,
            ]
        )
        cost = self.points * self._cost(triples).astype(np.float64)
        # The officer's row keeps it at 1 anyway: a bound speeds the search up, but its dual would blur the proof.
        upper = INF if self.wave is None else 1.0
        self.programme.columns(cost, upper, (columns, rows, np.ones(columns.size)))

    def _price(self, outcome: Outcome) -> tuple[Triples, float]:
        """Triples worth adding, and by how much at most all triples together could lower the value."""
        base, demand = self._worth(outcome)
        best = np.zeros(len(self.layout.owner))
        found = []
        for post in range(len(POSTS)):
            worth = base + demand[None, :, post]
            if self.points:
                worth -= self.points * (self.model.pair + self.model.match[:, post, None])
            worth[~self._allowed(post)] = -INF
            best = np.maximum(best, worth.max(axis=1, initial=0.0))
            worth[self.known[post]] = -INF
            found.append(most_worth(worth, self.model.demand[:, post], post, self.model.pair))
        return found[0] + found[1] + found[2], float(best @ self.size)

    def _worth(self, outcome: Outcome) -> tuple[Reals, Reals]:
        """What each pair is worth at these duals whatever the post (O×U), and what each post adds (U×P)."""
        duals, layout = outcome.duals, self.layout
        demand = duals[self.demand_row : self.floor_row].reshape(-1, len(POSTS))
        caps = -duals[self.cap_row : self.donor_row]
        charge = layout.cap_value(caps) - duals[self.officer_row :][: len(layout.owner)]
        charge -= duals[self.donor_row : self.officer_row][layout.owner]
        base = layout.floor_value(duals[self.floor_row : self.cap_row]) - charge[:, None]
        if self.wave is not None and len(caps):
            by_wave = layout.wave_cap[:, self.wave - 1]
            base -= np.where(by_wave >= 0, caps[by_wave], 0.0)[layout.owner]
        return base, demand

    def _allowed(self, post: int) -> NDArray[np.bool_]:
        allowed = self.model.allowed(post)
        if self.wave is not None:
            late_leavers = np.flatnonzero(self.model.available > 1)
            allowed[late_leavers] &= self.model.available[late_leavers, None] <= self.wave[None, :]
        return allowed

    def _in_time(self, triples: Triples) -> NDArray[np.bool_]:
        if self.wave is None:
            return np.ones(len(triples), dtype=bool)
        in_time: NDArray[np.bool_] = (
            self.model.available[triples.officer] <= self.wave[triples.unit]
        )
        return in_time

    def _wave_cap(self, triples: Triples) -> Indices:
        if self.wave is None:
            return np.full(len(triples), -1, dtype=np.int64)
        return self.layout.wave_cap[self.layout.owner[triples.officer], self.wave[triples.unit] - 1]

    def _cost(self, triples: Triples) -> NDArray[np.int32]:
        pair = self.model.pair[triples.officer, triples.unit]
        return pair + self.model.match[triples.officer, triples.post]

    def _read(self, outcome: Outcome) -> Staffed:
        assert self.wave is not None  # noqa: S101 - plans are only read for given waves
        lines = self.triples.only(outcome.values[self.first_column :] > 0.5)
        wave = self.wave[lines.unit]
        filled = np.bincount(wave - 1, minlength=self.model.problem.last_wave)
        relaxation = self.slacks.given(outcome, self.model, self.wave, filled)
        plan = plan_of(self.model.problem, lines, wave)
        return Staffed(relaxation, self.prices.total(relaxation), plan, self.wave)


def _all_waves(layout: Layout, donor: int) -> float:
    """What a donor's caps per wave add up to; no limit where a wave has none."""
    rows = layout.wave_cap[donor]
    if (rows < 0).any():
        return INF
    return float(sum(int(layout.model.ceilings[row].amount) for row in rows))
