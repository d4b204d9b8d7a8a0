"""Registering officers and saying where they serve: one row at a time, refused unless the chain holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from binhyen.engines.people.commands.checks import assignment_problems, ground_for
from binhyen.engines.people.commands.rows import assignment_row, officer_row
from binhyen.engines.people.models import Assignment, Officer, Wave
from binhyen.engines.people.rules import officer_problems
from binhyen.engines.people.types import Move, NewAssignment, NewOfficer
from binhyen.engines.units.api import PoliceUnit
from binhyen.foundation.access.api import Actor, require
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel.errors import N_, Conflict, NotFound, RowProblem, RuleBroken


@command("people.register_officer", "Đăng ký cán bộ", needs="people.manage", scope=ANYWHERE)
def register_officer(actor: Actor, *, officer: NewOfficer) -> Officer:
    """Put an officer on the books; where they serve is said by `assign_officer`.

    Raises:
        RuleBroken: under 18 when joining, or Party dates in the wrong order.
        Conflict: the code is taken.
    """
    _refuse(officer_problems(officer))
    if Officer.objects.filter(code=officer.code).exists():
        raise Conflict(N_("Số hiệu {code} đã có người mang; hãy kiểm tra lại."), code=officer.code)
    row = officer_row(officer)
    row.save(force_insert=True)
    note("people.officer", row.pk, after={"code": row.code})
    return row


def _receiving_unit(arguments: dict[str, Any]) -> int | None:
    assignment: NewAssignment = arguments["assignment"]
    if assignment.police_unit_id is None:
        return None
    ids = PoliceUnit.objects.filter(id=assignment.police_unit_id)
    return ids.values_list("unit_id", flat=True).first()


@command("people.assign_officer", "Bố trí cán bộ", needs="people.manage", scope=_receiving_unit)
def assign_officer(
    actor: Actor, *, assignment: NewAssignment, province_id: int | None = None
) -> Assignment:
    """Begin a new row of service; the row before it ends by that.

    The permission is needed where the officer arrives and where they leave. `province_id` says whose
    wave the wave number means.

    Raises:
        RuleBroken: not after the officer's last row, a second chief, a post foreign to the kind of unit,
            or a unit not in being that day.
        Refused: the officer's present unit lies outside the actor's scope.
        NotFound: no such officer or wave.
    """
    officer = _officer(assignment.officer)
    before = _last(officer)
    if before is not None and before.police_unit is not None:
        require(actor, "people.manage", before.police_unit.unit_id, on=assignment.valid_from)
    return _append(officer, before, assignment, province_id)


def _leaving_unit(arguments: dict[str, Any]) -> int | None:
    rows = Assignment.objects.filter(officer__code=arguments["officer"]).order_by("-valid_from")
    return rows.values_list("police_unit__unit_id", flat=True).first()


@command("people.end_assignment", "Kết thúc công tác", needs="people.manage", scope=_leaving_unit)
def end_assignment(
    actor: Actor,
    *,
    officer: str,
    on: date,
    kind: Move,
    decision_number: str = "",
    decision_on: date | None = None,
) -> Assignment:
    """End an officer's service: from `on` they serve nowhere.

    Raises:
        RuleBroken: they serve nowhere already, or `on` is not after their last row.
        NotFound: no such officer.
    """
    found = _officer(officer)
    ending = NewAssignment(officer, on, None, None, kind, None, decision_number, decision_on)
    return _append(found, _last(found), ending, None)


def _append(
    officer: Officer, before: Assignment | None, new: NewAssignment, province_id: int | None
) -> Assignment:
    ground = ground_for([new], {officer.code})
    _refuse(assignment_problems([new], ground))
    posts = {code: post.pk for code, post in ground.posts.items()}
    row = assignment_row(new, {officer.code: officer.pk}, posts, _waves(new.wave, province_id))
    row.save(force_insert=True)
    earlier = {"police_unit": before.police_unit_id, "post": before.post_id} if before else None
    note("people.assignment", row.pk, before=earlier, after=asdict(new))
    return row


def _officer(code: str) -> Officer:
    try:
        return Officer.objects.get(code=code)
    except Officer.DoesNotExist:
        raise NotFound(N_("Không có cán bộ mang số hiệu {code}."), code=code) from None


def _last(officer: Officer) -> Assignment | None:
    return officer.assignments.select_related("police_unit").order_by("-valid_from").first()


def _waves(number: int | None, province_id: int | None) -> dict[int, int]:
    if number is None:
        return {}
    found = (
        Wave.objects.filter(province_id=province_id, number=number)
        .values_list("pk", flat=True)
        .first()
    )
    if found is None:
        raise NotFound(N_("Tỉnh này chưa có đợt {number}; hãy mở đợt trước."), number=number)
    return {number: found}


def _refuse(faults: Iterable[RowProblem]) -> None:
    fault = next(iter(faults), None)
    if fault is not None:
        raise RuleBroken(N_("{value}: {reason}."), value=fault.value, reason=fault.message)
