"""Who could help if a rule about them gave way: holders of what is lacking, nearest first."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_number
from binhyen.solver.deployment.distance import road_hm
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.problem import Candidate, UnitNeed
from binhyen.solver.deployment.words import Said

MOST = 5


def hints(
    model: Model, units: NDArray[np.int64], skill: str, able: NDArray[np.bool_]
) -> tuple[tuple[str, str], ...]:
    """Up to five holders who can come to none of these units, or whom their donor keeps; (id, sentence) each.

    Args:
        able: bool O×U, who can come where as things are.
    """
    problem = model.problem
    found = []
    for row, one in enumerate(problem.candidates):
        if skill and not one.holds(skill):
            continue
        free = bool(able[row, units].any())
        if free and not _kept(model, row):
            continue
        near = min((_hm(model, one, problem.units[unit]), unit) for unit in units.tolist())
        found.append((near[0], one.id, _sentence(model, row, problem.units[near[1]], near[0])))
    return tuple((officer, text) for _, officer, text in sorted(found)[:MOST])


def _hm(model: Model, one: Candidate, unit: UnitNeed) -> int:
    base = (one.base_lat, one.base_lon)
    return road_hm(base, (unit.lat, unit.lon), model.problem.weights.detour)


def _kept(model: Model, row: int) -> bool:
    """Whether a donor gives none of those this officer belongs to."""
    return any(not one.amount and one.members[row] for one in model.ceilings if one.wave is None)


def _sentence(model: Model, row: int, unit: UnitNeed, hm: int) -> str:
    one = model.problem.candidates[row]
    km = format_number(Decimal(hm) / 10, 1)
    if one.excluded:
        why: str = Said(N_("đang thuộc diện không điều: {reason}"), reason=one.excluded)
    elif _kept(model, row):
        why = Said(N_("{donor} phải giữ lại"), donor=one.donor)
    elif one.max_km is not None and hm > 10 * one.max_km:
        why = Said(N_("chỉ đi được trong {limit} km"), limit=one.max_km)
    elif unit.code in one.forbidden_units or unit.code == one.home_unit:
        why = Said(N_("không được về {unit}"), unit=unit.name)
    else:
        why = Said(N_("chưa đủ điều kiện giữ chức danh còn thiếu"))
    return Said(
        N_("{officer} ({donor}), cách {unit} {km} km: {why}"),
        officer=one.id,
        donor=one.donor,
        unit=unit.name,
        km=km,
        why=why,
    )
