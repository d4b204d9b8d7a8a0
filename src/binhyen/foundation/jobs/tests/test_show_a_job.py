"""Pages of jobs work without scripts, poll with them, and show nobody else's."""

from __future__ import annotations

import pytest
from django.test import Client

from binhyen.foundation.access.api import Account, Actor
from binhyen.foundation.jobs.api import Job, enqueue, job, work
from binhyen.kernel.errors import N_, RuleBroken


@job("test.show", N_("Việc để xem"), needs="staffing.plan")
def show(actor, progress, *, bad=False):
    if bad:
        raise RuleBroken(N_("Không đủ <b>người</b>."))
    return {"url": "/jobs/", "text": "Xem phương án"}


@pytest.fixture
def account(db) -> Account:
    return Account.objects.create(username="chi", office="Cán bộ tham mưu")


@pytest.fixture
def client(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def asked(account, **arguments):
    made = enqueue(Actor.operator(), "test.show", **arguments)
    Job.objects.filter(pk=made.pk).update(actor_kind="person", actor_id=account.pk)
    return made


def test_a_waiting_job_reloads_itself_and_offers_to_stop(client, account):
    made = asked(account)
    text = client.get(f"/jobs/{made.pk}/").content.decode()
    assert '<noscript><meta http-equiv="refresh"' in text
    assert f'hx-get="/jobs/{made.pk}/"' in text
    assert "Đang chờ" in text
    answer = client.post(f"/jobs/{made.pk}/stop/", follow=True)
    assert "Đã dừng" in answer.content.decode()


def test_a_script_gets_only_the_progress_and_reloads_at_the_end(client, account):
    made = asked(account)
    Job.objects.update(state="running", done=1234, total=5000, stage="Tính giá")
    during = client.get(f"/jobs/{made.pk}/", headers={"HX-Request": "true"})
    text = during.content.decode()
    assert "<html" not in text
    assert 'max="5000" value="1234"' in text
    assert "Tính giá" in text
    assert "HX-Refresh" not in during.headers
    Job.objects.update(state="done")
    after = client.get(f"/jobs/{made.pk}/", headers={"HX-Request": "true"})
    assert after.headers["HX-Refresh"] == "true"
    assert "hx-get" not in after.content.decode()


def test_the_result_is_a_link_and_a_fault_is_said(client, account, operator):
    good, bad = (enqueue(operator, "test.show", bad=bad) for bad in (False, True))
    work(once=True)
    Job.objects.update(actor_kind="person", actor_id=account.pk)
    assert '<a href="/jobs/">Xem phương án</a>' in client.get(f"/jobs/{good.pk}/").content.decode()
    assert "Không đủ &lt;b&gt;người&lt;/b&gt;." in client.get(f"/jobs/{bad.pk}/").content.decode()


def test_the_list_shows_ones_own_in_one_statement(client, account, django_assert_max_num_queries):
    theirs = enqueue(Actor.operator(), "test.show")
    mine = [asked(account).pk for _ in range(5)]
    client.get("/jobs/")
    with django_assert_max_num_queries(7):
        text = client.get("/jobs/").content.decode()
    assert all(f"/jobs/{pk}/" in text for pk in mine)
    assert f"/jobs/{theirs.pk}/" not in text
    assert client.get(f"/jobs/{theirs.pk}/").status_code == 404


def test_nobody_gets_in_unseen(db):
    assert Client().get("/jobs/").status_code == 302
