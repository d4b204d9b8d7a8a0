"""What a planner does by hand: units by priority, the nearest suitable officer, an eye on the quotas. No proof, a peer to measure against."""

from __future__ import annotations

import numpy as np

from binhyen.solver.deployment.build import build
from binhyen.solver.deployment.check import check
from binhyen.solver.deployment.model import Floor, Mask, Model
from binhyen.solver.deployment.objective import disruption
from binhyen.solver.deployment.plan import Plan, Posting
from binhyen.solver.deployment.problem import POSTS, Problem

RESERVE = 2
"""Holders of a skill are kept for those who need it while there are fewer than so many per place that does."""


def greedy(problem: Problem) -> Plan | None:
    """A valid plan made by hand, or None where the hand fails (which proves nothing). Deterministic."""
    model = build(problem)
    waves = _waves(model)
    if waves is None:
        return None
    hand = _Hand(model)
    order = sorted(range(len(problem.units)), key=lambda unit: _urgency(model, unit))
    if not all(hand.fill(unit, waves[unit]) for unit in order):
        return None
    plan = Plan(tuple(hand.postings))
    return plan if check(problem, plan).valid else None


def _urgency(model: Model, unit: int) -> tuple[int, int, int]:
    """Complex first, then near deadlines, then the order of the file."""
    one = model.problem.units[unit]
    return -one.complexity, int(model.window[unit].nonzero()[0][-1]), unit


def _waves(model: Model) -> list[int] | None:
    """The first wave with room for each opening; those with a deadline choose first."""
    room = model.capacity.copy()
    last = len(room) - 1
    chosen = [0] * len(model.problem.units)

    def priority(unit: int) -> tuple[int, ...]:
        end = int(model.window[unit].nonzero()[0][-1])
        return (min(last, end), *_urgency(model, unit))

    for unit in sorted(range(len(chosen)), key=priority):
        size = int(model.demand[unit].sum())
        fits = np.flatnonzero(model.window[unit] & (room >= size))
        if not fits.size:
            return None
        room[fits[0]] -= size
        chosen[unit] = int(fits[0]) + 1
    return chosen


class _Hand:
    """Who is still free, what each donor may still give, which skills others still need."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.free: Mask = np.ones(len(model.problem.candidates), dtype=bool)
        self.left = [ceiling.amount for ceiling in model.ceilings]
        self.floors: list[list[Floor]] = [[] for _ in model.problem.units]
        self.wanted: dict[str, int] = {}
        self.members: dict[str, Mask] = {}
        for floor in model.floors:
            name = f"{floor.kind} {floor.skill}"
            self.floors[floor.unit].append(floor)
            self.wanted[name] = self.wanted.get(name, 0) + floor.amount
            self.members[name] = floor.members
        problem = model.problem
        place = {donor.id: row for row, donor in enumerate(problem.donors)}
        self.owner = np.array([place[one.donor] for one in problem.candidates], dtype=np.int64)
        self.taken = [0] * len(problem.donors)
        self.strain = np.array(
            [self._next(row) for row in range(len(problem.donors))], dtype=np.int64
        )
        self.posts = model.demand.sum(axis=0)
        self.postings: list[Posting] = []

    def _next(self, row: int) -> int:
        """Points of disruption for one officer more of this donor."""
        weights, donor = self.model.problem.weights, self.model.problem.donors[row]
        taken = self.taken[row]
        return disruption(weights, donor, taken + 1) - disruption(weights, donor, taken)

    def fill(self, unit: int, wave: int) -> bool:
        """Fill every post of an opening, or tell that it cannot be done."""
        slots = [post for post in range(len(POSTS)) for _ in range(self.model.demand[unit, post])]
        unmet = {f"{floor.kind} {floor.skill}": floor.amount for floor in self.floors[unit]}
        for place, post in enumerate(slots):
            officer = self._nearest(unit, wave, post, unmet, len(slots) - place)
            if officer is None:
                return False
            self._take(officer, unit, wave, post, unmet)
        return True

    def _nearest(
        self, unit: int, wave: int, post: int, unmet: dict[str, int], slots: int
    ) -> int | None:
        """The cheapest suitable officer; scarce skills are given up only if nobody else is left."""
        mask = self._suitable(unit, wave, post) & self._quotas(unmet, slots)
        for choice in (mask & ~self._reserved(unmet, post), mask):
            found = np.flatnonzero(choice)
            if found.size:
                cost = self.model.pair[found, unit] + self.model.match[found, post]
                cost = cost + self.strain[self.owner[found]]
                return int(found[cost.argmin()])
        return None

    def _suitable(self, unit: int, wave: int, post: int) -> Mask:
        model = self.model
        mask = self.free & model.near[:, unit] & model.fit[:, post] & (model.available <= wave)
        barred = model.barred[post]
        if barred is not None:
            mask &= ~barred[:, unit]
        for ceiling, left in zip(model.ceilings, self.left, strict=True):
            if left <= 0 and ceiling.wave in {None, wave}:
                mask &= ~ceiling.members
        return mask

    def _quotas(self, unmet: dict[str, int], slots: int) -> Mask:
        """Look ahead: as many unmet quotas as slots left means that this one must meet one of them."""
        mask = np.ones(len(self.free), dtype=bool)
        skills = {name: count for name, count in unmet.items() if name.startswith("need")}
        if sum(skills.values()) >= slots:
            mask &= np.any([self.members[name] for name in skills], axis=0)
        for name, count in unmet.items():
            if count >= slots:
                mask &= self.members[name]
        return mask

    def _reserved(self, unmet: dict[str, int], post: int) -> Mask:
        """Officers with something that others need more."""
        mask = np.zeros(len(self.free), dtype=bool)
        for name, wanted in self.wanted.items():
            holders = self.free & self.members[name]
            if name not in unmet and holders.sum() < RESERVE * wanted:
                mask |= holders
        for scarce in range(post):
            fit = self.free & self.model.fit[:, scarce]
            if fit.sum() < RESERVE * self.posts[scarce]:
                mask |= fit
        return mask

    def _take(self, officer: int, unit: int, wave: int, post: int, unmet: dict[str, int]) -> None:
        problem = self.model.problem
        self.free[officer] = False
        self.posts[post] -= 1
        row = int(self.owner[officer])
        self.taken[row] += 1
        self.strain[row] = self._next(row)
        for place, ceiling in enumerate(self.model.ceilings):
            if ceiling.members[officer] and ceiling.wave in {None, wave}:
                self.left[place] -= 1
        for name in [name for name in unmet if self.members[name][officer]]:
            self.wanted[name] -= 1
            unmet[name] -= 1
            if not unmet[name]:
                del unmet[name]
        self.postings.append(
            Posting(problem.candidates[officer].id, problem.units[unit].key, POSTS[post], wave)
        )
