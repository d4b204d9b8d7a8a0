"""Which lines of an old plan still stand in a changed problem, and what became of the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.layout import Triples
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.plan import Plan, Posting
from binhyen.solver.deployment.problem import POSTS
from binhyen.solver.deployment.words import Said

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left of an old plan.

    Attributes:
        lines: triples that still keep every rule about their own officer and unit.
        wave: of each, the one its unit is to open in; old_wave: the one it had.
        postings: the old line of each.
        unit_wave: int U, the wave each unit opens in; 0 = still to be chosen (a new unit).
        fallen: old lines that do not stand, each with why.
        displaced: officers of fallen lines who may still be sent elsewhere.
    """

    lines: Triples
    wave: Indices
    old_wave: Indices
    postings: tuple[Posting, ...]
    unit_wave: Indices
    fallen: tuple[tuple[Posting, str], ...]
    displaced: frozenset[int]


@dataclass(slots=True)
class _Sorting:
    kept: list[tuple[int, int, int, Posting]] = field(default_factory=list)
    fallen: list[tuple[Posting, str]] = field(default_factory=list)
    displaced: set[int] = field(default_factory=set)


def standing(model: Model, baseline: Plan) -> Standing:
    """Sort the old lines. An officer named twice keeps the first line that stands."""
    problem = model.problem
    officers = {one.id: row for row, one in enumerate(problem.candidates)}
    units = {unit.key: row for row, unit in enumerate(problem.units)}
    unit_wave = _unit_waves(model, baseline, units)
    allowed = [model.allowed(post) for post in range(len(POSTS))]
    sorting, seen = _Sorting(), set[int]()
    for line in baseline.postings:
        officer, unit = officers.get(line.officer), units.get(line.unit)
        why = _why_fallen(model, line, officer, unit, unit_wave, allowed)
        if why is None and officer is not None and unit is not None and officer not in seen:
            seen.add(officer)
            sorting.kept.append((officer, unit, POSTS.index(line.post), line))
            continue
        sorting.fallen.append((line, why or str(Said(N_("trùng dòng trong phương án cũ")))))
        if officer is not None and not problem.candidates[officer].excluded:
            sorting.displaced.add(officer)
    return _gathered(sorting, unit_wave, seen)


def reopened(standing: Standing, waves: dict[int, int]) -> Standing:
    """The same with some units opening in other waves."""
    unit_wave = standing.unit_wave.copy()
    for unit, wave in waves.items():
        unit_wave[unit] = wave
    mine = unit_wave[standing.lines.unit]
    return replace(standing, unit_wave=unit_wave, wave=np.where(mine > 0, mine, standing.wave))


def _gathered(sorting: _Sorting, unit_wave: Indices, seen: set[int]) -> Standing:
    columns = np.array([line[:3] for line in sorting.kept], dtype=np.int64).reshape(-1, 3)
    old_wave = np.array([line[3].wave for line in sorting.kept], dtype=np.int64)
    wave = unit_wave[columns[:, 1]]
    return Standing(
        lines=Triples(columns[:, 0], columns[:, 1], columns[:, 2]),
        wave=np.where(wave > 0, wave, old_wave),
        old_wave=old_wave,
        postings=tuple(line[3] for line in sorting.kept),
        unit_wave=unit_wave,
        fallen=tuple(sorting.fallen),
        displaced=frozenset(sorting.displaced - seen),
    )


def _unit_waves(model: Model, baseline: Plan, units: dict[str, int]) -> Indices:
    """The wave most of a unit's lines name; if it may no longer open in it, the next one it may, else the last before."""
    named: dict[int, Counter[int]] = {}
    for line in baseline.postings:
        if line.unit in units:
            named.setdefault(units[line.unit], Counter())[line.wave] += 1
    unit_wave = np.zeros(len(model.problem.units), dtype=np.int64)
    for unit, waves in named.items():
        wave = min(waves, key=lambda at: (-waves[at], at))
        window = [int(at) + 1 for at in np.flatnonzero(model.window[unit])]
        later = [at for at in window if at >= wave]
        unit_wave[unit] = later[0] if later else max(window, default=0)
    return unit_wave


def _why_fallen(
    model: Model,
    line: Posting,
    officer: int | None,
    unit: int | None,
    unit_wave: Indices,
    allowed: list[NDArray[np.bool_]],
) -> str | None:
    if officer is None:
        return Said(N_("không còn trong danh sách cán bộ"))
    one = model.problem.candidates[officer]
    if one.excluded:
        return Said(N_("không đi được nữa: {reason}"), reason=one.excluded)
    if unit is None:
        return Said(N_("đơn vị {unit} không còn"), unit=line.unit)
    if line.post not in POSTS or not allowed[POSTS.index(line.post)][officer, unit]:
        return Said(N_("không còn giữ được chức danh này ở {unit}"), unit=line.unit)
    wave = int(unit_wave[unit])
    if wave and one.available_from_wave > wave:
        return Said(
            N_("chỉ đi được từ đợt {first}, đơn vị ra quân đợt {wave}"),
            first=one.available_from_wave,
            wave=wave,
        )
    return None
