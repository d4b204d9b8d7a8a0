"""Donors answer: each line released, or refused with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from binhyen.features.staffing.models import Consultation, PlanLine, Release
from binhyen.features.staffing.queries.consultations import answers_for, consultation_of
from binhyen.features.staffing.queries.overviews import step_of
from binhyen.features.staffing.types import Answer, Step
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, Refused, RowProblem
from binhyen.kernel.text import clean_text

_BATCH = 1000


@command(
    "staffing.answer_consultation",
    "Trả lời hiệp y điều động",
    needs="staffing.consult",
    scope=ANYWHERE,
)
def answer_consultation(
    actor: Actor, *, consultation_id: int, answers: Sequence[Answer]
) -> list[Release]:
    """Keep a donor's answers about its own lines; a later answer to the same line counts instead.

    Raises:
        NotFound: no such consultation, or not for this actor.
        Refused: the actor may not answer for this donor.
        Conflict: the plan is approved or withdrawn.
        Invalid: a line of another donor, named twice, or refused without a reason; one row each.
    """
    asked = consultation_of(actor, consultation_id)
    _refuse_others(actor, asked)
    _refuse_closed(asked)
    own = set(
        PlanLine.objects.filter(plan=asked.plan, donor=asked.donor).values_list("id", flat=True)
    )
    _refuse_faults(answers, own)
    now, by = clock.now(), actor.name[:200]
    rows = [
        Release(
            line_id=one.line_id,
            released=one.released,
            reason=clean_text(one.reason, 600) if one.reason else "",
            letter=clean_text(one.letter, 80) if one.letter else "",
            at=now,
            by=by,
        )
        for one in answers
    ]
    stored = Release.objects.bulk_create(rows, batch_size=_BATCH)
    note(
        "staffing.Consultation",
        asked.pk,
        after={
            "released": sum(one.released for one in answers),
            "refused": [one.line_id for one in answers if not one.released],
        },
    )
    return stored


@command(
    "staffing.release_all",
    "Đồng ý toàn bộ danh sách hiệp y",
    needs="staffing.consult",
    scope=ANYWHERE,
)
def release_all(actor: Actor, *, consultation_id: int, letter: str = "") -> int:
    """Release every line of a donor that has no answer yet; answers how many.

    Raises:
        NotFound, Refused, Conflict: as `answer_consultation`.
    """
    asked = consultation_of(actor, consultation_id)
    open_lines = PlanLine.objects.filter(
        plan=asked.plan, donor=asked.donor, releases__isnull=True
    ).values_list("id", flat=True)
    answers = [Answer(line, released=True, letter=letter) for line in open_lines]
    if answers:
        answer_consultation(actor, consultation_id=consultation_id, answers=answers)
    note("staffing.Consultation", asked.pk, after={"released": len(answers)})
    return len(answers)


def _refuse_others(actor: Actor, asked: Consultation) -> None:
    if not answers_for(actor, asked):
        raise Refused(
            N_("{name} không trả lời hiệp y thay {donor} được."),
            name=actor.name,
            donor=asked.donor_name,
        )


def _refuse_closed(asked: Consultation) -> None:
    state = step_of(asked.plan)
    if state is not Step.PROPOSED:
        raise Conflict(
            N_("Phương án “{name}” không còn chờ hiệp y ({state})."),
            name=asked.plan.name,
            state=str(state.label),
        )


def _refuse_faults(answers: Sequence[Answer], own: set[int]) -> None:
    rows, seen = [], set()
    for place, one in enumerate(answers, 1):
        if one.line_id not in own:
            rows.append(_fault(place, one, N_("dòng này không thuộc đơn vị cử được hỏi")))
        elif one.line_id in seen:
            rows.append(_fault(place, one, N_("dòng này được trả lời hai lần")))
        elif not one.released and not one.reason.strip():
            rows.append(_fault(place, one, N_("từ chối thì phải nêu lý do")))
        seen.add(one.line_id)
    if rows:
        raise Invalid(N_("Có {count} câu trả lời sai; chưa ghi gì."), rows=rows, count=len(rows))


def _fault(place: int, one: Answer, message: str) -> RowProblem:
    return RowProblem(place, "line_id", str(one.line_id), message)
