"""Plans over HTTP: numbers for who may see plans, names only with personal data, nothing for outsiders."""

from __future__ import annotations

import pytest
from django.test import Client

from binhyen.foundation.access.api import Account
from binhyen.foundation.accounts.api import create_token


@pytest.fixture
def plan(staffed):
    staffed.donors()
    staffed.chi = staffed.world.chi()
    return staffed.solved(actor=staffed.chi)


def ask(staffed, username, path, permissions=("staffing.view", "api.use")):
    account = Account.objects.get(username=username)
    secret = create_token(
        staffed.operator, account_id=account.pk, name="máy", permissions=list(permissions)
    )[1]
    return Client().get(f"/api{path}", headers={"authorization": f"Bearer {secret}"})


def test_plans_and_their_figures(staffed, plan):
    (listed,) = ask(staffed, "chi", "/staffing/plans").json()
    assert (listed["plan_id"], listed["state"], listed["sent"]) == (plan.pk, "solved", 34)
    figures = ask(staffed, "chi", f"/staffing/plans/{plan.pk}").json()
    assert figures["objective"] == sum(figures["cost_parts"].values())
    found = ask(staffed, "chi", f"/staffing/compare?plan={plan.pk}&plan={plan.pk}").json()
    assert found["same"] == 34
    assert ask(staffed, "chi", "/staffing/compare").status_code == 422


def test_names_leave_only_with_personal_data(staffed, plan):
    path = f"/staffing/plans/{plan.pk}/lines?limit=5"
    bare = ask(staffed, "chi", path).json()
    assert (bare["total"], len(bare["lines"])) == (34, 5)
    assert {line["full_name"] for line in bare["lines"]} == {""}
    told = ask(staffed, "chi", path, ("staffing.view", "people.view_personal", "api.use")).json()
    assert all(line["full_name"] for line in told["lines"])


def test_waves_are_told_per_province(staffed, plan):
    found = ask(staffed, "chi", "/staffing/waves?under=99&on=2022-06-03")
    assert found.status_code == 200
    assert found.json() == []


def test_outsiders_get_nothing(staffed, plan):
    staffed.world.giang()
    assert ask(staffed, "giang", "/staffing/plans").json() == []
    assert ask(staffed, "giang", f"/staffing/plans/{plan.pk}").status_code == 404
    assert ask(staffed, "giang", "/staffing/waves?under=99&on=2022-06-03").status_code == 403
