"""Staffing over HTTP: plans, their lines, units and donors, and plans side by side; read only, names as permitted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from binhyen.engines.units.api import Level, find
from binhyen.features.staffing import api
from binhyen.foundation.exchange.rest import DayQuery, answers, caller

router = Router(tags=["staffing"])

MOST_COMPARED = 6
PAGE = 500
MOST_ID = 2**63 - 1

PlanId = Annotated[int, Path(ge=1, le=MOST_ID)]
PlanIds = Annotated[
    list[Annotated[int, Field(ge=1, le=MOST_ID)]], Query(min_length=1, max_length=MOST_COMPARED)
]


class PlanSummary(Schema):
    plan_id: int
    name: str
    state: str
    on: date
    made_at: datetime
    based_on_id: int | None
    status: str
    objective: int | None
    gap: float | None
    wanted: int
    sent: int | None
    units: int | None
    km_mean: float | None


class Figures(Schema):
    plan_id: int
    name: str
    state: str
    status: str
    objective: int | None
    bound: int | None
    gap: float | None
    cost_parts: dict[str, int]
    wanted: int
    sent: int
    short: int
    units: int
    units_short: int
    hm_total: int
    hm_max: int
    by_wave: dict[int, int]
    by_donor: dict[int, int]
    relaxed: int


class Line(Schema):
    officer_code: str
    full_name: str
    donor: str
    unit_code: str
    unit: str
    district: str
    post: str
    wave: int
    hm: int
    cost: int
    parts: dict[str, int]
    state: str


class Lines(Schema):
    total: int
    lines: list[Line]


class Compared(Schema):
    plans: list[Figures]
    donors: dict[int, str]
    same: int
    differing: dict[int, int]


class Part(Schema):
    officers: int
    units: int


class Progress(Schema):
    number: int
    starts_on: date
    planned: Part | None
    replanned: Part | None
    decided: Part
    in_post: Part


@router.get("/staffing/plans", response=answers(list[PlanSummary]), summary="Phương án điều động")
def plans(request: HttpRequest) -> list[dict[str, Any]]:
    actor = caller(request, "staffing.view")
    return [_told(one, PlanSummary) for one in api.plan_overviews(actor)]


@router.get("/staffing/plans/{plan_id}", response=answers(Figures), summary="Một phương án bằng số")
def plan(request: HttpRequest, plan_id: PlanId) -> dict[str, Any]:
    actor = caller(request, "staffing.view")
    return _told(api.figures_of(actor, api.plan_of(actor, plan_id)), Figures)


@router.get(
    "/staffing/plans/{plan_id}/lines", response=answers(Lines), summary="Danh sách của phương án"
)
def lines(
    request: HttpRequest,
    plan_id: PlanId,
    wave: Annotated[int | None, Query(ge=1, le=100)] = None,
    offset: Annotated[int, Query(ge=0, le=10**6)] = 0,
    limit: Annotated[int, Query(ge=1, le=PAGE)] = PAGE,
) -> dict[str, Any]:
    actor = caller(request, "staffing.view")
    rows = api.line_rows(actor, api.plan_of(actor, plan_id), wave=wave)
    chosen = rows[offset : offset + limit]
    return {"total": len(rows), "lines": [_told(row, Line) for row in chosen]}


@router.get("/staffing/compare", response=answers(Compared), summary="Các kịch bản cạnh nhau")
def compare(request: HttpRequest, plan: PlanIds) -> dict[str, Any]:
    actor = caller(request, "staffing.view")
    found = api.compare(actor, plan)
    return {
        "plans": [_told(one, Figures) for one in found.plans],
        "donors": dict(found.donors),
        "same": found.same,
        "differing": dict(found.differing),
    }


@router.get(
    "/staffing/waves", response=answers(list[Progress]), summary="Tiến độ các đợt điều động"
)
def waves(request: HttpRequest, day: DayQuery, under: str) -> list[dict[str, Any]]:
    actor = caller(request, "staffing.view")
    unit = find(under, day.day, Level.PROVINCE)
    return [_progress(one) for one in api.wave_progress(actor, unit.id, day.day)]


def _told(row: object, schema: type[Schema]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in schema.model_fields}


def _progress(one: api.WaveProgress) -> dict[str, Any]:
    parts = {name: getattr(one, name) for name in ("planned", "replanned", "decided", "in_post")}
    told = {name: part and _told(part, Part) for name, part in parts.items()}
    return {"number": one.number, "starts_on": one.starts_on, **told}
