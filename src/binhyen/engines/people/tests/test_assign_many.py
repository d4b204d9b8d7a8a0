"""Assigning many officers at once: judged as one by one, stored whole or not at all, in few statements."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.people.api import (
    Assignment,
    Move,
    NewAssignment,
    NewWave,
    Role,
    assign_many,
    headcount,
    open_wave,
    wave_totals,
)
from binhyen.foundation.audit.api import entries
from binhyen.kernel.errors import Invalid, NotFound, Refused

ON = date(2022, 3, 1)


def sent(world, officers, unit, role=Role.OFFICER, *, on=ON, wave=None):
    body, post = world.police(unit), world.post("commune", role)
    return [
        NewAssignment(one.code, on, body, post, Move.TRANSFER, None, "MP-1/QĐ-CAT", on, wave)
        for one in officers
    ]


def test_it_moves_all_with_wave_and_one_journal_entry(world):
    officers = [world.officer(world.district) for _ in range(3)]
    open_wave(
        world.operator,
        province_id=world.province.id,
        wave=NewWave(1, "Đợt 1", ON, date(2022, 3, 5), synthetic=True),
    )
    rows = assign_many(
        world.chi(),
        assignments=sent(world, officers, world.commune, wave=1),
        province_id=world.province.id,
    )
    assert [row.officer_id for row in rows] == [one.pk for one in officers]
    assert headcount(ON)[world.commune.id] == 3
    assert wave_totals(ON)[0].officers == 3
    assert entries(action="people.assign_many").count() == 1


def test_it_stores_nothing_when_one_row_is_at_fault(world):
    officers = [world.officer(world.district), world.officer(world.district, on=ON)]
    with pytest.raises(Invalid) as refusal:
        assign_many(world.operator, assignments=sent(world, officers, world.commune))
    assert [row.row for row in refusal.value.rows] == [2]
    assert not Assignment.objects.filter(decision_number="MP-1/QĐ-CAT").exists()


def test_it_refuses_a_second_chief_among_the_rows(world):
    officers = [world.officer(world.district) for _ in range(2)]
    with pytest.raises(Invalid):
        assign_many(world.operator, assignments=sent(world, officers, world.commune, Role.CHIEF))


def test_it_refuses_who_may_not_manage_both_ends(world):
    officers = [world.officer(world.district)]
    with pytest.raises(Refused):
        assign_many(world.giang(), assignments=sent(world, officers, world.elsewhere))
    with pytest.raises(Refused):
        assign_many(world.dung(), assignments=sent(world, officers, world.commune))


def test_it_names_a_wave_the_province_does_not_have(world):
    officers = [world.officer(world.district)]
    with pytest.raises(NotFound, match="chưa có đợt 7"):
        assign_many(
            world.operator,
            assignments=sent(world, officers, world.commune, wave=7),
            province_id=world.province.id,
        )


def test_statements_do_not_grow_with_officers(world):
    counts = []
    for size in (2, 8):
        officers = [world.officer(world.district) for _ in range(size)]
        rows = sent(world, officers, world.commune)
        with CaptureQueriesContext(connection) as asked:
            assign_many(world.operator, assignments=rows)
        counts.append(len(asked))
    assert counts[0] == counts[1]
