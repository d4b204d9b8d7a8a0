"""A conference is begun on the screen; a delegate without an account comes by link and sees no more than theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from binhyen.features.conference import api
from binhyen.features.conference.models import Conference, PaperRead, Series
from binhyen.features.conference.tests.preparing import PDF, PREPARED, prepare, seat
from binhyen.foundation.access.api import Account, RoleGrant
from binhyen.kernel import clock

GIVEN = {
    "series": "+",
    "series_code": "so-ket",
    "series_title": "Sơ kết hằng năm",
    "unit": "99",
    "code": "so-ket-2022",
    "title": "Hội nghị sơ kết",
    "purpose": "",
    "starts_at": "2022-06-03T14:00",
    "ends_at": "2022-06-03T17:00",
    "place": "Hội trường",
    "template": "review",
}


@pytest.fixture(autouse=True)
def _stopped(settings, tmp_path) -> Iterator[None]:
    settings.BINHYEN_HOME = tmp_path
    with clock.frozen(PREPARED):
        yield


def signed_in(world, role: str) -> Client:
    account = Account.objects.create(username=f"{role}-{world.province.id}", office="Thử")
    RoleGrant.objects.create(
        account=account, role=role, scope_id=world.province.id, valid_from="2020-01-01"
    )
    client = Client()
    client.force_login(account)
    return client


def test_it_is_begun_with_its_series_or_not_at_all(world) -> None:
    client = signed_in(world, "district_officer")
    assert "Lập hội nghị" in client.get("/conferences/").content.decode()
    backwards = GIVEN | {"ends_at": "2022-06-03T13:00"}
    assert client.post("/conferences/new/", backwards).status_code == 422
    nameless = client.post("/conferences/new/", GIVEN | {"series_title": ""})
    assert nameless.status_code == 422
    assert "Bắt buộc khi lập chuỗi mới" in nameless.content.decode()
    assert not Series.objects.exists()
    answer = client.post("/conferences/new/", GIVEN)
    made = Conference.objects.get()
    assert answer["Location"] == f"/conferences/{made.pk}/"
    assert made.starts_at.astimezone(clock.HANOI).hour == 14
    assert api.agenda_of(made).lines
    again = client.post("/conferences/new/", GIVEN | {"series": "so-ket"})
    assert again.status_code == 409


def test_who_prepares_nothing_begins_nothing(world) -> None:
    client = signed_in(world, "commune_clerk")
    assert client.get("/conferences/new/").status_code == 403
    assert client.post("/conferences/new/", GIVEN).status_code == 403
    assert not Conference.objects.exists()


def test_a_link_leads_to_ones_own_seat_and_papers(world) -> None:
    made = prepare(world)
    for title, point in (("Chung", None), ("Của tôi", made.first), ("Của họ", made.second)):
        paper = api.NewPaper(
            title, f"{title}.pdf", PDF + title.encode(), point_id=point and point.pk
        )
        api.add_paper(world.operator, conference_id=made.conference.pk, paper=paper)
    mine = seat(made, world.operator)
    link = api.join_link(world.operator, conference_id=made.conference.pk, delegate_id=mine.pk)
    client = Client()
    answer = client.get(link.path)
    assert answer["Location"] == "/conferences/seat/"
    text = client.get("/conferences/seat/").content.decode()
    assert "Của tôi" in text
    assert "Của họ" not in text
    assert link.path.split("/")[-2] not in text
    papers = {one.title: one.pk for one in api.papers_of(world.operator, made.conference)}
    got = client.get(f"/conferences/seat/{papers['Của tôi']}/1/")
    assert got.content.startswith(PDF)
    assert client.get(f"/conferences/seat/{papers['Của họ']}/1/").status_code == 404
    assert PaperRead.objects.get().delegate_id == mine.pk
    assert client.get("/conferences/").status_code in {302, 403}


def test_a_revoked_or_forged_link_opens_nothing(world) -> None:
    made = prepare(world)
    mine = seat(made, world.operator)
    named = {"conference_id": made.conference.pk, "delegate_id": mine.pk}
    link = api.join_link(world.operator, **named)
    client = Client()
    assert client.get("/conferences/seat/").status_code == 403
    assert client.get("/conferences/join/guess/").status_code == 403
    client.get(link.path)
    assert client.get("/conferences/seat/").status_code == 200
    api.revoke_link(world.operator, **named)
    assert client.get("/conferences/seat/").status_code == 403
    assert client.get(link.path).status_code == 403
