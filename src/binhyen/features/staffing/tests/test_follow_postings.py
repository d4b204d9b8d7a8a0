"""The life of a posting: terms, certificates, vacancies, donors' strength, absences and ways back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from binhyen.engines.indicators.api import load_catalogue
from binhyen.engines.people.api import (
    Move,
    NewAssignment,
    NewQualification,
    Role,
    assign_officer,
    record_qualification,
)
from binhyen.features.staffing import api
from binhyen.features.staffing.tests.conftest import DAY, EASY
from binhyen.foundation.audit.api import entries
from binhyen.kernel.errors import Invalid, NotFound, Refused


@pytest.fixture
def chief(staffed):
    """A chief of Bình Hòa from the district, whose term ends in two months."""
    officer = staffed.officer()
    assign_officer(
        staffed.operator,
        assignment=NewAssignment(
            officer.code,
            date(2021, 1, 1),
            staffed.world.police(staffed.world.commune),
            staffed.world.post("commune", Role.CHIEF),
            Move.APPOINT,
            term_until=date(2022, 8, 1),
        ),
    )
    return officer


def test_a_term_that_ends_names_where_the_officer_came_from_and_the_way_back(staffed, chief):
    chi = staffed.world.chi()
    (term,) = api.ending_terms(chi, DAY, under_id=staffed.province)
    assert (term.officer_code, term.role, term.return_on) == (chief.code, "chief", None)
    body = staffed.world.police(staffed.world.district)
    assert term.came_from_id == body
    for on in (date(2022, 8, 1), date(2022, 9, 1)):
        api.plan_return(chi, officer_id=chief.pk, police_unit_id=body, on=on, reason="Hết nhiệm kỳ")
    (term,) = api.ending_terms(chi, DAY, under_id=staffed.province)
    assert (term.return_on, term.return_to) == (date(2022, 9, 1), term.came_from)
    assert entries(action="staffing.plan_return").count() == 2
    assert api.ending_terms(chi, DAY, date(2022, 7, 1)) == []
    assert api.ending_terms(staffed.world.giang(), DAY) == []


def test_a_certificate_that_lapses_is_told_in_time(staffed):
    officer = staffed.officer()
    record_qualification(
        staffed.operator,
        qualification=NewQualification(
            officer.code, "admin", "Chứng chỉ", date(2017, 8, 1), date(2022, 8, 1)
        ),
    )
    (one,) = api.expiring_certificates(staffed.operator, DAY, under_id=staffed.province)
    assert (one.kind, one.expires_on) == ("admin", date(2022, 8, 1))


def test_vacancies_say_how_many_and_since_when(staffed, chief):
    load_catalogue(staffed.operator, folder=Path(django_settings.BINHYEN_CATALOGUE))
    alarms = api.vacancy_alarms(staffed.operator, staffed.province, DAY)
    (short,) = [
        one for one in alarms if one.unit_code == "99102" and one.norm == "staffing.commune_minimum"
    ]
    assert short.short_by == 4
    assert short.since is not None
    assert short.days == (DAY - short.since).days
    norms = {one.norm for one in alarms if one.unit_code == "99102"}
    assert "staffing.chief_present" not in norms
    with pytest.raises(Refused):
        api.vacancy_alarms(staffed.world.giang(), staffed.province, DAY)


def test_donors_tell_what_they_gave_and_have_left(staffed):
    staffed.donors()
    plan = staffed.approved()
    api.issue_decisions(
        staffed.dung, plan_id=plan.pk, wave=1, issued_on=DAY, effective_on=date(2022, 7, 1)
    )
    handed = api.hand_over(staffed.dung, plan_id=plan.pk, on=date(2022, 7, 1))
    after = date(2022, 7, 2)
    api.record_absence(
        staffed.chi,
        officer=_still_there(staffed, plan),
        kind=api.AbsenceKind.ILL,
        valid_from=date(2022, 6, 4),
    )
    found = api.donor_strengths(staffed.operator, staffed.province, after)
    assert sum(one.given for one in found) == len(handed)
    assert sum(one.before for one in found) == 40
    assert sum(one.now for one in found) == 40 - len(handed)
    assert sum(one.absent for one in found) == 1
    assert all(one.given_permille == one.given * 1000 // one.before for one in found)


def test_who_is_absent_is_not_sent_or_only_later(staffed):
    ill, studying = staffed.officer(), staffed.officer()
    chi = staffed.world.chi()
    api.record_absence(chi, officer=ill.code, kind="ill", valid_from=date(2022, 6, 1))
    api.record_absence(
        chi, officer=studying.code, kind="study", valid_from=DAY, valid_to=date(2022, 8, 1)
    )
    people = {one.id: one for one in api.instance(chi, staffed.province, DAY, EASY).candidates}
    assert people[ill.code].excluded
    assert (people[studying.code].excluded, people[studying.code].available_from_wave) == ("", 2)
    assert {one.officer_code for one in api.absences(chi, DAY)} == {ill.code, studying.code}
    api.record_absence(
        chi, officer=ill.code, kind="ill", valid_from=date(2022, 6, 1), valid_to=date(2022, 6, 2)
    )
    assert {one.officer_code for one in api.absences(chi, DAY)} == {studying.code}


def test_absences_are_for_who_manages_people_there(staffed):
    officer = staffed.officer()
    with pytest.raises(Refused):
        api.record_absence(staffed.world.dung(), officer=officer.code, kind="ill", valid_from=DAY)
    with pytest.raises(NotFound):
        api.record_absence(staffed.operator, officer="MP-none", kind="ill", valid_from=DAY)
    with pytest.raises(Invalid):
        api.record_absence(
            staffed.operator, officer=officer.code, kind="ill", valid_from=DAY, valid_to=DAY
        )


def _still_there(staffed, plan):
    sent = {row.officer_code for row in api.line_rows(staffed.operator, plan)}
    return next(one.id for one in api.problem_of(plan).candidates if one.id not in sent)
