"""Thresholds raise an alert once a unit and period, close it when a correction takes it back, and keep who did what."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from binhyen.engines.indicators.api import (
    FiguresImported,
    approve_report,
    calendars,
    catalogue,
    import_figures,
    save_report,
    submit_report,
)
from binhyen.features.analysis import api
from binhyen.foundation.access.api import Actor
from binhyen.foundation.jobs.api import jobs, work
from binhyen.kernel.errors import Invalid, NotFound, Refused, RuleBroken
from binhyen.kernel.periods import parse_period
from binhyen.project.commandline.root import app
from tests.analysis.conftest import DAY, MONTHS, OCCURRED, Site

pytestmark = pytest.mark.usefixtures("db")


def rule(site: Site, **more: object) -> api.AlertRule:
    given = {
        "unit_id": site.world.province.id, "measure": OCCURRED, "by": "commune", "basis": "value",
        "operator": "above", "bound": Decimal(40), "calendar": "admin", "kind": "month", **more,
    }  # fmt: skip
    return api.make_alert_rule(site.actor("chi"), **given)  # type: ignore[arg-type]


def correct(tmp_path: Path, value: int, month: str = MONTHS[-1]) -> None:
    path = tmp_path / "correction.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["unit_code", "element", "period", "breakdown", "value"])
        writer.writerow(["99102", OCCURRED, f"admin:{month}", "", value])
    import_figures(Actor.operator(), path=path, approve=True)


def test_an_alert_is_raised_once(site: Site) -> None:
    rule(site)
    first = api.evaluate_alerts(DAY)
    assert first.raised == 3
    assert api.evaluate_alerts(DAY) == api.Evaluated(1, 0, 0)
    found = api.alerts(site.actor("dung"), DAY)
    assert {row.unit_id for row in found} == {site.world.commune.id}
    assert found[0].since == found[-1].period
    assert api.open_count(site.actor("dung"), DAY) == 3


def test_outsiders_see_no_alert(site: Site) -> None:
    rule(site)
    api.evaluate_alerts(DAY)
    row = api.alerts(site.actor("binh"), DAY)[0]
    assert api.alerts(site.actor("giang"), DAY) == []
    assert api.open_count(site.actor("giang"), DAY) == 0
    with pytest.raises(NotFound):
        api.alert(site.actor("giang"), row.pk, DAY)
    assert site.client("giang").get(f"/analysis/alerts/{row.pk}/").status_code == 404
    assert "Bình Hòa" not in site.client("giang").get("/analysis/alerts/").content.decode()


def test_a_correction_closes_and_opens_again(site: Site, tmp_path: Path) -> None:
    rule(site)
    api.evaluate_alerts(DAY)
    correct(tmp_path, 5)
    assert api.evaluate_alerts(DAY).closed == 1
    correct(tmp_path, 50)
    assert api.evaluate_alerts(DAY).raised == 1
    newest = api.alerts(site.actor("dung"), DAY)[0]
    assert [step.state for step in newest.steps.all()] == ["opened", "closed", "opened"]
    assert api.evaluate_alerts(DAY) == api.Evaluated(1, 0, 0)


def test_what_a_person_closed_stays_closed(site: Site) -> None:
    rule(site)
    api.evaluate_alerts(DAY)
    row = api.alerts(site.actor("chi"), DAY)[0]
    with pytest.raises(Refused):
        api.take_alert(site.actor("dung"), alert_id=row.pk, state="acknowledged")
    api.take_alert(site.actor("chi"), alert_id=row.pk, state="acknowledged")
    with pytest.raises(Invalid):
        api.take_alert(site.actor("chi"), alert_id=row.pk, state="closed")
    api.take_alert(site.actor("chi"), alert_id=row.pk, state="closed", reason="Đã chấn chỉnh")
    with pytest.raises(RuleBroken):
        api.take_alert(site.actor("chi"), alert_id=row.pk, state="acknowledged")
    assert api.evaluate_alerts(DAY).raised == 0
    steps = list(api.alert(site.actor("chi"), row.pk, DAY).steps.all())
    assert [step.by for step in steps][1:] == [site.actor("chi").name] * 2


def test_a_change_can_be_watched(site: Site) -> None:
    rule(site, basis="last-year", bound=Decimal(100))
    api.evaluate_alerts(DAY)
    assert {row.unit_id for row in api.alerts(site.actor("dung"), DAY)} == {site.world.commune.id}


def test_a_rule_that_cannot_be_asked_does_not_silence_the_others(site: Site) -> None:
    rule(site)
    rule(site, unit_id=site.world.commune.id, by="province")
    found = api.evaluate_alerts(DAY)
    assert found.raised == 3
    assert len(found.skipped) == 1


def test_an_approval_has_the_thresholds_looked_at(
    site: Site, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    rule(site)
    api.evaluate_alerts(DAY)
    month = parse_period(MONTHS[-1], calendars(), "admin")
    form = catalogue().element(OCCURRED).definition
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            unit_id, operator = site.world.elsewhere.id, Actor.operator()
            report = save_report(
                operator,
                unit_id=unit_id,
                definition=form,
                period=month,
                values={OCCURRED: 77 + _twice},
            )
            submit_report(operator, report_id=report.id)
            approve_report(operator, report_id=report.id)
    assert jobs(Actor.system()).filter(code=api.EVALUATE).count() == 1
    assert work(once=True, beat=False) == 1
    assert site.world.elsewhere.id in {row.unit_id for row in api.alerts(site.actor("dung"), DAY)}


def test_an_import_has_the_thresholds_looked_at(site: Site) -> None:
    rule(site)
    form = catalogue().element(OCCURRED).definition
    api.look_again(FiguresImported(1, approved=False, touched=((form or "", MONTHS[-1]),)))
    assert not jobs(Actor.system()).filter(code=api.EVALUATE).exists()
    api.look_again(FiguresImported(1, approved=True, touched=((form or "", MONTHS[-1]),)))
    assert jobs(Actor.system()).filter(code=api.EVALUATE).count() == 1


def test_the_command_says_what_it_did(site: Site) -> None:
    rule(site)
    result = CliRunner().invoke(app, ["analysis", "alerts", "--format", "json"])
    assert result.exit_code == 0, result.output
    assert '"raised": 3' in result.output


def test_setting_and_ending_by_hand(site: Site) -> None:
    client = site.client("chi")
    given = {"unit": "99", "measure": OCCURRED, "by": "commune", "basis": "value", "operator": "above",
             "bound": "40", "calendar": "admin", "kind": "month"}  # fmt: skip
    assert client.post("/analysis/alerts/rules/", given).status_code == 302
    text = client.get("/analysis/alerts/").content.decode()
    assert "Bình Hòa" in text
    row = api.alerts(site.actor("chi"), DAY)[0]
    assert client.get(f"/analysis/alerts/{row.pk}/").status_code == 200
    answer = client.post(f"/analysis/alerts/{row.pk}/", {"state": "closed", "reason": ""})
    assert answer.status_code == 422
    answer = client.post(f"/analysis/alerts/{row.pk}/", {"state": "closed", "reason": "xong"})
    assert answer.status_code == 302
    made = api.alert_rules(site.actor("chi"), DAY)[0]
    assert client.get(f"/analysis/alerts/rules/{made.pk}/end/").status_code == 200
    client.post(f"/analysis/alerts/rules/{made.pk}/end/")
    assert api.alert_rules(site.actor("chi"), DAY) == []
    assert site.client("dung").get("/analysis/alerts/rules/").status_code == 200
