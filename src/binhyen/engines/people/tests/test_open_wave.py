"""Waves: counted from the rows that name them, with where the officers came from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from binhyen.engines.people.api import (
    Move,
    NewAssignment,
    NewWave,
    Role,
    assign_officer,
    donor_shares,
    open_wave,
    wave_totals,
)
from binhyen.kernel.errors import Conflict, NotFound, RuleBroken

WAVE = NewWave(1, "Đợt 1", date(2020, 3, 28), date(2020, 3, 30), "MP-1/QĐ-CAT", synthetic=True)


def _send(world, officer, unit, role, on, wave=1):
    assign_officer(
        world.operator,
        assignment=NewAssignment(
            officer.code,
            on,
            world.police(unit),
            world.post("commune", role),
            Move.TRANSFER,
            wave=wave,
        ),
        province_id=world.province.id,
    )


def test_it_counts_officers_units_donors_and_days(world):
    open_wave(world.operator, province_id=world.province.id, wave=WAVE)
    sent = [world.officer(world.district) for _ in range(3)]
    world.officer(world.district)
    _send(world, sent[0], world.commune, Role.CHIEF, date(2020, 3, 28))
    _send(world, sent[1], world.commune, Role.OFFICER, date(2020, 3, 30))
    _send(world, sent[2], world.elsewhere, Role.CHIEF, date(2020, 3, 29))
    (total,) = wave_totals(date(2022, 6, 3))
    assert (total.officers, total.units, total.donors) == (3, 2, 1)
    assert (total.first_on, total.last_on) == (date(2020, 3, 28), date(2020, 3, 30))
    assert total.roles == {"chief": 2, "officer": 1}
    (here,) = wave_totals(date(2022, 6, 3), world.district.id)
    assert (here.officers, here.units) == (2, 1)
    (early,) = wave_totals(date(2020, 3, 28))
    assert early.officers == 1
    assert wave_totals(date(2020, 3, 27)) == []


def test_it_says_what_each_donor_gave_of_what_it_had(world):
    open_wave(world.operator, province_id=world.province.id, wave=WAVE)
    officers = [world.officer(world.district) for _ in range(4)]
    _send(world, officers[0], world.commune, Role.CHIEF, date(2020, 3, 28))
    (share,) = donor_shares(date(2022, 6, 3), world.province.id)
    assert (share.given, share.strength, share.share) == (1, 4, Decimal("0.25"))
    assert share.unit_id == world.district.id


def test_who_moves_on_still_counts_in_the_wave(world):
    open_wave(world.operator, province_id=world.province.id, wave=WAVE)
    officer = world.officer(world.district)
    _send(world, officer, world.commune, Role.OFFICER, date(2020, 3, 28))
    world.assign(officer, world.township, on=date(2021, 1, 1))
    (total,) = wave_totals(date(2022, 6, 3))
    assert total.officers == 1


def test_it_refuses_a_wave_twice_backward_or_unknown(world):
    open_wave(world.operator, province_id=world.province.id, wave=WAVE)
    with pytest.raises(Conflict):
        open_wave(world.operator, province_id=world.province.id, wave=WAVE)
    backward = NewWave(2, "Đợt 2", date(2020, 3, 30), date(2020, 3, 1))
    with pytest.raises(RuleBroken):
        open_wave(world.operator, province_id=world.province.id, wave=backward)
    with pytest.raises(NotFound):
        _send(world, world.officer(), world.commune, Role.OFFICER, date(2020, 3, 28), wave=9)
