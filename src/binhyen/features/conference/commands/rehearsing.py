"""Rehearsals: the result of testing a point; every test stays, the newest counts."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from binhyen.features.conference.commands.points_people import refuse_stranger
from binhyen.features.conference.commands.preparing import held_conference
from binhyen.features.conference.models import RehearsalResult
from binhyen.features.conference.queries.points import point_of
from binhyen.features.conference.queries.preparing import defaults
from binhyen.features.conference.rules.preparing import Tested
from binhyen.features.conference.types import Sign
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.text import clean_text

MOST_MEASURES = 20


@command(
    "conference.note_rehearsal", "Ghi kết quả thử điểm cầu", needs="conference.view", scope=ANYWHERE
)
def note_rehearsal(
    actor: Actor, *, conference_id: int, point_id: int, result: Tested
) -> RehearsalResult:
    """Write down what testing a point gave: the desk for every point, a point for itself.

    Raises:
        NotFound: not a point of this conference.
        Refused: neither of the point nor of the desk.
        Invalid: a fault that is not on the list, none named although something is not good, or one although all is.
        RuleBroken: the sitting has begun.
    """
    held_conference(conference_id)
    point = point_of(conference_id, point_id)
    refuse_stranger(actor, point)
    _refuse_fault(result)
    made = RehearsalResult.objects.create(
        point=point,
        sound=Sign(result.sound),
        picture=Sign(result.picture),
        contact=Sign(result.contact),
        fault=result.fault,
        note=clean_text(result.note, 2000, multiline=True),
        measured=_measured(result.measured),
        by=actor.name[:200],
        at=clock.now(),
    )
    facts = {"point": point.pk, "good": result.good, "fault": result.fault}
    note("conference.RehearsalResult", made.pk, after=facts)
    return made


def _refuse_fault(result: Tested) -> None:
    if result.fault and result.fault not in {one.code for one in defaults().faults}:
        raise Invalid(N_("Bảng sự cố không có “{fault}”."), fault=result.fault[:40])
    if not result.good and not result.fault:
        raise Invalid(N_("Có phần chưa tốt: hãy chọn sự cố trong bảng."))
    if result.good and result.fault:
        raise Invalid(N_("Cả ba phần đều tốt thì không có sự cố."))


def _measured(measured: Mapping[str, float]) -> dict[str, float]:
    if len(measured) > MOST_MEASURES:
        raise Invalid(N_("Quá nhiều số đo."))
    kept = {clean_text(str(name), 40): float(value) for name, value in measured.items()}
    if not all(isfinite(value) for value in kept.values()):
        raise Invalid(N_("Số đo phải là số hữu hạn."))
    return kept
