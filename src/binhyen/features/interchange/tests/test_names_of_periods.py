"""Periods of other systems: civil ones by id, ours by calendar and code or by their first day and length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.engines.indicators.api import catalogue
from binhyen.features.interchange.rules.periods import from_adx, from_dhis2, to_adx, to_dhis2
from binhyen.features.interchange.tests.conftest import Office
from binhyen.kernel.errors import Invalid
from binhyen.kernel.periods import month_at


@pytest.fixture
def drugs(office: Office):
    return catalogue().definition("drugs_monthly")


def test_a_cut_off_month_travels_by_its_first_day(drugs):
    period = from_adx("2022-04-15/P1M", drugs)
    assert (str(period), to_adx(period), to_dhis2(period)) == (
        "admin:2022-05",
        "2022-04-15/P1M",
        "admin:2022-05",
    )


def test_a_civil_month_is_refused_for_it_with_both_ways_out(drugs):
    with pytest.raises(Invalid) as refused:
        from_dhis2("202205", drugs, catalogue().calendars)
    assert "admin:2022-05" in str(refused.value)
    assert "2022-04-15/P1M" in str(refused.value)


def test_a_day_is_a_day(office):
    cards = catalogue().definition("idcard_daily")
    period = from_dhis2("20220503", cards, catalogue().calendars)
    assert (period.code, to_dhis2(period), to_adx(period)) == (
        "2022-05-03",
        "20220503",
        "2022-05-03/P1D",
    )


@pytest.mark.parametrize(
    "text",
    [
        "2022-05-01/P1M",
        "2022-04-15/P2M",
        "2022-04-15",
        "P1M",
        "2022-13-01/P1M",
        "2022-04-15/P0D",
        "x" * 9999,
    ],
)
def test_it_refuses_what_no_report_is_made_over(drugs, text):
    with pytest.raises(Invalid):
        from_adx(text, drugs)


@pytest.mark.parametrize(
    "text", ["", "2022W01", "202213", "20221301", "0000", "nonsense", "२०२२०५"]
)
def test_it_refuses_nonsense(drugs, text):
    with pytest.raises(Invalid):
        from_dhis2(text, drugs, catalogue().calendars)


def test_every_month_comes_back(drugs):
    @given(st.integers(12 * 1901, 12 * 2199))
    def comes_back(index: int) -> None:
        period = month_at(drugs.calendar, index)
        assert from_adx(to_adx(period), drugs) == period
        assert from_dhis2(to_dhis2(period), drugs, catalogue().calendars) == period

    comes_back()
