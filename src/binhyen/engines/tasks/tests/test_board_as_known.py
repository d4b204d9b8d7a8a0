"""The board's second clock: what it showed on a day can be asked for later, whatever was recorded since."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.engines.tasks import api
from binhyen.engines.tasks.api import BoardQuery, State
from binhyen.engines.tasks.rules.states import Dates, dates_known, state_of
from binhyen.engines.tasks.tests.conftest import GIVEN, Register
from binhyen.kernel import clock

END = date(2022, 8, 31)


def morning(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 3, tzinfo=UTC)


@pytest.fixture
def lived(register: Register) -> tuple[Register, dict[date, api.Board]]:
    """A district's tasks through the summer, and each day's board as it was shown on that day."""
    district = register.unit("384")
    with clock.frozen(morning(GIVEN)):
        given = register.give(
            who=api.Recipients(types=("xã", "thị trấn"), under_id=district.id),
            due_on=date(2022, 7, 15),
        )
    tasks = list(api.Task.objects.filter(order_id=given.order_id).order_by("pk")[:5])
    who, shown = register.operator, {}
    acts = {
        date(2022, 6, 10): lambda: [act(api.acknowledge, one) for one in tasks],
        date(2022, 7, 5): lambda: act(
            api.ask_extension, tasks[0], due_on=date(2022, 8, 15), reason="Thiếu người"
        ),
        date(2022, 7, 8): lambda: act(
            api.answer_extension, tasks[0], granted=True, reason="Đồng ý"
        ),
        date(2022, 7, 11): lambda: [act(api.report_done, one, reason="Xong") for one in tasks[1:4]],
        date(2022, 7, 13): lambda: act(api.return_task, tasks[1], reason="Thiếu quyết định"),
        date(2022, 7, 20): lambda: [act(api.accept_task, one) for one in tasks[2:4]],
        date(2022, 7, 25): lambda: act(api.report_done, tasks[1], reason="Đã bổ sung"),
        date(2022, 7, 28): lambda: act(api.accept_task, tasks[1]),
        date(2022, 8, 1): lambda: act(api.reopen_task, tasks[2], reason="Sai mẫu"),
        date(2022, 8, 3): lambda: api.withdraw_order(who, order_id=given.order_id, reason="Thôi"),
    }  # fmt: skip

    def act(verb, task, **said) -> None:
        task.refresh_from_db()
        verb(who, task_id=task.pk, version=task.version, **said)

    day = GIVEN
    while day <= END:
        with clock.frozen(morning(day)):
            if day in acts:
                acts[day]()
            shown[day] = api.board(who, BoardQuery(district.id, day))
        day += timedelta(days=1)
    return register, shown


def test_what_was_shown_can_be_asked_for_later(
    lived: tuple[Register, dict[date, api.Board]],
) -> None:
    register, shown = lived
    under = register.unit("384").id
    for day, then in shown.items():
        again = api.board(register.operator, BoardQuery(under, day, known_on=day))
        assert again.total == then.total, day
        assert again.rows == then.rows
    states = {state for one in shown.values() for state, count in one.total.counts.items() if count}
    assert states == set(State)


def test_before_it_was_recorded_there_was_nothing(
    lived: tuple[Register, dict[date, api.Board]], django_assert_max_num_queries
) -> None:
    register, _shown = lived
    under = register.unit("384").id
    with django_assert_max_num_queries(6):
        early = api.board(
            register.operator, BoardQuery(under, END, known_on=GIVEN - timedelta(days=1))
        )
    assert early.rows == ()


days = st.dates(date(2022, 6, 1), date(2022, 9, 1))


@given(due=days, reported=st.none() | days, on=days)
def test_steps_tell_what_columns_tell(due: date, reported: date | None, on: date) -> None:
    steps = [("given", due, {})] + ([("reported", reported, {})] if reported else [])
    known = dates_known(due, steps)
    assert state_of(known, on, on) == state_of(Dates(due, reported), on, on)
