"""From conclusions to tasks: the notice in time, one confirmed act, never twice, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.tasks.api import Directive, Task, report_done
from binhyen.features.conference import api
from binhyen.features.conference.api import NewConclusion
from binhyen.features.conference.models import Conclusion
from binhyen.features.conference.tests.minuting import DUE, NOW, Held, hold
from binhyen.kernel import clock
from binhyen.kernel.errors import Conflict, Invalid, NotFound, Refused, RuleBroken

CLEAR = NewConclusion(
    "Thành lập chi bộ ở nơi đủ ba đảng viên chính thức.",
    what="Thành lập chi bộ",
    result="Quyết định thành lập chi bộ",
    who={"types": ["xã", "thị trấn"]},
    responsible="Trưởng Công an xã",
    due_on=DUE,
)


@pytest.fixture
def held(world, settings, tmp_path) -> Iterator[Held]:
    settings.BINHYEN_HOME = tmp_path
    with clock.frozen(NOW):
        yield hold(world)


def add(world, held: Held, conclusion: NewConclusion = CLEAR) -> Conclusion:
    return api.add_conclusion(
        world.operator, conference_id=held.conference.pk, conclusion=conclusion
    )


def concluded(world, held: Held, *more: NewConclusion) -> list[Conclusion]:
    rows = [add(world, held, one) for one in (CLEAR, *more)]
    held.closes()
    api.issue_notice(world.operator, conference_id=held.conference.pk)
    return rows


def test_a_conclusion_is_written_while_sitting_and_enters_the_minutes(held: Held, world) -> None:
    row = add(world, held, NewConclusion("Tăng cường kiểm tra."))
    found = api.minutes_of(world.operator, held.conference.pk)
    assert found.sections["conclusions"] == "1. Tăng cường kiểm tra."
    with pytest.raises(Conflict):
        api.change_conclusion(world.operator, conclusion_id=row.pk, was="khác", conclusion=CLEAR)
    changed = api.change_conclusion(
        world.operator, conclusion_id=row.pk, was=row.text, conclusion=CLEAR
    )
    assert changed.what == "Thành lập chi bộ"
    api.remove_conclusion(world.operator, conclusion_id=row.pk)
    assert not Conclusion.objects.exists()


def test_the_notice_is_due_in_five_working_days(held: Held, world) -> None:
    """3-6-2022 was a Friday."""
    assert api.notice_state(held.conference).due_on is None
    held.closes()
    state = api.notice_state(held.conference)
    assert (state.due_on, state.working_days_left) == (date(2022, 6, 10), 4)
    assert api.waiting_notices(world.operator) == ()
    with clock.frozen(datetime(2022, 6, 13, 3, tzinfo=UTC)):
        [late] = api.waiting_notices(world.dung())
        assert late.is_late
        assert late.working_days_left == -1
        assert api.waiting_notices(world.giang()) == ()


def test_a_notice_freezes_the_conclusions_and_says_whether_it_was_late(held: Held, world) -> None:
    row = add(world, held)
    with pytest.raises(RuleBroken, match="bế mạc"):
        api.issue_notice(world.operator, conference_id=held.conference.pk)
    held.closes()
    with clock.frozen(datetime(2022, 6, 13, 3, tzinfo=UTC)):
        notice = api.issue_notice(world.operator, conference_id=held.conference.pk)
        assert api.notice_state(held.conference).is_late
    assert notice.document.symbol == "01/TB-CAT"
    for act in (
        lambda: add(world, held),
        lambda: api.remove_conclusion(world.operator, conclusion_id=row.pk),
        lambda: api.issue_notice(world.operator, conference_id=held.conference.pk),
    ):
        with pytest.raises(RuleBroken):
            act()


def test_one_act_registers_the_directive_and_gives_each_unit_its_task(held: Held, world) -> None:
    plain = NewConclusion("Bộ nghiên cứu hoàn thiện pháp luật.")
    first, second = concluded(world, held, plain)
    [preview] = api.preview_conclusions(world.operator, held.conference.pk, [first.pk])
    directive = api.confirm_conclusions(
        world.chi(), conference_id=held.conference.pk, conclusion_ids=[first.pk]
    )
    assert directive.symbol == "01/TB-CAT"
    assert [one.text for one in directive.clauses.all()] == [first.text, second.text]
    tasks = Task.objects.filter(order__clause__directive=directive)
    assert {task.unit_id for task in tasks} == {unit.id for unit in preview.units}
    assert preview.problems == ()
    first.refresh_from_db()
    assert first.directive_id == directive.pk


def test_it_cannot_be_given_twice_and_what_is_unclear_is_not_given(held: Held, world) -> None:
    plain = NewConclusion("Bộ nghiên cứu hoàn thiện pháp luật.")
    first, second = concluded(world, held, plain)
    act = {"conference_id": held.conference.pk}
    with pytest.raises(Invalid) as refusal:
        api.confirm_conclusions(world.operator, **act, conclusion_ids=[first.pk, second.pk])
    assert {row.column for row in refusal.value.rows} == {
        "what", "result", "who", "responsible", "due_on",
    }  # fmt: skip
    assert not Directive.objects.exists()
    api.confirm_conclusions(world.operator, **act, conclusion_ids=[first.pk])
    tasks = Task.objects.count()
    with pytest.raises(Conflict):
        api.confirm_conclusions(world.operator, **act, conclusion_ids=[first.pk])
    with pytest.raises(NotFound):
        api.confirm_conclusions(world.operator, **act, conclusion_ids=[10**9])
    with pytest.raises(Invalid):
        api.confirm_conclusions(world.operator, **act, conclusion_ids=[])
    assert Task.objects.count() == tasks


def test_what_is_given_later_comes_under_the_same_directive(held: Held, world) -> None:
    rows = concluded(world, held, CLEAR)
    given = [
        api.confirm_conclusions(
            world.operator, conference_id=held.conference.pk, conclusion_ids=[row.pk]
        ).pk
        for row in rows
    ]
    assert given[0] == given[1]
    assert Directive.objects.count() == 1


def test_nothing_is_given_before_the_notice_or_by_who_may_not(held: Held, world) -> None:
    row = add(world, held)
    act = {"conference_id": held.conference.pk, "conclusion_ids": [row.pk]}
    with pytest.raises(RuleBroken, match="thông báo"):
        api.confirm_conclusions(world.operator, **act)
    for stranger in (world.giang(), world.binh()):
        with pytest.raises(Refused):
            api.confirm_conclusions(stranger, **act)


@pytest.mark.parametrize(
    "changed",
    [
        {"text": ""},
        {"text": "<script>"},
        {"what": "x" * 601},
        {"target": "cells.established +"},
        {"target": "cells.established + 1"},
    ],
)
def test_what_cannot_stand_is_refused(held: Held, world, changed: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        add(world, held, NewConclusion(**({"text": "Kết luận"} | changed)))  # type: ignore[arg-type]


def test_the_next_conference_sees_what_became_of_them(held: Held, world) -> None:
    concluded(world, held, NewConclusion("Bộ nghiên cứu hoàn thiện pháp luật."))
    [first, _second] = api.conclusions_of(world.operator, held.conference.pk)
    api.confirm_conclusions(
        world.operator, conference_id=held.conference.pk, conclusion_ids=[first.pk]
    )
    task = Task.objects.get(unit_id=world.commune.id)
    report_done(world.binh(), task_id=task.pk, version=task.version, reason="Đã có quyết định.")
    with CaptureQueriesContext(connection) as small:
        found = api.follow_up(world.operator, held.conference.pk, on=date(2023, 1, 3))
    assert len(small) <= 9
    row = found.rows[0].row
    assert row is not None
    assert row.total == Task.objects.count() == row.fell_due
    assert found.rows[1].row is None
    assert found.kept_rate == 0
    own = api.follow_up(world.chi(), held.conference.pk, on=date(2023, 1, 3))
    assert own.under.id == world.province.id


def test_after_the_notice_only_what_is_still_unclear_may_be_added(held: Held, world) -> None:
    plain = NewConclusion("Bộ nghiên cứu hoàn thiện pháp luật.")
    first, second = concluded(world, held, plain)
    act = {"actor": world.operator, "conclusion_id": second.pk, "was": second.text}
    with pytest.raises(RuleBroken, match="Thông báo kết luận đã ra"):
        api.change_conclusion(**act, conclusion=replace(CLEAR, text="Khác"))
    api.change_conclusion(**act, conclusion=replace(CLEAR, text=second.text))
    api.confirm_conclusions(
        world.operator, conference_id=held.conference.pk, conclusion_ids=[first.pk, second.pk]
    )
    with pytest.raises(RuleBroken, match="đã giao việc"):
        api.change_conclusion(**act, conclusion=replace(CLEAR, text=second.text))
