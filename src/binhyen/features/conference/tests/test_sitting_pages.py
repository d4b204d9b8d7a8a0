"""Pages of the sitting as the server renders them: whose they are, what plain forms do, what a stranger sees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from django.test import Client

from binhyen.features.conference import api
from binhyen.features.conference.tests.preparing import PREPARED
from binhyen.features.conference.tests.sitting import Sat, sit
from binhyen.foundation.access.api import Account, RoleGrant
from binhyen.kernel import clock


@pytest.fixture(autouse=True)
def _stopped(settings, tmp_path) -> Iterator[None]:
    settings.BINHYEN_HOME = tmp_path
    with clock.frozen(PREPARED):
        yield


def officer(world) -> Client:
    """The province's officer, who prepares and runs conferences."""
    account = Account.objects.create(username="thu-ky", office="Thử")
    for role in ("district_officer", "ministry_officer"):
        RoleGrant.objects.create(
            account=account, role=role, scope_id=world.province.id, valid_from="2020-01-01"
        )
    client = Client()
    client.force_login(account)
    return client


def by_link(world, sat: Sat, delegate) -> Client:
    link = api.join_link(world.operator, conference_id=sat.conference.pk, delegate_id=delegate.pk)
    client = Client()
    client.get(link.path)
    return client


def data_of(answer) -> dict:
    text = answer.content.decode()
    found = re.search(r'id="sitting-page" type="application/json">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_whole_course_with_plain_forms(world) -> None:
    sat = sit(world, opened=False)
    desk, point = officer(world), by_link(world, sat, sat.head)
    base = f"/conferences/{sat.conference.pk}"
    assert "Phòng họp chưa mở" in point.get(f"{base}/point/").content.decode()
    assert "Mở phòng họp" in desk.get(f"{base}/desk/").content.decode()
    act = f"{base}/sitting/act/"
    assert desk.post(act, {"kind": "open_room"})["Location"] == f"{base}/sitting/"
    assert "Chờ khai mạc" in point.get(f"{base}/point/").content.decode()
    desk.post(act, {"kind": "opened"})
    desk.post(act, {"kind": "roll_called"})
    assert "Báo có mặt" in point.get(f"{base}/point/").content.decode()
    point.post(act, {"kind": "present", "delegate": sat.guest.pk})
    point.post(act, {"kind": "hand_up"})
    assert "Đang giơ tay</h3>" not in desk.get(f"{base}/desk/").content.decode()
    assert sat.head.office in desk.get(f"{base}/desk/parts/").content.decode()
    desk.post(act, {"kind": "speaking", "delegate": sat.head.pk, "minutes": "5"})
    assert "Kết thúc phát biểu" in point.get(f"{base}/point/").content.decode()
    desk.post(act, {"kind": "vote_opened", "question": "Đồng ý?", "choices": "Có\nKhông"})
    shown = point.get(f"{base}/point/").content.decode()
    assert "Đồng ý?" in shown
    point.post(act, {"kind": "voted", "choice": "Có", "delegate": sat.head.pk, "vote": "v1"})
    desk.post(act, {"kind": "vote_closed"})
    hall = desk.get(f"{base}/projector/").content.decode()
    assert "<strong>1</strong>" in hall
    desk.post(act, {"kind": "closed"})
    assert "Đã bế mạc" in desk.get(f"{base}/desk/").content.decode()
    assert point.get(f"{base}/point/").status_code == 403
    late = desk.post(act, {"kind": "chat", "text": "Còn ai"}, follow=True)
    assert "Phiên họp đã bế mạc" in late.content.decode()


def test_scripts_get_short_answers_with_the_cure(world) -> None:
    sat = sit(world)
    point = by_link(world, sat, sat.head)
    act = f"/conferences/{sat.conference.pk}/sitting/act/"
    wants = {"Accept": "application/json"}
    said = point.post(act, {"kind": "chat", "text": "Rõ", "key": "k"}, headers=wants)
    assert said.json()["seq"] == 2
    again = point.post(act, {"kind": "chat", "text": "Rõ", "key": "k"}, headers=wants)
    assert again.json()["seq"] == 2
    refused = point.post(act, {"kind": "roll_called"}, headers=wants)
    assert refused.status_code == 403
    assert "bàn chủ trì" in refused.json()["message"]
    unknown = point.post(act, {"kind": "dance"}, headers=wants)
    assert unknown.status_code == 422


def test_a_page_carries_the_state_and_a_ticket_of_its_own_room(world) -> None:
    sat = sit(world)
    point = by_link(world, sat, sat.head)
    page = data_of(point.get(f"/conferences/{sat.conference.pk}/point/"))
    assert page["state"]["stage"] == "sitting"
    assert page["me"] == sat.head.pk
    assert {one["id"] for one in page["hall"]} >= {sat.head.pk, sat.guest.pk}
    assert page["topic"] == api.topic_of(api.sitting_of(sat.conference.pk))
    packet = point.get(f"/conferences/{sat.conference.pk}/sitting/state.json").json()
    assert packet["state"]["seq"] == page["state"]["seq"]
    assert packet["ticket"]


def test_nobody_else_sees_the_sitting(world) -> None:
    sat = sit(world)
    base = f"/conferences/{sat.conference.pk}"
    stranger = Client()
    for page in ("desk/", "point/", "projector/", "sitting/state.json", "sitting/media.json"):
        assert stranger.get(f"{base}/{page}").status_code in {302, 403}
    point = by_link(world, sat, sat.head)
    assert point.get(f"{base}/desk/").status_code == 403
    assert point.get(f"{base}/desk/parts/").status_code == 403
    assert point.get("/conferences/99999/point/").status_code == 404
    assert stranger.post(f"{base}/sitting/act/", {"kind": "chat", "text": "x"}).status_code in {
        302,
        403,
    }
    assert sat.state["chat"] == []


def test_pages_ask_a_fixed_number_of_questions(world, django_assert_max_num_queries) -> None:
    sat = sit(world)
    point = by_link(world, sat, sat.head)
    base = f"/conferences/{sat.conference.pk}"
    point.get(f"{base}/point/")
    with django_assert_max_num_queries(24):
        point.get(f"{base}/point/")


def test_slides_are_added_and_taken_away_on_the_screen(world) -> None:
    sat = sit(world, opened=False)
    desk = officer(world)
    address = f"/conferences/{sat.conference.pk}/slides/"
    desk.post(address, {"act": "add", "title": "Chào mừng", "body": "Hội nghị"})
    [made] = api.slides_of(sat.conference)
    assert "Chào mừng" in desk.get(address).content.decode()
    wrong = desk.post(
        address,
        {"act": "add", "title": "Số", "measure": "khong.co", "unit": "99", "by": "district",
         "period": "2022-05"},
    )  # fmt: skip
    assert wrong.status_code in {404, 422}
    assert len(api.slides_of(sat.conference)) == 1
    desk.post(address, {"act": "remove", "slide": made.pk})
    assert api.slides_of(sat.conference) == []
