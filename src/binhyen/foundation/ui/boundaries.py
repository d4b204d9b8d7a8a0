"""Reference outlines of the units of 1 July 2025, read from a folder the operator names; never the legal boundary.

Before that day there are no outlines: maps of older structures use tiles. A map of the country, and one of the two
provinces they belong to, is refused when Hoàng Sa or Trường Sa is missing from it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from binhyen.kernel.errors import N_, Invalid, NotFound

VALID_FROM = date(2025, 7, 1)
COMMUNES = "communes-2025.topo.json"
PROVINCES = "provinces-2025.topo.json"
WIDTH = 1000.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Archipelago:
    """A special zone that no map of its province or of the country may lack."""

    name: str
    province: str
    commune: str
    middle: Point  # longitude, latitude


ARCHIPELAGOS = (
    Archipelago("Quần đảo Hoàng Sa", "48", "20333", (112.0, 16.5)),
    Archipelago("Quần đảo Trường Sa", "56", "22736", (113.5, 9.5)),
)
_NEAR_DEGREES = 2.5


@dataclass(frozen=True, slots=True)
class Outline:
    """One unit's outline as an SVG path, and where its name may stand."""

    code: str
    name: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Outlines:
    """A map's outlines in one system of coordinates, 1000 wide, y downwards."""

    shapes: tuple[Outline, ...]
    height: float
    marks: tuple[tuple[float, float, str], ...]  # x, y, name of an archipelago


@dataclass(frozen=True, slots=True)
class Region:
    """A unit's rings in degrees."""

    code: str
    name: str
    province: str
    rings: tuple[tuple[Point, ...], ...]


def province_map(folder: Path, province: str, *, on: date) -> Outlines:
    """The communes of one province.

    Args:
        folder: holds the two outline files.
        province: its code in the statistics office's list.
        on: the day shown; not before 1 July 2025.

    Raises:
        Invalid: an older day, a file that is missing or damaged, or an archipelago lacking.
        NotFound: no such province in the file.
    """
    _refuse_older(on)
    regions = [region for region in _read(folder / COMMUNES) if region.province == province]
    if not regions:
        raise NotFound(N_("Không có ranh giới của tỉnh mang mã {code}."), code=province)
    own = [isles for isles in ARCHIPELAGOS if isles.province == province]
    codes = {region.code for region in regions}
    _refuse_lacking([isles.name for isles in own if isles.commune not in codes])
    return _draw(regions, own)


def national_map(folder: Path, *, on: date) -> Outlines:
    """The provinces of the whole country, with both archipelagos or not at all.

    Raises:
        Invalid: as in `province_map`.
    """
    _refuse_older(on)
    regions = _read(folder / PROVINCES)
    _refuse_lacking([isles.name for isles in ARCHIPELAGOS if not _shows(regions, isles)])
    return _draw(regions, ARCHIPELAGOS)


def decode_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a quantised TopoJSON in degrees."""
    (scale_x, scale_y), (move_x, move_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for right, up, *_ in steps:
            x += right
            y += up
            arc.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(arc)
    return arcs


def ring(arcs: Sequence[Sequence[Point]], numbers: Iterable[int]) -> tuple[Point, ...]:
    """One closed ring: arcs in a row, `~n` meaning arc n backwards; the joint between two is written once."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)


def _refuse_older(on: date) -> None:
    if on < VALID_FROM:
        raise Invalid(
            N_("Chỉ có ranh giới từ {first}; với ngày {asked} hãy xem bản đồ ô lục giác."),
            first=VALID_FROM,
            asked=on,
        )


def _refuse_lacking(names: list[str]) -> None:
    if names:
        raise Invalid(
            N_("Bản đồ thiếu {names} nên không được hiển thị; hãy thay tệp ranh giới."),
            names=", ".join(names),
        )


def _shows(regions: Iterable[Region], isles: Archipelago) -> bool:
    return any(
        math.dist(point, isles.middle) < _NEAR_DEGREES
        for region in regions
        if region.code == isles.province
        for points in region.rings
        for point in points[:1]
    )


def _read(path: Path) -> tuple[Region, ...]:
    try:
        return _decoded(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, IndexError, TypeError) as fault:
        raise Invalid(
            N_("Không đọc được tệp ranh giới {file} ({reason})."),
            file=path.name,
            reason=str(fault) or type(fault).__name__,
        ) from fault


@lru_cache(maxsize=4)
def _decoded(path: Path, _written_ns: int) -> tuple[Region, ...]:
    """Decode a file once; a file written anew is read anew."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = decode_arcs(topology)
    return tuple(_region(arcs, one) for one in topology["objects"]["wards"]["geometries"])


def _region(arcs: Sequence[Sequence[Point]], geometry: dict[str, Any]) -> Region:
    said = geometry["properties"]
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    rings = tuple(ring(arcs, numbers) for polygon in polygons for numbers in polygon)
    return Region(said.get("c", said["p"]), said.get("n", ""), said["p"], rings)


def _draw(regions: Iterable[Region], isles: Iterable[Archipelago]) -> Outlines:
    regions = sorted(regions, key=lambda region: region.code)
    points = [point for region in regions for points in region.rings for point in points]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shrink = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / ((east - west) * shrink)

    def flat(point: Point) -> Point:
        return (point[0] - west) * shrink * scale, (north - point[1]) * scale

    shapes = tuple(
        _outline(region, [list(map(flat, one)) for one in region.rings]) for region in regions
    )
    marks = tuple((*flat(one.middle), one.name) for one in isles)
    return Outlines(shapes, (north - south) * scale, marks)


def _outline(region: Region, rings: list[list[Point]]) -> Outline:
    path = "".join(
        "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points[:-1]) + "Z" for points in rings
    )
    largest = max(rings, key=lambda points: abs(_area(points)))
    x = sum(x for x, _ in largest) / len(largest)
    y = sum(y for _, y in largest) / len(largest)
    return Outline(region.code, region.name, path, round(x, 1), round(y, 1))


def _area(points: Sequence[Point]) -> float:
    following = [*points[1:], *points[:1]]
    return sum(a * d - c * b for (a, b), (c, d) in zip(points, following, strict=True)) / 2
