"""Waves too small for what is due in them, and other ways out than the cheapest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.infeasibility.places import districts
from binhyen.solver.deployment.infeasibility.types import Clash
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.plan import Relaxation
from binhyen.solver.deployment.relaxing.opening import late, openings
from binhyen.solver.deployment.relaxing.prices import RelaxPrices
from binhyen.solver.deployment.words import Said

PROHIBITIVE = 1000
"""A kind's price times this leaves the kind out wherever another way exists."""


def wave_clashes(model: Model, relaxation: tuple[Relaxation, ...]) -> list[Clash]:
    """The stretch of waves that is short of most places, if waves had to give way."""
    if not any(one.kind in ("capacity", "deadline") for one in relaxation):
        return []
    short, first, last, units = _tightest(model)
    size = model.demand.sum(axis=1)
    room = int(model.capacity[first - 1 : last].sum())
    if short > 0:
        template = N_(
            "{units} đơn vị ({where}) phải ra quân từ đợt {first} đến đợt {last}: {wanted} chức danh, "
            "các đợt đó chỉ có {room} chỗ."
        )
    else:
        first, last, units = 1, model.problem.last_wave, np.arange(len(size))
        room = int(model.capacity.sum())
        template = N_(
            "{units} đơn vị ({where}), {wanted} chức danh từ đợt {first} đến đợt {last}: đủ {room} chỗ "
            "nếu được chia lẻ, nhưng không xếp vừa khi mỗi đơn vị ra quân trọn trong một đợt."
        )
    wanted = int(size[units].sum())
    text = Said(
        template,
        units=len(units),
        where=districts(model.problem, units.tolist()),
        first=first,
        last=last,
        wanted=wanted,
        room=room,
    )
    keys = tuple(model.problem.units[unit].key for unit in units.tolist())
    return [Clash(("wave_capacity", "one_wave_per_unit"), keys, (), wanted, room, text)]


def other_ways(
    model: Model, relaxation: tuple[Relaxation, ...], prices: RelaxPrices
) -> tuple[tuple[Relaxation, ...], ...]:
    """What the waves would need by deadlines alone and by capacity alone, where that is not the relaxation already."""
    mine = tuple(one for one in relaxation if one.kind in ("capacity", "deadline"))
    if not mine:
        return ()
    later = replace(prices, capacity=prices.capacity * PROHIBITIVE)
    larger = replace(prices, deadline=prices.deadline * PROHIBITIVE)
    found = dict.fromkeys(_way(model, changed) for changed in (later, larger))
    return tuple(way for way in found if way != mine)


def _way(model: Model, prices: RelaxPrices) -> tuple[Relaxation, ...]:
    wave = openings(model, prices).wave
    given = [
        Relaxation("deadline", need.key, "", late(model, unit, int(wave[unit])))
        for unit, need in enumerate(model.problem.units)
    ]
    size = model.demand.sum(axis=1)
    filled = np.bincount(wave - 1, weights=size, minlength=model.problem.last_wave)
    for index, over in enumerate((filled - model.capacity).astype(int).tolist()):
        given.append(Relaxation("capacity", str(index + 1), "", max(0, over)))
    return tuple(sorted(one for one in given if one.amount))


def _tightest(model: Model) -> tuple[int, int, int, np.ndarray]:
    """(places short, first, last wave, units that can open nowhere else) of the worst stretch of waves."""
    size = model.demand.sum(axis=1)
    waves = np.arange(1, model.problem.last_wave + 1)
    start = np.where(model.window, waves, waves.size + 1).min(axis=1)
    end = np.where(model.window, waves, 0).max(axis=1)
    best = (-1 << 60, 1, waves.size, np.arange(0))
    for first in range(1, waves.size + 1):
        for last in range(first, waves.size + 1):
            units = np.flatnonzero((start >= first) & (end <= last))
            short = int(size[units].sum()) - int(model.capacity[first - 1 : last].sum())
            if short > best[0]:
                best = (short, first, last, units)
    return best
