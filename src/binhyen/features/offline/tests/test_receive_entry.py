"""An entry takes effect once, whatever the line does to it; what two people changed is decided by a person."""

from __future__ import annotations

from uuid import uuid4

import pytest

from binhyen.engines.indicators.api import report_history
from binhyen.features.offline import api
from binhyen.features.offline.tests.conftest import FORM, RECEIVED, RESOLVED
from binhyen.kernel.errors import Conflict, Invalid, Refused


def test_it_stores_what_a_device_entered(station):
    answer = station.send(station.facts({RECEIVED: [None, "12"]}))
    assert answer.fate is api.Fate.STORED
    assert answer.facts["version"] == 1
    assert station.values() == {RECEIVED: 12}


def test_the_same_key_gives_the_same_answer_and_no_second_effect(station):
    facts = station.facts({RECEIVED: [None, "12"]})
    first = station.send(facts)
    station.send(station.facts({RECEIVED: ["12", "15"]}))
    again = station.send(facts)
    assert again.repeated
    assert again.facts == first.facts
    assert station.values() == {RECEIVED: 15}
    assert len(report_history(station.an, report_id=station.state().id)) == 2


def test_fields_that_nobody_else_touched_are_merged(station):
    station.send(station.facts({RECEIVED: [None, "12"]}))
    answer = station.send(station.facts({RESOLVED: [None, "7"]}), station.binh)
    assert answer.fate is api.Fate.STORED
    assert station.values() == {RECEIVED: 12, RESOLVED: 7}


def test_equal_changes_collapse_without_a_new_version(station):
    station.send(station.facts({RECEIVED: [None, "12"]}))
    answer = station.send(station.facts({RECEIVED: [None, "12"]}), station.binh)
    assert answer.fate is api.Fate.STORED
    assert answer.facts["equal"] == [RECEIVED]
    assert answer.facts["version"] == 1


def test_a_true_conflict_comes_back_with_both_values_and_overwrites_nothing(station):
    station.send(station.facts({RECEIVED: [None, "12"]}), station.binh)
    answer = station.send(station.facts({RECEIVED: [None, "9"], RESOLVED: [None, "5"]}))
    assert answer.fate is api.Fate.CONFLICT
    (clash,) = answer.facts["conflicts"]
    assert (clash["reference"], clash["base"], clash["yours"], clash["theirs"]) == (
        RECEIVED,
        None,
        "9",
        "12",
    )
    assert clash["theirs_by"] == station.binh.name
    assert clash["theirs_at"]
    assert station.values() == {RECEIVED: 12, RESOLVED: 5}


def test_a_person_settles_a_conflict_with_an_entry_that_names_it(station):
    station.send(station.facts({RECEIVED: [None, "12"]}), station.binh)
    mine = station.facts({RECEIVED: [None, "9"]})
    station.send(mine)
    settled = station.send(
        station.facts({RECEIVED: ["12", "9"]}, settles=mine["key"], base_version=1)
    )
    assert settled.fate is api.Fate.STORED
    assert station.values() == {RECEIVED: 9}


def test_an_entry_settles_only_a_conflict_of_its_own_report(station):
    answer = station.send(station.facts({RECEIVED: [None, "9"]}, settles=str(uuid4())))
    assert answer.fate is api.Fate.REFUSED
    assert station.values() == {}


def test_an_entry_that_comes_early_is_held_and_applied_in_order(station):
    first = station.facts({RECEIVED: [None, "1"]})
    second = station.facts({RECEIVED: ["1", "2"]}, after=first["key"])
    third = station.facts({RECEIVED: ["2", "3"]}, after=second["key"])
    assert station.send(third).fate is api.Fate.HELD
    assert station.send(second).fate is api.Fate.HELD
    assert station.values() == {}
    assert station.send(first).fate is api.Fate.STORED
    assert station.values() == {RECEIVED: 3}
    assert station.send(third).fate is api.Fate.STORED
    assert station.send(second).facts["version"] == 2


def test_it_submits_when_asked(station):
    answer = station.send(station.facts({RECEIVED: [None, "12"]}, submit=True))
    assert answer.facts["submitted"] is True
    assert station.state().status == "submitted"


def test_a_submission_that_breaks_a_rule_keeps_the_values_and_says_why(station):
    answer = station.send(
        station.facts({RESOLVED: [None, "3"], "tips.on_time": [None, "5"]}, submit=True)
    )
    assert answer.fate is api.Fate.STORED
    assert answer.facts["submitted"] is False
    assert answer.facts["refusal"]["rows"]
    assert station.values() == {RESOLVED: 3, "tips.on_time": 5}


def test_a_form_of_another_version_is_refused_with_the_cure(station):
    answer = station.send(station.facts({RECEIVED: [None, "3"]}, form="0123456789abcdef"))
    assert answer.fate is api.Fate.REFUSED
    assert answer.facts["refusal"]["kind"] == "form-changed"
    assert answer.facts["refusal"]["cure"]


@pytest.mark.parametrize(
    ("changes", "more"),
    [
        ({"tips.unheard_of": [None, "1"]}, {}),
        ({RECEIVED: [None, "1.5"]}, {}),
        ({RECEIVED: [None, "-1"]}, {}),
        ({RECEIVED: [None, "1"]}, {"period": "2023-05"}),
        ({RECEIVED: [None, "1"]}, {"period": "nonsense"}),
        ({RECEIVED: [None, "1"]}, {"definition": "no_such_report"}),
    ],
)
def test_what_the_domain_refuses_becomes_the_answer_and_changes_nothing(station, changes, more):
    facts = station.facts(changes, **more)
    answer = station.send(facts)
    assert answer.fate is api.Fate.REFUSED
    assert answer.facts["refusal"]["message"]
    assert station.values() == {}
    assert station.send(facts).facts == answer.facts


def test_another_accounts_key_tells_nothing(station):
    facts = station.facts({RECEIVED: [None, "12"]})
    station.send(facts)
    with pytest.raises(Refused) as refusal:
        station.send(facts, station.binh)
    assert refusal.value.code == "key-of-another"


def test_another_units_report_is_refused_and_leaves_no_row(station):
    with pytest.raises(Refused):
        station.send(station.facts({RECEIVED: [None, "12"]}), station.world.giang())
    assert not api.Entry.objects.exists()


def test_a_key_for_other_words_or_another_report_is_refused(station):
    facts = station.facts({RECEIVED: [None, "12"]})
    station.send(facts)
    with pytest.raises(Conflict):
        station.send({**facts, "changes": {RECEIVED: [None, "13"]}})
    with pytest.raises(Conflict):
        station.send({**facts, "period": "2022-04"})
    assert station.values() == {RECEIVED: 12}


def test_the_devices_clock_orders_nothing(station):
    station.send(station.facts({RECEIVED: [None, "1"]}, made_at="2031-01-01T00:00:00Z"))
    station.send(station.facts({RECEIVED: ["1", "2"]}, made_at="1999-01-01T00:00:00Z"))
    station.send(station.facts({RESOLVED: [None, "0"]}, made_at="no clock at all"))
    assert station.values() == {RECEIVED: 2, RESOLVED: 0}


def test_a_locked_period_is_refused_with_the_cure(station, operator):
    from binhyen.engines.indicators.api import lock_period

    station.send(station.facts({RECEIVED: [None, "1"]}))
    lock_period(
        operator,
        definition=FORM,
        period=station.period,
        unit_id=station.world.district.id,
        reason="Đã tổng hợp",
    )
    answer = station.send(station.facts({RECEIVED: ["1", "2"]}))
    assert answer.fate is api.Fate.REFUSED
    assert answer.facts["refusal"]["kind"] == "locked"
    assert station.values() == {RECEIVED: 1}


def test_remarks_travel_with_the_values(station):
    from binhyen.engines.indicators.api import remarks

    station.send(
        station.facts({RECEIVED: [None, "1"]}, remarks={RECEIVED: "Tin từ đường dây nóng"})
    )
    assert [(one.ref, one.text) for one in remarks(station.state().id)] == [
        (RECEIVED, "Tin từ đường dây nóng")
    ]


@pytest.mark.parametrize(
    "damage",
    [
        {"key": "not-a-key"},
        {"unit": "1"},
        {"unit": True},
        {"changes": []},
        {"changes": {"a; drop table": [None, "1"]}},
        {"changes": {RECEIVED: ["1"]}},
        {"changes": {RECEIVED: [None, 1.5]}},
        {"changes": {RECEIVED: [None, "1e9"]}},
        {"changes": {RECEIVED: [None, "NaN"]}},
        {"remarks": {RECEIVED: 7}},
        {"remarks": {RECEIVED: "<script>"}},
        {"submit": "yes"},
        {"base_version": -1},
        {"period": "2022-05\n"},
    ],
)
def test_what_cannot_be_read_is_refused_by_name(station, damage):
    with pytest.raises(Invalid):
        api.read_entry({**station.facts({RECEIVED: [None, "1"]}), **damage})
