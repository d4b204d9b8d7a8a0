"""Giving one order to many units: one task each, each level its deadline, nobody outside the issuer."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from binhyen.engines.indicators.api import work_calendar
from binhyen.engines.tasks import api
from binhyen.engines.tasks.api import Recipients, level_deadlines
from binhyen.engines.tasks.tests.conftest import DUE, GIVEN, Register
from binhyen.engines.units.api import structure
from binhyen.kernel.errors import Invalid, NotFound, Refused, RuleBroken


def test_every_unit_of_the_programme_gets_one_task(register: Register) -> None:
    given_ = register.give()
    tree = structure(GIVEN)
    wanted = {
        unit_id for unit_id in tree.subtree(register.unit("38").id) if tree.in_programme(unit_id)
    }
    tasks = api.Task.objects.filter(order_id=given_.order_id)
    assert given_.tasks == len(wanted) == tasks.count()
    assert set(tasks.values_list("unit_id", flat=True)) == wanted
    assert set(tasks.values_list("due_on", flat=True)) == {DUE}
    assert api.TaskStep.objects.filter(kind=api.StepKind.GIVEN).count() == given_.tasks


def test_a_cascade_passes_every_level_and_the_lower_are_due_earlier(register: Register) -> None:
    given_ = register.give(cascade=True)
    tasks = list(api.Task.objects.select_related("parent"))
    by_level = Counter(task.level for task in tasks)
    assert by_level == {1: 1, 2: 27, 3: given_.tasks - 28}
    assert given_.due_by_level[3] < given_.due_by_level[2] < given_.due_by_level[1] == DUE
    tree = structure(GIVEN)
    for task in tasks:
        above = tree.get(task.unit_id).parent_id
        assert (task.parent.unit_id if task.parent else tree.root.id) == above


def test_shares_are_counted_in_working_days() -> None:
    """30-4 and 1-5-2022 fell on a weekend, so Monday 2-5 and Tuesday 3-5 were off."""
    found = level_deadlines(
        date(2022, 4, 25), date(2022, 5, 11), [1, 2, 3], {1: 1, 2: 0.5, 3: 0.3}, work_calendar()
    )
    assert work_calendar().working_days_between(date(2022, 4, 25), date(2022, 5, 11)) == 10
    assert found == {1: date(2022, 5, 11), 2: date(2022, 5, 4), 3: date(2022, 4, 28)}


@given(
    start=st.dates(date(2021, 1, 1), date(2023, 6, 1)),
    days=st.integers(0, 200),
    share=st.floats(0.01, 1),
)
def test_a_share_never_passes_the_whole(start: date, days: int, share: float) -> None:
    due = start + timedelta(days=days)
    calendar = work_calendar()
    found = level_deadlines(start, due, [1, 2], {1: 1, 2: share}, calendar)
    assert found[1] == due
    assert start <= found[2] <= due
    if found[2] != due:
        assert calendar.is_working_day(found[2])


def test_nobody_outside_the_issuer_is_reached(register: Register) -> None:
    hanoi = register.unit("01").id
    planner = register.account("province_planner", register.unit("38").id)
    with pytest.raises(Refused):
        api.give_tasks(planner, order=_order(register, Recipients(under_id=hanoi)))
    own = api.register_directive(
        planner,
        directive=_own(register),
    )
    for who in (Recipients(under_id=hanoi), Recipients(unit_ids=(hanoi,))):
        with pytest.raises(RuleBroken):
            api.give_tasks(planner, order=_order(register, who, own.pk))


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"due_on": GIVEN - timedelta(days=1)}, RuleBroken),
        ({"clause_ref": "điểm z"}, NotFound),
        ({"directive_id": 10**9}, NotFound),
        ({"who": Recipients(types=("phố",))}, Invalid),
        ({"who": Recipients(unit_ids=(10**9,))}, NotFound),
        ({"what": "x" * 601}, Invalid),
    ],
)
def test_what_is_refused_leaves_nothing(
    register: Register, changed: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        register.give(**changed)
    assert not api.TaskOrder.objects.exists()
    assert not api.Task.objects.exists()


def test_the_whole_country_costs_few_statements(register: Register) -> None:
    """8,867 communes and townships stand in our table that day; statements grow by batches alone."""
    with CaptureQueriesContext(connection) as small:
        register.give()
    with CaptureQueriesContext(connection) as large:
        given_ = register.give(who=Recipients(types=("xã", "thị trấn")))
    assert given_.tasks > 8800
    assert len(large) <= len(small) + 3 * (given_.tasks // 60 + 1)


def _order(register: Register, who: Recipients, directive_id: int | None = None) -> api.NewOrder:
    return api.NewOrder(
        directive_id or register.directive.pk,
        "điểm a",
        "Việc",
        "Kết quả",
        who,
        "Trưởng Công an xã",
        GIVEN,
        DUE,
    )


def _own(register: Register) -> api.NewDirective:
    return api.NewDirective(
        register.unit("38").id,
        "plan",
        "56/KH-CAT",
        "Công an tỉnh Thanh Hóa",
        "Kế hoạch",
        GIVEN,
        GIVEN,
        (api.NewClause("điểm a", "Việc."),),
    )
