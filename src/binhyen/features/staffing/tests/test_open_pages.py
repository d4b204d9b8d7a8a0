"""The pages: each reader opens what their role allows, in at most twenty statements; names only for who may see them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from binhyen.engines.indicators.api import load_catalogue
from binhyen.features.staffing import api
from binhyen.features.staffing.tests.conftest import EASY
from binhyen.foundation.access.api import Account

MOST_STATEMENTS = 20
LISTS = [
    "board", "alarms", "compare", "consultations", "absences", "terms", "certificates", "vacancies", "strength",
]  # fmt: skip
OF_A_PLAN = [
    "plan", "vary", "lines", "lines_csv", "units", "donors", "rules", "propose", "approve", "withdraw",
    "consultation", "replan", "decisions",
]  # fmt: skip


def enter(actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.id))
    return client


def shown(answer) -> str:
    """The text of the page itself, without head and menu."""
    return answer.content.decode().split("<main")[1]


def counted(client: Client, url: str):
    # The first time fills the memories of the process: the catalogue and the tree of units.
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    assert answer.status_code == 200, url
    assert len(asked) <= MOST_STATEMENTS, [url, len(asked), *(one["sql"][:90] for one in asked)]
    return answer


@pytest.fixture(autouse=True)
def _catalogue_of_figures(staffed) -> None:
    load_catalogue(staffed.operator, folder=Path(settings.BINHYEN_CATALOGUE))


@pytest.fixture
def solved(staffed):
    staffed.donors()
    staffed.chi = staffed.world.chi()
    return staffed.solved(actor=staffed.chi)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_opens_while_there_is_nothing_yet(staffed, name):
    counted(enter(staffed.world.chi()), reverse(f"staffing:{name}"))


def test_the_board_of_a_province_without_plans_says_so(staffed):
    page = shown(enter(staffed.world.chi()).get(reverse("staffing:board")))
    assert "Chưa có phương án nào" in page
    assert reverse("staffing:new") in page


def test_pages_of_a_plan_stay_within_their_statements(staffed, solved):
    client = enter(staffed.chi)
    line = api.line_rows(staffed.operator, solved)[0]
    for name in OF_A_PLAN:
        counted(client, reverse(f"staffing:{name}", args=[solved.pk]))
    counted(client, reverse("staffing:officer", args=[solved.pk, line.officer_code]))
    counted(client, reverse("staffing:unit", args=[solved.pk, line.unit_code]))
    counted(client, reverse("staffing:board"))


def test_two_to_four_plans_are_compared(staffed, solved):
    client, plans = enter(staffed.chi), [solved.pk]
    plans += [staffed.solved(actor=staffed.chi, name=f"Kịch bản {at}").pk for at in (2, 3, 4)]
    query = "&".join(f"plan={one}" for one in plans)
    page = shown(counted(client, f"{reverse('staffing:compare')}?{query}"))
    assert "Kịch bản 4" in page
    assert "Không ai khác" in page
    one = client.get(f"{reverse('staffing:compare')}?plan={solved.pk}")
    assert "Hãy chọn từ hai đến bốn phương án." in shown(one)
    assert client.get(f"{reverse('staffing:compare')}?plan=x").status_code == 422


def test_a_slip_in_a_filter_or_address_is_refused_in_words(staffed, solved):
    client = enter(staffed.chi)
    for url in (
        reverse("staffing:plan", args=[solved.pk + 1]),
        reverse("staffing:officer", args=[solved.pk, "MP-000000"]),
        reverse("staffing:unit", args=[solved.pk, "00000"]),
        reverse("staffing:decision", args=[1]),
        reverse("staffing:answer", args=[1]),
    ):
        assert client.get(url).status_code == 404, url
    for query in ("shade=red", "on=hôm-qua"):
        url = reverse("staffing:plan" if "shade" in query else "staffing:board", args=[solved.pk] if "shade" in query else [])  # fmt: skip
        assert client.get(f"{url}?{query}").status_code == 422, query


def test_lists_are_searched_without_accents_and_narrowed(staffed, solved):
    client = enter(staffed.chi)
    lines = api.line_rows(staffed.operator, solved)
    url = reverse("staffing:lines", args=[solved.pk])
    found = shown(client.get(f"{url}?q=binh+hoa&post=chief"))
    wanted = {
        one.officer_code for one in lines if one.unit == "xã Bình Hòa" and one.post == "chief"
    }
    assert len(wanted) == 1
    assert all(code in found for code in wanted)
    others = {one.officer_code for one in lines} - wanted
    assert not any(code in found for code in others)
    text = client.get(reverse("staffing:lines_csv", args=[solved.pk]) + "?post=chief").content
    assert text.decode("utf-8-sig").count("\n") == 1 + sum(one.post == "chief" for one in lines)


def test_the_verdict_is_said_and_no_better_than_proven(staffed, solved):
    page = shown(enter(staffed.chi).get(reverse("staffing:plan", args=[solved.pk])))
    if solved.result.objective == solved.result.bound:
        assert "Đã chứng minh: không có phương án nào tốt hơn." in page
    else:
        assert "Đã chứng minh: không phương án nào tốt hơn quá" in page


def test_names_are_only_for_who_may_see_them(staffed, solved):
    line = api.line_rows(staffed.operator, solved)[0]
    urls = [
        reverse("staffing:lines", args=[solved.pk]),
        reverse("staffing:lines_csv", args=[solved.pk]),
        reverse("staffing:officer", args=[solved.pk, line.officer_code]),
        reverse("staffing:unit", args=[solved.pk, line.unit_code]),
    ]
    planner, viewer = enter(staffed.chi), enter(staffed.viewer())
    for url in urls:
        assert line.full_name in planner.get(url).content.decode(), url
        told = viewer.get(url).content.decode()
        assert line.full_name not in told, url
        assert line.officer_code in told, url


def test_an_outsider_sees_nothing_of_a_plan(staffed, solved):
    outsider = enter(staffed.world.giang())
    for name in OF_A_PLAN:
        answer = outsider.get(reverse(f"staffing:{name}", args=[solved.pk]))
        assert answer.status_code == 404, name
    assert "Phương án A" not in shown(outsider.get(reverse("staffing:board")))
    clerk = enter(staffed.world.an())
    for name in LISTS:
        assert clerk.get(reverse(f"staffing:{name}")).status_code == 403, name


def test_who_may_only_look_finds_no_button(staffed, solved):
    viewer = enter(staffed.viewer())
    page = shown(viewer.get(reverse("staffing:plan", args=[solved.pk])))
    for name in ("propose", "vary", "withdraw"):
        assert reverse(f"staffing:{name}", args=[solved.pk]) not in page
    assert viewer.get(reverse("staffing:new")).status_code == 403
    refused = viewer.post(reverse("staffing:propose", args=[solved.pk]), {"asked_on": "2022-06-03"})
    assert refused.status_code == 422
    assert api.step_of(api.plan_of(staffed.operator, solved.pk)) == "solved"


def test_pages_after_approval_stay_within_their_statements(staffed):
    staffed.donors()
    plan = staffed.approved(EASY)
    leader = enter(staffed.dung)
    for name in ("plan", "lines", "consultation", "decisions", "replan"):
        counted(leader, reverse(f"staffing:{name}", args=[plan.pk]))
    for name in ("board", "alarms", "strength"):
        counted(leader, reverse(f"staffing:{name}"))
    counted(leader, reverse("staffing:issue", args=[plan.pk, 1]))
    counted(leader, reverse("staffing:handover", args=[plan.pk, 1]))
