"""A job runs with the rights of whoever asked, and what became of it is written down."""

from __future__ import annotations

from datetime import date

import pytest

from binhyen.foundation.access.api import Account, Actor, Grant, RoleGrant, actor_for
from binhyen.foundation.audit.api import entries
from binhyen.foundation.jobs.api import Job, enqueue, job, job_of, jobs, stop, work
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, Refused, RowProblem

HEARD: list[object] = []


@job("test.add", N_("Cộng thử"), needs="staffing.plan")
def add(actor, progress, *, a, b=0):
    progress(1, 2, N_("Cộng"))
    HEARD.append(actor)
    progress(2, 2)
    return {"sum": a + b, "url": "/jobs/", "text": "Xem tổng"}


@job("test.refuse", N_("Từ chối thử"), needs="staffing.plan")
def refuse(actor, progress):
    raise Invalid(
        N_("Tệp có {count} lỗi."), count=1, rows=[RowProblem(3, "a", "x", "sửa a", "t.csv")]
    )


@job("test.crash", N_("Hỏng thử"), needs="staffing.plan")
def crash(actor, progress):
    raise ZeroDivisionError("chia cho 0")


@job("test.stop_itself", N_("Bị dừng giữa chừng"), needs="staffing.plan")
def stop_itself(actor, progress, *, cure=False):
    running = Job.objects.get(state=Job.State.RUNNING)
    stop(Actor.operator(), running.pk)
    progress(1, 9, "bước một")
    raise AssertionError("must not come here")


@job("test.everywhere", N_("Chỉ toàn quốc"), needs="staffing.plan", scope=None)
def everywhere(actor, progress):
    return {}


@pytest.fixture
def planner(db) -> Account:
    account = Account.objects.create(username="chi", office="Mô phỏng")
    grant(account, "province_planner")
    return account


def grant(account, role, scope_id=7):
    RoleGrant.objects.create(
        account=account, role=role, scope_id=scope_id, valid_from=date(2020, 1, 1)
    )


def test_it_keeps_progress_and_result(planner):
    asked = enqueue(actor_for(planner), "test.add", a=2, b=3)
    assert (asked.state, asked.attempts) == ("queued", 0)
    assert work(once=True) == 1
    ended = job_of(actor_for(planner), asked.pk)
    assert (ended.state, ended.attempts, ended.done, ended.total) == ("done", 1, 2, 2)
    assert ended.result["sum"] == 5
    assert ended.url == "/jobs/"
    assert HEARD[-1] == actor_for(planner)


def test_the_journal_tells_who_asked_and_how_it_ended(planner):
    asked = enqueue(actor_for(planner), "test.add", a=1)
    work(once=True)
    acts = [
        (one.action, one.actor_kind, one.actor_id)
        for one in entries(object_type="jobs.job", object_id=str(asked.pk))
    ]
    assert acts == [("jobs.finish", "system", None), ("test.add", "person", planner.pk)]


def test_a_refusal_is_told_in_its_own_words_with_its_rows(planner):
    asked = enqueue(actor_for(planner), "test.refuse")
    work(once=True)
    ended = Job.objects.get(pk=asked.pk)
    assert ended.state == "failed"
    assert ended.error == "Tệp có 1 lỗi.\nt.csv, dòng 3, cột a: sửa a"


def test_an_unforeseen_fault_fails_the_job_and_not_the_worker(planner):
    bad = enqueue(actor_for(planner), "test.crash")
    good = enqueue(actor_for(planner), "test.add", a=1)
    assert work(once=True) == 2
    assert "chia cho 0" in Job.objects.get(pk=bad.pk).error
    assert Job.objects.get(pk=good.pk).state == "done"


def test_rights_are_asked_when_queued_and_again_when_run(planner):
    with pytest.raises(Refused):
        enqueue(Actor.nobody(), "test.add", a=1)
    with pytest.raises(Refused):
        enqueue(actor_for(planner), "test.everywhere")
    asked = enqueue(actor_for(planner), "test.add", a=1)
    RoleGrant.objects.all().delete()
    work(once=True)
    ended = Job.objects.get(pk=asked.pk)
    assert ended.state == "failed"
    assert "staffing.plan" in ended.error


def test_a_closed_account_runs_nothing(planner):
    asked = enqueue(actor_for(planner), "test.add", a=1)
    Account.objects.update(is_active=False)
    work(once=True)
    assert "không còn hoạt động" in Job.objects.get(pk=asked.pk).error


def test_a_token_never_gets_more_than_it_had(planner):
    narrow = Grant("token", frozenset({"staffing.plan", "documents.issue", "staffing.decide"}))
    enqueue(Actor("token", planner.pk, "Chi (máy)", (narrow,)), "test.add", a=1)
    RoleGrant.objects.all().delete()
    grant(planner, "province_planner", scope_id=None)
    work(once=True)
    assert HEARD[-1].grants == (Grant("token", frozenset({"staffing.plan", "documents.issue"})),)


def test_a_waiting_job_stops_at_once_and_a_running_one_at_its_next_step(planner):
    waiting = enqueue(actor_for(planner), "test.add", a=1)
    assert stop(actor_for(planner), waiting.pk).state == "stopped"
    running = enqueue(Actor.operator(), "test.stop_itself")
    assert work(once=True) == 1
    assert Job.objects.get(pk=running.pk).state == "stopped"
    with pytest.raises(Conflict):
        stop(actor_for(planner), waiting.pk)


def test_others_neither_see_nor_stop_it(planner):
    asked = enqueue(actor_for(planner), "test.add", a=1)
    other = Actor("person", planner.pk + 1, "Giang")
    assert not jobs(other).exists()
    assert not jobs(Actor.nobody()).exists()
    with pytest.raises(NotFound):
        stop(other, asked.pk)


def test_unknown_work_and_arguments_that_are_no_json_are_refused(db, operator):
    with pytest.raises(NotFound, match=r"test\.nothing"):
        enqueue(operator, "test.nothing")
    with pytest.raises(Invalid):
        enqueue(operator, "test.add", a={1, 2})


def test_a_kind_that_was_taken_out_fails_plainly(db, operator):
    asked = enqueue(operator, "test.add", a=1)
    Job.objects.filter(pk=asked.pk).update(code="gone.kind")
    work(once=True)
    assert "gone.kind" in Job.objects.get(pk=asked.pk).error
