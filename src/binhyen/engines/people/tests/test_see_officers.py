"""Who may see people by name: only those with the right, where the officer serves; reading a record is written down."""

from __future__ import annotations

from datetime import date

import pytest

from binhyen.engines.people.api import Role, history_of_posts, officer_detail, officers, service_of
from binhyen.foundation.audit.api import JournalEntry
from binhyen.kernel.errors import NotFound, Refused

DAY = date(2022, 6, 3)


def test_the_outsider_sees_nothing(world):
    officer = world.officer(world.commune, Role.CHIEF)
    giang = world.giang()
    assert list(officers(giang, DAY)) == []
    assert service_of(giang, world.commune.id, DAY) == []
    assert history_of_posts(giang, world.commune.id) == []
    with pytest.raises(Refused):
        officer_detail(giang, officer_id=officer.pk, on=DAY)


def test_the_clerk_without_the_right_to_personal_data_sees_nobody(world):
    world.officer(world.commune)
    assert list(officers(world.an(), DAY)) == []


def test_the_chief_sees_the_own_unit_and_the_planner_the_province(world):
    world.officer(world.commune, name="Trần Văn Ất")
    world.officer(world.elsewhere, name="Trần Văn Giáp")
    assert [row.officer.full_name for row in officers(world.binh(), DAY)] == ["Trần Văn Ất"]
    assert [row.officer.full_name for row in officers(world.chi(), DAY)] == [
        "Trần Văn Ất",
        "Trần Văn Giáp",
    ]


def test_an_officer_who_left_is_out_of_sight_from_that_day(world):
    officer = world.officer(world.commune, on=date(2020, 1, 1))
    world.assign(officer, world.elsewhere, on=date(2021, 1, 1))
    binh = world.binh()
    assert officers(binh, date(2020, 12, 31)).count() == 1
    assert officers(binh, date(2021, 1, 1)).count() == 0


@pytest.mark.parametrize("text", ["do thi hoa", "Hòa ĐỖ", "hoa", "mp-0"])
def test_it_finds_names_without_marks_in_any_order(world, text):
    world.officer(world.commune, name="Đỗ Thị Hòa")
    world.officer(world.commune, name="Lê Quang Vinh")
    found = {row.officer.full_name for row in officers(world.operator, DAY, text=text)}
    assert "Đỗ Thị Hòa" in found
    assert ("Lê Quang Vinh" in found) == text.startswith("mp")


def test_it_filters_by_unit_and_role_and_orders_by_given_name(world):
    for name in ("Nguyễn Văn Ước", "Phạm Văn Ân", "Lê Văn An"):
        world.officer(world.commune, name=name)
    world.officer(world.township, Role.CHIEF, name="Bùi Văn Chín")
    rows = officers(world.operator, DAY, under_id=world.commune.id, role=Role.OFFICER)
    assert [row.officer.full_name for row in rows] == ["Lê Văn An", "Phạm Văn Ân", "Nguyễn Văn Ước"]


def test_opening_a_record_is_written_into_the_journal(world):
    officer = world.officer(world.commune)
    binh = world.binh()
    found = officer_detail(binh, officer_id=officer.pk, on=DAY)
    assert [row.police_unit_id for row in found.assignments.all()] == [world.police(world.commune)]
    entry = JournalEntry.objects.order_by("-seq").first()
    assert (entry.action, entry.actor_id, entry.object_id, entry.scope_id) == (
        "people.open_record",
        binh.id,
        str(officer.pk),
        world.commune.id,
    )


def test_an_unknown_record_is_not_found(world):
    with pytest.raises(NotFound):
        officer_detail(world.operator, officer_id=999, on=DAY)
