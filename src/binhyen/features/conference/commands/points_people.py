"""Delegates of points: seats by body and office, substitutes, personal links."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from binhyen.features.conference.commands.preparing import (
    bump,
    held_conference,
    host_of,
    required,
)
from binhyen.features.conference.models import Conference, Delegate, PaperRead, Point
from binhyen.features.conference.queries.points_links import link_ends
from binhyen.features.conference.queries.preparing import at_desk, of_point
from binhyen.features.conference.rules.preparing import NewDelegate
from binhyen.features.conference.types import PointKind, Role
from binhyen.foundation.access.api import Account, Actor, token_digest
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, Refused, RuleBroken

MOST = 5000


@dataclass(frozen=True, slots=True)
class JoinLink:
    """A personal link, told once: only its digest is kept.

    Attributes:
        path: address on this installation's host.
    """

    delegate_id: int
    secret: str
    path: str
    expires_at: datetime


@command("conference.add_delegates", "Xếp đại biểu", needs="conference.prepare", scope=host_of)
def add_delegates(
    actor: Actor, *, conference_id: int, delegates: Sequence[NewDelegate]
) -> list[Delegate]:
    """Seat people by body and office.

    Raises:
        Conflict: an account sits in the conference already, or a point would have two chairs.
        NotFound: a point is not of this conference, or an account is not open.
        Invalid: an empty or unstorable text, or too many at once.
        RuleBroken: the sitting has begun.
    """
    del actor
    conference = held_conference(conference_id)
    if len(delegates) > MOST:
        raise Invalid(N_("Mỗi lần thêm tối đa {most} đại biểu."), most=MOST)
    points = conference.points.in_bulk([one.point_id for one in delegates])
    places = _places(conference)
    _refuse_accounts(conference, [one.account_id for one in delegates if one.account_id])
    rows = [_row(one, points, places) for one in delegates]
    _refuse_two_chairs(conference, rows)
    made = Delegate.objects.bulk_create(rows)
    bump(conference)
    note("conference.Conference", conference.pk, after={"delegates_added": len(made)})
    return made


@command("conference.change_delegate", "Sửa đại biểu", needs="conference.prepare", scope=host_of)
def change_delegate(
    actor: Actor,
    *,
    conference_id: int,
    delegate_id: int,
    body: str,
    office: str,
    role: Role,
    votes: bool,
    account_id: int | None = None,
) -> Delegate:
    """Change a seat; giving it an account ends its link.

    Raises:
        Conflict, NotFound, Invalid, RuleBroken: as `add_delegates`.
    """
    del actor
    conference = held_conference(conference_id)
    found = _delegate(conference, delegate_id)
    if account_id is not None and account_id != found.account_id:
        _refuse_accounts(conference, [account_id])
        found.ticket_digest = ""
    before = {"body": found.body, "office": found.office, "role": found.role}
    found.body = required(body, 300, "cơ quan")
    found.office = required(office, 300, "chức danh")
    found.role, found.votes, found.account_id = Role(role), votes, account_id
    _refuse_two_chairs(conference, [found])
    found.save()
    after = {"body": found.body, "office": found.office, "role": found.role}
    note("conference.Delegate", found.pk, before=before, after=after)
    return found


@command("conference.remove_delegate", "Bỏ đại biểu", needs="conference.prepare", scope=host_of)
def remove_delegate(actor: Actor, *, conference_id: int, delegate_id: int) -> None:
    """Take a seat away; whoever a substitute stood for gets the vote back.

    Raises:
        NotFound: not of this conference.
        RuleBroken: they have read papers or have a substitute, or the sitting has begun.
    """
    del actor
    conference = held_conference(conference_id)
    found = _delegate(conference, delegate_id)
    if found.substitutes.exists():
        raise RuleBroken(N_("Hãy bỏ người dự thay trước."))
    _refuse_reader(found)
    if found.stands_for is not None:
        Delegate.objects.filter(pk=found.stands_for.pk).update(
            votes=found.votes, ticket_revoked=False, ticket_digest=""
        )
    note("conference.Delegate", found.pk, before={"body": found.body, "office": found.office})
    found.delete()
    bump(conference)


@command("conference.send_substitute", "Cử người dự thay", needs="conference.view", scope=ANYWHERE)
def send_substitute(
    actor: Actor,
    *,
    conference_id: int,
    delegate_id: int,
    body: str,
    office: str,
    account_id: int | None = None,
) -> Delegate:
    """Seat somebody in another's place: the point for its own people, the desk for anybody.

    The substitute takes role and vote; the link of whom they stand for ends.

    Raises:
        Refused: neither of the point nor of the desk, or a point changing its chair's seat.
        Conflict: a substitute is named already, or the account sits in the conference.
        NotFound, Invalid, RuleBroken: as `add_delegates`.
    """
    conference = held_conference(conference_id)
    found = _delegate(conference, delegate_id)
    refuse_stranger(actor, found.point)
    if found.point.kind == PointKind.MAIN and not at_desk(actor, conference):
        raise Refused(N_("Người dự thay ở điểm cầu chính do thư ký hội nghị xếp."))
    if found.substitutes.exists():
        raise Conflict(N_("“{name}” đã có người dự thay."), name=str(found))
    if account_id is not None:
        _refuse_accounts(conference, [account_id])
    made = Delegate.objects.create(
        point=found.point,
        body=required(body, 300, "cơ quan"),
        office=required(office, 300, "chức danh"),
        role=found.role,
        votes=found.votes,
        account_id=account_id,
        stands_for=found,
        place_in_order=found.place_in_order,
        simulated=found.simulated,
    )
    found.votes, found.ticket_revoked = False, True
    found.save(update_fields=["votes", "ticket_revoked"])
    bump(conference)
    note("conference.Delegate", made.pk, after={"stands_for": found.pk, "office": made.office})
    return made


@command("conference.join_link", "Lập đường dẫn riêng", needs="conference.prepare", scope=host_of)
def join_link(actor: Actor, *, conference_id: int, delegate_id: int) -> JoinLink:
    """Make a delegate's personal link; an older one of theirs ends. The secret is told only here.

    Raises:
        NotFound: not of this conference.
        RuleBroken: they sign in with an account, somebody stands for them, or the conference is over.
    """
    del actor
    return _links(conference_id, [delegate_id])[0]


@command(
    "conference.join_links",
    "Lập đường dẫn riêng cho nhiều người",
    needs="conference.prepare",
    scope=host_of,
)
def join_links(actor: Actor, *, conference_id: int, point_id: int) -> list[JoinLink]:
    """Links of everybody at a point who has neither account nor link yet.

    Raises:
        NotFound: not a point of this conference.
        RuleBroken: the conference is over.
    """
    del actor
    rows = Delegate.objects.filter(
        point_id=point_id,
        point__conference_id=conference_id,
        account=None,
        ticket_digest="",
        ticket_revoked=False,
    )
    return _links(conference_id, list(rows.values_list("pk", flat=True)))


@command(
    "conference.revoke_link", "Thu hồi đường dẫn riêng", needs="conference.prepare", scope=host_of
)
def revoke_link(actor: Actor, *, conference_id: int, delegate_id: int) -> None:
    """End a delegate's link at once.

    Raises:
        NotFound: not of this conference, or without a link.
    """
    del actor
    rows = Delegate.objects.filter(pk=delegate_id, point__conference_id=conference_id)
    if not rows.exclude(ticket_digest="").update(ticket_digest="", ticket_revoked=False):
        raise NotFound(N_("Đại biểu này không có đường dẫn nào để thu hồi."))
    note("conference.Delegate", delegate_id, after={"link": "revoked"})


def _links(conference_id: int, delegate_ids: Sequence[int]) -> list[JoinLink]:
    conference = Conference.objects.filter(pk=conference_id).select_related("sitting").first()
    ends = link_ends(conference) if conference else clock.now()
    if conference is None or ends <= clock.now():
        raise RuleBroken(N_("Hội nghị đã họp xong nên không lập đường dẫn nữa."))
    found = {one.pk: one for one in Delegate.objects.filter(point__conference=conference)}
    made = []
    for delegate_id in delegate_ids:
        one = found.get(delegate_id)
        if one is None:
            raise NotFound(N_("Hội nghị không có đại biểu số {id}."), id=delegate_id)
        if one.account_id or any(other.stands_for_id == one.pk for other in found.values()):
            raise RuleBroken(
                N_("“{name}” đăng nhập bằng tài khoản hoặc đã có người dự thay."), name=str(one)
            )
        secret = secrets.token_urlsafe(24)
        one.ticket_digest, one.ticket_revoked = token_digest(secret), False
        made.append(JoinLink(one.pk, secret, f"/conferences/join/{secret}/", ends))
    changed = [found[one] for one in delegate_ids]
    Delegate.objects.bulk_update(changed, ["ticket_digest", "ticket_revoked"])
    note("conference.Conference", conference.pk, after={"links": len(made)})
    return made


def _row(one: NewDelegate, points: dict[int, Point], places: dict[int, int]) -> Delegate:
    if one.point_id not in points:
        raise NotFound(N_("Hội nghị không có điểm cầu số {id}."), id=one.point_id)
    places[one.point_id] = places.get(one.point_id, 0) + 1
    return Delegate(
        point=points[one.point_id],
        body=required(one.body, 300, "cơ quan"),
        office=required(one.office, 300, "chức danh"),
        role=Role(one.role),
        votes=one.votes,
        account_id=one.account_id,
        place_in_order=places[one.point_id],
        simulated=one.simulated,
    )


def _places(conference: Conference) -> dict[int, int]:
    rows: Any = Delegate.objects.filter(point__conference=conference).order_by()
    found = rows.values_list("point_id").annotate(last=Max("place_in_order"))
    return dict(found)


def _refuse_accounts(conference: Conference, account_ids: Sequence[int]) -> None:
    wanted = set(account_ids)
    seated = Delegate.objects.filter(point__conference=conference, account_id__in=wanted)
    if len(wanted) != len(account_ids) or seated.exists():
        raise Conflict(N_("Một tài khoản chỉ ngồi một ghế của hội nghị."))
    if Account.objects.filter(pk__in=wanted, is_active=True).count() != len(wanted):
        raise NotFound(N_("Có tài khoản không tồn tại hoặc đã đóng."))


def _refuse_two_chairs(conference: Conference, rows: Sequence[Delegate]) -> None:
    chairs = Delegate.objects.filter(point__conference=conference, role=Role.CHAIR)
    others = chairs.exclude(pk__in=[one.pk for one in rows if one.pk]).exclude(
        pk__in=[one.stands_for_id for one in rows if one.stands_for_id]
    )
    # A point may have co-chairs by the invitation's words, but two seats of one office are a slip.
    known = set(others.values_list("point_id", "body", "office"))
    for one in rows:
        key = (one.point_id, one.body, one.office)
        if one.role == Role.CHAIR and key in known:
            raise Conflict(N_("“{name}” đã là chủ trì của điểm cầu này."), name=str(one))
        if one.role == Role.CHAIR:
            known.add(key)


def _delegate(conference: Conference, delegate_id: int) -> Delegate:
    rows = Delegate.objects.select_related("point", "stands_for")
    found = rows.filter(pk=delegate_id, point__conference=conference).first()
    if found is None:
        raise NotFound(N_("Hội nghị không có đại biểu số {id}."), id=delegate_id)
    return found


def _refuse_reader(found: Delegate) -> None:
    if PaperRead.objects.filter(delegate=found).exists():
        raise RuleBroken(
            N_("“{name}” đã đọc tài liệu nên còn tên trong sổ: hãy cử người dự thay."),
            name=str(found),
        )


def refuse_stranger(actor: Actor, point: Point) -> None:
    """Refuse whoever belongs neither to a point nor to the desk of its conference.

    Raises:
        Refused: a stranger.
    """
    if not at_desk(actor, point.conference) and not of_point(actor, point):
        raise Refused(
            N_("Chỉ điểm cầu “{name}” và thư ký hội nghị làm được việc này."), name=point.name
        )
