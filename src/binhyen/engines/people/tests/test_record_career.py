"""Ranks and certificates: one after the other, and counted while they are valid."""

from __future__ import annotations

from datetime import date

import pytest

from binhyen.engines.people.api import (
    COUNTERS,
    NewQualification,
    NewRank,
    Role,
    grant_rank,
    record_qualification,
    service_of,
)
from binhyen.kernel.errors import NotFound, RuleBroken

DAY = date(2022, 6, 3)


def test_service_shows_the_rank_of_the_day_and_the_order_of_precedence(world):
    member = world.officer(world.commune, Role.OFFICER)
    chief = world.officer(world.commune, Role.CHIEF)
    for code, day in (("captain", date(2018, 1, 1)), ("major", date(2022, 1, 1))):
        grant_rank(world.operator, grant=NewRank(chief.code, code, day))
    assert [
        (row.officer_id, row.rank) for row in service_of(world.operator, world.commune.id, DAY)
    ] == [
        (chief.pk, 5),
        (member.pk, None),
    ]
    before = service_of(world.operator, world.commune.id, date(2021, 12, 31))
    assert before[0].rank == 4


def test_it_refuses_a_rank_before_the_last_or_unknown(world):
    officer = world.officer(world.commune)
    grant_rank(world.operator, grant=NewRank(officer.code, "captain", date(2018, 1, 1)))
    with pytest.raises(RuleBroken):
        grant_rank(world.operator, grant=NewRank(officer.code, "major", date(2018, 1, 1)))
    with pytest.raises(NotFound):
        grant_rank(world.operator, grant=NewRank(officer.code, "admiral", date(2020, 1, 1)))


def test_a_lapsed_certificate_and_a_language_do_not_count_as_training(world):
    officer = world.officer(world.commune)
    ask = (DAY, world.province.id)
    for kind, expires in (("criminal", DAY), ("lang_thai", None)):
        record_qualification(
            world.operator,
            qualification=NewQualification(officer.code, kind, "", date(2020, 1, 1), expires),
        )
    assert COUNTERS["people.certified"](*ask) == {}
    assert COUNTERS["people.certified"](date(2022, 6, 2), world.province.id) == {
        world.commune.id: 1
    }
    with pytest.raises(RuleBroken):
        record_qualification(
            world.operator, qualification=NewQualification(officer.code, "admin", "", DAY, DAY)
        )
