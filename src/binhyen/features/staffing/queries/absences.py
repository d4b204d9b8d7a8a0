"""Who cannot be sent for a time, and ways back that are planned; the last row of an officer counts."""

from __future__ import annotations

from datetime import date

from binhyen.engines.units.api import structure
from binhyen.features.staffing.models import Absence, PlannedReturn
from binhyen.foundation.access.api import Actor, visible_ids
from binhyen.kernel.validity import holds


def absences_on(on: date) -> dict[int, Absence]:
    """Officer id → their absence that holds on the day or later. One statement."""
    last = {row.officer_id: row for row in Absence.objects.order_by("id")}
    return {
        officer: row for officer, row in last.items() if row.valid_to is None or row.valid_to > on
    }


def absent_now(on: date) -> set[int]:
    """Officers absent on the day itself. One statement."""
    return {
        officer
        for officer, row in absences_on(on).items()
        if holds(row.valid_from, row.valid_to, on)
    }


def planned_returns() -> dict[int, PlannedReturn]:
    """Officer id → the way back planned last. One statement."""
    rows = PlannedReturn.objects.select_related("police_unit").order_by("id")
    return {row.officer_id: row for row in rows}


def units_allowed(actor: Actor, permission: str, on: date) -> frozenset[int] | None:
    """Units where the actor holds a permission on the day; None means all. At most one statement."""
    allowed = visible_ids(actor, permission, on=on)
    return None if allowed is None else frozenset(allowed)


def inside(under_id: int | None, on: date) -> frozenset[int] | None:
    """Units at and below one on the day; None means all."""
    return None if under_id is None else frozenset(structure(on).subtree(under_id))
