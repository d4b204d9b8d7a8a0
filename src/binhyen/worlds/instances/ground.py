"""The real ground of an invented province: its units of a day and where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt
from statistics import fmean

from binhyen.engines.units.api import Level, Structure, StructureUnit, structure, unit_points
from binhyen.kernel.errors import N_, Invalid
from binhyen.worlds.chance import chance

Point = tuple[float, float]
EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Ground:
    """A province on a day.

    Attributes:
        units: communes and townships of the programme, in the order of their codes.
        places: all commune-level units of the province, where officers may come from.
        districts: in the order of their codes; `seat` is the one the province is led from.
        points: latitude and longitude of every place and district, rounded to five decimals.
        district_of: place id → district id.
    """

    province: StructureUnit
    units: tuple[StructureUnit, ...]
    places: tuple[StructureUnit, ...]
    districts: tuple[StructureUnit, ...]
    seat: StructureUnit
    points: dict[int, Point]
    district_of: dict[int, int]


def ground(province_code: str, on: date) -> Ground:
    """Read the province's ground.

    Raises:
        NotFound: no such province on that day. Invalid: it has no districts or no commune of the programme then.
    """
    tree = structure(on)
    province = tree.by_code(province_code, Level.PROVINCE)
    districts = tuple(tree.at_level(Level.DISTRICT, province.id))
    places = tuple(sorted(tree.at_level(Level.COMMUNE, province.id), key=lambda one: one.code))
    units = tuple(place for place in places if tree.in_programme(place.id))
    if not districts or not units:
        raise Invalid(
            N_("{name} ngày {on} không có huyện hoặc không có xã, thị trấn để dựng bài toán."),
            name=province.full_name,
            on=on.isoformat(),
        )
    district_of = {place.id: tree.ancestor_at(place.id, Level.DISTRICT).id for place in places}
    points = _points(tree, province, districts, places, district_of)
    return Ground(
        province,
        units,
        places,
        districts,
        _seat(districts, places, district_of),
        points,
        district_of,
    )


def distance_km(one: Point, other: Point) -> float:
    """Great-circle kilometres."""
    (lat1, lon1), (lat2, lon2) = ((radians(lat), radians(lon)) for lat, lon in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def _points(
    tree: Structure,
    province: StructureUnit,
    districts: tuple[StructureUnit, ...],
    places: tuple[StructureUnit, ...],
    district_of: dict[int, int],
) -> dict[int, Point]:
    """Known points; a district without one lies amid its places, a place without one near its district."""
    known = unit_points([one.id for one in (province, *districts, *places)])
    below: dict[int, list[Point]] = {}
    for place in places:
        if place.id in known:
            below.setdefault(district_of[place.id], []).append(known[place.id])
    middle = _middle(list(known.values()) or [(16.0, 107.5)])
    found = {
        one.id: known.get(one.id) or _middle(below.get(one.id) or [middle]) for one in districts
    }
    for place in places:
        near = found[district_of[place.id]]
        found[place.id] = known.get(place.id) or scattered(near, 4.0, tree.on, place.code)
    return {unit_id: (round(lat, 5), round(lon, 5)) for unit_id, (lat, lon) in found.items()}


def scattered(point: Point, km: float, *purpose: object) -> Point:
    """A point some kilometres around another, by a chance of its own."""
    source = chance(*(str(word) for word in purpose), "scattered")
    return shifted(point, source.gauss(0, km / 1.5), source.gauss(0, km / 1.5))


def shifted(point: Point, north_km: float, east_km: float) -> Point:
    """The point so many kilometres further north and east."""
    lat, lon = point
    return lat + north_km / 111.2, lon + east_km / (111.2 * cos(radians(lat)))


def _middle(points: list[Point]) -> Point:
    return fmean(lat for lat, _ in points), fmean(lon for _, lon in points)


def _seat(
    districts: tuple[StructureUnit, ...],
    places: tuple[StructureUnit, ...],
    district_of: dict[int, int],
) -> StructureUnit:
    """The district with the most wards, the first of them in the order of codes: where the province is led from."""
    wards = {one.id: 0 for one in districts}
    for place in places:
        wards[district_of[place.id]] += place.type == "phường"
    return max(districts, key=lambda one: wards[one.id])
