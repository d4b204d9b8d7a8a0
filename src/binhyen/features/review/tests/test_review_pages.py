"""The pages: few statements, no scripts needed, only for who may see."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from binhyen.features.review import api
from binhyen.foundation.access.api import Account

MOST_STATEMENTS = 20


@pytest.fixture
def run(reviewing, tmp_path, settings):
    settings.BINHYEN_HOME = tmp_path / "home"
    reviewing.crime(8, 5)
    return reviewing.run()


def enter(actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.id))
    return client


@pytest.mark.parametrize("name", ["list", "new", "preview", "figures", "figure", "issue"])
def test_a_page_stays_within_its_statements(reviewing, run, name):
    client = enter(reviewing.world.chi())
    args = {"list": [], "new": [], "figure": [run.pk, 1]}.get(name, [run.pk])
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse(f"review:{name}", args=args))
    assert answer.status_code == 200
    assert len(asked) <= MOST_STATEMENTS, [one["sql"][:90] for one in asked]


def test_the_preview_shows_the_text_and_each_number_leads_to_its_origin(reviewing, run):
    client = enter(reviewing.world.chi())
    page = client.get(reverse("review:preview", args=[run.pk])).content.decode()
    assert "II. KẾT QUẢ" in page
    place = next(
        at
        for at, row in enumerate(run.figures, start=1)
        if row["id"] == "crime.social_order.occurred@99:2021-05-31..2022-06-03"
    )
    address = reverse("review:figure", args=[run.pk, place])
    assert f'href="{address}"' in page
    origin = client.get(address).content.decode()
    assert "420 vụ" in origin
    assert "xã Bình Hòa" in origin


def test_making_a_review_leads_to_its_preview(reviewing, run):
    client = enter(reviewing.world.chi())
    form = {"unit": "An Phước", "start": "2021-05-31", "end": "2022-06-03"}
    answer = client.post(reverse("review:new"), form)
    newest = api.runs(reviewing.world.operator).order_by("-id").first()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("review:preview", args=[newest.pk])


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (
            {"unit": "99", "start": "2022-06-03", "end": "2021-05-31"},
            "Ngày cuối phải sau ngày đầu.",
        ),
        ({"unit": "Không Có", "start": "2021-05-31", "end": "2022-06-03"}, "Không tìm thấy đơn vị"),
        ({"unit": "99", "start": "2021-05-31", "end": "2031-01-01"}, "Ngày cuối chưa đến"),
        ({"unit": "", "start": "x", "end": ""}, "error-summary"),
    ],
)
def test_a_slip_in_the_form_is_explained(reviewing, form, words):
    answer = enter(reviewing.world.chi()).post(reverse("review:new"), form)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_review_of_a_unit_outside_the_scope_is_refused(reviewing, run):
    outsider = enter(reviewing.world.giang())
    for name in ("preview", "figures", "docx", "pdf", "json", "issue", "differences"):
        assert outsider.get(reverse(f"review:{name}", args=[run.pk])).status_code in (403, 404), (
            name
        )
    assert "An Phước" not in outsider.get(reverse("review:list")).content.decode().split("<main")[1]


def test_issuing_needs_a_confirmed_post(reviewing, run):
    client = enter(reviewing.world.dung())
    address = reverse("review:issue", args=[run.pk])
    assert "Lấy số và phát hành" in client.get(address).content.decode()
    assert not api.run_of(reviewing.world.operator, run.pk).is_issued
    client.post(address)
    assert api.run_of(reviewing.world.operator, run.pk).is_issued


def test_downloads_have_their_types(reviewing, run):
    client = enter(reviewing.world.chi())
    for kind, start in (("docx", b"PK"), ("pdf", b"%PDF"), ("json", b"[")):
        answer = client.get(reverse(f"review:{kind}", args=[run.pk]))
        assert answer.content.startswith(start)
        assert "attachment" in answer["Content-Disposition"]


def test_differences_are_shown(reviewing, run):
    reviewing.load("99102,crime.social_order.occurred,2022-01,,15")
    page = (
        enter(reviewing.world.chi())
        .get(reverse("review:differences", args=[run.pk]))
        .content.decode()
    )
    assert "430" in page
