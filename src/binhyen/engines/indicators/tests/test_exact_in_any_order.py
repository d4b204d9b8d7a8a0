"""Whatever is saved, submitted, approved, returned, imported and locked in whatever order, totals are what they must be."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.indicators.tests.test_statement_counts import CODES
from binhyen.kernel.errors import DomainError

MAY, DAY = "2022-05", date(2022, 5, 14)
DISTRICT = {"00001": "001", "00003": "001", "00004": "002", "00005": "002", "00006": "003"}

_acts = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "save",
                "autosave",
                "take",
                "submit",
                "approve",
                "approve_all",
                "return",
                "import",
                "lock",
                "unlock",
            ]
        ),
        st.sampled_from(CODES),
        st.integers(0, 50),
    ),
    max_size=25,
)


class Oracle:
    """What ought to be, kept in three plain dictionaries."""

    def __init__(self) -> None:
        self.approved: dict[str, dict[str, int]] = {}
        self.draft: dict[str, dict[str, int]] = {}
        self.status: dict[str, str] = {}
        self.shut: set[str] = set()

    def lay(self, code: str, values: dict[str, int | None]) -> None:
        base = self.draft.get(code, self.approved.get(code, {}))
        news = {k: v for k, v in {**base, **values}.items() if v is not None}
        if news != base:
            self.draft[code], self.status[code] = news, "draft"

    def approve(self, code: str) -> None:
        self.approved[code] = self.draft.pop(code)
        self.status[code] = "approved"

    def take_in(self, code: str, value: int) -> None:
        news = {"crime.occurred": value}
        held = self.approved.get(code)
        self.approved[code] = {**(held or {}), **news}
        if code in self.draft:
            self.draft[code] = {**self.draft[code], **news}
            if self.draft[code] == self.approved[code]:
                del self.draft[code]
        if code not in self.draft and held != self.approved[code]:
            self.status[code] = "approved"


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=_acts)
def test_totals_follow_a_naive_oracle(land: Land, acts: list[tuple[str, str, int]]) -> None:
    with transaction.atomic():
        oracle = Oracle()
        for act, code, value in acts:
            _act(land, oracle, act, code, value)
        _compare(land, oracle)
        transaction.set_rollback(True)


def _act(  # noqa: C901 - one branch an act
    land: Land, oracle: Oracle, act: str, code: str, value: int
) -> None:
    place: dict[str, Any] = {
        "unit_id": land.id(code, DAY),
        "definition": "monthly",
        "period": land.periods(MAY)[0],
    }
    state = api.report_state(land.actor, **place)
    number = 0 if state is None else state.id
    shut = code in oracle.shut
    values: dict[str, int | None] = {"crime.occurred": value, "wards": value % 5}
    if act == "take":
        values = {"wards": None}
    try:
        if act in ("save", "take", "autosave"):
            api.save_report(land.actor, **place, values=values, autosave=act == "autosave")
        elif act == "submit":
            api.submit_report(land.actor, report_id=number)
        elif act == "approve":
            api.approve_report(land.actor, report_id=number)
        elif act == "approve_all":
            api.approve_reports(land.actor, report_ids=[r for r in _ids(land) if r])
        elif act == "return":
            api.return_report(land.actor, report_id=number, reasons={"wards": "xem lại"})
        elif act == "import":
            land.load(f"{code},crime.occurred,2022-05,,{value}")
        elif act == "lock":
            api.lock_period(land.actor, **place, reason="khóa")
        else:
            api.unlock_period(land.actor, **place, reason="mở")
    except (DomainError, api_missing()):
        done = False
    else:
        done = True
    assert not (done and shut and act not in ("unlock", "approve_all")), act
    if done:
        _follow(oracle, act, code, value, values)


def _follow(oracle: Oracle, act: str, code: str, value: int, values: dict[str, int | None]) -> None:
    if act in ("save", "take", "autosave"):
        oracle.lay(code, values)
    elif act == "submit":
        assert oracle.status[code] in ("draft", "returned")
        oracle.status[code] = "submitted"
    elif act == "approve":
        oracle.approve(code)
    elif act == "approve_all":
        for one in [c for c, s in oracle.status.items() if s == "submitted"]:
            if one not in oracle.shut and one in oracle.draft:
                oracle.approve(one)
    elif act == "return":
        oracle.status[code] = "returned"
    elif act == "import":
        oracle.take_in(code, value)
    elif act == "lock":
        oracle.shut.add(code)
    else:
        oracle.shut.discard(code)


def _compare(land: Land, oracle: Oracle) -> None:
    assert api.verify_rollups() == []
    for element in ("crime.occurred", "wards"):
        found = {c.unit_code: c.value for c in land.ask(element, "VN", By.DISTRICT, MAY)}
        wanted: dict[str, int] = {}
        for code, values in oracle.approved.items():
            if element in values:
                wanted[DISTRICT[code]] = wanted.get(DISTRICT[code], 0) + values[element]
        assert {code: value for code, value in found.items() if value is not None} == wanted


def _ids(land: Land) -> list[int | None]:
    rows = api.report_states("monthly", land.periods(MAY)[0], land.id("VN", DAY))
    return [row.report_id for row in rows]


def api_missing() -> type[Exception]:
    """Acting on a report that is not there yet."""
    from binhyen.engines.indicators.models import Report

    return Report.DoesNotExist
