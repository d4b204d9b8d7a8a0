"""Reading a whole force, what lapses soon, and names, always within the reader's scope."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.people.api import (
    Move,
    NewAssignment,
    NewQualification,
    NewRank,
    Role,
    assign_officer,
    certificates_until,
    force,
    grant_rank,
    names_of,
    record_qualification,
    terms_until,
)

ON = date(2022, 6, 3)


def certify(world, officer, kind, since, until=None):
    record_qualification(
        world.operator,
        qualification=NewQualification(officer.code, kind, "Chứng chỉ mô phỏng", since, until),
    )


def test_force_tells_rank_and_certificates_of_the_day(world):
    officer = world.officer(world.district, party_official_on=date(2018, 1, 1))
    grant_rank(world.operator, grant=NewRank(officer.code, "captain", date(2018, 1, 1)))
    certify(world, officer, "criminal", date(2020, 1, 1))
    certify(world, officer, "drugs", date(2019, 1, 1), date(2022, 1, 1))
    (found,) = force(world.chi(), ON, under_id=world.province.id)
    assert (found.code, found.kind, found.rank) == (officer.code, "district", 4)
    assert found.held == {"criminal"}
    assert found.party_official
    assert force(world.giang(), ON) == []


def test_force_takes_two_statements_and_the_structure(world):
    for _ in range(4):
        world.officer(world.district)
    with CaptureQueriesContext(connection) as asked:
        assert len(force(world.operator, ON)) == 4
    assert len(asked) == 2


def test_names_stay_within_scope(world):
    officer = world.officer(world.district)
    assert names_of(world.chi(), [officer.pk], ON) == {officer.pk: officer.full_name}
    assert names_of(world.giang(), [officer.pk], ON) == {}


def test_terms_and_certificates_that_lapse_soon(world):
    officer = world.officer(world.district)
    body = world.police(world.commune)
    assign_officer(
        world.operator,
        assignment=NewAssignment(
            officer.code,
            date(2020, 1, 1),
            body,
            world.post("commune", Role.CHIEF),
            Move.APPOINT,
            term_until=date(2022, 8, 1),
        ),
    )
    certify(world, officer, "admin", date(2017, 7, 1), date(2022, 7, 1))
    certify(world, officer, "it", date(2017, 7, 1), date(2022, 7, 2))
    certify(world, officer, "it", date(2022, 5, 1), date(2027, 5, 1))
    chi = world.chi()
    (term,) = terms_until(chi, ON, date(2022, 12, 31))
    assert (term.officer_id, term.came_from) == (officer.pk, world.police(world.district))
    (lapsing,) = certificates_until(chi, ON, date(2022, 12, 31))
    assert (lapsing.kind, lapsing.unit_id) == ("admin", world.commune.id)
    assert terms_until(chi, ON, date(2022, 7, 31)) == []
    assert certificates_until(world.giang(), ON, date(2022, 12, 31)) == []
