"""Since when a verdict stands: exact to the day from rows of service, to the period from reports, or unknown."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from binhyen.engines.norms import api
from binhyen.engines.norms.api import Verdict
from binhyen.engines.norms.rules.judging import Judgement
from binhyen.engines.norms.rules.since import first_day, spans
from binhyen.engines.people.api import Move, end_assignment

DAY = date(2022, 6, 3)
judged = st.lists(st.sampled_from([Verdict.MET, Verdict.SHORT, Verdict.OVER]), min_size=1)


def test_a_unit_is_met_since_the_day_its_last_officer_came(land):
    commune = land.world.commune
    land.staff(commune, date(2021, 3, 1), date(2021, 3, 1), date(2022, 2, 15))
    assert land.finding("staffing.minimum", commune).since == date(2022, 2, 15)


def test_a_unit_is_short_since_an_officer_left(land):
    commune = land.world.commune
    *_others, leaver = land.staff(commune, *[date(2021, 3, 1)] * 3)
    end_assignment(land.world.operator, officer=leaver.code, on=date(2022, 4, 4), kind=Move.RETIRE)
    found = land.finding("staffing.minimum", commune)
    assert (found.verdict, found.since) == (Verdict.SHORT, date(2022, 4, 4))


def test_a_raised_threshold_begins_a_new_verdict(land):
    commune = land.world.commune
    land.staff(commune, date(2021, 3, 1), date(2021, 3, 1))
    assert land.finding("staffing.minimum", commune).since == date(2022, 1, 1)


def test_what_was_never_staffed_is_short_since_the_rule_began(land):
    assert land.finding("staffing.minimum", land.world.elsewhere).since == date(2020, 6, 1)


def test_history_tells_every_verdict_in_its_days(land):
    commune = land.world.commune
    land.staff(commune, date(2021, 3, 1), date(2021, 3, 1), date(2022, 2, 15))
    told = api.history(land.world.operator, commune.id, "staffing.minimum", DAY)
    assert [(span.verdict.value, span.valid_from, span.valid_to) for span in told] == [
        ("short", date(2020, 6, 1), date(2021, 3, 1)),
        ("met", date(2021, 3, 1), date(2022, 1, 1)),
        ("short", date(2022, 1, 1), date(2022, 2, 15)),
        ("met", date(2022, 2, 15), None),
    ]


def test_a_verdict_over_periods_stands_since_the_first_day_of_its_first_period(land):
    commune = land.world.commune
    for period, solved in (("2022-03", 4), ("2022-04", 1), ("2022-05", 2)):
        land.report(
            commune, period, crime__social_order__occurred=4, crime__social_order__solved=solved
        )
    assert land.finding("clear_up.rate", commune).since == date(2022, 3, 15)


def test_a_verdict_older_than_what_was_looked_at_says_so(land):
    commune = land.world.commune
    for month in range(6, 18):
        period = f"{2021 + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}"
        land.report(commune, period, crime__social_order__occurred=4, crime__social_order__solved=1)
    found = land.finding("clear_up.rate", commune)
    assert found.since is None
    assert found.since_note == "Đã như vậy từ trước 15-5-2021, ngày đầu của số liệu đã xét."


@given(judged)
def test_spans_cover_the_days_without_gap_and_change_verdict_each_time(verdicts):
    days = [date(2022, 1, 1) + timedelta(days=place) for place in range(len(verdicts))]
    found = spans((day, Judgement(verdict)) for day, verdict in zip(days, verdicts, strict=True))
    assert found[0].valid_from == days[0]
    assert found[-1].valid_to is None
    for before, after in pairwise(found):
        assert before.valid_to == after.valid_from
        assert before.verdict is not after.verdict
    assert first_day(found, verdicts[-1], whole=True) == found[-1].valid_from
