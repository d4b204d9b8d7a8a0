"""The invented force: donors by district and department, and their officers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from binhyen.engines.units.api import StructureUnit
from binhyen.solver.deployment.api import Candidate
from binhyen.worlds.chance import chance
from binhyen.worlds.instances import facts
from binhyen.worlds.instances.ground import Ground, Point, scattered, shifted
from binhyen.worlds.instances.needs import language_of_district


@dataclass(frozen=True, slots=True)
class Body:
    """A donor before its caps: district police or a department of the province."""

    id: str
    name: str
    kind: str
    point: Point
    payroll: int
    district: int | None
    criminal: bool = False


def bodies(land: Ground, posts: int, seed: int) -> tuple[Body, ...]:
    """Donors whose payrolls add up to the province's: districts by their units, departments by chance."""
    payroll = max(
        round(posts * facts.PAYROLL_PER_POST),
        facts.PAYROLL_AT_LEAST + facts.PAYROLL_PER_DISTRICT * len(land.districts),
    )
    in_departments = round(payroll * facts.DEPARTMENT_SHARE)
    count = max(4, round(in_departments / facts.DEPARTMENT_SIZE))
    source = chance("instances", land.province.code, seed, "bodies")
    sizes = shared_out(payroll - in_departments, _district_weights(land, source))
    districts = [
        Body(
            f"H{one.code}",
            f"Công an {one.full_name}",
            "district",
            land.points[one.id],
            size,
            one.id,
        )
        for one, size in zip(land.districts, sizes, strict=True)
    ]
    weights = [source.uniform(*facts.DEPARTMENT_RANGE) for _ in range(count)]
    criminal = set(source.sample(range(count), facts.CRIMINAL_DEPARTMENTS))
    departments = [
        Body(
            id=f"P{number:02}",
            name=f"Phòng nghiệp vụ {number}",
            kind="department",
            point=_rounded(scattered(land.points[land.seat.id], 1.0, land.province.code, number)),
            payroll=size,
            district=None,
            criminal=number - 1 in criminal,
        )
        for number, size in enumerate(shared_out(in_departments, weights), 1)
    ]
    return (*districts, *departments)


def officers(land: Ground, donors: Sequence[Body], waves: int, seed: int) -> tuple[Candidate, ...]:
    """The officers of all donors, coded in order."""
    near = _places_by_district(land)
    spoken = language_of_district(land)
    number = 0
    found: list[Candidate] = []
    for body in donors:
        source = chance("instances", land.province.code, seed, body.id)
        for _ in range(body.payroll):
            number += 1
            code = f"CB{land.province.code}{number:06}"
            found.append(_officer(code, body, land, near, spoken, waves, source))
    return tuple(found)


def shared_out(total: int, weights: Sequence[float]) -> list[int]:
    """Whole shares of a total by weight, the largest remainders rounded up; each at least one."""
    rest = total - len(weights)
    exact = [rest * weight / sum(weights) for weight in weights]
    shares = [int(one) + 1 for one in exact]
    order = sorted(range(len(weights)), key=lambda place: (int(exact[place]) - exact[place], place))
    for place in order[: total - sum(shares)]:
        shares[place] += 1
    return shares


def _district_weights(land: Ground, source: Random) -> list[float]:
    units = {one.id: 0 for one in land.districts}
    for district in land.district_of.values():
        units[district] += 1
    return [
        source.uniform(0.8, 1.2)
        * (facts.DISTRICT_BASE + units[one.id])
        * (facts.SEAT_FACTOR if one is land.seat else 1)
        for one in land.districts
    ]


def _places_by_district(land: Ground) -> dict[int, list[StructureUnit]]:
    found: dict[int, list[StructureUnit]] = {one.id: [] for one in land.districts}
    for place in land.places:
        found[land.district_of[place.id]].append(place)
    return found


def _officer(  # one officer needs to know all of the ground
    code: str,
    body: Body,
    land: Ground,
    near: Mapping[int, Sequence[StructureUnit]],
    spoken: Mapping[int, str],
    waves: int,
    source: Random,
) -> Candidate:
    rank = source.choices(range(1, 9), facts.RANK_WEIGHTS)[0]
    years = _years(rank, source)
    at_home = source.random() < facts.LIVES_AT_HOME_SHARE
    home = source.choice(_home_places(body, land, near, at_home=at_home))
    lat, lon = _base(body, land.points[home.id], source, at_home=at_home)
    chief = rank >= facts.CHIEF_FROM_RANK and source.random() < facts.CHIEF_SHARE
    deputy = chief or (rank >= facts.DEPUTY_FROM_RANK and source.random() < facts.DEPUTY_SHARE)
    relatives = near[land.district_of[home.id]]
    return Candidate(
        id=code,
        donor=body.id,
        rank=rank,
        years=years,
        base_lat=lat,
        base_lon=lon,
        home_unit=home.code,
        forbidden_units=frozenset(
            [source.choice(relatives).code] if source.random() < facts.FORBIDDEN_SHARE else []
        ),
        skills=frozenset(_skills(body, spoken, source)),
        party=source.random() < facts.PARTY_SHARE[rank - 1],
        chief_ok=chief,
        deputy_ok=deputy,
        available_from_wave=min(waves, source.choices(range(1, 5), facts.AVAILABLE_PERMILLE)[0]),
        excluded=_excluded(years, source),
        max_km=source.choice(facts.NEAR_ONLY_KM)
        if source.random() < facts.NEAR_ONLY_SHARE
        else None,
    )


def _years(rank: int, source: Random) -> int:
    mean, least, most = facts.YEARS[rank - 1]
    return max(least, min(most, round(source.gauss(mean, 2.5))))


def _home_places(
    body: Body, land: Ground, near: Mapping[int, Sequence[StructureUnit]], *, at_home: bool
) -> Sequence[StructureUnit]:
    """Whoever lives at home lives in the district they serve in, or in that of the province's seat."""
    if not at_home:
        return land.places
    return near[land.seat.id if body.district is None else body.district] or land.places


def _base(body: Body, home: Point, source: Random, *, at_home: bool) -> Point:
    middle, km = (home, 0.8) if at_home else (body.point, 2.5 if body.district else 4.0)
    return _rounded(shifted(middle, source.gauss(0, km), source.gauss(0, km)))


def _skills(body: Body, spoken: Mapping[int, str], source: Random) -> Iterator[str]:
    for skill, share in facts.SKILLS.items():
        often = facts.CRIMINAL_DEPARTMENT_SHARE if body.criminal and skill == "criminal" else share
        if source.random() < often:
            yield skill
    here = spoken.get(body.district or 0, "")
    for language in sorted(set(spoken.values())):
        share = facts.SPEAKS_HERE_SHARE if language == here else facts.SPEAKS_ELSEWHERE_SHARE
        if source.random() < share:
            yield language


def _excluded(years: int, source: Random) -> str:
    if years >= facts.RETIRES_FROM_YEARS and source.random() < facts.RETIRES_SHARE:
        return "retire"
    drawn = source.random() * 1000
    for reason, permille in facts.EXCLUDED_PERMILLE.items():
        if drawn < permille:
            return reason
        drawn -= permille
    return ""


def _rounded(point: Point) -> Point:
    return round(point[0], 5), round(point[1], 5)
