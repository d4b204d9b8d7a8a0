"""Every seat of the payroll before the first wave: who serves where, as what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from random import Random

from binhyen.engines.people.api import Role
from binhyen.engines.units.api import StructureUnit, apportion, unit_versions
from binhyen.worlds.chance import chance
from binhyen.worlds.thanh_hoa.departments import DEPARTMENTS
from binhyen.worlds.thanh_hoa.facts import BEGINS_ON, PAYROLL, SEED
from binhyen.worlds.thanh_hoa.places import WARD, Ground, Place
from binhyen.worlds.thanh_hoa.sizes import sizes
from binhyen.worlds.thanh_hoa.waves import plan_slots

DIRECTORS = 5
WARD_SIZES = range(7, 13)
DISTRICT_WEIGHT = 100
DISTRICT_SPREAD = 25
DEPARTMENT_WEIGHT = 17
DEPARTMENT_DEPUTIES, DISTRICT_DEPUTIES = 3, 4
# Nobody published how the payroll was divided before the waves. It is sized so that of ten posts six can be
# filled by the district's own police and three by departments; who really goes is for the planner.
FROM_OWN_DISTRICT, FROM_DEPARTMENT = 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat before the first wave; `district` is where its holders usually come from, None = anywhere."""

    kind: str
    body_id: int
    role: Role
    district: StructureUnit | None = None
    place: Place | None = None


def seats(ground: Ground) -> list[Seat]:
    """All 7,613 seats: wards of that day, the province, departments, districts."""
    random = chance(SEED, "seats")
    expected = _expected_donors(ground, random)
    staff = ward_sizes(ground)
    later = [place for place in ground.wards if becomes_ward_later(place)]
    now = [place for place in ground.wards if place not in later]
    found = [seat for place in now for seat in _ward_seats(place, staff[place.body_id])]
    for place in later:
        expected[ground.districts[place.district.id]] += staff[place.body_id]
    left = PAYROLL - len(found) - DIRECTORS - expected.total()
    strengths = Counter(_strengths(ground, left, random)) + expected
    found += _staff("province", ground.province_body_id, DIRECTORS, DIRECTORS - 1)
    for body_id in ground.departments:
        found += _staff("department", body_id, strengths[body_id], DEPARTMENT_DEPUTIES)
    of_district = {
        place.district.id: place.district for place in (*ground.programme, *ground.wards)
    }
    for unit_id, body_id in ground.districts.items():
        deputies = DISTRICT_DEPUTIES
        found += _staff("district", body_id, strengths[body_id], deputies, of_district[unit_id])
    return found


def ward_sizes(ground: Ground) -> dict[int, int]:
    """Ward police unit → officers it is given when it becomes one."""
    random = chance(SEED, "wards")
    return {place.body_id: random.choice(WARD_SIZES) for place in ground.wards}


def becomes_ward_later(place: Place) -> bool:
    """Whether this ward of the day of the review was still a commune when the world begins."""
    return ward_since(place) > BEGINS_ON


def ward_since(place: Place) -> date:
    """The day the unit became a ward."""
    versions = unit_versions(place.unit.id)
    return next(version.valid_from for version in versions if version.type == WARD)


def _expected_donors(ground: Ground, random: Random) -> Counter[int]:
    """Police unit → officers it is expected to send, only to size it."""
    departments = list(ground.departments)
    weights = [DEPARTMENTS.get(ground.departments[body_id], 1) for body_id in departments]
    others = list(ground.districts.values())
    found: Counter[int] = Counter()
    for slot in plan_slots(ground.programme, sizes(ground.programme)):
        draw = random.random()
        if draw < FROM_OWN_DISTRICT:
            found[ground.districts[slot.place.district.id]] += 1
        elif draw < FROM_OWN_DISTRICT + FROM_DEPARTMENT:
            found[random.choices(departments, weights)[0]] += 1
        else:
            found[random.choice(others)] += 1
    return found


def _ward_seats(place: Place, size: int) -> Iterator[Seat]:
    """Ward police are regular and outside the programme."""
    roles = [Role.CHIEF, Role.DEPUTY, *[Role.OFFICER] * (size - 2)]
    return (Seat("commune", place.body_id, role, place.district, place) for role in roles)


def _strengths(ground: Ground, left: int, random: Random) -> dict[int, int]:
    """Police unit → officers expected to stay, together exactly what is left of the payroll."""
    weights = {
        body_id: DEPARTMENTS.get(name, 1) * DEPARTMENT_WEIGHT
        for body_id, name in ground.departments.items()
    }
    per_district = Counter(place.district.id for place in (*ground.programme, *ground.wards))
    for unit_id, body_id in ground.districts.items():
        weights[body_id] = (
            DISTRICT_WEIGHT + per_district[unit_id] + random.randrange(DISTRICT_SPREAD)
        )
    return dict(zip(weights, apportion(left, _shares(weights)), strict=True))


def _shares(weights: Mapping[int, int]) -> list[Fraction]:
    total = sum(weights.values())
    return [Fraction(weight, total) for weight in weights.values()]


def _staff(
    kind: str, body_id: int, size: int, deputies: int, district: StructureUnit | None = None
) -> list[Seat]:
    roles = [Role.CHIEF, *[Role.DEPUTY] * deputies, *[Role.OFFICER] * (size - 1 - deputies)]
    return [Seat(kind, body_id, role, district) for role in roles]
