"""Inviting points by an issued document, in time or with a reason, and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from binhyen.engines.documents.api import Drafting, IssuedDocument, issue
from binhyen.features.conference.commands.points_people import refuse_stranger
from binhyen.features.conference.commands.preparing import held_conference, host_of
from binhyen.features.conference.models import Conference, Invitation, Point
from binhyen.features.conference.queries.invitations import invitation_draft, uninvited
from binhyen.features.conference.queries.points import ANSWERS
from binhyen.features.conference.queries.preparing import defaults, invite_until
from binhyen.features.conference.rules.preparing import refuse_late
from binhyen.features.conference.types import Stage
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, RuleBroken
from binhyen.kernel.text import clean_text

TEMPLATE = "invitation"


@command("conference.invite", "Gửi giấy mời", needs="conference.prepare", scope=host_of)
def invite(
    actor: Actor,
    *,
    conference_id: int,
    point_ids: Sequence[int] | None = None,
    reason: str = "",
) -> list[Invitation]:
    """Issue one numbered invitation and send it to points.

    Args:
        point_ids: None is every member point not invited yet.
        reason: why it is urgent; needed after the last day of notice.

    Raises:
        RuleBroken: too late without a reason, no main point with a chair, no agenda, nobody left to invite, or the
            sitting has begun.
        Conflict: a point is invited already.
        NotFound: a point is not of this conference.
        Refused: the actor may not issue documents of the host.
    """
    conference = held_conference(conference_id)
    reason = clean_text(reason, 300)
    last, days = invite_until(conference), defaults().invitation_working_days
    refuse_late(clock.today(), last, days, reason)
    late = clock.today() > last
    points = _wanted(conference, point_ids)
    document = _issued(actor, conference, points, reason if late else "")
    sent = Invitation.objects.bulk_create(
        Invitation(
            conference=conference,
            point=one,
            document=document,
            sent_at=clock.now(),
            reason=reason if late else "",
        )
        for one in points
    )
    conference.stage = Stage.INVITED
    conference.urgent = conference.urgent or late
    conference.version += 1
    conference.save(update_fields=["stage", "urgent", "version"])
    facts = {"document": document.symbol, "points": len(sent), "urgent": late, "reason": reason}
    note("conference.Conference", conference.pk, after=facts)
    return sent


@command(
    "conference.answer_invitation", "Trả lời giấy mời", needs="conference.view", scope=ANYWHERE
)
def answer_invitation(
    actor: Actor, *, conference_id: int, point_id: int, answer: str, remark: str = ""
) -> Invitation:
    """A point says that it attends, sends substitutes or stays away; the newest answer counts.

    Raises:
        Refused: neither of the point nor of the desk.
        NotFound: the point is not of this conference or was not invited.
        Invalid: no such answer, or staying away without saying why.
        RuleBroken: the sitting has begun.
    """
    conference = held_conference(conference_id)
    found = (
        Invitation.objects.select_related("point__conference")
        .filter(conference=conference, point_id=point_id)
        .order_by("-pk")
        .first()
    )
    if found is None:
        raise NotFound(N_("Điểm cầu này chưa được mời."))
    refuse_stranger(actor, found.point)
    if answer not in ANSWERS:
        raise Invalid(N_("Không có cách trả lời “{answer}”."), answer=answer[:20])
    remark = clean_text(remark, 300)
    if answer == "absent" and not remark:
        raise Invalid(N_("Hãy ghi lý do không dự."))
    before = {"answer": found.answer}
    found.answer, found.remark, found.answered_at = answer, remark, clock.now()
    found.save(update_fields=["answer", "remark", "answered_at"])
    note("conference.Invitation", found.pk, before=before, after={"answer": answer})
    return found


@command(
    "conference.withdraw_invitations", "Rút giấy mời", needs="conference.prepare", scope=host_of
)
def withdraw_invitations(actor: Actor, *, conference_id: int, reason: str) -> int:
    """Take every invitation back, so that the time can be changed; the issued document stays in the register.

    Returns:
        how many points were told.

    Raises:
        RuleBroken: nothing was sent, or the sitting has begun.
        Invalid: no reason.
    """
    del actor
    conference = held_conference(conference_id)
    reason = clean_text(reason, 300)
    if not reason:
        raise Invalid(N_("Hãy ghi lý do rút giấy mời."))
    count, _by_model = conference.invitations.all().delete()
    if not count:
        raise RuleBroken(N_("Chưa gửi giấy mời nào."))
    conference.stage, conference.urgent = Stage.DRAFT, False
    conference.version += 1
    conference.save(update_fields=["stage", "urgent", "version"])
    note("conference.Conference", conference.pk, after={"withdrawn": count, "reason": reason})
    return count


def _wanted(conference: Conference, point_ids: Sequence[int] | None) -> list[Point]:
    open_ones = list(uninvited(conference))
    if point_ids is None:
        if not open_ones:
            raise RuleBroken(N_("Không còn điểm cầu thành phần nào chưa được mời."))
        return open_ones
    known = {one.pk: one for one in open_ones}
    members = set(conference.points.values_list("pk", flat=True))
    for one in point_ids:
        if one not in members:
            raise NotFound(N_("Hội nghị không có điểm cầu số {id}."), id=one)
        if one not in known:
            raise Conflict(N_("Có điểm cầu đã được mời hoặc là điểm cầu chính."))
    if not point_ids:
        raise Invalid(N_("Hãy chọn ít nhất một điểm cầu."))
    return [known[one] for one in dict.fromkeys(point_ids)]


def _issued(
    actor: Actor, conference: Conference, points: Sequence[Point], reason: str
) -> IssuedDocument:
    context: dict[str, Any] = {
        "conference": conference.pk,
        "points": [one.pk for one in points],
        "reason": reason,
    }
    return issue(
        actor,
        unit_id=conference.unit_id,
        document=invitation_draft(conference, points, reason),
        drafting=Drafting(TEMPLATE, context),
    )
