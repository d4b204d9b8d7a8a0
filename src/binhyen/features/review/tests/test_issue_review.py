"""A run is kept as it was computed; issuing freezes it; later corrections show as differences."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from binhyen.features.review import api
from binhyen.foundation.audit.api import entries
from binhyen.kernel.errors import Conflict, Refused


@pytest.fixture
def run(reviewing, tmp_path, settings):
    settings.BINHYEN_HOME = tmp_path / "home"
    reviewing.crime(8, 5)
    return reviewing.run()


def test_a_run_keeps_document_and_figures_and_is_journalled(reviewing, run):
    stored = api.run_of(reviewing.world.operator, run.pk)
    assert stored.is_intact
    assert api.document_from(stored.document) == api.document_from(run.document)
    assert [
        row["printed"]
        for row in stored.figures
        if row["id"].startswith("crime.social_order.occurred@99:")
    ] == [
        "420",
        "672",
    ]
    assert entries(action="review.run_review").count() == 1


def test_issuing_gives_a_number_and_freezes(reviewing, run):
    issued = api.issue_review(reviewing.world.operator, run_id=run.pk)
    assert issued.issued.symbol == "01/BC-CAT"
    assert api.rendered(reviewing.world.operator, issued, "pdf").startswith(b"%PDF")
    with pytest.raises(Conflict):
        api.issue_review(reviewing.world.operator, run_id=run.pk)
    issued.subject = "khác"
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        issued.save()
    with pytest.raises(Refused):
        issued.delete()


def test_a_correction_after_issuing_is_a_difference_and_leaves_the_report_alone(reviewing, run):
    operator = reviewing.world.operator
    issued = api.issue_review(operator, run_id=run.pk)
    before = api.rendered(operator, issued, "pdf")
    assert api.differences(operator, issued) == []
    reviewing.load("99102,crime.social_order.occurred,2022-01,,15")
    changed = {one.id: (one.old, one.new) for one in api.differences(operator, issued)}
    assert changed["crime.social_order.occurred@99:2021-05-31..2022-06-03"] == ("420", "430")
    again = api.run_of(operator, run.pk)
    assert again.is_intact
    assert api.rendered(operator, again, "pdf") == before


def test_altered_content_is_not_issued(reviewing, run):
    api.ReviewRun.objects.filter(pk=run.pk).update(figures=[])
    with pytest.raises(Conflict):
        api.issue_review(reviewing.world.operator, run_id=run.pk)


def test_only_who_may_issue_does(reviewing, run):
    with pytest.raises(Refused):
        api.issue_review(reviewing.world.an(), run_id=run.pk)


def test_files_appear_whole_or_not_at_all(reviewing, run, tmp_path, monkeypatch):
    out = tmp_path / "out"
    paths = api.write_files(reviewing.world.operator, run, out)
    assert sorted(path.name for path in out.iterdir()) == [
        "figures.json",
        "report.docx",
        "report.pdf",
    ]
    rows = json.loads(paths["json"].read_text(encoding="utf-8"))
    assert {
        "id",
        "label",
        "value",
        "printed",
        "unit",
        "numerator",
        "denominator",
        "scope",
        "as_of",
        "kind",
        "source",
        "difference",
    } <= rows[0].keys()
    kept = paths["pdf"].read_bytes()
    monkeypatch.setattr("binhyen.features.review.files.figures_json", lambda _figures: 1 / 0)
    for folder in (out, tmp_path / "new"):
        with pytest.raises(ZeroDivisionError):
            api.write_files(reviewing.world.operator, run, folder)
    assert paths["pdf"].read_bytes() == kept
    assert [
        path.name for path in tmp_path.iterdir() if "new" in path.name or path.name.startswith(".")
    ] == []


def test_later_windows_without_districts_are_reviewed_too(reviewing):
    # A month is a window as well; with no reports due before it, nothing is compared.
    review = reviewing.review(start=date(2022, 5, 1), end=date(2022, 6, 1))
    assert (review.previous.start, review.previous.end) == (date(2022, 4, 1), date(2022, 5, 1))
