"""The life of a task: acknowledged, extended, reported, returned, accepted, moved; and who may do what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from binhyen.engines.tasks import api
from binhyen.engines.tasks.api import Recipients, State, StepKind, Task
from binhyen.engines.tasks.tests.conftest import DUE, GIVEN, Register
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.errors import Conflict, Invalid, Refused, RuleBroken

DISTRICT = "384"


@contextmanager
def day(on: date) -> Iterator[None]:
    with clock.frozen(datetime(on.year, on.month, on.day, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def cast(register: Register) -> tuple[Task, Actor, Actor]:
    """A task of one commune, its chief, and the officer of the district above."""
    tree = structure(GIVEN)
    district = tree.by_code(DISTRICT, 2)
    commune = tree.children(district.id)[0]
    register.give(who=Recipients(unit_ids=(commune.id,)))
    return (
        Task.objects.get(),
        register.account("commune_chief", commune.id),
        register.account("district_officer", district.id),
    )


def test_it_goes_from_given_to_accepted(cast: tuple[Task, Actor, Actor]) -> None:
    task, chief, district = cast
    api.acknowledge(chief, task_id=task.pk, version=0)
    with day(date(2022, 12, 29)):
        api.report_done(chief, task_id=task.pk, version=1, reason="Quyết định số 12-QĐ/ĐU")
    with day(date(2023, 1, 5)):
        api.return_task(district, task_id=task.pk, version=2, reason="Thiếu danh sách đảng viên")
    with day(date(2023, 1, 9)):
        api.report_done(chief, task_id=task.pk, version=3, reason="Đã bổ sung danh sách")
        api.accept_task(district, task_id=task.pk, version=4)
    found = api.task_of(district, task.pk, date(2023, 1, 10))
    assert found.state == State.DONE_LATE
    assert [step.kind for step in found.steps.all()] == [
        StepKind.GIVEN,
        StepKind.ACKNOWLEDGED,
        StepKind.REPORTED,
        StepKind.RETURNED,
        StepKind.REPORTED,
        StepKind.ACCEPTED,
    ]


def test_a_report_in_time_counts_as_done_that_day(cast: tuple[Task, Actor, Actor]) -> None:
    task, chief, district = cast
    with day(DUE):
        api.report_done(chief, task_id=task.pk, version=0, reason="Xong")
    assert api.task_of(chief, task.pk, date(2023, 1, 20)).state == State.IN_TIME
    with day(date(2023, 1, 20)):
        api.accept_task(district, task_id=task.pk, version=1)
    assert api.task_of(chief, task.pk, date(2023, 1, 20)).state == State.DONE_IN_TIME


def test_an_extension_needs_somebody_elses_agreement(cast: tuple[Task, Actor, Actor]) -> None:
    task, chief, district = cast
    later = date(2023, 2, 28)
    api.ask_extension(chief, task_id=task.pk, version=0, due_on=later, reason="Chờ đại hội")
    with pytest.raises(Refused):
        api.answer_extension(chief, task_id=task.pk, version=1, granted=True, reason="")
    with pytest.raises(RuleBroken):
        api.ask_extension(chief, task_id=task.pk, version=1, due_on=later, reason="Nữa")
    api.answer_extension(district, task_id=task.pk, version=1, granted=True, reason="")
    task.refresh_from_db()
    assert (task.first_due_on, task.due_on) == (DUE, later)
    with pytest.raises(RuleBroken):
        api.answer_extension(district, task_id=task.pk, version=2, granted=True, reason="")


def test_a_late_answer_changes_nothing(cast: tuple[Task, Actor, Actor]) -> None:
    task, chief, _ = cast
    api.acknowledge(chief, task_id=task.pk, version=0)
    with pytest.raises(Conflict):
        api.report_done(chief, task_id=task.pk, version=0, reason="Xong")
    assert api.TaskStep.objects.filter(task=task).count() == 2


def test_nobody_acts_for_others(register: Register, cast: tuple[Task, Actor, Actor]) -> None:
    task, chief, district = cast
    neighbour = structure(GIVEN).children(structure(GIVEN).by_code(DISTRICT, 2).id)[1]
    stranger = register.account("commune_chief", neighbour.id)
    with pytest.raises(Refused):
        api.acknowledge(stranger, task_id=task.pk, version=0)
    api.report_done(chief, task_id=task.pk, version=0, reason="Xong")
    with pytest.raises(Refused):
        api.accept_task(chief, task_id=task.pk, version=1)
    api.accept_task(district, task_id=task.pk, version=1)
    with pytest.raises(RuleBroken):
        api.report_done(chief, task_id=task.pk, version=2, reason="Lại xong")
    api.reopen_task(district, task_id=task.pk, version=2, reason="Nhầm đơn vị")
    assert api.task_of(district, task.pk, GIVEN).state == State.IN_TIME


@pytest.mark.parametrize("empty", ["", "   ", "\n\t"])
def test_a_report_without_words_is_refused(cast: tuple[Task, Actor, Actor], empty: str) -> None:
    task, chief, _ = cast
    with pytest.raises(Invalid):
        api.report_done(chief, task_id=task.pk, version=0, reason=empty)


def test_steps_can_be_neither_changed_nor_deleted(cast: tuple[Task, Actor, Actor]) -> None:
    step = api.TaskStep.objects.get()
    for act in (lambda: api.TaskStep.objects.update(reason="khác"), step.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    step.refresh_from_db()
    assert step.reason == ""


def test_open_tasks_of_merged_communes_follow_to_the_heir(register: Register) -> None:
    """On 1-7-2025 communes of the district merged; a finished task stays where it was done."""
    tree = structure(GIVEN)
    communes = tree.children(tree.by_code(DISTRICT, 2).id)
    register.give(who=Recipients(unit_ids=tuple(unit.id for unit in communes)))
    done = Task.objects.get(unit_id=communes[0].id)
    chief = register.account("commune_chief", communes[0].id)
    district = register.account("district_officer", tree.by_code(DISTRICT, 2).id)
    api.report_done(chief, task_id=done.pk, version=0, reason="Xong")
    api.accept_task(district, task_id=done.pk, version=1)

    on = date(2025, 7, 1)
    moved = api.follow_successions(register.operator, on=on)
    assert 0 < moved <= len(communes) - 1
    assert api.follow_successions(register.operator, on=on) == 0
    new_tree = structure(on)
    for task in Task.objects.exclude(pk=done.pk):
        assert task.unit_id in new_tree
        if task.unit_id != task.first_unit_id:
            facts = task.steps.get(kind=StepKind.MOVED).facts
            assert facts["from_name"] == tree.get(task.first_unit_id).full_name
            assert facts["to_name"] == new_tree.get(task.unit_id).full_name
    done.refresh_from_db()
    assert done.unit_id == communes[0].id
