"""Which rows of a programme a triple touches: the model's floors and ceilings turned into arrays of indices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.model import Mask, Model
from binhyen.solver.deployment.plan import Plan, Posting
from binhyen.solver.deployment.problem import POSTS, Problem

Indices = NDArray[np.int64]
Entries = tuple[Indices, Indices]
"""Two arrays of equal length: the column (counted from 0) and the row it has a 1 in."""


@dataclass(frozen=True, slots=True)
class Triples:
    """Columns of a programme: officer, unit, post (indices of the model), int64, all of one length."""

    officer: Indices
    unit: Indices
    post: Indices

    def __len__(self) -> int:
        return self.officer.size

    def only(self, chosen: Mask | Indices) -> Triples:
        """Those chosen by a mask or by indices."""
        return Triples(self.officer[chosen], self.unit[chosen], self.post[chosen])

    def __add__(self, other: Triples) -> Triples:
        return Triples(
            np.concatenate([self.officer, other.officer]),
            np.concatenate([self.unit, other.unit]),
            np.concatenate([self.post, other.post]),
        )


NO_TRIPLES = Triples(*(np.zeros(0, dtype=np.int64) for _ in range(3)))


class Layout:
    """Indices of a model's floors and ceilings by officer and unit.

    Attributes:
        owner: donor of each officer.
        has: bool K×O, who belongs to each group that floors count (one group per distinct mask).
        floor: int K×U, index into `model.floors`, −1 where the unit asks nothing of the group.
        caps: ceilings over all waves: index into `model.ceilings`.
        wave_cap: int G×W, index into `model.ceilings`, −1 where there is none.
    """

    def __init__(self, model: Model) -> None:
        problem = model.problem
        self.model = model
        place = {donor.id: row for row, donor in enumerate(problem.donors)}
        self.owner = np.array([place[one.donor] for one in problem.candidates], dtype=np.int64)
        self._read_floors()
        self._read_ceilings()

    def floor_entries(self, officer: Indices, unit: Indices) -> Entries:
        """Which floors these pairs count for."""
        columns, rows = [], []
        for group in range(len(self.has)):
            row = self.floor[group, unit]
            hit = np.flatnonzero((row >= 0) & self.has[group, officer])
            columns.append(hit)
            rows.append(row[hit])
        return _joined(columns), _joined(rows)

    def cap_entries(self, officer: Indices) -> Entries:
        """Which ceilings over all waves these officers count for."""
        start, end = self._cap_start[officer], self._cap_start[officer + 1]
        column = np.repeat(np.arange(officer.size), end - start)
        within = np.arange(column.size) - np.repeat(
            np.cumsum(end - start) - (end - start), end - start
        )
        return column, self._cap_index[np.repeat(start, end - start) + within]

    def cap_lists(self) -> list[tuple[int, ...]]:
        """For each officer the ceilings over all waves they count for."""
        bounds = zip(self._cap_start[:-1].tolist(), self._cap_start[1:].tolist(), strict=True)
        return [tuple(self._cap_index[start:end].tolist()) for start, end in bounds]

    def floor_value(
        self, price: NDArray[np.float64], units: Indices | None = None
    ) -> NDArray[np.float64]:
        """float O×U (columns only for `units` if given): what counting for floors is worth, at a price per floor."""
        floor = self.floor if units is None else self.floor[:, units]
        if not len(price):
            return np.zeros((len(self.owner), floor.shape[1]))
        worth = np.where(floor >= 0, price[floor], 0.0)
        value: NDArray[np.float64] = self.has.T.astype(np.float64) @ worth
        return value

    def floor_value_of(self, price: NDArray[np.float64], officer: int) -> NDArray[np.float64]:
        """float U: the same for one officer."""
        if not len(price):
            return np.zeros(self.floor.shape[1])
        floor = self.floor[self.has[:, officer]]
        value: NDArray[np.float64] = np.where(floor >= 0, price[floor], 0.0).sum(axis=0)
        return value

    def cap_value(self, price: NDArray[np.float64]) -> NDArray[np.float64]:
        """float O: what ceilings over all waves charge each officer, at a price per ceiling of the model."""
        charge = np.zeros(len(self.owner))
        for index in self.caps:
            if price[index]:
                charge[self.model.ceilings[index].members] += price[index]
        return charge

    def _read_floors(self) -> None:
        units, officers = len(self.model.problem.units), len(self.model.problem.candidates)
        groups: dict[int, int] = {}
        masks: list[Mask] = []
        rows: list[NDArray[np.int64]] = []
        for index, floor in enumerate(self.model.floors):
            group = groups.setdefault(id(floor.members), len(masks))
            if group == len(masks):
                masks.append(floor.members)
                rows.append(np.full(units, -1, dtype=np.int64))
            rows[group][floor.unit] = index
        self.has = np.array(masks, dtype=bool).reshape(len(masks), officers)
        self.floor = np.array(rows, dtype=np.int64).reshape(len(rows), units)

    def _read_ceilings(self) -> None:
        problem = self.model.problem
        self.caps = [index for index, one in enumerate(self.model.ceilings) if one.wave is None]
        self.wave_cap = np.full((len(problem.donors), problem.last_wave), -1, dtype=np.int64)
        for index, one in enumerate(self.model.ceilings):
            if one.wave is not None:
                self.wave_cap[one.donor, one.wave - 1] = index
        pairs = [(np.flatnonzero(self.model.ceilings[index].members), index) for index in self.caps]
        officer = _joined([members for members, _ in pairs])
        cap = _joined([np.full(members.size, row, dtype=np.int64) for members, row in pairs])
        order = np.argsort(officer, kind="stable")
        self._cap_index = cap[order]
        self._cap_start = np.searchsorted(officer[order], np.arange(len(self.owner) + 1))


def plan_of(problem: Problem, triples: Triples, waves: Indices) -> Plan:
    """The plan these triples make, each in its wave."""
    columns = (triples.officer, triples.unit, triples.post, waves)
    return Plan(
        tuple(
            Posting(problem.candidates[one].id, problem.units[unit].key, POSTS[post], wave)
            for one, unit, post, wave in zip(*(part.tolist() for part in columns), strict=True)
        )
    )


def _joined(parts: list[NDArray[np.int64]]) -> Indices:
    return np.concatenate(parts).astype(np.int64) if parts else np.zeros(0, dtype=np.int64)
