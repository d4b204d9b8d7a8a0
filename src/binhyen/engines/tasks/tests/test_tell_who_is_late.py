"""Who is late, why, since when."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.tasks import api
from binhyen.engines.tasks.api import BoardQuery, Cause, Recipients, Task
from binhyen.engines.tasks.tests.conftest import GIVEN, Register
from binhyen.engines.units.api import structure
from binhyen.kernel import clock
from binhyen.kernel.errors import Refused

DUE = date(2022, 6, 17)
LATER = datetime(2022, 6, 27, 3, tzinfo=UTC)


def give_five(register: Register) -> list[Task]:
    tree = structure(GIVEN)
    units = tree.children(tree.by_code("384", 2).id)[:5]
    register.give(who=Recipients(unit_ids=tuple(unit.id for unit in units)), due_on=DUE)
    return list(Task.objects.order_by("pk"))


def test_each_late_task_says_why_and_since_when(register: Register) -> None:
    silent, known, asking, reported, done = give_five(register)
    who = register.operator
    api.acknowledge(who, task_id=known.pk, version=0)
    api.note_progress(who, task_id=known.pk, version=1, reason="Thiếu hai đảng viên")
    api.ask_extension(
        who, task_id=asking.pk, version=0, due_on=date(2022, 8, 1), reason="Chờ kết nạp"
    )
    api.report_done(who, task_id=done.pk, version=0, reason="Quyết định 12")
    with clock.frozen(LATER):
        api.report_done(who, task_id=reported.pk, version=0, reason="Quyết định 13")
        query = BoardQuery(register.unit("38").id, clock.today())
        late = {one.task_id: one for one in api.late_tasks(who, query)}
        board = api.board(who, query)
    assert {key: one.cause for key, one in late.items()} == {
        silent.pk: Cause.UNACKNOWLEDGED,
        known.pk: Cause.WORKING,
        asking.pk: Cause.ASKING,
        reported.pk: Cause.AWAITING,
    }
    assert late[known.pk].reason == "Thiếu hai đảng viên"
    assert (late[known.pk].due_on, late[known.pk].days) == (DUE, 10)
    assert late[silent.pk].reason_on is None
    assert (board.total.unacknowledged, board.total.awaiting) == (2, 2)


def test_the_longest_overdue_come_first_in_two_statements(register: Register) -> None:
    first, *others = give_five(register)
    Task.objects.filter(pk=others[-1].pk).update(due_on=date(2022, 6, 10))
    query = BoardQuery(structure(GIVEN).root.id, date(2022, 6, 27))
    api.late_tasks(register.operator, query)
    with CaptureQueriesContext(connection) as asked:
        late = api.late_tasks(register.operator, query, most=2)
    assert [one.task_id for one in late] == [others[-1].pk, first.pk]
    assert len(asked) <= 3


def test_the_lateness_of_others_is_not_told(register: Register) -> None:
    tasks = give_five(register)
    chief = register.account("commune_chief", tasks[0].unit_id)
    with pytest.raises(Refused):
        api.late_tasks(chief, BoardQuery(register.unit("38").id, date(2022, 6, 27)))
