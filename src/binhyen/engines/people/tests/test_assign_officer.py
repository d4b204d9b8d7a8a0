"""Assigning officers: the row before ends, and what a chain may not hold is refused."""

from __future__ import annotations

from datetime import date

import pytest

from binhyen.engines.people.api import (
    Assignment,
    Move,
    NewAssignment,
    NewOfficer,
    Role,
    assign_officer,
    end_assignment,
    headcount,
    history_of_posts,
    posts_held,
    register_officer,
)
from binhyen.engines.units.api import PoliceUnit
from binhyen.kernel.errors import Conflict, NotFound, Refused, RuleBroken

JAN, JUN = date(2021, 1, 1), date(2021, 6, 1)


def test_it_moves_an_officer_from_the_day_on(world):
    officer = world.officer(world.commune, on=JAN)
    world.assign(officer, world.township, on=JUN)
    assert headcount(date(2021, 5, 31)) == {world.commune.id: 1}
    assert headcount(JUN) == {world.township.id: 1}
    assert headcount(date(2020, 12, 31)) == {}


def test_it_ends_service(world):
    officer = world.officer(world.commune, on=JAN)
    end_assignment(world.operator, officer=officer.code, on=JUN, kind=Move.RETIRE)
    assert headcount(JUN) == {}
    assert headcount(date(2021, 5, 31)) == {world.commune.id: 1}


def test_it_counts_posts_by_unit_and_below(world):
    world.officer(world.commune, Role.CHIEF, on=JAN)
    world.officer(world.commune, on=JAN)
    world.officer(world.elsewhere, on=JAN)
    held = posts_held(JUN, world.district.id)
    assert held == {
        world.commune.id: {
            world.post("commune", Role.CHIEF): 1,
            world.post("commune", Role.OFFICER): 1,
        }
    }


@pytest.mark.parametrize("on", [JAN, date(2020, 12, 31)])
def test_it_refuses_to_go_backward(world, on):
    officer = world.officer(world.commune, on=JAN)
    with pytest.raises(RuleBroken, match="phải sau ngày"):
        world.assign(officer, world.township, on=on)
    assert Assignment.objects.count() == 1


def test_it_refuses_a_second_chief_until_the_first_has_gone(world):
    first, second = world.officer(world.commune, Role.CHIEF, on=JAN), world.officer()
    with pytest.raises(RuleBroken, match="cấp trưởng khác"):
        world.assign(second, world.commune, Role.CHIEF, on=JUN)
    world.assign(first, world.township, on=JUN)
    world.assign(second, world.commune, Role.CHIEF, on=JUN)
    assert headcount(JUN) == {world.commune.id: 1, world.township.id: 1}


def test_it_refuses_a_chief_before_one_who_comes_later(world):
    world.officer(world.commune, Role.CHIEF, on=JUN)
    with pytest.raises(RuleBroken, match="cấp trưởng khác"):
        world.assign(world.officer(), world.commune, Role.CHIEF, on=JAN)


def test_it_refuses_a_post_foreign_to_the_kind_of_unit(world):
    officer = world.officer()
    wrong = NewAssignment(
        officer.code,
        JAN,
        world.police(world.commune),
        world.post("district", Role.OFFICER),
        Move.PLACE,
    )
    with pytest.raises(RuleBroken, match="không có chức danh"):
        assign_officer(world.operator, assignment=wrong)


def test_it_refuses_a_unit_that_does_not_yet_exist(world):
    young = world.unit(name="Đất Mới", valid_from=JUN)
    with pytest.raises(RuleBroken, match="chưa thành lập"):
        world.officer(young, on=JAN)
    assert PoliceUnit.objects.get(unit_id=young.id).established_on == JUN


def test_it_refuses_to_end_what_has_ended_or_never_began(world):
    idle = world.officer()
    with pytest.raises(RuleBroken, match="chưa được bố trí"):
        end_assignment(world.operator, officer=idle.code, on=JUN, kind=Move.LEAVE)
    world.assign(idle, world.commune, on=JAN)
    end_assignment(world.operator, officer=idle.code, on=JUN, kind=Move.LEAVE)
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        end_assignment(world.operator, officer=idle.code, on=date(2021, 7, 1), kind=Move.LEAVE)


def test_it_refuses_an_officer_under_18_and_a_taken_code(world):
    child = NewOfficer("MP-900001", "Trần Văn Bé", "m", 2004, date(2021, 9, 1))
    with pytest.raises(RuleBroken, match="18 tuổi"):
        register_officer(world.operator, officer=child)
    grown = NewOfficer("MP-900001", "Trần Văn Lớn", "m", 2003, date(2021, 9, 1))
    register_officer(world.operator, officer=grown)
    with pytest.raises(Conflict):
        register_officer(world.operator, officer=grown)


def test_the_planner_moves_people_and_others_do_not(world):
    officer = world.officer(world.commune, on=JAN)
    for outsider in (world.binh(), world.giang(), world.dung()):
        with pytest.raises(Refused):
            world.assign(officer, world.township, on=JUN, actor=outsider)
    world.assign(officer, world.township, on=JUN, actor=world.chi())
    assert headcount(JUN) == {world.township.id: 1}


def test_it_knows_no_unknown_officer(world):
    unknown = NewAssignment(
        "MP-999999",
        JAN,
        world.police(world.commune),
        world.post("commune", Role.OFFICER),
        Move.PLACE,
    )
    with pytest.raises(NotFound):
        assign_officer(world.operator, assignment=unknown)


def test_history_tells_who_held_a_post_and_until_when(world):
    first = world.officer(world.commune, Role.CHIEF, on=JAN, name="Lê Văn Một")
    world.assign(first, world.township, on=JUN)
    world.officer(world.commune, Role.CHIEF, on=JUN, name="Lê Văn Hai")
    told = history_of_posts(world.operator, world.commune.id)
    assert [(row.full_name, row.valid_from, row.valid_to) for row in told] == [
        ("Lê Văn Hai", JUN, None),
        ("Lê Văn Một", JAN, JUN),
    ]
