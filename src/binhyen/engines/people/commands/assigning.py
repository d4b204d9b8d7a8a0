"""Many rows of service begun by one act: judged together, stored together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from binhyen.engines.people.commands.checks import assignment_problems, ground_for
from binhyen.engines.people.commands.rows import assignment_row
from binhyen.engines.people.models import Assignment, Officer, Wave
from binhyen.engines.people.types import NewAssignment
from binhyen.engines.units.api import PoliceUnit
from binhyen.foundation.access.api import Actor, visible_ids
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel.errors import N_, Invalid, NotFound, Refused

_BATCH, _SHOWN = 2000, 200


@command(
    "people.assign_many", "Bố trí nhiều cán bộ cùng lúc", needs="people.manage", scope=ANYWHERE
)
def assign_many(
    actor: Actor, *, assignments: Sequence[NewAssignment], province_id: int | None = None
) -> list[Assignment]:
    """Begin a row of service for each, as `assign_officer` does for one; all are stored or none.

    The permission is needed in every unit somebody arrives in or leaves, on the day. `province_id` says whose
    waves the wave numbers mean. Statements do not grow with the number of rows, but for one per distinct day.

    Raises:
        Invalid: `rows` name the faults (the first 200), by place in `assignments` from 1.
        Refused: a unit somebody arrives in or leaves lies outside the actor's scope.
        NotFound: the province has no wave of a number used.
    """
    codes = {new.officer for new in assignments}
    ids = {code: pk for code, pk in Officer.objects.values_list("code", "pk") if code in codes}
    ground = ground_for(assignments, ids.keys())
    faults = list(assignment_problems(assignments, ground))
    if faults:
        raise Invalid(
            N_("Có {count} lỗi khi bố trí; chưa ghi dòng nào."),
            rows=faults[:_SHOWN],
            count=len(faults),
        )
    _require_everywhere(actor, assignments, set(ids.values()))
    posts = {code: post.pk for code, post in ground.posts.items()}
    waves = _waves({new.wave for new in assignments if new.wave is not None}, province_id)
    rows = [assignment_row(new, ids, posts, waves) for new in assignments]
    stored = Assignment.objects.bulk_create(rows, batch_size=_BATCH)
    note("people.assignments", province_id or "", after={"rows": [_told(row) for row in stored]})
    return stored


def _require_everywhere(
    actor: Actor, assignments: Sequence[NewAssignment], officers: set[int]
) -> None:
    """Units of a day are asked for at once: a province's wave touches hundreds of them."""
    if actor.unlimited:
        return
    hung = dict(PoliceUnit.objects.values_list("id", "unit_id"))
    leaving = _present_bodies(officers)
    touched: defaultdict[date, set[int]] = defaultdict(set)
    for new in assignments:
        bodies = {new.police_unit_id, leaving.get(new.officer)} - {None}
        touched[new.valid_from] |= {hung[body] for body in bodies if body is not None}
    for on, units in touched.items():
        allowed = visible_ids(actor, "people.manage", on=on)
        if allowed is not None and not units <= set(allowed):
            raise Refused(
                N_("{name} không có quyền “{permission}” ở mọi đơn vị liên quan."),
                name=actor.name,
                permission="people.manage",
            )


def _present_bodies(officers: set[int]) -> dict[str, int | None]:
    """Officer code → police unit of the last row of service."""
    rows = Assignment.objects.order_by("valid_from").values_list(
        "officer_id", "officer__code", "police_unit_id"
    )
    chosen = rows if len(officers) > 500 else rows.filter(officer_id__in=officers)
    return {code: body for officer, code, body in chosen if officer in officers}


def _waves(numbers: set[int], province_id: int | None) -> dict[int, int]:
    rows = Wave.objects.filter(province_id=province_id, number__in=numbers)
    found = dict(rows.values_list("number", "pk")) if numbers else {}
    if missing := sorted(numbers - found.keys()):
        raise NotFound(N_("Tỉnh này chưa có đợt {number}; hãy mở đợt trước."), number=missing[0])
    return found


def _told(row: Assignment) -> list[object]:
    """Officer, police unit, post, first day, decision: enough to trace each row from the journal."""
    return [
        row.officer_id,
        row.police_unit_id,
        row.post_id,
        str(row.valid_from),
        row.decision_number,
    ]
