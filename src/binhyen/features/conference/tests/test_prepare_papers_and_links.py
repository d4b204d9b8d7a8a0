"""Agenda by version, invitations over holidays, papers of one point, personal links, substitutes, rehearsals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from binhyen.features.conference import api
from binhyen.features.conference.models import PaperRead
from binhyen.features.conference.rules.preparing import last_day_to_invite
from binhyen.features.conference.tests.preparing import ENDS, PDF, PREPARED, prepare, seat
from binhyen.features.conference.types import Sign
from binhyen.foundation.access.api import Account
from binhyen.kernel import clock
from binhyen.kernel.errors import Conflict, Invalid, NotFound, Refused, RuleBroken
from binhyen.kernel.workdays import WorkCalendar


@pytest.fixture(autouse=True)
def _stopped(settings, tmp_path) -> Iterator[None]:
    settings.BINHYEN_HOME = tmp_path
    with clock.frozen(PREPARED):
        yield


def test_two_who_reorder_at_once(world) -> None:
    made = prepare(world)
    order = [one.item.pk for one in api.agenda_of(made.conference).lines]
    act = {"conference_id": made.conference.pk, "version": made.fresh().version}
    api.order_items(world.operator, **act, item_ids=order[::-1])
    with pytest.raises(Conflict) as refused:
        api.order_items(world.operator, **act, item_ids=order)
    assert refused.value.status == 409
    assert [one.item.pk for one in api.agenda_of(made.fresh()).lines] == order[::-1]


def test_three_working_days_leave_tet_out() -> None:
    tet = {date(2022, 1, 31) + timedelta(days=one): "Tết" for one in range(5)}
    last = last_day_to_invite(WorkCalendar(holidays=tet), date(2022, 2, 8), 3)
    assert last == date(2022, 1, 27)


def test_invited_in_time_or_with_a_reason(world) -> None:
    made = prepare(world)
    late = datetime(2022, 6, 1, 3, tzinfo=UTC)
    with clock.frozen(late), pytest.raises(RuleBroken, match="31-05-2022"):
        api.invite(world.operator, conference_id=made.conference.pk)
    with clock.frozen(late):
        sent = api.invite(world.operator, conference_id=made.conference.pk, reason="Chỉ đạo gấp")
    assert made.fresh().urgent
    assert {one.reason for one in sent} == {"Chỉ đạo gấp"}
    _sent, content = api.invitation_file(world.operator, made.fresh(), sent[0].pk, "pdf")
    assert content.startswith(b"%PDF")
    answer = {"conference_id": made.conference.pk, "point_id": made.first.pk}
    with pytest.raises(Refused):
        api.answer_invitation(world.giang(), **answer, answer="attend")
    api.answer_invitation(world.operator, **answer, answer="attend")
    with pytest.raises(Conflict):
        api.invite(world.operator, conference_id=made.conference.pk, point_ids=[made.first.pk])


def test_a_paper_is_read_by_its_point_only_and_leaves_one_receipt(world) -> None:
    made = prepare(world)
    paper = api.NewPaper("Tham luận", "tham-luan.pdf", PDF, point_id=made.first.pk)
    version = api.add_paper(world.operator, conference_id=made.conference.pk, paper=paper)
    own = api.delegate_actor(seat(made, world.operator))
    other = api.delegate_actor(seat(made, world.operator, made.second))
    act = {"conference_id": made.conference.pk, "paper_id": version.paper_id}
    for _again in range(2):
        assert api.paper_content(api.open_paper(own, **act)) == PDF
    assert PaperRead.objects.count() == 1
    with pytest.raises(NotFound):
        api.open_paper(other, **act)
    assert not api.papers_of(other, made.conference).exists()
    with pytest.raises(Invalid):
        api.add_paper(
            world.operator,
            conference_id=made.conference.pk,
            paper=api.NewPaper("Giả", "gia.pdf", b"MZ"),
        )


def test_a_link_opens_until_it_is_revoked_or_the_sitting_is_over(world) -> None:
    made = prepare(world)
    guest = seat(made, world.operator)
    act = {"conference_id": made.conference.pk, "delegate_id": guest.pk}
    link = api.join_link(world.operator, **act)
    assert api.delegate_of_link(link.secret) == guest
    guest.refresh_from_db()
    assert link.secret not in guest.ticket_digest
    with clock.frozen(ENDS + timedelta(days=2)), pytest.raises(Refused):
        api.delegate_of_link(link.secret)
    api.revoke_link(world.operator, **act)
    for secret in (link.secret, "forged", "", "x" * 999):
        with pytest.raises(Refused):
            api.delegate_of_link(secret)


def test_a_substitute_takes_vote_and_ends_the_link(world) -> None:
    made = prepare(world)
    guest = seat(made, world.operator)
    act = {"conference_id": made.conference.pk, "delegate_id": guest.pk}
    link = api.join_link(world.operator, **act)
    stand_in = api.send_substitute(
        api.delegate_actor(guest), **act, body="Công an huyện", office="Đội trưởng"
    )
    guest.refresh_from_db()
    assert (stand_in.votes, guest.votes) == (True, False)
    with pytest.raises(Refused):
        api.delegate_of_link(link.secret)
    with pytest.raises(Conflict):
        api.send_substitute(world.operator, **act, body="a", office="b")


def test_the_newest_test_of_a_point_counts(world) -> None:
    made = prepare(world)
    act = {"conference_id": made.conference.pk, "point_id": made.first.pk}
    bad = api.Tested(Sign.NONE, Sign.GOOD, Sign.GOOD)
    with pytest.raises(Invalid):
        api.note_rehearsal(world.operator, **act, result=bad)
    named = api.Tested(Sign.NONE, Sign.GOOD, Sign.GOOD, "no_sound")
    api.note_rehearsal(world.operator, **act, result=named)
    assert api.overview_of(made.fresh()).ready.good == 0
    api.note_rehearsal(world.operator, **act, result=api.Tested(Sign.GOOD, Sign.GOOD, Sign.GOOD))
    assert api.overview_of(made.fresh()).ready.good == 1


def test_pages_open_for_the_desk_and_not_for_a_stranger(
    world, django_assert_max_num_queries
) -> None:
    made, chi, giang = prepare(world), world.chi(), world.giang()
    desk, stranger = Client(), Client()
    desk.force_login(Account.objects.get(pk=chi.id))
    stranger.force_login(Account.objects.get(pk=giang.id))
    assert made.conference.title in desk.get("/conferences/?q=so ket").content.decode()
    assert made.conference.title not in stranger.get("/conferences/").content.decode()
    base = f"/conferences/{made.conference.pk}/"
    for rest in ("", "agenda/", "points/", f"points/{made.first.pk}/", "papers/", "invitations/"):
        with django_assert_max_num_queries(24):
            assert desk.get(base + rest).status_code == 200, rest
        assert stranger.get(base + rest).status_code == 404, rest
    version = made.fresh().version
    item = {"act": "add", "version": version, "kind": "report", "title": "Thêm", "minutes": "9"}
    assert desk.post(base + "agenda/", item).status_code == 302
    assert desk.post(base + "agenda/", item).status_code == 409
    guest = seat(made, world.operator)
    point = f"{base}points/{made.first.pk}/"
    shown = desk.post(point, {"act": "link", "delegate": guest.pk}).content.decode()
    assert "/conferences/join/" in shown
    assert "/conferences/join/" not in desk.get(point).content.decode()
    assert desk.post(base + "invitations/", {"act": "send"}).status_code == 302
