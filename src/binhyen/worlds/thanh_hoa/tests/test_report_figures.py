"""The synthetic figures: complete enough, consistent, marked, and telling the story the review is about."""

from __future__ import annotations

import pytest

from binhyen.engines.indicators.api import By, Query, calendars, catalogue, read
from binhyen.engines.people.api import Officer, officers
from binhyen.foundation.access.api import Account, Actor, actor_for
from binhyen.foundation.audit.api import installation
from binhyen.kernel.errors import Conflict
from binhyen.kernel.periods import parse_periods
from binhyen.worlds.thanh_hoa.accounts import DEMO_ACCOUNTS, open_accounts
from binhyen.worlds.thanh_hoa.facts import FOCUS_ON
from binhyen.worlds.thanh_hoa.load import load
from binhyen.worlds.thanh_hoa.places import province

pytestmark = [pytest.mark.world, pytest.mark.django_db]


def _totals(*measures: str, periods: str, default: str = "admin") -> dict[str, list[int]]:
    asked = tuple(parse_periods(periods, calendars(), default))
    frame = read(Query(measures, province().id, By.UNIT, asked))
    found: dict[str, list[int]] = {measure: [] for measure in measures}
    for cell in frame.total_cells:
        found[cell.measure].append(int(cell.value or 0))
    return found


def test_it_marks_the_installation_and_refuses_a_second_load(thanh_hoa):
    marked = installation()
    assert (marked.demo_world, marked.focus_on) == ("thanh_hoa", FOCUS_ON)
    with pytest.raises(Conflict):
        load(Actor.operator(), lambda _: None)
    assert Officer.objects.count() == thanh_hoa["officers"]


def test_crime_falls_by_ten_to_fifteen_percent_between_the_windows(thanh_hoa):
    cases = _totals("crime.social_order.occurred", periods="2020-06..2022-05")[
        "crime.social_order.occurred"
    ]
    before, after = sum(cases[:12]), sum(cases[12:24])
    assert 800 < before < 2500
    assert 0.10 <= 1 - after / before <= 0.15


def test_some_units_do_not_report_and_zero_is_not_missing(thanh_hoa):
    (month,) = parse_periods("2022-05", calendars(), "admin")
    frame = read(Query(("crime.homicide.occurred",), province().id, By.COMMUNE, (month,)))
    values = [cell.value for cell in frame.cells]
    assert len(values) == 559
    assert 0 < sum(value is None for value in values) < 30
    assert sum(value == 0 for value in values) > 400


def test_the_card_campaign_is_a_funnel(thanh_hoa):
    steps = ("idcard.taken", "idcard.printed", "idcard.returned")
    found = _totals(*steps, periods="2021-02-25..2022-05-31", default="campaign")
    taken, printed, returned = (sum(found[step]) for step in steps)
    assert taken > printed > returned > 1_000_000


def test_not_every_eligible_unit_has_its_cell(thanh_hoa):
    founded = _totals("cells.established", periods="2022-05", default="calendar")[
        "cells.established"
    ]
    assert 390 < founded[-1] < 492


def test_reports_keep_their_own_checks(thanh_hoa):
    """Totals of sides that every report must balance, balance."""
    sides = (
        "tips.carried_over",
        "tips.received",
        "tips.resolved",
        "tips.transferred",
        "tips.pending",
    )
    found = _totals(*sides, periods="2022-03")
    value = {side: found[side][0] for side in sides}
    assert value["tips.carried_over"] + value["tips.received"] == (
        value["tips.resolved"] + value["tips.transferred"] + value["tips.pending"]
    )
    assert catalogue().elements


def test_the_demonstration_accounts_see_what_their_office_should(thanh_hoa):
    opened = open_accounts(Actor.operator())
    assert set(opened) == {account.username for account in DEMO_ACCOUNTS}
    assert len(set(opened.values())) == len(opened)
    seen = {
        account.username: officers(actor_for(account), FOCUS_ON).count()
        for account in Account.objects.filter(username__in=opened)
    }
    assert seen["tinh.giamdoc"] == seen["tinh.tochuc"] == 7613
    assert seen["xa.truong"] == 5
    assert 100 < seen["huyen.truong"] < 400
    assert seen["bo.lanhdao"] == seen["kiemtoan"] == seen["quantri"] == 0
