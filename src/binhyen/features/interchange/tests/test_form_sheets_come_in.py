"""A form's own sheet, filled in and sent back, comes in through exchange; one of another version does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from binhyen.engines.indicators.api import (
    FormLayout,
    catalogue,
    form_layout,
    remarks,
    report_state,
    write_form_sheet,
)
from binhyen.features.interchange.tests.conftest import (
    CASES,
    FINES,
    PERIOD,
    REPORT,
    Office,
    counts,
    messages,
)
from binhyen.kernel.errors import Conflict
from binhyen.kernel.periods import parse_period


def layout(office: Office) -> FormLayout:
    period = parse_period(PERIOD, catalogue().calendars, "admin")
    return form_layout(REPORT, office.world.commune.id, period)


def test_a_filled_in_form_comes_in(office: Office):
    content = write_form_sheet(
        layout(office), {CASES: Decimal(7), FINES: Decimal(0)}, {CASES: "một vụ lớn"}
    )
    outcome = office.send(office.file(content, "bieu-mau.xlsx"), "xlsx")
    assert (counts(outcome), messages(outcome)) == ((2, 0, 0, 0), [])
    period = parse_period(PERIOD, catalogue().calendars, "admin")
    state = report_state(
        office.actor, unit_id=office.world.commune.id, definition=REPORT, period=period
    )
    assert state is not None
    assert state.values == {CASES: 7, FINES: 0}
    assert [one.text for one in remarks(state.id)] == ["một vụ lớn"]


def test_a_form_speaks_codes_whatever_was_asked_for(office: Office):
    content = write_form_sheet(layout(office), {CASES: Decimal(7)})
    outcome = office.send(office.file(content, "bieu-mau.xlsx"), "xlsx", scheme="uid")
    assert counts(outcome) == (1, 0, 0, 0)


def test_a_form_of_an_older_version_is_refused_with_its_cure(office: Office):
    old = replace(layout(office), version="0000000000")
    path = office.file(write_form_sheet(old, {CASES: Decimal(7)}), "bieu-mau.xlsx")
    with pytest.raises(Conflict, match="hãy tải biểu mẫu mới"):
        office.send(path, "xlsx")
