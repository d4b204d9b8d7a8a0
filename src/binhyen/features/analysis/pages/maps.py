"""Maps of a pivot: tiles or outlines, five classes of about as many units each, the same figures in a table."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from binhyen.engines.indicators.api import By
from binhyen.engines.units.api import Level, structure, unit_points
from binhyen.features.analysis.api import Dimension, Figure, Pivot, View, classes
from binhyen.features.analysis.pages import words
from binhyen.features.analysis.pages.tables import drill_url
from binhyen.foundation.ui.api import (
    Cell,
    Column,
    MapItem,
    ShownMap,
    Table,
    make_table,
    national_map,
    outline_map,
    province_map,
    show_number,
    tile_map,
)
from binhyen.foundation.ui.maps import Tone, place_units
from binhyen.foundation.ui.tiles import Hexagon
from binhyen.kernel.errors import DomainError

STEPS: tuple[Tone, ...] = ("step-1", "step-2", "step-3", "step-4", "step-5")
Drawn = tuple[ShownMap | None, str]
"""The map, or why there is none."""


def map_of(found: Pivot, asked: QueryDict) -> Drawn:
    """The map the question asks for."""
    if found.question.by is By.UNIT or not found.figures.grid.units:
        return None, _("Bản đồ cần nhiều đơn vị; hãy chọn xem từng tỉnh, từng huyện hoặc từng xã.")
    figures = [
        found.figure(found.filters.at(Dimension.UNIT, at))
        for at in range(len(found.figures.grid.units))
    ]
    values = [figure.value for figure in figures if figure.value is not None]
    bounds = classes.bounds(values)
    items = _items(found, figures, bounds, asked)
    if found.question.view is View.OUTLINE:
        return _outline(found, items, bounds, figures, asked)
    placed = [item for item in items.values() if item.lat or item.lon]
    if not placed:
        return None, _("Chưa biết vị trí của các đơn vị này; hãy xem bảng bên dưới.")
    cells = _placed(tuple((item.id, item.lat, item.lon, item.group) for item in placed))
    shown = tile_map(
        "tiles", _title(found), placed, _legend(found, bounds), tiles=cells,
        table=_table(found, figures, asked),
    )  # fmt: skip
    return shown, ""


def _items(
    found: Pivot, figures: list[Figure], bounds: list[Decimal], asked: QueryDict
) -> dict[int, MapItem]:
    info = found.infos[found.filters.measure]
    units = found.figures.grid.units
    lying = unit_points([unit.id for unit in units])
    items = {}
    for at, (unit, figure) in enumerate(zip(units, figures, strict=True)):
        said = words.missing_text(figure) or f"{words.figure_text(figure, info)} {info.unit}"
        tone: Tone = (
            "unknown" if figure.value is None else STEPS[classes.class_of(figure.value, bounds)]
        )
        lat, lon = lying.get(unit.id, (0.0, 0.0))
        items[unit.id] = MapItem(
            unit.id, unit.name, f"{unit.full_name}: {said}", tone, lat, lon,
            drill_url(found, at, asked), _group(found, unit.id),
        )  # fmt: skip
    return items


def _group(found: Pivot, unit_id: int) -> str:
    """Communes of a province lie by district; nothing else is grouped."""
    if found.question.by is not By.COMMUNE:
        return ""
    tree = structure(found.question.as_of or found.question.on)
    above = tree.ancestors(unit_id) if unit_id in tree else []
    return next((one.name for one in above if one.level == Level.DISTRICT), "")


@lru_cache(maxsize=16)
def _placed(asked: tuple[tuple[Hashable, float, float, str], ...]) -> Mapping[Hashable, Hexagon]:
    """The cells of units that lie thus; the same units come with every page."""
    return place_units(
        [MapItem(unit, "", "", "unknown", lat, lon, "", group) for unit, lat, lon, group in asked]
    )


def _outline(
    found: Pivot,
    items: Mapping[int, MapItem],
    bounds: list[Decimal],
    figures: list[Figure],
    asked: QueryDict,
) -> Drawn:
    question = found.question
    folder, on = settings.BINHYEN_BOUNDARIES, question.as_of or question.on
    if folder is None:
        return None, _("Máy chủ này chưa có tệp ranh giới; hãy xem bản đồ ô.")
    by_code = {unit.code: items[unit.id] for unit in found.figures.grid.units}
    try:
        if question.unit.level == Level.COUNTRY and question.by is By.PROVINCE:
            drawn = national_map(Path(str(folder)), on=on)
        elif question.unit.level == Level.PROVINCE and question.by is By.COMMUNE:
            drawn = province_map(Path(str(folder)), question.unit.code, on=on)
        else:
            return None, _("Chỉ có ranh giới các tỉnh của cả nước và các xã của một tỉnh.")
    except DomainError as fault:
        return None, str(fault)
    shown = outline_map(
        "outlines", _title(found), drawn, by_code, _legend(found, bounds),
        table=_table(found, figures, asked),
    )  # fmt: skip
    return shown, ""


def _title(found: Pivot) -> str:
    info = found.infos[found.filters.measure]
    period = found.question.periods[found.filters.period]
    return f"{info.label}, {found.question.unit.full_name}, {words.period_full(period)}"


def _legend(found: Pivot, bounds: list[Decimal]) -> dict[Tone, str]:
    info = found.infos[found.filters.measure]
    lows = [None, *bounds]
    legend: dict[Tone, str] = {
        tone: _range(low, bounds[at] if at < len(bounds) else None, info.decimals, info.unit)
        for at, (tone, low) in enumerate(zip(STEPS, lows, strict=False))
    }
    return {**legend, "unknown": _("chưa có số liệu")}


def _range(low: Decimal | None, high: Decimal | None, decimals: int, unit: str) -> str:
    if low is None and high is None:
        return unit
    if low is None:
        return _("đến {high} {unit}").format(high=_number(high, decimals), unit=unit)
    if high is None:
        return _("trên {low} {unit}").format(low=_number(low, decimals), unit=unit)
    return _("trên {low} đến {high} {unit}").format(
        low=_number(low, decimals), high=_number(high, decimals), unit=unit
    )


def _number(value: Decimal | None, decimals: int) -> str:
    return show_number(None if value is None else round(value, decimals), decimals)


def _table(found: Pivot, figures: list[Figure], asked: QueryDict) -> Table:
    info = found.infos[found.filters.measure]
    columns = [
        Column("name", _("Đơn vị")),
        Column("value", info.short, "number", info.decimals, info.unit),
        Column("note", _("Ghi chú")),
    ]
    rows = [
        {
            "name": Cell(unit.full_name, drill_url(found, at, asked)),
            "value": None if figure.value is None else round(figure.value, info.decimals),
            "note": words.missing_text(figure) or words.quality_text(figure),
        }
        for at, (unit, figure) in enumerate(zip(found.figures.grid.units, figures, strict=True))
    ]
    return make_table(None, columns, rows, caption=_title(found))
