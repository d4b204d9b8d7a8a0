"""Local search: small changes to a valid roster that keep every row, to make it even and grant wishes quickly.

It proves nothing. Where it reaches what counting says is the best there can be, nothing is left to search; elsewhere
CP-SAT goes on from its roster. Rows come from the model, so it knows no rule by name.
"""

from __future__ import annotations

from collections import defaultdict
from random import Random

from binhyen.solver.rosters.evenness import levels, points_on, shares
from binhyen.solver.rosters.model import Model, Slot
from binhyen.solver.rosters.problem import Goal, Problem

TRIES_PER_DUTY = 900
ROUND = 500
SMALLEST = 60_000
Swap = tuple[list[int], list[int]]
"""Slots (by place) that are given up and taken up."""


class Polisher:
    """A roster being made better; slots are numbered in the model's order.

    A change gives a duty to somebody else, or exchanges two duties of one kind between two people. It is made when
    no row breaks, no goal reached before worsens, and the goal looked at does not worsen.
    """

    def __init__(self, model: Model, held: frozenset[Slot], seed: int) -> None:
        # Chance here must be repeatable, not secret.
        self._random = Random(seed)  # noqa: S311
        self._slots = list(model.literals)
        self._place = {slot: at for at, slot in enumerate(self._slots)}
        self._on = [slot in held for slot in self._slots]
        self._fixed = {self._place[slot] for slot in model.pinned if slot in self._place}
        self._read_rows(model)
        self._read_costs(model.problem)
        self._read_measures(model.problem)
        groups: dict[tuple[object, str], list[int]] = defaultdict(list)
        for at, (_, on, kind) in enumerate(self._slots):
            groups[on, kind].append(at)
        self._group = [groups[on, kind] for _, on, kind in self._slots]
        self._held = [at for at, on in enumerate(self._on) if on and at not in self._fixed]
        self._giving = list(self._held)
        self._spot = {at: spot for spot, at in enumerate(self._held)}

    def roster(self) -> frozenset[Slot]:
        """The slots held now."""
        return frozenset(slot for slot, on in zip(self._slots, self._on, strict=True) if on)

    def polish(self, goal: Goal, floor: int, kept: tuple[Goal, ...]) -> int:
        """Make one goal small, down to its floor, without worsening those of `kept`; answers what it reached."""
        guard = {one: self._value(one) for one in kept}
        best, best_on, best_held = self._value(goal), list(self._on), list(self._held)
        rounds = max(SMALLEST, TRIES_PER_DUTY * len(self._held)) // ROUND if self._held else 0
        for _ in range(rounds):
            if best <= floor:
                break
            self._look_for_extremes()
            for _ in range(ROUND):
                self._try(goal, guard)
            if self._value(goal) < best:
                best, best_on, best_held = self._value(goal), list(self._on), list(self._held)
        self._on, self._held = best_on, best_held
        return best

    def _try(self, goal: Goal, guard: dict[Goal, int]) -> None:
        swap = self._exchange() if self._random.random() < 0.5 else self._handing_over()
        if swap is None:
            return
        off, new = swap
        # Steps that change nothing are taken too: they wander over the plateaus on which the next gain lies.
        if self._delta(goal, off, new) > 0 or not self._fits(off, new):
            return
        self._apply(off, new)
        if any(self._value(one) > most for one, most in guard.items()):
            self._apply(new, off)

    def _look_for_extremes(self) -> None:
        """Half of all changes begin with those who carry most of something, or (as givers) all the same."""
        heavy = set()
        for measure, loads in enumerate(self._loads):
            heavy |= {person for person, load in loads.items() if self._miss(measure, load)}
        chosen = [at for at in self._held if self._slots[at][0] in heavy]
        self._giving = chosen * max(1, len(self._held) // max(1, len(chosen))) + self._held

    def _handing_over(self) -> Swap | None:
        given = self._some(self._giving)
        if not self._on[given]:
            return None
        taken = self._some(self._group[given])
        return None if self._on[taken] or self._foreign(given, taken) else ([given], [taken])

    def _exchange(self) -> Swap | None:
        first, second = self._some(self._giving), self._some(self._held)
        if not self._on[first]:
            return None
        (one, on, kind), (other, later, same) = self._slots[first], self._slots[second]
        if kind != same or one == other or on == later:
            return None
        places = self._place.get((other, on, kind)), self._place.get((one, later, kind))
        if places[0] is None or places[1] is None or self._on[places[0]] or self._on[places[1]]:
            return None
        return [first, second], [places[0], places[1]]

    def _some(self, places: list[int]) -> int:
        # Many times quicker than `choice`, and as even as is needed here.
        return places[int(self._random.random() * len(places))]

    def _foreign(self, given: int, taken: int) -> bool:
        """Whether a duty would go from somebody whose post carries it to a stand-in."""
        return taken in self._standing_in and given not in self._standing_in

    def _fits(self, off: list[int], new: list[int]) -> bool:
        changed: dict[int, int] = defaultdict(int)
        for at in new:
            for row in self._rows_of[at]:
                changed[row] += 1
        for at in off:
            for row in self._rows_of[at]:
                if row in changed:
                    changed[row] -= 1
        return all(self._sums[row] + by <= self._most[row] for row, by in changed.items())

    def _apply(self, off: list[int], new: list[int]) -> None:
        for at, sign in [*((at, -1) for at in off), *((at, 1) for at in new)]:
            self._on[at] = sign > 0
            for row in self._rows_of[at]:
                self._sums[row] += sign
            person = self._slots[at][0]
            for measure, points in self._points[at]:
                self._loads[measure][person] += sign * points
            for goal, costs in self._costs.items():
                self._cost[goal] += sign * costs.get(at, 0)
        for given, taken in zip(off, new, strict=True):
            self._spot[taken] = self._spot.pop(given)
            self._held[self._spot[taken]] = taken

    def _delta(self, goal: Goal, off: list[int], new: list[int]) -> int:
        if goal != "fairness":
            costs = self._costs[goal]
            return sum(costs.get(at, 0) for at in new) - sum(costs.get(at, 0) for at in off)
        moved: dict[tuple[int, str], int] = {}
        for places, sign in ((off, -1), (new, 1)):
            for at in places:
                person = self._slots[at][0]
                for measure, points in self._points[at]:
                    moved[measure, person] = moved.get((measure, person), 0) + sign * points
        found = 0
        for (measure, person), by in moved.items():
            if by:
                load = self._loads[measure][person]
                found += self._weights[measure] * (
                    self._miss(measure, load + by) - self._miss(measure, load)
                )
        return found

    def _miss(self, measure: int, load: int) -> int:
        """How badly a load lies outside what counting allows at best; squared, so that the worst come first."""
        low, high = self._window[measure]
        outside = low - load if load < low else load - high if load > high else 0
        return outside * outside

    def _value(self, goal: Goal) -> int:
        if goal != "fairness":
            return self._cost[goal]
        return sum(
            weight * (max(loads.values()) - min(loads.values()))
            for weight, loads in zip(self._weights, self._loads, strict=True)
            if len(loads) > 1
        )

    def _read_rows(self, model: Model) -> None:
        self._most = [most for _, most in model.rows]
        self._rows_of: list[list[int]] = [[] for _ in self._slots]
        self._sums = [0] * len(model.rows)
        for row, (slots, _) in enumerate(model.rows):
            for slot in slots:
                self._rows_of[self._place[slot]].append(row)
                self._sums[row] += self._on[self._place[slot]]

    def _read_measures(self, problem: Problem) -> None:
        points_of = {
            (day.on, kind.code): [
                (place, points)
                for place, measure in enumerate(problem.measures)
                if (points := points_on(problem, measure, kind, day.on))
            ]
            for day in problem.days
            for kind in problem.kinds
        }
        members = [shares(problem, measure) for measure in problem.measures]
        self._weights = [measure.weight for measure in problem.measures]
        self._loads = [{one.person: one.start for one in found} for found in members]
        self._points: list[list[tuple[int, int]]] = []
        for at, (person, on, kind) in enumerate(self._slots):
            counted = [one for one in points_of[on, kind] if person in self._loads[one[0]]]
            self._points.append(counted)
            for place, points in counted if self._on[at] else ():
                self._loads[place][person] += points
        self._window = []
        for measure, found, loads in zip(problem.measures, members, self._loads, strict=True):
            total = sum(loads.values())
            bound = levels(measure, found, total, total)
            self._window.append((bound.bottom, bound.top))

    def _read_costs(self, problem: Problem) -> None:
        posts = {person.id: person.post for person in problem.people}
        holders = {kind.code: kind.posts for kind in problem.kinds}
        self._standing_in = {
            at
            for at, (person, _, kind) in enumerate(self._slots)
            if posts[person] not in holders[kind]
        }
        self._costs: dict[Goal, dict[int, int]] = {
            "stand_ins": dict.fromkeys(self._standing_in, 1),
            "wishes": defaultdict(int),
            "change": {},
        }
        start: dict[Goal, int] = {
            "stand_ins": 0,
            "wishes": sum(wish.weight for wish in problem.wishes if wish.wanted),
            "change": len(problem.published),
        }
        for wish in problem.wishes:
            for kind in [wish.kind] if wish.kind else list(holders):
                at = self._place.get((wish.person, wish.on, kind))
                if at is not None:
                    self._costs["wishes"][at] += -wish.weight if wish.wanted else wish.weight
        for duty in problem.published:
            at = self._place.get((duty.person, duty.on, duty.kind))
            if at is not None:
                self._costs["change"][at] = -1
        self._cost = {
            goal: start[goal] + sum(cost for at, cost in costs.items() if self._on[at])
            for goal, costs in self._costs.items()
        }
