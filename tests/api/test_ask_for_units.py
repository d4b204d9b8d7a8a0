"""The units API: counts, search and facts by code on a day, for those who may, with plain refusals."""

from __future__ import annotations

import pytest
from django.test import Client

from binhyen.foundation.access.api import Account, RoleGrant
from binhyen.foundation.accounts.api import create_token

pytestmark = [pytest.mark.country, pytest.mark.django_db]


@pytest.fixture
def viewer(country, operator) -> Account:
    account = Account.objects.create(username="bo", office="Cục Công tác chính trị")
    RoleGrant.objects.create(
        account=account, role="ministry_viewer", scope_id=None, valid_from="2020-01-01"
    )
    return account


@pytest.fixture
def client(viewer, operator) -> Client:
    _, secret = create_token(
        operator, account_id=viewer.pk, name="thử", permissions=["units.view", "api.use"]
    )
    return Client(headers={"Authorization": f"Bearer {secret}"})


def test_it_counts_the_country_on_a_day(client):
    found = client.get("/api/units/count", {"on": "2022-06-15"}).json()
    assert (found["province"], found["district"], found["commune"]) == (63, 705, 10_599)
    assert found["by_type"]["thị trấn"] == 612


def test_it_finds_both_communes_of_one_name(client):
    found = client.get(
        "/api/units", {"name": "thành sơn", "on": "2022-06-15", "under": "38"}
    ).json()
    assert {"huyện Quan Hóa", "huyện Bá Thước"} <= {row["where"].split(",")[0] for row in found}


def test_it_shows_a_unit_with_its_line_through_the_reforms(client):
    found = client.get("/api/units/14938", {"on": "2022-06-15"}).json()
    assert found["full_name"] == "xã Thành Sơn"
    assert [above["full_name"] for above in found["parents"]][:2] == [
        "huyện Bá Thước",
        "tỉnh Thanh Hóa",
    ]
    assert found["successors"]


@pytest.mark.parametrize("code", ["99999", "abc", "'; drop table--", "../38"])
def test_it_answers_an_unknown_code_with_a_problem(client, code: str):
    answer = client.get(f"/api/units/{code}", {"on": "2022-06-15"})
    assert answer.status_code in {404, 422}
    if answer["Content-Type"].startswith("application/problem+json"):
        assert answer.json()["title"]


def test_it_refuses_a_visitor():
    answer = Client().get("/api/units/count", {"on": "2022-06-15"})
    assert answer.status_code == 401


def test_it_refuses_a_forged_token(viewer):
    answer = Client(headers={"Authorization": "Bearer by_forged"}).get("/api/units/count")
    assert answer.status_code == 403


def test_it_refuses_a_day_that_is_none(client):
    answer = client.get("/api/units/count", {"on": "2022-13-45"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["column"] == "query.on"
