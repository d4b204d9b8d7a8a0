"""Saving: remarks travel with the version, autosaves lose neither author nor time, nothing is not silence."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import RemarkKind, ReportState, Status
from binhyen.engines.indicators.models import ReportVersion
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.indicators.tests.test_statement_counts import statements
from binhyen.foundation.access.api import Actor, Grant
from binhyen.foundation.commands.events import _listeners
from binhyen.kernel import clock
from binhyen.kernel.errors import Conflict, Invalid, NotFound, Refused

MAY = "2022-05"


def save(land: Land, values: Any, actor: Actor | None = None, **more: Any) -> ReportState:
    return api.save_report(
        actor or land.actor,
        unit_id=land.id("00001", date(2022, 5, 1)),
        definition="monthly",
        period=land.periods(MAY)[0],
        values=values,
        **more,
    )


def person(land: Land, number: int, name: str, *permissions: str) -> Actor:
    held = frozenset(permissions or ("figures.enter", "figures.view"))
    return Actor("person", number, name, (Grant("x", held, land.id("00001", date(2022, 5, 1))),))


def history(land: Land, report_id: int) -> list[tuple[int, str, str, dict[str, int]]]:
    return [
        (version.number, version.status, version.author_name, version.values)
        for version in api.report_history(land.actor, report_id=report_id)
    ]


def test_notes_travel_with_the_version(land: Land) -> None:
    report = save(land, {"fines": "1,5"}, remarks={"fines": "Gồm cả tiền phạt chậm nộp", "": "Đủ"})
    save(land, {"fines": "2,5"}, remarks={"fines": "Gồm cả tiền phạt chậm nộp"})
    said = [(one.version, one.ref, one.kind, one.text) for one in api.remarks(report.id)]
    assert said == [
        (1, "fines", RemarkKind.NOTE, "Gồm cả tiền phạt chậm nộp"),
        (1, "", RemarkKind.NOTE, "Đủ"),
    ]
    with pytest.raises(Invalid):
        save(land, {"wards": 1}, remarks={"wards": "<b>x</b>"})
    with pytest.raises(NotFound):
        save(land, {"wards": 1}, remarks={"nothing": "x"})


def test_a_return_names_the_cells_and_is_answered(land: Land) -> None:
    report = save(land, {"crime.occurred": 5, "crime.solved": 5})
    api.submit_report(land.actor, report_id=report.id)
    with pytest.raises(Invalid, match="lý do"):
        api.return_report(land.actor, report_id=report.id, reasons={"fines": " "})
    returned = api.return_report(
        land.actor, report_id=report.id, reasons={"crime.solved": "Kiểm tra lại số vụ làm rõ"}
    )
    assert (returned.status, returned.version) == (Status.RETURNED, 3)
    (asked,) = api.remarks(report.id)
    assert (asked.kind, asked.ref, asked.version) == (RemarkKind.RETURN, "crime.solved", 2)
    api.answer_remark(land.actor, remark_id=asked.id, text="Đã rà soát, đúng 5 vụ")
    assert [(r.kind, r.text) for r in api.remarks(report.id)][1] == (
        RemarkKind.ANSWER,
        "Đã rà soát, đúng 5 vụ",
    )
    outsider = Actor("person", 9, "Giang", ())
    with pytest.raises(Refused):
        api.answer_remark(outsider, remark_id=asked.id, text="x")
    with pytest.raises(NotFound):
        api.remarks(report.id, actor=outsider)


def test_autosaves_of_one_author_are_one_version_with_the_last_time(land: Land) -> None:
    an, binh = person(land, 1, "An"), person(land, 2, "Bình")
    save(land, {"crime.occurred": 1}, an, autosave=True)
    report = save(land, {"crime.occurred": 2}, an, autosave=True, base_version=1)
    assert (report.version, report.saved_by, report.values) == (1, "An", {"crime.occurred": 2})
    assert ReportVersion.objects.count() == 0
    key = api.catalogue().elements["crime.occurred"].key()
    assert history(land, report.id) == [(1, "draft", "An", {key: 2})]
    # Somebody else writes on: An's version is settled first, as An left it.
    report = save(land, {"crime.solved": 1}, binh, base_version=1)
    assert (report.version, report.saved_by) == (2, "")
    assert [row[:3] for row in history(land, report.id)] == [
        (1, "draft", "An"),
        (2, "draft", "Bình"),
    ]
    assert api.report_at(report.id, 1).values == {"crime.occurred": 2}


def test_an_autosave_is_closed_by_its_author_under_its_number(land: Land) -> None:
    an = person(land, 1, "An")
    report = save(land, {"crime.occurred": 1}, an, autosave=True)
    report = save(land, {}, an)
    assert (report.version, report.saved_by) == (1, "")
    assert [row[:3] for row in history(land, report.id)] == [(1, "draft", "An")]
    save(land, {"crime.occurred": 4}, an, autosave=True)
    submitted = api.submit_report(an, report_id=report.id)
    assert submitted.version == 2
    assert [row[1] for row in history(land, report.id)] == ["draft", "submitted"]
    with pytest.raises(Conflict):
        save(land, {"crime.occurred": 5}, an, autosave=True, base_version=1)


def test_an_import_settles_the_autosave_it_meets(land: Land) -> None:
    with clock.frozen(datetime(2026, 11, 1, 5, tzinfo=UTC)):
        report = save(land, {"crime.occurred": 1}, person(land, 1, "An"), autosave=True)
    land.load("00001,crime.occurred,2022-05,,9")
    assert [row[2] for row in history(land, report.id)] == ["An", land.actor.name]
    state = api.report_at(report.id, 1)
    assert state.values == {"crime.occurred": 1}
    assert api.verify_rollups() == []


def test_nothing_happened_is_zero_for_flows_and_silence_for_stocks(land: Land) -> None:
    save(land, {"crime.occurred": 3})
    report = api.report_nothing(
        land.actor,
        unit_id=land.id("00001", date(2022, 5, 1)),
        definition="monthly",
        period=land.periods(MAY)[0],
        base_version=1,
    )
    assert report.values["crime.occurred"] == 3
    assert report.values["crime.solved"] == report.values["crime.persons[sex=f]"] == 0
    assert "wards" not in report.values
    assert "officers" not in report.values


def test_a_past_version_shows_what_was_approved_then(land: Land) -> None:
    report = save(land, {"crime.occurred": 5})
    api.submit_report(land.actor, report_id=report.id)
    api.approve_report(land.actor, report_id=report.id)
    save(land, {"crime.occurred": 6})
    assert api.report_at(report.id, 3).approved_values == {"crime.occurred": 5}
    assert api.report_at(report.id, 4).approved_values == {"crime.occurred": 5}
    assert api.report_at(report.id, 2).approved_values == {}
    with pytest.raises(NotFound):
        api.report_at(report.id, 9)


def test_history_cannot_be_rewritten(land: Land) -> None:
    save(land, {"crime.occurred": 5}, remarks={"": "x"})
    for statement in (
        "UPDATE indicators_reportversion SET number = 7",
        "DELETE FROM indicators_reportversion",
        "DELETE FROM indicators_cellremark",
        "UPDATE indicators_cellremark SET text = ''",
    ):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_listeners_hear_after_the_commit(
    land: Land, django_capture_on_commit_callbacks: Any
) -> None:
    heard: list[object] = []
    events = (api.ReportSubmitted, api.ReportApproved, api.ReportReturned, api.ReportSaved)
    for event in events:
        _listeners[event].append(heard.append)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            report = save(land, {"crime.occurred": 5})
            api.submit_report(land.actor, report_id=report.id)
            api.return_report(land.actor, report_id=report.id, reasons={"crime.occurred": "Sai"})
        assert [type(event).__name__ for event in heard] == [
            "ReportSaved",
            "ReportSubmitted",
            "ReportReturned",
        ]
        returned = heard[-1]
        assert isinstance(returned, api.ReportReturned)
        assert (returned.refs, returned.definition) == (("crime.occurred",), "monthly")
    finally:
        for event in events:
            _listeners[event].remove(heard.append)


def test_a_submission_costs_few_statements(land: Land) -> None:
    an = person(land, 1, "An")
    values = {"crime.occurred": 5, "crime.solved": 2, "fines": 1, "wards": 3}
    report = save(land, values, an)
    # PostgreSQL has to be told of two locks that SQLite keeps by itself.
    more = 2 if connection.vendor == "postgresql" else 0
    assert statements(lambda: api.submit_report(an, report_id=report.id)) <= 13 + more
    assert statements(lambda: save(land, {"wards": 4}, an, autosave=True)) <= 17 + more
    assert statements(lambda: save(land, {"wards": 5}, an, autosave=True)) <= 17 + more
