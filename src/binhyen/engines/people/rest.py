"""People over HTTP: strength and waves as counts; no names leave through here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from binhyen.engines.people.api import headcount, party_official, posts_held, wave_totals
from binhyen.engines.units.api import find, structure
from binhyen.foundation.access.api import require
from binhyen.foundation.exchange.rest import DayQuery, answers, caller

router = Router(tags=["people"])


class Strength(Schema):
    unit_code: str
    unit_name: str
    programme: bool
    officers: int
    party_official: int
    posts: dict[str, int]


class Wave(Schema):
    number: int
    name: str
    officers: int
    units: int
    donors: int
    first_on: date
    last_on: date
    decision: str
    synthetic: bool


@router.get("/people/strength", response=answers(list[Strength]), summary="Quân số theo đơn vị")
def strength(request: HttpRequest, day: DayQuery, under: str) -> list[dict[str, Any]]:
    under_id = _scoped(request, under, day.day)
    tree = structure(day.day)
    officers, members = headcount(day.day, under_id), party_official(day.day, under_id)
    posts = posts_held(day.day, under_id)
    return [
        {
            "unit_code": tree.get(unit_id).code,
            "unit_name": tree.get(unit_id).full_name,
            "programme": tree.in_programme(unit_id),
            "officers": officers[unit_id],
            "party_official": members.get(unit_id, 0),
            "posts": posts.get(unit_id, {}),
        }
        for unit_id in sorted(officers, key=lambda unit_id: tree.get(unit_id).code)
    ]


@router.get("/people/waves", response=answers(list[Wave]), summary="Các đợt bố trí")
def waves(request: HttpRequest, day: DayQuery, under: str) -> list[dict[str, Any]]:
    under_id = _scoped(request, under, day.day)
    return [
        {name: getattr(total, name) for name in Wave.model_fields}
        for total in wave_totals(day.day, under_id)
    ]


def _scoped(request: HttpRequest, under: str, on: date) -> int:
    actor = caller(request, "people.view")
    under_id = find(under, on).id
    require(actor, "people.view", under_id, on=on)
    return under_id
