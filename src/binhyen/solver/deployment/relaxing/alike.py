"""Officers alike taken together, and units alike: those who count the same for every number that may give way.

A class may send any of its members anywhere one of them may go, so what must give way for classes must give way for
officers: their programme is a lower bound, many times smaller.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.layout import NO_TRIPLES, Layout, Triples
from binhyen.solver.deployment.model import Mask, Model

Reals = NDArray[np.float64]
Indices = NDArray[np.int64]
SPARE = 2
"""Members offered beyond those a class sends: the nearest may be wanted elsewhere."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Classes of officers as a layout of their own; an officer of it is a class.

    Attributes:
        size: float C, members. order: officers sorted by class; start: int C + 1, where each class begins in it.
    """

    layout: Layout
    size: Reals
    order: Indices
    start: Indices

    def members(self, layout: Layout, triples: Triples, sent: Reals) -> Triples:
        """Triples of officers that may stand for these triples of classes, the nearest first; none where `sent` is 0."""
        model, found = layout.model, NO_TRIPLES
        allowed = [model.allowed(post) for post in range(len(model.barred))]
        for at in np.flatnonzero(sent > 0).tolist():
            group, unit, post = (
                int(part[at]) for part in (triples.officer, triples.unit, triples.post)
            )
            mine = self.order[self.start[group] : self.start[group + 1]]
            mine = mine[allowed[post][mine, unit]]
            near = mine[np.argsort(model.pair[mine, unit], kind="stable")]
            near = near[: int(np.ceil(sent[at])) + SPARE]
            found = found + Triples(
                near, np.full(near.size, unit, dtype=np.int64), np.full(near.size, post)
            )
        return found


def alike(layout: Layout) -> Alike:
    """The classes of a layout's officers: one donor, the same posts, the same floors and ceilings."""
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    caps = layout.cap_lists()
    for officer, owner in enumerate(layout.owner.tolist()):
        fit = layout.model.fit[officer].tobytes()
        groups[owner, fit, layout.has[:, officer].tobytes(), caps[officer]].append(officer)
    lengths = np.array([len(members) for members in groups.values()], dtype=np.int64)
    order = np.array([one for members in groups.values() for one in members], dtype=np.int64)
    start = np.concatenate([[0], np.cumsum(lengths)])
    model = _grouped(layout.model, order, start[:-1])
    return Alike(Layout(model), lengths.astype(np.float64), order, start)


def units_alike(model: Model) -> Model:
    """The model with a class for each unit: what one of them lacks another may make up for."""
    asked: defaultdict[int, list[tuple[int, str, int]]] = defaultdict(list)
    for floor in model.floors:
        asked[floor.unit].append((id(floor.members), floor.kind, floor.amount))
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for unit, demand in enumerate(model.demand):
        groups[demand.tobytes(), tuple(sorted(asked[unit]))].append(unit)
    lengths = np.array([len(members) for members in groups.values()], dtype=np.int32)
    order = np.array([one for members in groups.values() for one in members], dtype=np.int64)
    start = np.concatenate([[0], np.cumsum(lengths)])[:-1]
    place = {unit: row for row, unit in enumerate(order[start].tolist())}
    return replace(
        model,
        problem=replace(model.problem, units=tuple(model.problem.units[unit] for unit in place)),
        pair=np.minimum.reduceat(model.pair[:, order], start, axis=1),
        near=np.logical_or.reduceat(model.near[:, order], start, axis=1),
        barred=[
            None
            if barred is None
            else ~np.logical_or.reduceat((model.near & ~barred)[:, order], start, axis=1)
            for barred in model.barred
        ],
        demand=model.demand[order[start]] * lengths[:, None],
        window=np.logical_or.reduceat(model.window[order], start, axis=0),
        wait=model.wait[order[start]],
        floors=[
            replace(
                floor, unit=place[floor.unit], amount=floor.amount * int(lengths[place[floor.unit]])
            )
            for floor in model.floors
            if floor.unit in place
        ],
    )


def _grouped(model: Model, order: Indices, start: Indices) -> Model:
    """The model with a class for each officer: it may do what any of its members may."""
    first = order[start]
    masks: dict[int, Mask] = {}

    def chosen(members: Mask) -> Mask:
        # Equal masks stay one object: floors are grouped by it.
        return masks.setdefault(id(members), members[first])

    candidates = tuple(model.problem.candidates[officer] for officer in first.tolist())
    return replace(
        model,
        problem=replace(model.problem, candidates=candidates),
        pair=np.minimum.reduceat(model.pair[order], start, axis=0),
        match=model.match[first],
        near=np.logical_or.reduceat(model.near[order], start, axis=0),
        fit=model.fit[first],
        barred=[
            None
            if barred is None
            else ~np.logical_or.reduceat((model.near & ~barred)[order], start, axis=0)
            for barred in model.barred
        ],
        available=np.minimum.reduceat(model.available[order], start),
        floors=[replace(floor, members=chosen(floor.members)) for floor in model.floors],
        ceilings=[replace(one, members=chosen(one.members)) for one in model.ceilings],
    )
