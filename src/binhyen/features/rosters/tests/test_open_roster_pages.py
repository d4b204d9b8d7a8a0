"""Pages: few statements, no inline style, for those who may, and every act by form."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from binhyen.features.rosters import api
from binhyen.kernel.errors import RuleBroken

MOST_STATEMENTS = 20


@pytest.fixture
def roster(station):
    return station.publish()


def opened(station, actor, name, *args):
    return station.client(actor).get(reverse(f"rosters:{name}", args=args))


@pytest.mark.parametrize(
    "name",
    [
        "list",
        "new",
        "mine",
        "swaps",
        "facts",
        "book",
        "month",
        "days",
        "fairness",
        "history",
        "print",
        "duty",
    ],
)
def test_a_page_stays_within_its_statements(station, roster, name):
    duty = station.duty(roster, "desk", "an", 2)
    args = {
        "facts": [station.unit_id],
        "book": [station.unit_id],
        "duty": [roster.pk, duty.pk],
    }.get(name, [] if name in {"list", "new", "mine", "swaps"} else [roster.pk])
    client, url = station.client(station.binh), reverse(f"rosters:{name}", args=args)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    text = answer.content.decode()
    assert answer.status_code == 200, text[-500:]
    assert len(asked) <= MOST_STATEMENTS, [one["sql"][:110] for one in asked]
    assert " style=" not in text
    assert "<style" not in text
    assert "<h1>" in text


def test_the_month_shows_everybody_and_every_duty(station, roster):
    text = opened(station, station.an, "month", roster.pk).content.decode()
    assert all(one.full_name in text for one in station.people.values())
    assert text.count(">TB<") >= 31
    # An may ask to swap their own duties only.
    assert text.count("/duty/") == sum(
        one.officer == station.people["an"] for one in api.duties_of(roster)
    )


def test_the_proof_is_shown(station, roster):
    text = opened(station, station.an, "fairness", roster.pk).content.decode()
    assert "31 đêm chia 3 người" in text
    assert "Quá mức khuyến nghị" in text


def test_making_a_roster_by_form(station):
    form = {"unit": "99102", "first": "2022-07-01", "last": "2022-07-31", "seed": "1"}
    answer = station.client(station.binh).post(reverse("rosters:new"), form)
    made = api.rosters(station.binh).first()
    assert answer["Location"] == reverse("rosters:month", args=[made.pk])
    station.client(station.binh).post(reverse("rosters:publish", args=[made.pk]))
    assert api.state_of(api.roster_of(station.binh, made.pk)) == "published"


def test_an_impossible_month_is_explained_on_the_page(station):
    for who in ("chief", "deputy"):
        station.absent(who, date(2022, 7, 12), date(2022, 7, 12), "training")
    form = {"unit": "99102", "first": "2022-07-01", "last": "2022-07-31", "seed": "1"}
    answer = station.client(station.binh).post(reverse("rosters:new"), form)
    assert answer.status_code == 422
    assert "giao quyền trực chỉ huy" in answer.content.decode()


@pytest.mark.parametrize(
    "form",
    [
        {"unit": "00000", "first": "2022-07-01", "last": "2022-07-31", "seed": "1"},
        {"unit": "99102", "first": "2022-07-31", "last": "2022-07-01", "seed": "1"},
        {"unit": "99102", "first": "x", "last": "", "seed": "-1"},
        {"unit": "99202", "first": "2022-07-01", "last": "2022-07-31", "seed": "1"},
    ],
)
def test_a_slip_is_explained(station, form):
    answer = station.client(station.binh).post(reverse("rosters:new"), form)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not api.rosters(station.binh)


def test_a_draft_is_adjusted_by_form_with_an_immediate_check(station):
    roster = station.draft()
    duty = station.duty(roster, "desk", "an", 1)
    url, client = reverse("rosters:duty", args=[roster.pk, duty.pk]), station.client(station.binh)
    form = {"officer": str(station.people["chief"].pk), "reason": ""}
    answer = client.post(url, form)
    assert answer.status_code == 422
    assert "không được giữ ca" in answer.content.decode()
    assert client.post(url, {**form, "reason": "thiếu người"}).status_code == 302
    assert "Lịch đang trái" in opened(station, station.binh, "month", roster.pk).content.decode()


def test_a_swap_from_asking_to_approval_by_forms(station, roster):
    an, binh = station.client(station.an), station.client(station.binh)
    mine = [one for one in api.duties_of(roster) if one.officer == station.people["an"]]
    others = [
        one
        for one in api.duties_of(roster)
        if one.kind == "desk" and one.officer != station.people["an"]
    ]
    answers = (
        an.post(
            reverse("rosters:duty", args=[roster.pk, given.pk]),
            {"taken": f"{taken.officer_id}:{taken.pk}", "reason": ""},
        )
        for given in mine
        for taken in others
    )
    url = next(answer["Location"] for answer in answers if answer.status_code == 302)
    assert "chờ đồng ý" in an.get(url).content.decode()
    swap = api.swaps(station.binh).first()
    binh.post(url, {"act": "agree", "officer": str(swap.other_id), "note": "đã ký"})
    binh.post(url, {"act": "approve"})
    assert "đã duyệt" in an.get(url).content.decode()
    assert api.closed_by(api.swap_of(station.binh, swap.pk)) == "approved"


def test_facts_are_written_and_ended_by_form(station):
    url, client = reverse("rosters:facts", args=[station.unit_id]), station.client(station.binh)
    form = {
        "form": "relief", "relief-officer": str(station.people["ba"].pk), "relief-reason": "child",
        "relief-first": "2022-07-01", "relief-last": "2022-12-31",
    }  # fmt: skip
    assert client.post(url, form).status_code == 302
    assert "Nuôi con nhỏ" in client.get(url).content.decode()
    row = api.facts_of(station.binh, station.unit_id)["relief"][0]
    client.post(url, {"end": f"relief:{row.pk}"})
    assert not api.facts_of(station.binh, station.unit_id)["relief"]
    assert client.post(url, {**form, "relief-last": "2022-06-01"}).status_code == 422


def test_the_book_is_kept_by_form(station):
    url, client = reverse("rosters:book", args=[station.unit_id]), station.client(station.an)
    client.post(url, {"act": "line", "on": "2022-06-10", "text": "Tiếp nhận tin báo"})
    client.post(
        f"{url}?on=2022-06-10", {"act": "handed_over", "officer": str(station.people["an"].pk)}
    )
    text = client.get(f"{url}?on=2022-06-10").content.decode()
    assert "Tiếp nhận tin báo" in text
    assert "giao ca" in text
    assert client.post(url, {"act": "line", "on": "2022-06-10", "text": "<i>"}).status_code == 422


@pytest.mark.parametrize(
    "name", ["month", "days", "fairness", "history", "print", "offline", "docx", "pdf", "instance"]
)
def test_an_outsider_is_refused(station, roster, name):
    assert opened(station, station.world.giang(), name, roster.pk).status_code in (403, 404)


def test_reliefs_do_not_leave_by_the_clerk(station, roster):
    assert opened(station, station.an, "instance", roster.pk).status_code == 403
    assert opened(station, station.an, "facts", station.unit_id).status_code == 403


def test_the_offline_copy_needs_nothing_else(station, roster):
    answer = opened(station, station.an, "offline", roster.pk)
    text = answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]
    assert "Bản đọc khi mất mạng" in text
    assert "Tạo lúc 10:00 10/06/2022" in text
    assert all(word not in text for word in ("http://", "https://", "<script", "<link", "<img"))


def test_documents_and_calendar(station, roster):
    for name, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert opened(station, station.an, name, roster.pk).content.startswith(start)
    text = opened(station, station.an, "calendar").content.decode()
    mine = sum(one.officer == station.people["an"] for one in api.duties_of(roster))
    assert text.count("BEGIN:VEVENT") == mine
    assert "SUMMARY:Trực ban" in text
    assert station.people["ba"].full_name not in text


def test_a_roster_is_made_anew_by_form(station, roster):
    station.absent("an", date(2022, 7, 20), date(2022, 7, 21))
    answer = station.client(station.binh).post(reverse("rosters:again", args=[roster.pk]))
    made = api.rosters(station.binh).order_by("-id").first()
    assert answer["Location"] == reverse("rosters:month", args=[made.pk])
    assert made.based_on_id == roster.pk


def test_refusals_are_said_on_the_page(station, roster):
    client = station.client(station.binh)
    answer = client.post(reverse("rosters:publish", args=[roster.pk]), follow=True)
    assert "Chỉ công bố được" in answer.content.decode()
    assert issubclass(RuleBroken, Exception)
