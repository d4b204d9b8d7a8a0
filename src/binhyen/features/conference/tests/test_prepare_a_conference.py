"""Beginning a conference: series, template, the conference before, points of all children in one act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from binhyen.features.conference import api
from binhyen.features.conference.models import Point
from binhyen.features.conference.tests.preparing import (
    ENDS,
    PREPARED,
    STARTS,
    new,
    prepare,
    seat,
)
from binhyen.features.conference.types import ItemKind, Role
from binhyen.foundation.audit.api import JournalEntry
from binhyen.kernel import clock
from binhyen.kernel.errors import Conflict, Invalid, NotFound, Refused, RuleBroken


@pytest.fixture(autouse=True)
def _stopped() -> Iterator[None]:
    with clock.frozen(PREPARED):
        yield


def test_the_first_of_a_series_has_nothing_to_follow_up_and_the_next_begins_with_it(world) -> None:
    first = prepare(world)
    kinds = [one.item.kind for one in api.agenda_of(first.conference).lines]
    assert ItemKind.FOLLOW_UP not in kinds
    later = STARTS + timedelta(days=364)
    second = api.new_conference(
        world.operator,
        new=new(world, "an-phuoc-2023", starts_at=later, ends_at=later + timedelta(hours=3)),
    )
    assert second.previous == first.conference
    assert api.agenda_of(second).lines[0].item.kind == ItemKind.FOLLOW_UP
    assert JournalEntry.objects.filter(action="conference.new_conference").count() == 2


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"ends_at": STARTS}, Invalid),
        ({"ends_at": STARTS + timedelta(days=2)}, Invalid),
        ({"starts_at": STARTS.replace(tzinfo=None)}, Invalid),
        ({"title": "  "}, Invalid),
        ({"title": "<b>"}, Invalid),
        ({"template": "no_such"}, NotFound),
        ({"series_code": "other"}, NotFound),
        ({"previous_id": 999_999}, NotFound),
        ({}, Conflict),
    ],
)
def test_what_cannot_be_is_refused(world, changed, refusal) -> None:
    made = prepare(world)
    code = {"code": made.conference.code} if not changed else {"code": "other-2022"}
    with pytest.raises(refusal):
        api.new_conference(world.operator, new=new(world, **code, **changed))


def test_who_prepares_elsewhere_may_not_prepare_here(world) -> None:
    prepare(world)
    for stranger in (world.giang(), world.binh()):
        with pytest.raises(Refused):
            api.new_conference(stranger, new=new(world, "theirs"))


def test_all_children_of_a_unit_join_in_one_act_and_only_once(world) -> None:
    made = prepare(world)
    assert next(one.unit_id for one in api.points_of(made.conference.pk)) == world.province.id
    roles = {one.role for one in api.delegates_of(made.conference.pk, made.first.pk)}
    assert roles == {Role.CHAIR, Role.TECHNICIAN}
    with pytest.raises(RuleBroken):
        api.add_points_below(
            world.operator, conference_id=made.conference.pk, parent_id=world.province.id
        )
    communes = api.add_points_below(
        world.operator, conference_id=made.conference.pk, parent_id=world.district.id
    )
    assert world.commune.id in {one.unit_id for one in communes}
    with pytest.raises(Conflict):
        api.add_points(
            world.operator,
            conference_id=made.conference.pk,
            points=[api.NewPoint(world.commune.id)],
        )


def test_points_cost_the_same_statements_however_many(world, django_assert_max_num_queries) -> None:
    made = prepare(world)
    with django_assert_max_num_queries(30):
        api.add_points_below(
            world.operator, conference_id=made.conference.pk, parent_id=world.province.id, level=3
        )
    with django_assert_max_num_queries(4):
        states = api.point_states(made.conference)
    assert len(states) == Point.objects.count() > 5


def test_a_unit_that_ended_before_the_day_cannot_join(world) -> None:
    made = prepare(world)
    with pytest.raises(NotFound):
        api.add_points(
            world.operator,
            conference_id=made.conference.pk,
            points=[api.NewPoint(world.merged_away.id)],
        )


def test_a_second_main_point_is_refused(world) -> None:
    made = prepare(world)
    with pytest.raises(Conflict):
        api.add_points(
            world.operator,
            conference_id=made.conference.pk,
            points=[api.NewPoint(world.commune.id, api.PointKind.MAIN)],
        )


def test_two_who_change_the_head_at_once(world) -> None:
    made = prepare(world)
    fields = {
        "title": "Tên mới",
        "place": "Nơi mới",
        "purpose": "",
        "starts_at": STARTS,
        "ends_at": ENDS,
    }
    version = made.fresh().version
    api.change_conference(
        world.operator, conference_id=made.conference.pk, version=version, **fields
    )
    with pytest.raises(Conflict):
        api.change_conference(
            world.operator, conference_id=made.conference.pk, version=version, **fields
        )


def test_a_point_with_nothing_to_keep_may_go(world) -> None:
    made = prepare(world)
    seat(made, world.operator)
    api.remove_point(world.operator, conference_id=made.conference.pk, point_id=made.first.pk)
    assert made.first.pk not in [one.pk for one in api.points_of(made.conference.pk)]


def test_a_conference_is_found_without_accents_and_only_by_whoever_may_read_it(world) -> None:
    made, chi = prepare(world), world.chi()
    assert [one.pk for one in api.conferences(chi, "so ket chinh quy")] == [made.conference.pk]
    assert api.conferences(chi, "phong chay") == []
    assert api.conferences(world.giang()) == []
