"""The table of a board: the units one level below, each figure with its denominator and its completeness."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest
from django.utils.translation import gettext as _

from binhyen.engines.indicators.api import Catalogue
from binhyen.engines.indicators.api import Cell as FigureCell
from binhyen.engines.units.api import Level, StructureUnit
from binhyen.features.overview.api import Board
from binhyen.features.overview.api import measures as m
from binhyen.features.overview.pages.links import unit_url, why_url
from binhyen.features.overview.pages.words import percent, ratio_words
from binhyen.foundation.ui.api import Cell, Column, Table, Verdict, make_table, show_number

Figures = dict[str, FigureCell]


def parts_table(request: HttpRequest, board: Board, known: Catalogue) -> Table:
    """One row a unit below, sortable; the last row is the whole as the engine gives it, not our own sum."""
    rows = [_row(board, unit, _of(board, unit.id)) for unit in board.place.parts]
    whole = {cell.measure: cell for cell in board.on_day.total_cells}
    whole |= {
        cell.measure: cell
        for cell in board.over.total_cells
        if cell.period.start == board.now.start
    }
    total = {**_figures(board, board.place.unit, whole), "name": _("Toàn bộ"), "verdict": None}
    is_communes = board.place.parts_level == Level.COMMUNE
    caption = _("Các đơn vị trực thuộc, ngày {on}").format(on=f"{board.place.on:%d/%m/%Y}")
    return make_table(
        request, _columns(communes=is_communes), rows, caption=caption, total=total, page_size=60
    )


def _columns(*, communes: bool) -> list[Column]:
    units = [] if communes else [Column("units", _("Xã, thị trấn"), "number")]
    return [
        Column("name", _("Đơn vị")),
        *units,
        Column("officers", _("Cán bộ chính quy"), "number"),
        Column("coverage", _("Đạt quân số"), "number", 1, "%"),
        Column("verdict", _("Kết quả"), "verdict", sortable=False),
        Column("complete", _("Đủ ba chức danh"), "number"),
        Column("cells", _("Chi bộ"), unit=_("đã lập / đủ điều kiện"), sortable=False),
        Column("premises", _("Trụ sở"), unit=_("đã dùng / cần"), sortable=False),
        Column("crime", _("Vụ án"), "number", unit=_("12 tháng")),
        Column("clear_up", _("Khám phá"), "number", 1, "%"),
        Column("full", _("Báo cáo đã duyệt"), "number", 1, "%"),
    ]


def _of(board: Board, unit_id: int) -> Figures:
    day = {cell.measure: cell for cell in board.on_day.cells if cell.unit_id == unit_id}
    year = {
        cell.measure: cell
        for cell in board.over.cells
        if cell.unit_id == unit_id and cell.period.start == board.now.start
    }
    return {**day, **year}


def _row(board: Board, unit: StructureUnit, figures: Figures) -> dict[str, object]:
    name = Cell(unit.full_name, unit_url(unit, board.place.on), unit.code)
    return {"name": name, **_figures(board, unit, figures)}


def _figures(board: Board, unit: StructureUnit, figures: Figures) -> dict[str, object]:
    coverage, clear_up = figures.get(m.COVERAGE), figures.get(m.CLEAR_UP)
    crime = figures.get(m.CRIME)
    return {
        "units": _value(figures, m.PROGRAMME),
        "officers": _linked(board, unit, figures.get(m.OFFICERS)),
        "coverage": _linked(board, unit, coverage),
        "verdict": _verdict(figures),
        "complete": _value(figures, m.COMPLETE),
        "cells": _two(figures, m.ESTABLISHED, m.ELIGIBLE),
        "premises": _two(figures, m.IN_USE, m.NEEDED),
        "crime": _linked(board, unit, crime, over=True),
        "clear_up": _linked(board, unit, clear_up, over=True),
        "full": Cell(percent(crime.reported, crime.expected), "", _reports(crime))
        if crime
        else None,
    }


def _verdict(figures: Figures) -> Verdict | None:
    """Whether all units of the programme meet the norm on strength; none where there is no such unit."""
    met, units = _value(figures, m.AT_NORM), _value(figures, m.PROGRAMME)
    if not units:
        return None
    if met is None:
        return Verdict("unknown")
    lacking, unit = units - met, _("đơn vị")
    return Verdict("met") if not lacking else Verdict("short", f"{show_number(lacking)} {unit}")


def _linked(
    board: Board, unit: StructureUnit, cell: FigureCell | None, *, over: bool = False
) -> Cell | None:
    if cell is None or cell.value is None:
        return None
    url = why_url(cell.measure, unit.code, board.place.on, board.now if over else None)
    return Cell(cell.value, url, ratio_words(cell))


def _two(figures: Figures, part: str, whole: str) -> str | None:
    values = _value(figures, part), _value(figures, whole)
    return (
        None if None in values else f"{show_number(values[0])}\u00a0/\u00a0{show_number(values[1])}"
    )


def _reports(cell: FigureCell) -> str:
    return f"{show_number(cell.reported)} / {show_number(cell.expected)}"


def _value(figures: Figures, measure: str) -> Decimal | None:
    cell = figures.get(measure)
    return cell.value if cell is not None else None
