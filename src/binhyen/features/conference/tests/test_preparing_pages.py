"""Preparing on the screen: head, items, halls, seats, further paper versions, receipts by name, the rehearsal's board."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from binhyen.features.conference import api
from binhyen.features.conference.models import Delegate, Point
from binhyen.features.conference.tests.preparing import PDF, PREPARED, prepare, seat
from binhyen.features.conference.types import Sign
from binhyen.foundation.access.api import Account, RoleGrant
from binhyen.kernel import clock

HEAD = {
    "act": "save",
    "title": "Hội nghị sơ kết một năm",
    "purpose": "Nhìn lại",
    "starts_at": "2022-06-03T15:00",
    "ends_at": "2022-06-03T18:00",
    "place": "Hội trường mới",
}


@pytest.fixture(autouse=True)
def _stopped(settings, tmp_path) -> Iterator[None]:
    settings.BINHYEN_HOME = tmp_path
    with clock.frozen(PREPARED):
        yield


@pytest.fixture
def made(world):
    return prepare(world)


@pytest.fixture
def desk(world) -> Client:
    return _signed_in(world.province.id, "district_officer")


def _signed_in(unit_id: int, role: str) -> Client:
    account = Account.objects.create(username=f"{role}-{unit_id}", office="Thử")
    RoleGrant.objects.create(account=account, role=role, scope_id=unit_id, valid_from="2020-01-01")
    client = Client()
    client.force_login(account)
    return client


def at(made, rest: str = "") -> str:
    return f"/conferences/{made.conference.pk}/{rest}"


def test_the_head_changes_on_the_version_that_was_read(made, desk) -> None:
    page = desk.get(at(made, "edit/"))
    assert 'value="2022-06-03T14:00"' in page.content.decode()
    sent = HEAD | {"version": made.fresh().version}
    assert desk.post(at(made, "edit/"), sent)["Location"] == at(made)
    changed = made.fresh()
    assert (changed.title, changed.place) == (HEAD["title"], HEAD["place"])
    assert changed.starts_at.astimezone(clock.HANOI).hour == 15
    stale = desk.post(at(made, "edit/"), sent | {"title": "Người khác"})
    assert stale.status_code == 409
    assert "Người khác" in stale.content.decode()  # what was typed stays in the form
    backwards = desk.post(at(made, "edit/"), sent | {"ends_at": "2022-06-03T13:00"})
    assert backwards.status_code in {409, 422}
    assert made.fresh().title == HEAD["title"]


def test_an_item_changes_and_gets_a_speaker(made, desk) -> None:
    line = api.agenda_of(made.conference).lines[0]
    speaker = Delegate.objects.filter(point=made.main).first()
    address = at(made, f"agenda/{line.item.pk}/")
    assert line.item.title in desk.get(address).content.decode()
    sent = {
        "act": "save",
        "version": made.fresh().version,
        "kind": "report",
        "title": "Báo cáo chính",
        "minutes": 25,
        "speaker": speaker.pk,
    }
    assert desk.post(address, sent)["Location"] == at(made, "agenda/")
    changed = api.agenda_of(made.fresh()).lines[0].item
    assert (changed.title, changed.minutes, changed.speaker_id) == ("Báo cáo chính", 25, speaker.pk)
    assert desk.post(address, sent).status_code == 409
    wrong = desk.post(address, sent | {"minutes": 0})
    assert wrong.status_code == 422
    assert desk.get(at(made, "agenda/999999/")).status_code == 404


def test_a_new_item_keeps_what_was_typed_when_it_is_refused(made, desk) -> None:
    sent = {
        "act": "add",
        "version": made.fresh().version,
        "kind": "report",
        "title": "Chưa xong",
        "minutes": "x",
    }
    refused = desk.post(at(made, "agenda/"), sent)
    assert refused.status_code == 422
    assert "Chưa xong" in refused.content.decode()
    assert desk.post(at(made, "agenda/"), sent | {"minutes": 5}).status_code == 302
    assert api.agenda_of(made.fresh()).lines[-1].item.title == "Chưa xong"


def test_hall_and_line_are_written_down(made, desk) -> None:
    address = at(made, f"points/{made.first.pk}/")
    sent = {"act": "hall", "hall": "Phòng giao ban", "contact": "0237.3", "line_kbits": 512}
    assert desk.post(address, sent).status_code == 302
    point = Point.objects.get(pk=made.first.pk)
    assert (point.hall, point.contact, point.line_kbits) == ("Phòng giao ban", "0237.3", 512)
    assert desk.post(address, sent | {"line_kbits": -1}).status_code == 422
    assert "Phòng giao ban" in desk.get(at(made, "points/?q=giao ban")).content.decode()
    assert desk.post(address, {"act": "drop"})["Location"] == at(made, "points/")
    assert not Point.objects.filter(pk=made.first.pk).exists()


def test_a_seat_changes_role_and_vote(world, made, desk) -> None:
    one = seat(made, world.operator)
    address = at(made, f"points/{made.first.pk}/delegates/{one.pk}/")
    sent = {"act": "save", "body": "Công an huyện", "office": "Trưởng", "role": "speaker"}
    assert desk.post(address, sent)["Location"] == at(made, f"points/{made.first.pk}/")
    one.refresh_from_db()
    assert (one.office, one.role, one.votes) == ("Trưởng", "speaker", False)
    assert desk.post(address, sent | {"office": ""}).status_code == 422
    other = at(made, f"points/{made.second.pk}/delegates/{one.pk}/")
    assert desk.get(other).status_code == 404


def test_links_for_everybody_are_told_once(made, desk) -> None:
    address = at(made, f"points/{made.first.pk}/")
    told = desk.post(address, {"act": "links"})
    assert told.status_code == 200
    assert told["Cache-Control"] == "no-store"
    count = Delegate.objects.filter(point=made.first).exclude(ticket_digest="").count()
    assert told.content.decode().count("/conferences/join/") == count == 2
    assert "/conferences/join/" not in desk.get(address).content.decode()


def test_a_further_version_stands_first_and_receipts_have_names(world, made, desk) -> None:
    file = SimpleUploadedFile("bao-cao.pdf", PDF)
    added = desk.post(at(made, "papers/"), {"act": "add", "title": "Báo cáo", "file": file})
    assert added.status_code == 302
    paper = api.papers_of(world.operator, made.conference)[0]
    reader = Delegate.objects.filter(point=made.first).first()
    api.open_paper(api.delegate_actor(reader), conference_id=made.conference.pk, paper_id=paper.pk)
    address = at(made, f"papers/{paper.pk}/")
    before = desk.get(address).content.decode()
    assert "10:00 23-05-2022" in before
    newer = SimpleUploadedFile("bao-cao-2.pdf", PDF + b"2")
    assert desk.post(address, {"act": "add", "file": newer}).status_code == 302
    text = desk.get(address).content.decode()
    assert text.index("bao-cao-2.pdf") < text.index("bao-cao.pdf")
    # Nobody has read the newest yet.
    assert "10:00 23-05-2022</td>" not in text
    assert desk.get(f"{address}1/").content == PDF
    same = SimpleUploadedFile("bao-cao-3.pdf", PDF + b"2")
    assert desk.post(address, {"act": "add", "file": same}).status_code == 422


def test_the_board_of_the_rehearsal_shows_faults_first(world, made, desk) -> None:
    for point, fault in ((made.first, ""), (made.second, "echo")):
        sound = Sign.POOR if fault else Sign.GOOD
        result = api.Tested(sound, Sign.GOOD, Sign.GOOD, fault, "hú khi bật loa" if fault else "")
        api.note_rehearsal(
            world.operator,
            conference_id=made.conference.pk,
            point_id=point.pk,
            result=result,
        )
    text = desk.get(at(made, "rehearsal/")).content.decode()
    assert text.index(made.second.name) < text.index(made.main.name) < text.index(made.first.name)
    assert "hú khi bật loa" in text
    only = desk.get(at(made, "rehearsal/?only=faulty")).content.decode()
    assert made.second.name in only
    assert made.first.name not in only


def test_who_may_not_prepare_changes_nothing(world, made) -> None:
    reader = _signed_in(world.province.id, "commune_clerk")
    line = api.agenda_of(made.conference).lines[0]
    for rest, sent in (
        ("edit/", HEAD | {"version": made.fresh().version}),
        (
            f"agenda/{line.item.pk}/",
            {
                "act": "save",
                "version": made.fresh().version,
                "kind": "report",
                "title": "x",
                "minutes": 1,
            },
        ),
        (f"points/{made.first.pk}/", {"act": "hall", "hall": "x"}),
        (f"points/{made.first.pk}/", {"act": "drop"}),
    ):
        assert reader.post(at(made, rest), sent).status_code in {403, 404}
    assert made.fresh().title != HEAD["title"]


def test_pages_cost_the_same_statements_however_many_points(
    world, made, desk, django_assert_max_num_queries
) -> None:
    api.add_points_below(
        world.operator, conference_id=made.conference.pk, parent_id=world.province.id, level=3
    )
    for rest in ("", "points/", "invitations/", "rehearsal/", "papers/", "agenda/"):
        with django_assert_max_num_queries(24):
            assert desk.get(at(made, rest)).status_code == 200
