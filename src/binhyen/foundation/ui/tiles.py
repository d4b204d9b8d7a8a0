"""One hexagon a unit: each gets a cell of its own near its true place, so that small units weigh as much as large ones.

The cells chosen are those nearest to any unit, which keeps the territory's outline; which unit takes which cell is a
linear assignment that makes the sum of squared moves least. The same units always give the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

GROUP_PULL = 0.2
"""How far a unit is drawn towards the middle of its group first, so that groups stay in one piece."""

SPARE = 0.04
"""Share of cells beyond the number of units: a little room to fit the coast."""

_SIDES_EVEN = ((1, 0), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1))
_SIDES_ODD = ((1, 0), (1, 1), (0, 1), (-1, 0), (0, -1), (1, -1))


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's centre in degrees; `group` is what the map keeps together, such as a district."""

    id: Hashable
    lat: float
    lon: float
    group: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Hexagon:
    """A cell of the grid: pointed on top, odd rows stand half a cell to the right."""

    row: int
    column: int

    @property
    def middle(self) -> tuple[float, float]:
        """Centre, in side lengths; y grows downwards."""
        return math.sqrt(3) * (self.column + 0.5 * (self.row & 1)), 1.5 * self.row

    def corner(self, place: int) -> tuple[float, float]:
        """Corner 0 is the upper right one; they go clockwise."""
        x, y = self.middle
        angle = math.radians(60 * place - 30)
        return x + math.cos(angle), y + math.sin(angle)

    def neighbour(self, side: int) -> Hexagon:
        """The cell across the side between corner `side` and the next one."""
        right, down = (_SIDES_ODD if self.row & 1 else _SIDES_EVEN)[side]
        return Hexagon(self.row + down, self.column + right)


def place_tiles(places: Sequence[Place]) -> dict[Hashable, Hexagon]:
    """Give each unit a cell of its own.

    Shape: one entry a unit, by id; rows and columns start at 0.
    Raises: ValueError when two units bear one id or a coordinate is not a number.
    Cost: 600 units in about 0.1 s; grows with the cube of their number, so the caller keeps the answer.
    """
    ordered = sorted(places, key=lambda place: str(place.id))
    if len({place.id for place in ordered}) != len(ordered):
        raise ValueError("two units with one id")
    if not ordered:
        return {}
    points = _pulled(_flat(ordered), [place.group for place in ordered])
    if not np.isfinite(points).all():
        raise ValueError("a unit without coordinates")
    cells, centres = _cells(points)
    moves = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    # Only a page with a map pays for this import.
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    _, taken = linear_sum_assignment(moves)
    return _from_zero({place.id: cells[at] for place, at in zip(ordered, taken, strict=True)})


def borders(
    tiles: Mapping[Hashable, Hexagon], groups: Mapping[Hashable, str]
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The sides where one group ends, each once, in side lengths."""
    group_at = {tile: groups[unit] for unit, tile in tiles.items()}
    for tile, group in sorted(group_at.items()):
        for side in range(6):
            beyond = tile.neighbour(side)
            is_border = group_at.get(beyond) != group
            drawn_from_there = beyond in group_at and beyond < tile
            if is_border and not drawn_from_there:
                yield tile.corner(side), tile.corner((side + 1) % 6)


def _flat(places: Sequence[Place]) -> Array:
    latitudes = np.array([place.lat for place in places], dtype=float)
    longitudes = np.array([place.lon for place in places], dtype=float)
    shrink = math.cos(math.radians(float(np.mean(latitudes)))) if len(places) else 1.0
    return np.column_stack([longitudes * shrink, -latitudes])


def _pulled(points: Array, groups: Sequence[str]) -> Array:
    names = np.array(groups)
    pulled = points.copy()
    for name in sorted(set(groups) - {""}):
        members = names == name
        pulled[members] += GROUP_PULL * (points[members].mean(axis=0) - points[members])
    return pulled


def _cells(points: Array) -> tuple[list[Hexagon], Array]:
    """The cells to fill and their centres in the points' own measure, for the best cell size."""
    wanted = len(points) + max(1, round(len(points) * SPARE))
    reach = _reach(points)
    width, height = points.max(axis=0) - points.min(axis=0) + 2 * reach
    large = math.sqrt(width * height / len(points)) + reach
    small = large / 64
    for _ in range(24):
        size = math.sqrt(large * small)
        if _count_within(points, size, reach) >= wanted:
            small = size
        else:
            large = size
    return _nearest_cells(points, small, reach, wanted)


def _reach(points: Array) -> float:
    """How far the territory extends beyond its units: about the usual distance between them."""
    if len(points) < 2:
        return 1.0
    near = min(4, len(points))
    from scipy.spatial import cKDTree  # noqa: PLC0415 - see above

    distances, _ = cKDTree(points).query(points, k=[near])
    usual = float(np.median(np.asarray(distances)))
    spread = float(np.ptp(points, axis=0).max())
    return usual or spread / len(points) or 1.0


def _count_within(points: Array, size: float, reach: float) -> int:
    _, centres = _grid(points, size, reach)
    return int((_far(points, centres) <= reach).sum())


def _far(points: Array, centres: Array) -> Array:
    """How far each cell is from the nearest unit."""
    from scipy.spatial import cKDTree  # noqa: PLC0415 - see above

    distances, _ = cKDTree(points).query(centres)
    return np.asarray(distances, dtype=float)


def _nearest_cells(
    points: Array, size: float, reach: float, wanted: int
) -> tuple[list[Hexagon], Array]:
    cells, centres = _grid(points, size, reach)
    distances = _far(points, centres)
    # Equal distances are common on a regular grid: rounding makes the cell's own order decide, not the last bit.
    order = sorted(range(len(cells)), key=lambda at: (round(float(distances[at]), 9), cells[at]))
    chosen = order[:wanted]
    return [cells[at] for at in chosen], centres[chosen]


def _grid(points: Array, size: float, reach: float) -> tuple[list[Hexagon], Array]:
    """All cells of side `size` over the points, with `reach` to spare on each side."""
    low = points.min(axis=0) - reach
    width, height = points.max(axis=0) + reach - low
    columns = math.ceil(width / (math.sqrt(3) * size)) + 1
    rows = math.ceil(height / (1.5 * size)) + 1
    cells = [Hexagon(row, column) for row in range(rows) for column in range(columns)]
    return cells, low + size * np.array([cell.middle for cell in cells])


def _from_zero(tiles: dict[Hashable, Hexagon]) -> dict[Hashable, Hexagon]:
    # Rows move by an even number: odd rows must stay the ones that stand half a cell aside.
    up = min(tile.row for tile in tiles.values()) // 2 * 2
    left = min(tile.column for tile in tiles.values())
    return {unit: Hexagon(tile.row - up, tile.column - left) for unit, tile in tiles.items()}
