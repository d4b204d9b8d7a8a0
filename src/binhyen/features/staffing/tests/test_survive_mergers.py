"""A merger between plan and post: the plan is mended in the new tree, and whoever was decided reports to the successor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from binhyen.engines.people.api import headcount
from binhyen.engines.units.api import Level, merge_units, structure
from binhyen.features.staffing import api
from binhyen.features.staffing.tests.conftest import DAY, EASY

MERGED_ON = date(2022, 8, 1)


@pytest.fixture
def approved(staffed):
    staffed.donors()
    return staffed.approved()


def merge(staffed):
    """Suối Trong becomes part of Đá Trắng."""
    gone = structure(DAY).by_code("99203", Level.COMMUNE)
    merge_units(
        staffed.operator,
        unit_ids=[gone.id],
        into=staffed.world.elsewhere.id,
        on=MERGED_ON,
        document="02/NQ-AP",
    )
    return gone


def test_a_replan_in_the_new_tree_drops_what_is_no_more(staffed, approved):
    gone = merge(staffed)
    plan = api.replan_plan(
        staffed.chi,
        plan_id=approved.pk,
        name="Sau sắp xếp",
        reason="Nhập xã",
        settings=replace(EASY, structure_on=MERGED_ON),
    )
    rows = api.line_rows(staffed.operator, plan)
    assert gone.id not in {row.unit_id for row in rows}
    assert len(rows) == 29
    changes = api.person_differences(staffed.operator, approved, plan)
    assert sum(one.after is None for one in changes) == 5
    assert gone.id in {row.unit_id for row in api.line_rows(staffed.operator, approved)}


def test_whoever_was_decided_reports_to_the_successor(staffed, approved):
    lines = [row for row in api.line_rows(staffed.operator, approved) if row.unit_code == "99203"]
    api.issue_decisions(
        staffed.dung,
        plan_id=approved.pk,
        wave=lines[0].wave,
        issued_on=DAY,
        effective_on=date(2022, 7, 1),
    )
    merge(staffed)
    officer = next(row for row in lines if row.post == "officer")
    api.hand_over(
        staffed.dung, plan_id=approved.pk, on=date(2022, 8, 2), line_ids=[officer.line_id]
    )
    assert headcount(date(2022, 8, 2))[staffed.world.elsewhere.id] == 1
