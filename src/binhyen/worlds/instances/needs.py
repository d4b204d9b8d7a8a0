"""What the invented units need: posts, quotas, wishes, waves."""

from __future__ import annotations

from itertools import cycle

from binhyen.engines.units.api import StructureUnit
from binhyen.kernel.text import fold
from binhyen.solver.deployment.api import Post, UnitNeed
from binhyen.worlds.chance import chance
from binhyen.worlds.instances import facts
from binhyen.worlds.instances.ground import Ground, distance_km


def needs(land: Ground, seed: int) -> tuple[UnitNeed, ...]:
    """The units with everything but what a profile makes impossible."""
    spoken = language_of_district(land)
    levels = _complexities(len(land.units), land.province.code, seed)
    sizes = cycle(facts.TOWNSHIP_SIZES)
    return tuple(
        _need(
            land,
            unit,
            complexity,
            facts.COMMUNE_SIZE if unit.type == "xã" else next(sizes),
            spoken.get(land.district_of[unit.id], ""),
            seed,
        )
        for unit, complexity in zip(land.units, levels, strict=True)
    )


def language_of_district(land: Ground) -> dict[int, str]:
    """District id → language of work there: the districts farthest from the seat, in upland provinces.

    The farthest tenth of them speaks the first language, the others take turns with the rest.
    """
    spoken = facts.LANGUAGES.get(land.province.code, ())
    if not spoken:
        return {}
    seat = land.points[land.seat.id]
    order = sorted(
        land.districts, key=lambda one: (-distance_km(seat, land.points[one.id]), one.code)
    )
    far = order[: max(1, round(len(order) * facts.FAR_SHARE))]
    first = max(1, len(far) // 10) if len(spoken) > 1 else len(far)
    rest = cycle(spoken[1:] or spoken)
    return {one.id: spoken[0] if place < first else next(rest) for place, one in enumerate(far)}


def _complexities(count: int, province: str, seed: int) -> list[int]:
    """Complexities in fixed shares, laid over the units by chance; the remainder is plain."""
    levels = [
        level
        for level, permille in enumerate(facts.COMPLEXITY_PERMILLE, 1)
        for _ in range(count * permille // 1000)
    ]
    levels += [1] * (count - len(levels))
    chance("instances", province, seed, "complexity").shuffle(levels)
    return levels


def _need(
    land: Ground, unit: StructureUnit, complexity: int, size: int, language: str, seed: int
) -> UnitNeed:
    source = chance("instances", unit.code, seed, "unit")
    needs_language = bool(language) and source.random() < facts.NEEDS_LANGUAGE_SHARE
    wants_language = bool(language) and source.random() < facts.WANTS_LANGUAGE_SHARE
    skills = source.sample(facts.WANTED, 2) if complexity >= facts.WANTED_FROM else []
    late = source.random() * 1000 < facts.LATE_START_PERMILLE and complexity not in facts.DEADLINES
    lat, lon = land.points[unit.id]
    district = next(one for one in land.districts if one.id == land.district_of[unit.id])
    return UnitNeed(
        code=unit.code,
        name=unit.full_name,
        kind=fold(unit.type).replace(" ", "_"),
        district=district.code,
        province=land.province.code,
        lat=lat,
        lon=lon,
        complexity=complexity,
        posts=_posts(size),
        min_party=facts.PARTY_CELL,
        needs={
            "admin": 1,
            **({"criminal": 1} if complexity >= facts.CRIMINAL_FROM else {}),
            **({language: 1} if needs_language else {}),
        },
        wants=(*([language] if wants_language else ()), *skills),
        earliest_wave=source.choice((2, 2, 3)) if late else 1,
        deadline_wave=facts.DEADLINES.get(complexity),
    )


def _posts(size: int) -> dict[Post, int]:
    return {"chief": 1, "deputy": 1, "officer": size - 2}
