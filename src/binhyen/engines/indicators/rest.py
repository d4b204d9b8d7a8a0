"""Figures over HTTP: the catalogue of measures, figures in any structure, and why a figure is what it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query as Parameters
from ninja import Router, Schema

from binhyen.engines.indicators.api import By, Cell, Explanation, Query, catalogue, explain, read
from binhyen.engines.indicators.entries import ElementEntry, IndicatorEntry
from binhyen.engines.units.api import find, structure
from binhyen.foundation.exchange.rest import answers, caller
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.periods import parse_periods

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


class Question(Schema):
    """Which figures: a measure, the unit above, the rows, the period and the structure."""

    measure: str
    under: str
    period: str
    by: By = By.UNIT
    as_of: date | None = None
    breakdown: str | None = None

    def query(self) -> Query:
        known = catalogue()
        periods = parse_periods(self.period, known.calendars, known.calendar_code(self.measure))
        day = self.as_of or periods[-1].last_day
        root = structure(day).root
        under_id = root.id if self.under == root.code else find(self.under, day).id
        return Query(
            (self.measure,), under_id, self.by, tuple(periods), None, self.as_of, self.breakdown
        )


QuestionQuery = Parameters[Question]


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
