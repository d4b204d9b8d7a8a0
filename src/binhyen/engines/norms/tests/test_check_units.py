"""A finding for every unit a rule binds: verdict, distance, reason, source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.norms import api
from binhyen.engines.norms.api import Verdict
from binhyen.kernel.errors import NotFound, Refused

EARLY = date(2021, 3, 1)


def test_a_unit_with_enough_officers_meets_the_rule(land):
    land.staff(land.world.commune, EARLY, EARLY, EARLY)
    found = land.finding("staffing.minimum", land.world.commune)
    assert (found.verdict, found.left, found.right, found.by) == (Verdict.MET, 3, 3, None)
    assert found.why.endswith("3 người, yêu cầu từ 3 người trở lên: đạt.")


def test_a_unit_with_too_few_says_by_how_much_and_by_which_source(land):
    land.staff(land.world.commune, EARLY)
    found = land.finding("staffing.minimum", land.world.commune)
    assert (found.verdict, found.by) == (Verdict.SHORT, Decimal(2))
    assert "thiếu 2 người" in found.why
    assert found.source.citation == "Dự kiến (chưa tìm thấy nguồn, cần xác minh)"
    assert found.source.reading == "Đọc là tối thiểu"


def test_a_unit_beyond_its_band_is_over(land):
    land.staff(land.world.township, EARLY, EARLY, EARLY)
    found = land.finding("staffing.band", land.world.township)
    assert (found.verdict, found.by, found.up_to) == (Verdict.OVER, 1, 2)
    assert "yêu cầu từ 1 đến 2 người: vượt 1 người" in found.why


def test_nobody_counts_as_none_and_not_as_unknown(land):
    assert land.finding("staffing.minimum", land.world.elsewhere).left == 0


def test_the_value_in_force_on_the_day_counts(land):
    land.staff(land.world.commune, EARLY, EARLY)
    verdict = {
        on: land.finding("staffing.minimum", land.world.commune, on).verdict
        for on in (date(2021, 12, 31), date(2022, 1, 1))
    }
    assert list(verdict.values()) == [Verdict.MET, Verdict.SHORT]


def test_a_rule_binds_neither_before_it_begins_nor_after_it_lapses(land):
    assert not land.check("staffing.minimum", on=date(2020, 5, 31)).findings
    assert not land.check("staffing.minimum", on=date(2025, 1, 1)).findings


def test_units_of_another_type_and_wards_have_no_finding(land):
    names = {one.unit_name for one in land.check("staffing.minimum")}
    assert names == {"xã Bình Hòa", "xã Tân Phú", "xã Đá Trắng", "xã Suối Trong"}
    wards = land.check("clear_up.rate").for_unit(land.world.ward.id)
    assert [one.verdict for one in wards] == [Verdict.NOT_MEASURABLE]


def test_the_last_closed_period_is_read_and_a_missing_report_is_not_measurable(land):
    commune = land.world.commune
    land.report(commune, "2022-05", crime__social_order__occurred=4, crime__social_order__solved=2)
    found = land.finding("clear_up.rate", commune)
    assert (found.verdict, found.left, found.by) == (Verdict.SHORT, 50, 25)
    assert found.measured == "admin:2022-05"
    other = land.finding("clear_up.rate", land.world.elsewhere)
    assert other.verdict is Verdict.NOT_MEASURABLE
    assert other.why.startswith("Chưa có số liệu: ")


def test_nothing_to_clear_up_is_no_finding(land):
    commune = land.world.commune
    land.report(commune, "2022-05", crime__social_order__occurred=0, crime__social_order__solved=0)
    assert not land.check("clear_up.rate", under=commune).findings


def test_a_condition_that_does_not_hold_leaves_the_unit_out(land):
    commune, other = land.world.commune, land.world.elsewhere
    land.staff(commune, EARLY, EARLY, EARLY, party_official_on=EARLY)
    land.staff(other, EARLY, EARLY, party_official_on=EARLY)
    for unit in (commune, other):
        land.report(unit, "calendar:2022-05", cells__established=0)
    found = land.check("cells.exists")
    assert [(one.unit_id, one.verdict) for one in found] == [(commune.id, Verdict.SHORT)]


def test_roll_up_counts_every_verdict_beside_its_denominator(land):
    land.staff(land.world.commune, EARLY, EARLY, EARLY)
    by_name = {tally.unit_name: tally for tally in api.roll_up(land.check("staffing.minimum"))}
    home, away = by_name["huyện Sông Trăng"], by_name["huyện Núi Xanh"]
    assert (home.applicable, home.count(Verdict.MET), home.count(Verdict.SHORT)) == (2, 1, 1)
    assert (away.applicable, away.count(Verdict.MET)) == (2, 0)
    assert [
        tally.applicable for tally in api.roll_up(land.check("staffing.minimum"), "province")
    ] == [4]


def test_the_number_of_statements_does_not_grow_with_the_units(land):
    with CaptureQueriesContext(connection) as before:
        land.check()
    for _ in range(6):
        land.staff(land.world.unit(), EARLY)
    land.check()  # remembers the new tree
    with CaptureQueriesContext(connection) as after:
        assert len(land.check("staffing.minimum")) == 10
    assert len(after) <= len(before)


def test_an_outsider_is_refused_and_an_unknown_rule_is_named(land):
    with pytest.raises(Refused):
        api.check(land.world.giang(), land.world.province.id, date(2022, 6, 3))
    with pytest.raises(NotFound, match=r"no\.such"):
        land.check("no.such")


def test_the_counter_of_units_at_strength_agrees_with_the_findings(land):
    land.staff(land.world.commune, EARLY, EARLY, EARLY)
    land.staff(land.world.township, EARLY, EARLY, EARLY)
    counted = api.COUNTERS["norms.staffing_met"](date(2022, 6, 3), land.world.province.id)
    assert counted == {land.world.commune.id: 1}
