"""A problem, a plan and its prices side by side, as arrays: what every question about the plan is read from."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from binhyen.kernel.errors import N_, NotFound
from binhyen.solver.deployment.build import build
from binhyen.solver.deployment.check import certified
from binhyen.solver.deployment.layout import Layout
from binhyen.solver.deployment.model import Ceiling, Model
from binhyen.solver.deployment.objective import Cost, objective
from binhyen.solver.deployment.plan import Plan, Posting, Prices
from binhyen.solver.deployment.pricing import refuse_prices
from binhyen.solver.deployment.problem import POSTS, Problem

Reals = NDArray[np.float64]
INF = float("inf")
DUST = 1e-6


class Ledger:
    """Built once for many questions.

    Attributes:
        demand: U×P×W prices of posts. floor, ceiling: prices by number in the model. donor: G. capacity: W.
        line: officer (row) → their posting. members: unit (row) → postings.
    """

    def __init__(
        self, problem: Problem, plan: Plan, prices: Prices, model: Model | None = None
    ) -> None:
        refuse_prices(problem, prices)
        self.problem, self.plan, self.prices = problem, plan, prices
        self.model = model or build(problem)
        self.layout = Layout(self.model)
        self.officers = {one.id: row for row, one in enumerate(problem.candidates)}
        self.units = {unit.key: row for row, unit in enumerate(problem.units)}
        self.donors = {donor.id: row for row, donor in enumerate(problem.donors)}
        self._read_plan()
        self._read_prices()

    def officer_row(self, officer_id: str) -> int:
        """Raises: NotFound."""
        if officer_id not in self.officers:
            raise NotFound(N_("Không có cán bộ {officer} trong bài toán."), officer=officer_id)
        return self.officers[officer_id]

    def unit_row(self, unit_key: str) -> int:
        """Raises: NotFound."""
        if unit_key not in self.units:
            raise NotFound(N_("Không có đơn vị {unit} trong bài toán."), unit=unit_key)
        return self.units[unit_key]

    @cached_property
    def cost(self) -> Cost:
        """What the plan costs, by the checker's own reckoning."""
        return objective(self.problem, self.plan)

    @cached_property
    def bound(self) -> int:
        """What the prices prove; linear in officers × units."""
        return certified(self.problem, self.prices)

    def reduced(self, officer: int) -> Reals:
        """float U×P×W: reduced cost of this officer everywhere; +inf where a rule forbids it."""
        model, owner = self.model, self.layout.owner[officer]
        cost = model.pair[officer, :, None] + model.match[officer, None, :].astype(np.float64)
        charge = self.donor[owner] + self.charges[officer]
        gain = self.layout.floor_value_of(self.floor, officer)
        table: Reals = cost[:, :, None] + charge - gain[:, None, None] - self.demand
        table += self.wave_charge[owner][None, None, :]
        for unit, price in self.late.get(officer, ()):
            table[unit] += price
        table[~self.allowed(officer)] = INF
        window = model.window.copy()
        window[:, : int(model.available[officer]) - 1] = False
        table[~np.broadcast_to(window[:, None, :], table.shape)] = INF
        return table

    def allowed(self, officer: int) -> NDArray[np.bool_]:
        """bool U×P: where rules about pairs let this officer be."""
        model = self.model
        table: NDArray[np.bool_] = model.near[officer][:, None] & model.fit[officer][None, :]
        for post, barred in enumerate(model.barred):
            if barred is not None:
                table[:, post] &= ~barred[officer]
        return table

    def reduced_into(self, unit: int) -> Reals:
        """float O×P: reduced cost of everybody in this unit, in the best wave each may come; +inf where forbidden."""
        model, owner = self.model, self.layout.owner
        cost = model.pair[:, unit, None] + model.match.astype(np.float64)
        charge = self.donor[owner] + self.charges
        gain = self.layout.floor_value(self.floor, np.array([unit]))[:, 0]
        waves = np.full((len(owner), len(POSTS)), INF)
        for wave in np.flatnonzero(model.window[unit]).tolist():
            priced = self.wave_charge[owner, wave][:, None] - self.demand[unit, :, wave][None, :]
            priced[model.available > wave + 1] = INF
            np.minimum(waves, priced, out=waves)
        table: Reals = cost + (charge - gain)[:, None] + waves
        for post in range(len(POSTS)):
            barred = model.barred[post]
            out = ~(model.near[:, unit] & model.fit[:, post])
            table[out if barred is None else out | barred[:, unit], post] = INF
        return table

    @cached_property
    def charges(self) -> Reals:
        """float O: what donors' kept skills charge each officer."""
        return self.layout.cap_value(self.keep)

    def least(self, officer: int) -> float:
        """The officer's term of the bound: 0 or the least reduced cost."""
        return min(0.0, float(self.reduced(officer).min(initial=0.0)))

    def surcharge(self, rise: float) -> int:
        """Points by which the plan itself must get dearer when the bound rises so much; 0 if that is within its gap."""
        forced = int(np.ceil(self.bound + rise - DUST))
        return max(0, forced - self.cost.total)

    def used(self, one: Ceiling) -> int:
        """How many of a ceiling's members the plan takes."""
        return sum(
            bool(one.members[row]) and (one.wave is None or line.wave == one.wave)
            for row, line in self.by_donor.get(one.donor, ())
        )

    def _read_plan(self) -> None:
        self.line: dict[int, Posting] = {}
        self.members: dict[int, list[Posting]] = {}
        self.by_donor: dict[int, list[tuple[int, Posting]]] = {}
        for line in self.plan.postings:
            row, unit = self.officers.get(line.officer), self.units.get(line.unit)
            if row is None or unit is None:
                continue
            self.line[row] = line
            self.members.setdefault(unit, []).append(line)
            self.by_donor.setdefault(int(self.layout.owner[row]), []).append((row, line))

    def _read_prices(self) -> None:
        prices, model, problem = self.prices, self.model, self.problem
        waves, donors = problem.last_wave, problem.donors
        self.demand = np.zeros((len(problem.units), len(POSTS), waves))
        for (unit, post, wave), price in prices.demand.items():
            self.demand[self.units[unit], POSTS.index(post), wave - 1] = price
        keys = [problem.units[floor.unit].key for floor in model.floors]
        self.floor = np.array(
            [
                prices.party.get(key, 0.0)
                if floor.kind == "party"
                else prices.need.get((key, floor.skill), 0.0)
                for key, floor in zip(keys, model.floors, strict=True)
            ]
        )
        self.keep = np.array(
            [
                prices.keep.get((donors[one.donor].id, one.skill), 0.0)
                if one.kind == "keep"
                else 0.0
                for one in model.ceilings
            ]
        )
        self.donor = np.array([prices.release.get(donor.id, 0.0) for donor in donors])
        self.wave_charge = np.zeros((len(donors), waves))
        for (donor, wave), price in prices.release_wave.items():
            self.wave_charge[self.donors[donor], wave - 1] = price
        self.capacity = np.array([prices.capacity.get(wave + 1, 0.0) for wave in range(waves)])
        self.late: dict[int, list[tuple[int, float]]] = {}
        for (officer, unit), price in prices.avail.items():
            self.late.setdefault(self.officers[officer], []).append((self.units[unit], price))
