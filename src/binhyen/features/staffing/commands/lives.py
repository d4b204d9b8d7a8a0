"""What happens to officers outside plans: absences, and the way back planned for them."""

from __future__ import annotations

from datetime import date

from binhyen.engines.people.api import Serving, force
from binhyen.engines.units.api import PoliceUnit
from binhyen.features.staffing.models import Absence, PlannedReturn
from binhyen.features.staffing.types import AbsenceKind
from binhyen.foundation.access.api import Actor, require
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, NotFound
from binhyen.kernel.text import clean_text


@command(
    "staffing.record_absence",
    "Ghi cán bộ tạm không điều động được",
    needs="people.manage",
    scope=ANYWHERE,
)
def record_absence(
    actor: Actor,
    *,
    officer: str,
    kind: AbsenceKind | str,
    valid_from: date,
    valid_to: date | None = None,
) -> Absence:
    """An officer cannot be sent in [valid_from, valid_to); a later row of the same officer counts instead.

    Raises:
        NotFound: no officer of this code in service on the first day.
        Refused: the actor may not manage assignments where the officer serves.
        Invalid: it would end before it begins.
    """
    found = _serving(actor, officer, valid_from)
    require(actor, "people.manage", found.unit_id, on=valid_from)
    if valid_to is not None and valid_to <= valid_from:
        raise Invalid(N_("Ngày trở lại phải sau ngày bắt đầu {on:%d-%m-%Y}."), on=valid_from)
    row = Absence.objects.create(
        officer_id=found.officer_id,
        kind=AbsenceKind(kind),
        valid_from=valid_from,
        valid_to=valid_to,
        at=clock.now(),
        by=actor.name[:200],
    )
    note(
        "staffing.Absence",
        row.pk,
        after={"officer": officer, "from": str(valid_from), "to": str(valid_to or "")},
    )
    return row


@command(
    "staffing.plan_return", "Dự kiến luân chuyển cán bộ", needs="staffing.plan", scope=ANYWHERE
)
def plan_return(
    actor: Actor, *, officer_id: int, police_unit_id: int, on: date, reason: str = ""
) -> PlannedReturn:
    """Plan the way back of an officer: to which police unit, from which day; a later row counts instead.

    Raises:
        NotFound: no such officer, police unit, or the officer is not in service today.
        Refused: the actor may not plan where the officer serves or where they would go.
        Invalid: the police unit is not in being on that day.
    """
    body = PoliceUnit.objects.filter(pk=police_unit_id).first()
    if body is None:
        raise NotFound(N_("Không có đơn vị công an số {id}."), id=police_unit_id)
    if body.established_on > on or (body.abolished_on is not None and body.abolished_on <= on):
        raise Invalid(N_("Đơn vị này không hoạt động ngày {on:%d-%m-%Y}."), on=on)
    today = clock.today()
    present = _serving(actor, officer_id, today)
    require(actor, "staffing.plan", present.unit_id, on=today)
    require(actor, "staffing.plan", body.unit_id, on=today)
    row = PlannedReturn.objects.create(
        officer_id=officer_id,
        police_unit=body,
        on=on,
        reason=clean_text(reason, 600) if reason else "",
        at=clock.now(),
        by=actor.name[:200],
    )
    note(
        "staffing.PlannedReturn",
        row.pk,
        after={"officer": officer_id, "police_unit": police_unit_id, "on": str(on)},
    )
    return row


def _serving(actor: Actor, officer: str | int, on: date) -> Serving:
    """An officer in service on a day by code or id, as far as the actor may see them."""
    for one in force(actor, on):
        if officer in (one.code, one.officer_id):
            return one
    raise NotFound(
        N_("Không có cán bộ {officer} đang công tác trong phạm vi của bạn."), officer=officer
    )
