"""The conference of 3-6-2022 in the world: as told, by office, its closing points followed to the next one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction

from binhyen.engines.tasks.api import State, Task
from binhyen.engines.units.api import Level, find, structure
from binhyen.features.conference.api import (
    Conference,
    Stage,
    follow_up,
    minutes_versions,
    notice_state,
)
from binhyen.foundation.access.api import Actor
from binhyen.worlds.thanh_hoa import conference_after
from binhyen.worlds.thanh_hoa.conference import ARTICLE, CLOSING_POINTS, CODE_2022, CODE_2023
from binhyen.worlds.thanh_hoa.conference_after import NOTICE_ON, load_conference
from binhyen.worlds.thanh_hoa.facts import FOCUS_ON


@pytest.fixture(scope="module")
def held(country: None, django_db_blocker, tmp_path_factory) -> Iterator[Conference]:
    """The conference over the bare units: the communes of one district stand for those short of the norm."""

    home = settings.BINHYEN_HOME
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        outer = transaction.atomic()
        outer.__enter__()
        patched.setattr(settings, "BINHYEN_HOME", tmp_path_factory.mktemp("home"))
        patched.setattr(conference_after, "lacking_units", lambda _province: _communes())
        patched.setattr(conference_after, "report_next_winter", lambda _actor, codes: len(codes))
        try:
            load_conference(Actor.operator(), lambda _line: None)
            yield Conference.objects.get(code=CODE_2022)
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
    assert home == settings.BINHYEN_HOME


def _communes() -> tuple[int, ...]:
    district = find("384", FOCUS_ON, Level.DISTRICT)
    return tuple(unit.id for unit in structure(FOCUS_ON).at_level(Level.COMMUNE, district.id))


@pytest.mark.django_db
def test_points_are_those_told_and_chairs_are_offices(held: Conference) -> None:
    assert held.points.count() == 1 + 63
    own = held.points.get(name__contains="Thanh Hóa")
    chairs = {(one.office, one.body) for one in own.delegates.filter(role="chair")}
    assert chairs == {("Phó Bí thư", "Tỉnh ủy Thanh Hóa"), ("Giám đốc", "Công an tỉnh Thanh Hóa")}
    assert all(one.simulated for one in own.delegates.filter(role="delegate"))
    assert held.simulated


@pytest.mark.django_db
def test_the_closing_points_are_conclusions_with_their_source(held: Conference) -> None:
    found = list(held.conclusions.all())
    assert [one.text for one in found] == [one.text for one in CLOSING_POINTS]
    assert len(found) == 9
    assert {one.source["on"] for one in found} == {"2022-06-03"}
    assert found[0].source == ARTICLE


@pytest.mark.django_db
def test_minutes_are_final_and_the_notice_was_in_time(held: Conference) -> None:
    assert [one.phase for one in minutes_versions(Actor.operator(), held.pk)] == ["final", "draft"]
    state = notice_state(held)
    assert state.issued is not None
    assert not state.is_late
    assert state.issued.issued_on == NOTICE_ON
    held.refresh_from_db()
    assert held.stage == Stage.CONCLUDED


@pytest.mark.django_db
def test_some_tasks_were_done_some_late_and_some_never(held: Conference) -> None:
    following = Conference.objects.get(code=CODE_2023)
    assert following.previous_id == held.pk
    found = follow_up(Actor.operator(), held.pk, following.starts_at.date())
    cells = found.rows[0].row
    assert cells is not None
    assert cells.counts[State.DONE_IN_TIME] > 0
    assert cells.total == len(_communes())
    totals = {state: sum(one.row.counts[state] for one in found.rows if one.row) for state in State}
    assert totals[State.DONE_LATE] > 0
    assert totals[State.OVERDUE] > 0
    assert Task.objects.count() == sum(one.row.total for one in found.rows if one.row)
    assert [one.place for one in found.rows if one.row is None] == [3, 4, 6, 7, 8]
