"""dataValueSets come in as JSON, CSV and XML: header defaults, identifiers, counts, conflicts, strategies."""

from __future__ import annotations

import pytest

from binhyen.engines.indicators.api import catalogue, remarks, report_state
from binhyen.features.interchange.rules.uids import DEFAULT_COMBO, uid
from binhyen.features.interchange.tests.conftest import (
    CASES,
    FINES,
    PERIOD,
    REPORT,
    Office,
    counts,
    messages,
)
from binhyen.features.interchange.types import Strategy
from binhyen.kernel.errors import Refused
from binhyen.kernel.periods import parse_period


def state(office: Office, code: str = "99102"):
    unit = office.world.commune if code == "99102" else office.world.township
    period = parse_period(PERIOD, catalogue().calendars, "admin")
    return report_state(office.actor, unit_id=unit.id, definition=REPORT, period=period)


def test_values_come_in_with_header_defaults_and_counts(office: Office):
    outcome = office.send(
        {
            "dataSet": REPORT,
            "period": PERIOD,
            "orgUnit": "99102",
            "dataValues": [
                {"dataElement": CASES, "value": "5"},
                {"dataElement": FINES, "value": "0", "comment": "chưa thu"},
            ],
        }
    )
    assert (counts(outcome), outcome.fault_count) == ((2, 0, 0, 0), 0)
    found = state(office)
    assert found is not None
    assert found.values == {CASES: 5, FINES: 0}
    assert [remark.text for remark in remarks(found.id)] == ["chưa thu"]


def test_a_header_behind_the_values_counts_too(office: Office):
    text = (
        '{"dataValues":[{"dataElement":"drugs.cases","value":"5"}],'
        f'"period":"{PERIOD}","orgUnit":"99102"}}'
    )
    assert counts(office.send(text)) == (1, 0, 0, 0)


def test_a_second_time_nothing_changes_and_a_correction_updates(office: Office):
    office.values(office.value())
    again = office.values(office.value())
    assert (counts(again), again.unchanged) == ((0, 0, 1, 0), 1)
    assert counts(office.values(office.value(value="6"))) == (0, 1, 0, 0)


def test_a_dry_run_tells_the_same_and_writes_nothing(office: Office):
    outcome = office.values(office.value(), dry_run=True)
    assert (counts(outcome), outcome.dry_run) == ((1, 0, 0, 0), True)
    assert state(office) is None


def test_one_fault_keeps_all_out_unless_partial(office: Office):
    sound, faulty = office.value(), office.value(orgUnit="99101", dataElement="no.such")
    refused = office.values(sound, faulty)
    assert (counts(refused), refused.fault_count) == ((0, 0, 2, 0), 1)
    assert (refused.faults[0].line, refused.faults[0].column) == (2, "element")
    assert state(office) is None
    taken = office.values(sound, faulty, partial=True)
    assert (counts(taken), taken.fault_count) == ((1, 0, 1, 0), 1)


@pytest.mark.parametrize(
    ("changed", "column", "words"),
    [
        ({"orgUnit": "00000"}, "unit", "00000"),
        ({"orgUnit": None}, "unit", "orgUnit"),
        ({"period": "202205"}, "period", "2022-04-15/P1M"),
        ({"period": "admin:2022-07"}, "period", "chưa"),
        ({"period": None}, "period", ""),
        ({"categoryOptionCombo": "sex.f"}, "option", "không phân tổ"),
        ({"attributeOptionCombo": "funder"}, "attribute", "default"),
        ({"dataSet": "residence_monthly"}, "report", REPORT),
        ({"value": "1,5"}, "value", "dấu chấm"),
        ({"value": "NaN"}, "value", "không phải là số"),
        ({"value": "Infinity"}, "value", "không phải là số"),
        ({"value": "1e400"}, "value", "không phải là số"),
        ({"value": "9" * 400}, "value", "không phải là số"),
        ({"value": "=1+1"}, "value", "không phải là số"),
        ({"value": "-1"}, "value", "âm"),
        ({"value": None}, "value", "thiếu giá trị"),
        ({"value": {"deep": [1]}}, "value", "không phải là số"),
        ({"dataElement": "premises.in_use"}, None, ""),
    ],
)
def test_each_fault_names_its_place_and_a_cure(office: Office, changed, column, words):
    outcome = office.values(office.value(**changed))
    assert outcome.fault_count == 1, messages(outcome)
    assert counts(outcome) == (0, 0, 1, 0)
    fault = outcome.faults[0]
    assert fault.line == 1
    assert fault.column == column or column is None
    assert words in fault.message


def test_a_cell_given_twice_is_told(office: Office):
    outcome = office.values(office.value(), office.value(value="6"))
    assert outcome.fault_count >= 1
    assert state(office) is None


def test_uids_and_names_find_the_same_cell(office: Office):
    known = catalogue()
    unit = office.world.commune
    by_uid = office.value(
        dataElement=uid("element", CASES),
        orgUnit=uid("unit", unit.key),
        categoryOptionCombo=DEFAULT_COMBO,
    )
    assert counts(office.values(by_uid, scheme="uid")) == (1, 0, 0, 0)
    by_name = office.value(
        dataElement=known.elements[CASES].entry.vi,
        orgUnit="xã Bình Hòa",
        categoryOptionCombo="default",
    )
    again = office.values(by_name, scheme="name")
    assert (again.unchanged, messages(again)) == (1, [])


@pytest.mark.parametrize(
    ("strategy", "expected", "left"),
    [
        (Strategy.CREATE, (1, 0, 1, 0), {CASES: 5, FINES: 7}),
        (Strategy.UPDATE, (0, 1, 1, 0), {CASES: 6}),
        (Strategy.CREATE_AND_UPDATE, (1, 1, 0, 0), {CASES: 6, FINES: 7}),
        (Strategy.DELETE, (0, 0, 1, 1), {}),
    ],
)
def test_a_strategy_touches_only_what_it_is_about(office: Office, strategy, expected, left):
    office.values(office.value())
    news = (office.value(value="6"), office.value(dataElement=FINES, value="7"))
    outcome = office.values(*news, strategy=strategy)
    assert counts(outcome) == expected
    found = state(office)
    assert found is not None
    assert found.values == left


def test_deleted_true_takes_a_value_away(office: Office):
    office.values(office.value(), office.value(dataElement=FINES, value="7"))
    assert counts(office.values(office.value(deleted=True))) == (0, 0, 0, 1)


def test_csv_and_xml_say_the_same(office: Office):
    text = f"dataelement,period,orgunit,catoptcombo,attroptcombo,value\n{CASES},{PERIOD},99102,default,default,5\n"
    assert counts(office.send(text, name="a.csv")) == (1, 0, 0, 0)
    xml = (
        f'<dataValueSet xmlns="http://dhis2.org/schema/dxf/2.0" period="{PERIOD}" orgUnit="99102">'
        f'<dataValue dataElement="{CASES}" value="5"/></dataValueSet>'
    )
    assert office.send(xml, name="a.xml").unchanged == 1


def test_registrations_hand_a_report_in(office: Office):
    office.values(office.value())
    said = {"dataSet": REPORT, "period": PERIOD, "organisationUnit": "99102", "completed": True}
    outcome = office.send({"completeDataSetRegistrations": [said]})
    assert (outcome.completed, messages(outcome)) == (1, [])
    found = state(office)
    assert found is not None
    assert found.status == "submitted"
    again = office.send({"completeDataSetRegistrations": [said]})
    assert (again.completed, messages(again)) == (1, [])


def test_registrations_of_nothing_or_backwards_are_refused(office: Office):
    said = {"dataSet": REPORT, "period": PERIOD, "organisationUnit": "99102"}
    outcome = office.send({"completeDataSetRegistrations": [said, {**said, "completed": False}]})
    assert (outcome.completed, outcome.fault_count) == (0, 2)


def test_a_clerk_sends_only_for_the_own_commune(office: Office):
    clerk = office.world.an()
    assert counts(office.values(office.value(), actor=clerk)) == (1, 0, 0, 0)
    outcome = office.values(office.value(orgUnit="99101"), actor=clerk)
    assert (counts(outcome), outcome.fault_count) == ((0, 0, 1, 0), 1)
    assert state(office, "99101") is None


def test_a_leader_without_the_right_sends_nothing(office: Office):
    with pytest.raises(Refused):
        office.values(office.value(), actor=office.world.dung())


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("số < 5 và > 2", "số ‹ 5 và › 2"),
        ("<b>gấp</b>", "‹b›gấp‹/b›"),
        ("a\u200bb\u202ec", "abc"),
        ("dòng\nhai", "dòng hai"),
    ],
)
def test_no_comment_costs_its_value(office: Office, said: str, kept: str):
    outcome = office.values(office.value(comment=said))
    assert (counts(outcome), messages(outcome)) == ((1, 0, 0, 0), [])
    found = state(office)
    assert found is not None
    assert [remark.text for remark in remarks(found.id)] == [kept]
    again = office.send(office.file(office.take("dhis2", newest=True), "ra"), dry_run=True)
    assert (again.unchanged, messages(again)) == (1, [])
