"""Units over HTTP: counting, finding by name, showing one by its code on a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query as Parameter
from ninja import Router, Schema

from binhyen.engines.units.api import count_units, describe_unit, find, search_units
from binhyen.foundation.exchange.rest import DayQuery, answers, caller

router = Router(tags=["units"])


class UnitCount(Schema):
    on: date
    under: str | None
    province: int
    district: int
    commune: int
    by_type: dict[str, int]


class UnitFound(Schema):
    code: str
    level: int
    full_name: str
    where: str


class UnitName(Schema):
    key: str
    code: str
    level: int
    level_name: str
    type: str
    name: str
    full_name: str


class UnitVersion(Schema):
    code: str
    full_name: str
    valid_from: date
    valid_to: date | None
    source_document: str
    certainty: str


class UnitLink(Schema):
    key: str
    code: str
    full_name: str
    on: date
    kind: str
    part: str
    share: str | None
    main: bool
    source_document: str
    step: int


class UnitFacts(UnitName):
    on: date
    alternative_names: list[str]
    programme: bool
    parents: list[UnitName]
    children_count: int
    versions: list[UnitVersion]
    predecessors: list[UnitLink]
    successors: list[UnitLink]
    police_units: list[dict[str, Any]]
    point: dict[str, Any] | None


@router.get("/units/count", response=answers(UnitCount), summary="Đếm đơn vị trong một ngày")
def unit_count(request: HttpRequest, day: DayQuery, under: str | None = None) -> dict[str, Any]:
    caller(request, "units.view")
    under_id = None if under is None else find(under, day.day).id
    return {"on": day.day, "under": under, **count_units(day.day, under_id)}


@router.get("/units", response=answers(list[UnitFound]), summary="Tìm đơn vị theo tên")
def unit_search(
    request: HttpRequest, day: DayQuery, name: str, under: str | None = None
) -> list[dict[str, Any]]:
    caller(request, "units.view")
    under_id = None if under is None else find(under, day.day).id
    return [
        {
            "code": hit.unit.code,
            "level": hit.unit.level,
            "full_name": hit.unit.full_name,
            "where": hit.where,
        }
        for hit in search_units(name, day.day, under_id)
    ]


@router.get(
    "/units/{code}", response=answers(UnitFacts), summary="Đơn vị mang mã này trong ngày hỏi"
)
def unit_facts(
    request: HttpRequest,
    day: DayQuery,
    code: str,
    level: Annotated[int | None, Parameter(ge=0, le=3)] = None,
) -> dict[str, Any]:
    caller(request, "units.view")
    return describe_unit(code, day.day, level)
