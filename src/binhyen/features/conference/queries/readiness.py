"""What a conference still misses, and whether its sitting may be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from binhyen.features.conference.models import Conference
from binhyen.features.conference.queries.agenda import Agenda, agenda_of
from binhyen.features.conference.queries.points import (
    PointState,
    Readiness,
    point_states,
    readiness,
)
from binhyen.features.conference.queries.preparing import PhaseDue, invite_until, phases_of
from binhyen.features.conference.types import PointKind, Role, Stage
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, RowProblem, RuleBroken


@dataclass(frozen=True, slots=True)
class Overview:
    """A conference in one look.

    Attributes:
        missing: what is to be done, as refusals that pages translate.
        phases: steps with their last days; empty where the calendar of the year is not known.
    """

    agenda: Agenda
    states: tuple[PointState, ...]
    ready: Readiness
    missing: tuple[DomainError, ...]
    phases: tuple[PhaseDue, ...]


def overview_of(conference: Conference) -> Overview:
    """Stage, points, what is missing; seven statements, whatever the number of points."""
    agenda, states = agenda_of(conference), tuple(point_states(conference))
    ready = readiness(states)
    try:
        phases = phases_of(conference)
    except DomainError:
        phases = ()
    missing = (*_missing_to_open(agenda, states), *_missing_besides(conference, agenda, ready))
    return Overview(agenda, states, ready, missing, phases)


def missing_to_open(conference: Conference) -> tuple[DomainError, ...]:
    """Why the sitting may not be opened yet: no agenda, no main point, nobody to chair or keep the minutes there."""
    return _missing_to_open(agenda_of(conference), point_states(conference))


def refuse_unready(conference: Conference) -> None:
    """Refuse to open a sitting that cannot be held.

    Raises:
        RuleBroken: `rows` name everything that is missing.
    """
    missing = missing_to_open(conference)
    if missing:
        raise RuleBroken(
            N_("Chưa khai mạc được: {first}"),
            kind="not-ready",
            rows=[RowProblem(None, None, "", str(one)) for one in missing],
            first=str(missing[0]),
        )


def _missing_to_open(agenda: Agenda, states: Sequence[PointState]) -> tuple[DomainError, ...]:
    found: list[DomainError] = []
    if not agenda.lines:
        found.append(RuleBroken(N_("Chương trình còn trống.")))
    main = next((one for one in states if one.point.kind == PointKind.MAIN), None)
    if main is None:
        found.append(RuleBroken(N_("Chưa có điểm cầu chính.")))
    elif main.chair is None:
        found.append(RuleBroken(N_("Điểm cầu chính chưa có người chủ trì.")))
    if main is not None and not any(one.role == Role.SECRETARY for one in main.delegates):
        found.append(RuleBroken(N_("Điểm cầu chính chưa có thư ký.")))
    return tuple(found)


def _missing_besides(
    conference: Conference, agenda: Agenda, ready: Readiness
) -> tuple[DomainError, ...]:
    found: list[DomainError] = []
    if agenda.over:
        found.append(
            RuleBroken(N_("Chương trình dài hơn giờ họp {minutes} phút."), minutes=agenda.over)
        )
    counts = (
        (ready.without_chair, N_("{count} điểm cầu chưa có chủ trì.")),
        (ready.without_technician, N_("{count} điểm cầu chưa có kỹ thuật.")),
        (ready.points - ready.main - ready.invited, N_("{count} điểm cầu chưa được mời.")),
        (ready.invited - ready.answered, N_("{count} điểm cầu chưa trả lời giấy mời.")),
        (ready.points - ready.tested, N_("{count} điểm cầu chưa thử.")),
        (ready.tested - ready.good, N_("{count} điểm cầu thử còn sự cố.")),
    )
    found += [RuleBroken(text, count=count) for count, text in counts if count > 0]
    if conference.stage == Stage.DRAFT and _notice_has_passed(conference):
        found.append(RuleBroken(N_("Đã qua ngày cuối gửi giấy mời; chỉ còn mời họp khẩn.")))
    return tuple(found)


def _notice_has_passed(conference: Conference) -> bool:
    try:
        return clock.today() > invite_until(conference)
    except DomainError:
        return False
