"""Figures over HTTP: the catalogue of measures, figures in any structure, and why a figure is what it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Query as Parameters
from ninja import Router, Schema

from binhyen.engines.indicators.api import (
    MISSING,
    By,
    Cell,
    Cells,
    Explanation,
    Grid,
    GridQuery,
    Query,
    catalogue,
    explain,
    grid,
    read,
)
from binhyen.engines.indicators.entries import ElementEntry, IndicatorEntry
from binhyen.engines.units.api import find, structure
from binhyen.foundation.exchange.rest import answers, caller
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.memory import remembering
from binhyen.kernel.periods import Period, parse_periods

router = Router(tags=["figures"])


class MeasureFacts(Schema):
    code: str
    vi: str
    en: str
    unit: str
    kind: str


class FigureCell(Schema):
    unit_code: str
    unit_name: str
    period: str
    measure: str
    value: float | None
    numerator: float | None
    denominator: float | None
    reported: int
    expected: int
    pending: int
    estimated: bool
    missing: str | None


class FigureFrame(Schema):
    rows: list[FigureCell]
    totals: list[FigureCell]
    months_used: dict[str, list[str]]


class FigureSource(Schema):
    unit_code: str
    unit_name: str
    period: str
    value: float
    counted: float
    estimated: bool
    via: str
    version: int | None
    approved_office: str


class FigureExplanation(Schema):
    label: str
    value: float | None
    words: str
    inputs: list[FigureExplanation]
    sources: list[FigureSource]
    more_sources: int
    not_reported: list[str]
    more_not_reported: int


class GridUnit(Schema):
    id: int
    code: str
    name: str
    level: int


class GridColumns(Schema):
    """Arrays measure × unit × period; null where there is no number. Only the fields asked for are there.

    `missing` holds places in the answer's `missing_codes`.
    """

    value: list[list[list[float | None]]] | None = None
    numerator: list[list[list[float | None]]] | None = None
    denominator: list[list[list[float | None]]] | None = None
    reported: list[list[list[int]]] | None = None
    expected: list[list[list[int]]] | None = None
    pending: list[list[list[int]]] | None = None
    estimated: list[list[list[float]]] | None = None
    missing: list[list[list[int]]] | None = None
    there: list[list[list[bool]]] | None = None


class FigureGrid(Schema):
    """Figures by columns: `cells` are measure × unit × period, `totals` measure × 1 × period, in the order given."""

    measures: list[str]
    units: list[GridUnit]
    periods: list[str]
    missing_codes: list[str | None]
    cells: GridColumns
    totals: GridColumns
    months_used: dict[str, list[str]]


class Place(Schema):
    """The unit above, the rows, the period and the structure."""

    under: str
    period: str
    by: By = By.UNIT
    as_of: date | None = None
    breakdown: str | None = None

    def found(self, measure: str) -> tuple[int, tuple[Period, ...]]:
        """The unit's id and the periods, in the calendar of a measure."""
        known = catalogue()
        periods = parse_periods(self.period, known.calendars, known.calendar_code(measure))
        day = self.as_of or periods[-1].last_day
        root = structure(day).root
        return root.id if self.under == root.code else find(self.under, day).id, tuple(periods)


class Question(Place):
    """Which figures: a measure, the unit above, the rows, the period and the structure."""

    measure: str

    def query(self) -> Query:
        under_id, periods = self.found(self.measure)
        return Query((self.measure,), under_id, self.by, periods, None, self.as_of, self.breakdown)


class GridQuestion(Place):
    """Which figures: measures separated by commas, and which fields of them, likewise."""

    measures: str
    fields: str = "value,reported,expected"

    def query(self) -> GridQuery:
        codes = tuple(code.strip() for code in self.measures.split(","))
        under_id, periods = self.found(codes[0].partition("[")[0])
        return GridQuery(codes, under_id, self.by, periods, self.as_of, self.breakdown)

    def chosen(self) -> list[str]:
        """The fields asked for.

        Raises:
            Invalid: there is no such field.
        """
        names = [name.strip() for name in self.fields.split(",")]
        for name in names:
            if name not in GridColumns.model_fields:
                raise Invalid(
                    N_("Không có cột “{name}”; các cột: {known}."),
                    name=name[:40],
                    known=", ".join(GridColumns.model_fields),
                )
        return names


QuestionQuery = Parameters[Question]
GridQuestionQuery = Parameters[GridQuestion]


@router.get("/measures", response=answers(list[MeasureFacts]), summary="Chỉ tiêu và chỉ số")
def measures(request: HttpRequest) -> list[dict[str, Any]]:
    caller(request, "figures.view")
    known = catalogue()
    found: list[tuple[str, ElementEntry | IndicatorEntry]] = [
        *(("element", element.entry) for element in known.elements.values()),
        *(("indicator", entry) for entry in known.indicators.values()),
    ]
    return [
        {"code": entry.code, "vi": entry.vi, "en": entry.en, "unit": entry.unit, "kind": kind}
        for kind, entry in found
    ]


@router.get("/figures", response=answers(FigureFrame), summary="Số liệu theo đơn vị và kỳ")
def figures(request: HttpRequest, question: QuestionQuery) -> dict[str, Any]:
    frame = read(question.query(), caller(request, "figures.view"))
    return {
        "rows": [_cell(cell) for cell in frame],
        "totals": [_cell(cell) for cell in frame.total_cells],
        "months_used": {code: list(months) for code, months in frame.months_used.items()},
    }


@router.get(
    "/figures/grid",
    response=answers(FigureGrid),
    summary="Nhiều số liệu cùng lúc, theo cột: chỉ tiêu × đơn vị × kỳ",
)
def figure_grid(request: HttpRequest, question: GridQuestionQuery) -> HttpResponse:
    actor = caller(request, "figures.view")
    with remembering():
        fields = question.chosen()
        found = grid(question.query(), actor)
    return HttpResponse(_grid_json(found, fields), content_type="application/json")


@router.get("/figures/explain", response=answers(FigureExplanation), summary="Vì sao có số này")
def explanation(request: HttpRequest, question: QuestionQuery) -> dict[str, Any]:
    query = question.query()
    if len(query.periods) != 1:
        raise Invalid(N_("Hãy hỏi một kỳ; “{period}” là nhiều kỳ."), period=question.period)
    return _explained(explain(query, query.under_id, caller(request, "figures.view")))


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "unit_code": cell.unit_code,
        "unit_name": cell.unit_name,
        "period": str(cell.period),
        "measure": cell.measure,
        "value": cell.value,
        "numerator": cell.numerator,
        "denominator": cell.denominator,
        "reported": cell.reported,
        "expected": cell.expected,
        "pending": cell.pending,
        "estimated": cell.estimated,
        "missing": None if cell.missing is None else cell.missing.value,
    }


def _grid_json(found: Grid, fields: list[str]) -> bytes:
    """Past the schema's objects: a quarter of a million numbers go straight from arrays to text."""
    answer = {
        "measures": found.query.measures,
        "units": [
            {"id": unit.id, "code": unit.code, "name": unit.full_name, "level": unit.level}
            for unit in found.units
        ],
        "periods": [period.code for period in found.query.periods],
        "missing_codes": [None if reason is None else reason.value for reason in MISSING],
        "cells": _columns(found.cells, fields),
        "totals": _columns(found.totals, fields),
        "months_used": found.months_used,
    }
    return orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY)


def _columns(cells: Cells, fields: list[str]) -> dict[str, Any]:
    return {name: np.ascontiguousarray(_shortest(getattr(cells, name))) for name in fields}


def _shortest(numbers: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Whole numbers as such where all are: a third less to send."""
    if numbers.dtype.kind != "f" or np.isnan(numbers).any():
        return numbers
    whole = np.abs(numbers) < 2**53
    if (whole & (numbers == np.floor(numbers))).all():
        return numbers.astype(np.int64)
    return numbers


def _explained(found: Explanation) -> dict[str, Any]:
    return {
        "label": found.label,
        "value": found.cell.value,
        "words": found.words,
        "inputs": [_explained(part) for part in found.inputs],
        "sources": [
            {name: getattr(source, name) for name in FigureSource.model_fields}
            for source in found.sources
        ],
        "more_sources": found.more,
        "not_reported": list(found.not_reported),
        "more_not_reported": found.more_not_reported,
    }
