"""Reminders: near, overdue, up the chain; once for a deadline, bundled into a digest a unit and day."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from binhyen.engines.tasks import api
from binhyen.engines.tasks.api import Recipients, StepKind, Task, TaskStep
from binhyen.engines.tasks.cli import app
from binhyen.engines.tasks.models import Notice
from binhyen.engines.tasks.rules.noticing import Limits, calls
from binhyen.engines.tasks.tests.conftest import GIVEN, Register
from binhyen.engines.units.api import structure
from binhyen.foundation.jobs.api import enqueue, work
from binhyen.kernel import clock
from binhyen.kernel.errors import Refused

DUE = date(2022, 6, 17)  # a Friday
DAY = datetime(2022, 6, 1, 3, tzinfo=UTC)


def give_three(register: Register) -> list[Task]:
    tree = structure(GIVEN)
    units = tree.children(tree.by_code("384", 2).id)[:3]
    register.give(who=Recipients(unit_ids=tuple(unit.id for unit in units)), due_on=DUE)
    return list(Task.objects.order_by("pk"))


def on(day: int):
    return clock.frozen(DAY.replace(day=day))


def remind(register: Register) -> tuple[int, int, int]:
    done = api.remind(register.operator, on=clock.today())
    return done.near, done.overdue, done.escalated


def test_a_deadline_is_told_near_then_overdue_then_above(register: Register) -> None:
    tasks = give_three(register)
    with on(13):
        assert remind(register) == (0, 0, 0)
    with on(15):
        assert remind(register) == (3, 0, 0)
        assert remind(register) == (0, 0, 0)
    with on(20):
        assert remind(register) == (0, 3, 0)
    with on(22):  # three working days after
        assert remind(register) == (0, 0, 3)
        assert remind(register) == (0, 0, 0)
    step = TaskStep.objects.filter(task=tasks[0], kind=StepKind.ESCALATED).get()
    assert step.facts["level"] == 1
    assert step.facts["told"] == register.unit_above(tasks[0]).id
    with clock.frozen(DAY + timedelta(days=33)):
        assert remind(register) == (0, 0, 3)
    told = TaskStep.objects.filter(task=tasks[0], kind=StepKind.ESCALATED)
    assert [one.facts["level"] for one in told] == [1, 2]


def test_a_missed_round_is_made_up_for_once(register: Register) -> None:
    give_three(register)
    with clock.frozen(DAY + timedelta(days=60)):
        assert remind(register) == (0, 3, 6)
        assert remind(register) == (0, 0, 0)


def test_done_reported_in_time_and_extended_are_left_alone(register: Register) -> None:
    reported, extended, silent = give_three(register)
    who = register.operator
    api.report_done(who, task_id=reported.pk, version=0, reason="Quyết định 12")
    with on(20):
        assert remind(register) == (0, 2, 0)
    later = date(2022, 6, 30)
    api.ask_extension(who, task_id=extended.pk, version=0, due_on=later, reason="Chờ kết nạp")
    api.answer_extension(who, task_id=extended.pk, version=1, granted=True, reason="")
    with on(22):
        assert remind(register) == (0, 0, 1)
    with on(29):
        assert remind(register) == (1, 0, 0)  # the new deadline is told anew
    assert {one.task_id for one in Notice.objects.filter(kind="escalated_1")} == {silent.pk}


def test_lines_go_no_higher_than_the_issuer_and_one_digest_a_unit(register: Register) -> None:
    tasks = give_three(register)
    with clock.frozen(DAY + timedelta(days=60)):
        api.remind(register.operator, on=clock.today())
        above = register.unit_above(tasks[0])
        lines = [
            api.digest_line(one) for one in api.digest(register.operator, above.id, clock.today())
        ]
        days = api.digest_days(register.operator, above.id, clock.today())
    assert {one.task_id for one in lines} == {task.pk for task in tasks}
    assert days == [(date(2022, 7, 31), 3)]
    chief = register.account("commune_chief", tasks[0].unit_id)
    with pytest.raises(Refused):
        api.digest(chief, above.id, date(2022, 7, 31))
    with pytest.raises(Refused):
        api.remind(chief, on=date(2022, 7, 31))


def test_a_round_reads_in_the_same_statements_for_three_and_for_hundreds(
    register: Register,
) -> None:
    give_three(register)
    with clock.frozen(DAY + timedelta(days=60)), CaptureQueriesContext(connection) as few:
        api.remind(register.operator, on=clock.today())
    register.give(clause_ref="điểm b", due_on=DUE)
    with clock.frozen(DAY + timedelta(days=60)), CaptureQueriesContext(connection) as many:
        done = api.remind(register.operator, on=clock.today())
    assert done.overdue > 300

    def reads(asked: CaptureQueriesContext) -> int:
        return sum(one["sql"].startswith("SELECT") for one in asked.captured_queries)

    assert reads(few) == reads(many)


def test_the_job_and_the_command_line_do_the_same_round(register: Register) -> None:
    give_three(register)
    with on(20):
        enqueue(register.operator, "tasks.remind_all")
        assert work(once=True) == 1
    assert Counter(Notice.objects.values_list("kind", flat=True)) == {"given": 3, "overdue": 3}
    done = CliRunner().invoke(app, ["remind", "--on", "2022-06-22", "--format", "json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["escalated"] == 3


@given(
    due=st.integers(-60, 60).map(lambda days: DUE + timedelta(days=days)),
    later=st.integers(0, 30),
)
def test_what_was_called_for_above_stays_called_for(due: date, later: int) -> None:
    def at(day: date) -> tuple[str, ...]:
        until = (day - timedelta(days=3), day - timedelta(days=10))
        return calls(due, Limits(day, day + timedelta(days=3), until))

    before, after = at(DUE), at(DUE + timedelta(days=later))
    assert set(before) - {"near"} <= set(after)
    assert "near" not in after or "overdue" not in after
