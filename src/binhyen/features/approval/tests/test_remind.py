"""Reminders before and after the deadline, then to the level above; never one twice, and none for what has come."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from binhyen.features.approval import api
from binhyen.features.approval.models import Reminder
from binhyen.features.approval.queries.catalogue import defaults
from binhyen.features.approval.rules.reminding import steps
from binhyen.features.approval.tests.conftest import DRUGS, MAY, Office, at
from binhyen.features.approval.types import ReminderKind
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import Refused

KINDS = {
    "before": ReminderKind.BEFORE,
    "after": ReminderKind.AFTER,
    "escalated": ReminderKind.ESCALATED,
}


def made(office: Office) -> Counter[tuple[str, int]]:
    rows = Reminder.objects.filter(definition=DRUGS, period=MAY)
    return Counter((row.kind, row.days) for row in rows)


def of_may(actor: Actor) -> list[api.Notice]:
    """What somebody is reminded of for the month in question."""
    return [one for one in api.notices(actor) if (one.form.code, str(one.period)) == (DRUGS, MAY)]


def remind(office: Office) -> api.Reminded:
    return api.remind(office.world.operator)


def test_a_unit_is_reminded_before_and_after_and_then_the_level_above(office: Office) -> None:
    units = office.communes()
    office.submit(units[0])
    with at(13):
        remind(office)
    with at(15):
        remind(office)
    with at(16):
        remind(office)
    with at(21):
        remind(office)
    silent = 6  # of the province's seven communes all but the one that reported
    assert made(office) == {
        ("before", 3): silent,
        ("before", 1): silent,
        ("after", 1): silent,
        ("after", 3): silent,
        ("escalated", 5): silent,
    }
    above = Reminder.objects.get(
        kind="escalated", unit_id=units[1].id, definition=DRUGS, period=MAY
    )
    assert above.recipient_id == office.world.district.id


def test_run_again_or_at_once_it_reminds_nobody_twice(office: Office) -> None:
    first = remind(office)
    again = remind(office)
    assert first.made > 0
    assert (again.made, again.known) == (0, first.made + first.known)
    row = Reminder.objects.first()
    assert row is not None
    row.pk = None
    Reminder.objects.bulk_create([row], ignore_conflicts=True)
    assert Reminder.objects.count() == first.made


def test_what_came_in_meanwhile_is_no_longer_shown(office: Office) -> None:
    remind(office)
    assert len(of_may(office.an)) == 1
    office.submit(office.world.commune)
    assert of_may(office.an) == []


def test_the_district_sees_one_bundle_of_its_silent_communes(office: Office) -> None:
    with at(21):
        remind(office)
        (bundle,) = of_may(office.thu)
    assert bundle.kind is ReminderKind.ESCALATED
    assert {unit.id for unit in bundle.units} == {unit.id for unit in office.communes()}


def test_the_page_shows_own_notices_only(office: Office) -> None:
    remind(office)
    text = office.client(office.an).get(reverse("approval:notices")).content.decode()
    assert "Báo cáo thống kê phòng, chống ma túy" in text
    assert "Đá Trắng" not in text
    with CaptureQueriesContext(connection) as seen:
        office.client(office.an).get(reverse("approval:notices"))
    assert len(seen) <= 60


def test_only_who_runs_the_system_sends_a_round(office: Office) -> None:
    with pytest.raises(Refused):
        api.remind(office.dung)


@given(st.dates(date(2020, 1, 1), date(2026, 12, 1)), st.integers(-60, 60))
def test_a_day_calls_for_at_most_one_reminder_of_a_kind(due_on: date, distance: int) -> None:
    today = date.fromordinal(due_on.toordinal() + distance)
    found = steps(due_on, today, defaults().reminders)
    kinds = [kind for kind, _ in found]
    assert len(set(kinds)) == len(kinds)
    assert (ReminderKind.BEFORE in kinds) <= (distance <= 0)
    assert all(distance > 0 for kind in kinds if kind is not ReminderKind.BEFORE)
