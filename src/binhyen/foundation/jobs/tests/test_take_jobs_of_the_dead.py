"""A job whose worker died runs again; one whose worker is only silent does not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from binhyen.foundation.jobs import commands, liveness
from binhyen.foundation.jobs.api import Job, enqueue, job, work
from binhyen.kernel import clock
from binhyen.kernel.errors import N_


@job("test.rest", N_("Nghỉ thử"), needs="staffing.plan")
def rest(actor, progress):
    return {}


@pytest.fixture
def running(db, operator) -> Job:
    enqueue(operator, "test.rest")
    found = commands.claim("worker-1")
    assert found is not None
    return found


def silent_since(minutes):
    Job.objects.update(heartbeat_at=clock.now() - timedelta(minutes=minutes))


def test_nobody_else_can_claim_it(running):
    assert commands.claim("worker-2") is None


def test_it_runs_again_when_its_worker_is_known_to_be_dead(running):
    commands.reap(["worker-1"], [])
    assert work(once=True) == 1
    ended = Job.objects.get()
    assert (ended.state, ended.attempts) == ("done", 2)


def test_a_worker_elsewhere_is_judged_by_its_heartbeat(running):
    silent_since(1)
    assert commands.reap([], []) == 0
    silent_since(3)
    assert commands.reap([], []) == 1


def test_a_living_worker_may_be_silent(running):
    silent_since(60)
    assert commands.reap([], ["worker-1"]) == 0


def test_the_late_worker_can_no_longer_end_it(running, operator):
    commands.reap(["worker-1"], [])
    assert not commands.finish(operator, job_id=running.pk, worker="worker-1", state="done")
    assert not commands.beat(running.pk, "worker-1", done=1, total=2, stage="")
    assert Job.objects.get().state == "queued"


def test_it_gives_up_after_three_broken_runs(running):
    for _ in range(2):
        commands.reap(["worker-1"], [])
        commands.claim("worker-1")
    commands.reap(["worker-1"], [])
    ended = Job.objects.get()
    assert (ended.state, ended.attempts) == ("failed", 3)
    assert "3 lần" in ended.error


def test_a_job_asked_to_stop_is_not_begun_again(running):
    Job.objects.update(stop_asked_at=clock.now())
    commands.reap(["worker-1"], [])
    assert Job.objects.get().state == "stopped"


def test_a_job_given_back_was_no_attempt(running):
    commands.give_back(running.pk, "worker-1")
    found = Job.objects.get()
    assert (found.state, found.attempts) == ("queued", 0)


def test_the_census_knows_the_living_from_the_dead():
    with liveness.living() as name:
        (liveness._folder() / "gone.lock").touch()
        dead, alive = liveness.census()
        assert dead == ["gone"]
        assert alive == [name]
        liveness.bury(dead)
    assert liveness.census() == ([], [])
