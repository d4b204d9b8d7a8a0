"""Maps as `ui/_tile_map.html` draws them: a shape a unit, with a word besides the colour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

from binhyen.foundation.ui.boundaries import WIDTH, Outlines
from binhyen.foundation.ui.tables import Table
from binhyen.foundation.ui.tiles import Hexagon, Place, borders, place_tiles

Tone = Literal["met", "short", "over", "unknown", "step-1", "step-2", "step-3", "step-4", "step-5"]
SIDE = 26.0
EDGE = 8.0
TEXT_LIMIT = 260
"""Beyond so many tiles the letters inside would be too small to read: only groups are named."""

DARK = frozenset({"step-4", "step-5"})


@dataclass(frozen=True, slots=True)
class MapItem:
    """A unit on a map: `title` is read out and shown on hover, with the figure in it."""

    id: Hashable
    name: str
    title: str
    tone: Tone
    lat: float = 0.0
    lon: float = 0.0
    url: str = ""
    group: str = ""
    short: str = ""  # letters inside the tile; made from the name when empty


@dataclass(frozen=True, slots=True)
class ShownShape:
    path: str
    title: str
    url: str
    tone: str
    text: str
    x: float
    y: float

    @property
    def hatched(self) -> bool:
        return self.tone in {"short", "over"}

    @property
    def dark(self) -> bool:
        return self.tone in DARK


@dataclass(frozen=True, slots=True)
class ShownMap:
    """What the map partial shows; `id` is unique on its page."""

    id: str
    caption: str | Promise
    kind: Literal["tiles", "outline"]
    view_box: str
    shapes: list[ShownShape]
    group_lines: str
    group_texts: list[tuple[float, float, str]]
    legend: list[tuple[str, str | Promise]]
    table: Table | None

    @property
    def width(self) -> str:
        """The width at which a tile is large enough to touch; the page may shrink it."""
        return f"{float(self.view_box.split()[2]) * 1.2:.0f}"


def tile_map(
    id: str,  # noqa: A002 - it becomes the element's id
    caption: str | Promise,
    items: Sequence[MapItem],
    legend: Mapping[Tone, str | Promise],
    *,
    tiles: Mapping[Hashable, Hexagon] | None = None,
    table: Table | None = None,
) -> ShownMap:
    """A hexagon a unit.

    Args:
        id: the element's id.
        caption: what the map shows.
        items: the units; ids are unique.
        legend: a word for each tone, in the order shown.
        tiles: cells worked out earlier (`place_units`); None works them out now.
        table: the same figures for those who cannot see or click the map.
    """
    cells = tiles or place_units(items)
    groups = {item.id: item.group for item in items}
    grouped = len(set(groups.values())) > 1
    lettered = len(items) <= TEXT_LIMIT
    return ShownMap(
        id=id,
        caption=caption,
        kind="tiles",
        view_box=_view_box(list(cells.values())),
        shapes=[_tile(item, cells[item.id], lettered=lettered) for item in items],
        group_lines=_group_lines(cells, groups) if grouped else "",
        group_texts=_group_texts(cells, groups) if grouped and not lettered else [],
        legend=list(legend.items()),
        table=table,
    )


def outline_map(
    id: str,  # noqa: A002 - it becomes the element's id
    caption: str | Promise,
    outlines: Outlines,
    items: Mapping[str, MapItem],
    legend: Mapping[Tone, str | Promise],
    *,
    table: Table | None = None,
) -> ShownMap:
    """True outlines, coloured by unit code; a unit without an item is shown as not measurable."""
    edge = EDGE * 2
    return ShownMap(
        id=id,
        caption=caption,
        kind="outline",
        view_box=f"{-edge:g} {-edge:g} {WIDTH + 2 * edge:g} {outlines.height + 2 * edge:.0f}",
        shapes=[
            _outline(shape.path, shape.name or shape.code, items.get(shape.code), shape.x, shape.y)
            for shape in outlines.shapes
        ],
        group_lines="",
        group_texts=list(outlines.marks),
        legend=list(legend.items()),
        table=table,
    )


def place_units(items: Sequence[MapItem]) -> dict[Hashable, Hexagon]:
    """The cells of these units; worth keeping as long as the units stay the same."""
    return place_tiles([Place(item.id, item.lat, item.lon, item.group) for item in items])


def abbreviate(name: str) -> str:
    """`Đông Sơn` → `ĐS`, `Phường 12` → `P12`: the first letters, numbers whole."""
    letters = [word if word.isdecimal() else word[:1].upper() for word in name.split()]
    return "".join(letters)[:4]


def _tile(item: MapItem, cell: Hexagon, *, lettered: bool) -> ShownShape:
    x, y = cell.middle
    path = "M" + "L".join(_point(*cell.corner(place)) for place in range(6)) + "Z"
    text = (item.short or abbreviate(item.name)) if lettered else ""
    return ShownShape(
        path, item.title, item.url, item.tone, text, round(x * SIDE, 1), round(y * SIDE + 4, 1)
    )


def _outline(path: str, name: str, item: MapItem | None, x: float, y: float) -> ShownShape:
    if item is None:
        return ShownShape(path, name, "", "unknown", "", x, y)
    return ShownShape(path, item.title, item.url, item.tone, "", x, y)


def _point(x: float, y: float) -> str:
    return f"{x * SIDE:.1f},{y * SIDE:.1f}"


def _view_box(cells: Sequence[Hexagon]) -> str:
    if not cells:
        return "0 0 100 100"
    corners = [
        (x * SIDE, y * SIDE) for cell in cells for x, y in (cell.corner(at) for at in range(6))
    ]
    left, top = min(x for x, _ in corners) - EDGE, min(y for _, y in corners) - EDGE
    right, bottom = max(x for x, _ in corners) + EDGE, max(y for _, y in corners) + EDGE
    return f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"


def _group_lines(cells: Mapping[Hashable, Hexagon], groups: Mapping[Hashable, str]) -> str:
    return "".join(f"M{_point(*start)}L{_point(*end)}" for start, end in borders(cells, groups))


def _group_texts(
    cells: Mapping[Hashable, Hexagon], groups: Mapping[Hashable, str]
) -> list[tuple[float, float, str]]:
    members: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for unit, cell in cells.items():
        members[groups[unit]].append(cell.middle)
    return [
        (
            round(sum(x for x, _ in middles) / len(middles) * SIDE, 1),
            round(sum(y for _, y in middles) / len(middles) * SIDE, 1),
            name,
        )
        for name, middles in sorted(members.items())
        if name
    ]
