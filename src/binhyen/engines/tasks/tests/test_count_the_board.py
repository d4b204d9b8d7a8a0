"""The board: states told from dates, the same in SQL and in Python; rates on tasks that fell due."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from binhyen.engines.tasks import api
from binhyen.engines.tasks.api import BoardQuery, Dates, Recipients, State, Task, state_of
from binhyen.engines.tasks.cli import app
from binhyen.engines.tasks.queries.states import state_case
from binhyen.engines.tasks.tests.conftest import GIVEN, Register
from binhyen.engines.units.api import structure
from binhyen.kernel.errors import Invalid, NotFound, Refused

ON = date(2022, 9, 1)
AROUND = st.integers(-30, 30).map(lambda days: ON + timedelta(days=days))
HAPPENED = st.one_of(st.none(), AROUND)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    stories=st.lists(st.tuples(AROUND, HAPPENED, HAPPENED, HAPPENED), min_size=1, max_size=8),
    near=st.integers(0, 10),
)
def test_sql_and_python_tell_the_same_state(
    register: Register,
    stories: list[tuple[date, date | None, date | None, date | None]],
    near: int,
) -> None:
    until = ON + timedelta(days=near)
    tree = structure(GIVEN)
    units = tree.children(tree.by_code("384", 2).id)[: len(stories)]
    with transaction.atomic():
        register.give(who=Recipients(unit_ids=tuple(unit.id for unit in units)))
        wanted = {}
        for task, story in zip(Task.objects.all(), stories, strict=True):
            task.due_on, task.reported_on, task.done_on, task.withdrawn_on = story
            task.save()
            wanted[task.pk] = state_of(Dates(*story), ON, until)
        found = Task.objects.annotate(state=state_case(ON, until)).values_list("pk", "state")
        assert dict(found) == wanted
        transaction.set_rollback(True)


def test_every_state_is_counted_and_the_rate_is_on_what_fell_due(register: Register) -> None:
    register.give()
    tasks = list(Task.objects.order_by("pk")[:100])
    for place, task in enumerate(tasks):
        task.due_on = date(2022, 7, 1)
        if place < 60:
            task.reported_on = task.done_on = date(2022, 6, 30 if place < 50 else 20)
        elif place < 75:
            task.reported_on = task.done_on = date(2022, 7, 8)
    Task.objects.bulk_update(tasks, ["due_on", "reported_on", "done_on"])
    root = structure(ON).root.id
    found = api.board(register.operator, BoardQuery(root, ON))
    assert found.total.counts[State.DONE_IN_TIME] == 60
    assert found.total.counts[State.DONE_LATE] == 15
    assert found.total.counts[State.OVERDUE] == 25
    assert (found.total.fell_due, found.total.done_of_due) == (100, 75)
    assert found.total.rate == 0.75
    assert found.total.oldest_due == date(2022, 7, 1)
    assert sum(row.total for row in found.rows) == found.total.total == Task.objects.count()


def test_rows_of_every_kind_add_up_to_the_same(register: Register) -> None:
    register.give(cascade=True)
    register.give(clause_ref="điểm b", what="Phổ biến quy định mới")
    thanh_hoa = register.unit("38").id
    for under in (structure(ON).root.id, thanh_hoa):
        boards = [
            api.board(register.operator, BoardQuery(under, ON, by))
            for by in ("unit", "order", "level")
        ]
        totals = [Counter(one.total.counts) for one in boards]
        assert totals[0] == totals[1] == totals[2]
        for one in boards:
            assert sum((Counter(row.counts) for row in one.rows), Counter()) == +totals[0]
    assert len(boards[0].rows) == 28


def test_a_board_costs_the_same_statements_for_one_and_for_many(register: Register) -> None:
    root = structure(ON).root.id
    register.give(who=Recipients(unit_ids=(register.unit("38").id,)))
    api.board(register.operator, BoardQuery(root, ON))
    with CaptureQueriesContext(connection) as few:
        api.board(register.operator, BoardQuery(root, ON))
    register.give(clause_ref="điểm b")
    with CaptureQueriesContext(connection) as many:
        api.board(register.operator, BoardQuery(root, ON))
    assert len(few) == len(many) <= 4


def test_only_ones_own_territory_is_shown(register: Register) -> None:
    register.give()
    chief = register.account("commune_chief", Task.objects.first().unit_id)
    with pytest.raises(Refused):
        api.board(chief, BoardQuery(register.unit("38").id, ON))
    with pytest.raises(Invalid):
        api.board(register.operator, BoardQuery(structure(ON).root.id, ON, "colour"))
    with pytest.raises(NotFound):
        api.board(register.operator, BoardQuery(10**9, ON))


def test_the_command_line_prints_it_as_json(register: Register) -> None:
    register.give(cascade=True)
    done = CliRunner().invoke(
        app, ["board", "--on", "2022-09-01", "--under", "38", "--by", "level", "--format", "json"]
    )
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["under"]["name"] == "tỉnh Thanh Hóa"
    assert [row["label"] for row in told["rows"]] == ["cấp huyện", "cấp tỉnh", "cấp xã"]
    assert told["total"]["in_time"] == Task.objects.count()
    assert told["total"]["rate"] is None
