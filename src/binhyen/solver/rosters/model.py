"""The one place where a roster meets CP-SAT: yes/no literals per (person, day, duty), and rows that rules write.

Two phases: rules first bar what can never be, then literals are made of what is left, then rules write rows. In an
elastic model barred literals exist and every row may give way at a price; that is how clashes are explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from ortools.sat.python import cp_model

from binhyen.solver.rosters.problem import Problem

Slot = tuple[str, date, str]
"""Person, day, duty code."""
Literal = cp_model.IntVar
PRICE_STEP = 8
"""Each rule in `gives_way` is this many times dearer than the one before it."""


@dataclass(frozen=True, slots=True)
class Given:
    """A row that may give way: by how much, at which price for each unit."""

    rule: str
    on: date | None
    people: tuple[str, ...]
    kind: str
    amount: Literal
    price: int


@dataclass(slots=True)
class Model:
    """A problem in the words of CP-SAT.

    Attributes:
        barred: slot → codes of the rules that bar it.
        rows, pinned: the same rows as plain data, for the local search: at most so many of these slots; these stay.
    """

    problem: Problem
    elastic: bool = False
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    barred: dict[Slot, list[str]] = field(default_factory=dict)
    literals: dict[Slot, Literal] = field(default_factory=dict)
    given: list[Given] = field(default_factory=list)
    rows: list[tuple[list[Slot], int]] = field(default_factory=list)
    pinned: set[Slot] = field(default_factory=set)

    def bar(self, rule: str, person: str, on: date, kind: str) -> None:
        """Keep a person from a duty on a day."""
        self.barred.setdefault((person, on, kind), []).append(rule)

    def close_bars(self) -> None:
        """Make the literals: one for each slot on a day that needs the duty, if no rule bars it."""
        for person in self.problem.people:
            for day in self.problem.days:
                for kind in self.problem.kinds:
                    if self.problem.needed(kind, day):
                        self._make((person.id, day.on, kind.code))

    def held(self, person: str, on: date, kinds: Iterable[str]) -> list[Slot]:
        """A person's open slots of these kinds on a day; none when barred or outside the roster."""
        return [slot for kind in kinds if (slot := (person, on, kind)) in self.literals]

    def holders(self, on: date, kind: str) -> list[Slot]:
        """The open slots of everybody who can hold a duty on a day."""
        slots = ((person.id, on, kind) for person in self.problem.people)
        return [slot for slot in slots if slot in self.literals]

    def sum_of(self, slots: Iterable[Slot]) -> cp_model.LinearExpr:
        """How many of these are held, as an expression."""
        return cp_model.LinearExpr.sum([self.literals[slot] for slot in slots])

    def at_most(
        self,
        rule: str,
        slots: Sequence[Slot],
        most: int,
        *,
        on: date | None,
        people: tuple[str, ...],
    ) -> None:
        """Write a row: no more than `most` of these are held."""
        if most >= len(slots):
            return
        slack = self._slack(rule, on, people, "", len(slots))
        if slack is not None:
            self.cp.add(self.sum_of(slots) <= most + slack)
            return
        self.rows.append((list(slots), most))
        if most == 1:
            self.cp.add_at_most_one([self.literals[slot] for slot in slots])
        else:
            self.cp.add(self.sum_of(slots) <= most)

    def at_least(
        self,
        rule: str,
        slots: Sequence[Slot],
        least: int,
        *,
        on: date | None,
        people: tuple[str, ...],
        kind: str,
    ) -> None:
        """Write a row: at least `least` of these are held."""
        if least <= 0:
            return
        slack = self._slack(rule, on, people, kind, least)
        self.cp.add(self.sum_of(slots) + (0 if slack is None else slack) >= least)

    def pin(self, rule: str, slot: Slot) -> None:
        """Write a row: this one is held."""
        person, on, kind = slot
        self.at_least(rule, self.held(person, on, [kind]), 1, on=on, people=(person,), kind=kind)
        self.pinned.add(slot)

    def price(self, rule: str) -> int | None:
        """What giving way by one costs in an elastic model; None = never gives way."""
        if not self.elastic or rule not in self.problem.gives_way:
            return None
        return int(PRICE_STEP ** self.problem.gives_way.index(rule))

    def _make(self, slot: Slot) -> None:
        rules = self.barred.get(slot, [])
        prices = [self.price(rule) for rule in rules]
        if any(price is None for price in prices):
            return
        literal = self.cp.new_bool_var("")
        self.literals[slot] = literal
        for rule, price in zip(rules, prices, strict=True):
            if price is not None:
                self.given.append(Given(rule, slot[1], (slot[0],), slot[2], literal, price))

    def _slack(
        self, rule: str, on: date | None, people: tuple[str, ...], kind: str, most: int
    ) -> Literal | None:
        price = self.price(rule)
        if price is None:
            return None
        slack = self.cp.new_int_var(0, most, "")
        self.given.append(Given(rule, on, people, kind, slack, price))
        return slack


def solver_of(seed: int, effort: float) -> cp_model.CpSolver:
    """A solver that answers the same every time: one worker, a seed, a limit in deterministic time."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = effort
    return solver
