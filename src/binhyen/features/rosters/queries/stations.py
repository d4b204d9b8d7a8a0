"""Stations and who serves there; which officer an account is."""

from __future__ import annotations

from datetime import date

from binhyen.engines.people.api import Officer, service_of
from binhyen.engines.units.api import PoliceUnit, find, structure
from binhyen.features.rosters.models import DutyAccount
from binhyen.features.rosters.types import Member
from binhyen.foundation.access.api import Actor, allows
from binhyen.kernel.errors import N_, NotFound, Refused


def station(unit_id: int) -> PoliceUnit:
    """The police unit that serves a unit itself.

    Raises:
        NotFound: the unit has none.
    """
    found = PoliceUnit.objects.filter(unit_id=unit_id, name="").first()
    if found is None:
        raise NotFound(N_("Đơn vị này không có công an riêng, nên không có lịch trực."))
    return found


def unit_of_code(code: str, on: date) -> int:
    """The id of the unit that bore a code on a day."""
    return find(code, on).id


def unit_name(unit_id: int, on: date) -> str:
    """A unit's name on a day; empty when it was not in force."""
    unit = structure(on).units.get(unit_id)
    return unit.full_name if unit else ""


def unit_code(unit_id: int, on: date) -> str:
    """A unit's code on a day; empty when it was not in force."""
    unit = structure(on).units.get(unit_id)
    return unit.code if unit else ""


def members(actor: Actor, unit_id: int, on: date) -> list[Member]:
    """Who serves at a station on a day, by precedence.

    Raises:
        Refused: the actor may not see the officers by name.
    """
    if not allows(actor, "people.view_personal", unit_id, on=on):
        raise Refused(
            N_(
                "{name} không có quyền xem danh sách cán bộ của đơn vị nên không lập được lịch trực."
            ),
            name=actor.name,
        )
    return [
        Member(one.officer_id, one.code, one.full_name, one.role, one.post_label, one.name_order)
        for one in service_of(actor, unit_id, on)
    ]


def own_officer(actor: Actor) -> Officer | None:
    """The officer the actor's account is, None when nobody said so."""
    if actor.id is None or actor.unlimited:
        return None
    found = DutyAccount.objects.select_related("officer").filter(account_id=actor.id).first()
    return found.officer if found else None
