"""Daily work: once a day, by one runner, once after days of downtime."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.foundation.jobs import commands, scheduling
from binhyen.foundation.jobs.api import Job, every_day, job, start_due
from binhyen.foundation.jobs.models import Schedule
from binhyen.kernel import clock
from binhyen.kernel.clock import HANOI
from binhyen.kernel.errors import N_, NotFound

NOON = datetime(2022, 6, 6, 5, tzinfo=UTC)  # 12:00 in Vietnam


@job("test.daily", N_("Việc hằng ngày thử"), needs="jobs.manage", scope=None)
def daily(actor, progress):
    return {}


@pytest.fixture
def six(db, monkeypatch) -> None:
    monkeypatch.setattr(scheduling, "_daily", {})
    every_day("test.daily", time(6))
    with clock.frozen(NOON):
        assert start_due() == []


def at(days: int, hours: int = 0):
    return clock.frozen(NOON + timedelta(days=days, hours=hours))


def test_it_waits_for_its_time_and_runs_once_that_day(six) -> None:
    with at(0, 11):
        assert start_due() == []
    with at(1):
        assert [one.code for one in start_due()] == ["test.daily"]
        assert start_due() == []
    with at(1, 17):
        assert start_due() == []
    with at(2):
        assert len(start_due()) == 1
    assert Job.objects.filter(actor_kind="system").count() == 2


def test_after_downtime_it_runs_once(six) -> None:
    with at(9):
        assert len(start_due()) == 1
        assert start_due() == []


def test_of_two_runners_one_starts_it(six) -> None:
    with at(1):
        later = clock.now() + timedelta(days=1)
        assert commands.take_due("test.daily", later)
        assert not commands.take_due("test.daily", later)


def test_a_restart_keeps_the_time(six) -> None:
    before = Schedule.objects.get().due_at
    with at(0, 3):
        every_day("test.daily", time(6))
        start_due()
    assert Schedule.objects.get().due_at == before


def test_unknown_work_is_refused(db) -> None:
    with pytest.raises(NotFound):
        every_day("test.nothing", time(6))


@given(now=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), at_=st.times())  # noqa: DTZ001
def test_the_next_time_is_within_a_day(now, at_) -> None:
    now = now.replace(tzinfo=UTC)
    found = scheduling.next_time(at_, now)
    assert timedelta() < found - now <= timedelta(days=1)
    assert found.astimezone(HANOI).time() == at_
