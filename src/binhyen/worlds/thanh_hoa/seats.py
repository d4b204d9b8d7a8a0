"""Every seat of the payroll on the day of the review: who serves where, as what, and where they came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from binhyen.engines.people.api import Role
from binhyen.engines.units.api import StructureUnit, apportion
from binhyen.worlds.chance import chance
from binhyen.worlds.thanh_hoa.departments import DEPARTMENTS
from binhyen.worlds.thanh_hoa.facts import PAYROLL, SEED
from binhyen.worlds.thanh_hoa.places import Ground, Place
from binhyen.worlds.thanh_hoa.sizes import sizes
from binhyen.worlds.thanh_hoa.waves import Slot, plan_slots

DIRECTORS = 5
WARD_SIZES = range(7, 13)
DISTRICT_WEIGHT = 100
DISTRICT_SPREAD = 25
DEPARTMENT_WEIGHT = 17
# Of ten sent to a commune, six come from the police of its own district and three from a department.
FROM_OWN_DISTRICT, FROM_DEPARTMENT = 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat: the police unit on the day of the review, and the one before it (None = always here)."""

    kind: str
    body_id: int
    role: Role
    home_district: StructureUnit | None
    place: Place | None = None
    came_from: int | None = None
    wave: int | None = None


def seats(ground: Ground) -> list[Seat]:
    """All 7,613 seats: communes and townships by wave, wards, the province, departments, districts."""
    random = chance(SEED, "seats")
    slots = plan_slots(ground.programme, sizes(ground.programme))
    donors = _donors(slots, ground, random)
    found = [_sent(slot, donor) for slot, donor in zip(slots, donors, strict=True)]
    found += _ward_seats(ground, random)
    strengths = _strengths(ground, PAYROLL - len(found) - DIRECTORS, random)
    found += _staff("province", ground.province_body_id, DIRECTORS, DIRECTORS - 1)
    for body_id in ground.departments:
        found += _staff("department", body_id, strengths[body_id], 3)
    for body_id in ground.districts.values():
        found += _staff("district", body_id, strengths[body_id], 4)
    return found


def _sent(slot: Slot, donor: int) -> Seat:
    return Seat(
        "commune", slot.place.body_id, slot.role, slot.place.district, slot.place, donor, slot.wave
    )


def _donors(slots: Sequence[Slot], ground: Ground, random: Random) -> list[int]:
    """Where each officer sent came from: mostly the district's own police, else a department, else another district."""
    departments = list(ground.departments)
    weights = [DEPARTMENTS.get(ground.departments[body_id], 1) for body_id in departments]
    others = list(ground.districts.values())
    found = []
    for slot in slots:
        draw = random.random()
        if draw < FROM_OWN_DISTRICT:
            found.append(ground.districts[slot.place.district.id])
        elif draw < FROM_OWN_DISTRICT + FROM_DEPARTMENT:
            found.append(random.choices(departments, weights)[0])
        else:
            found.append(random.choice(others))
    return found


def _ward_seats(ground: Ground, random: Random) -> Iterator[Seat]:
    """Ward police are regular and outside the programme; those of wards made later came from the district."""
    for place in ground.wards:
        size = random.choice(WARD_SIZES)
        roles = [Role.CHIEF, Role.DEPUTY, *[Role.OFFICER] * (size - 2)]
        came_from = ground.districts[place.district.id]
        yield from (
            Seat("commune", place.body_id, role, place.district, place, came_from) for role in roles
        )


def _strengths(ground: Ground, left: int, random: Random) -> dict[int, int]:
    """Police unit → officers, together exactly what the other seats leave of the payroll."""
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


def _staff(kind: str, body_id: int, size: int, deputies: int) -> list[Seat]:
    roles = [Role.CHIEF, *[Role.DEPUTY] * deputies, *[Role.OFFICER] * (size - 1 - deputies)]
    return [Seat(kind, body_id, role, None) for role in roles]
