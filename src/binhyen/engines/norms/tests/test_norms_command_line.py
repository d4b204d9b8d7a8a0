"""`binhyen norms check` as programs read it."""

from __future__ import annotations

import json
from datetime import date

from typer.testing import CliRunner

from binhyen.engines.norms.cli import app


def test_json_holds_findings_and_counts_with_their_denominators(land):
    land.staff(land.world.commune, *[date(2021, 3, 1)] * 3)
    asked = ["check", "--under", "99", "--on", "2022-06-03", "--norm", "staffing.minimum"]
    answer = CliRunner().invoke(app, [*asked, "--format", "json"])
    facts = json.loads(answer.stdout)
    met = [one for one in facts["findings"] if one["verdict"] == "met"]
    assert facts["on"] == "2022-06-03"
    assert [(one["unit_code"], one["left"], one["right"], one["since"]) for one in met] == [
        ("99102", 3, 3, "2021-03-01")
    ]
    assert facts["roll_up"]["total"] == {
        "met": 1,
        "short": 3,
        "over": 0,
        "not_measurable": 0,
        "applicable": 4,
    }


def test_a_filter_narrows_the_findings_and_not_the_counts(land):
    asked = ["check", "--under", "99", "--on", "2022-06-03", "--verdict", "met", "--format", "json"]
    facts = json.loads(CliRunner().invoke(app, asked).stdout)
    assert facts["findings"] == []
    assert facts["roll_up"]["total"]["short"] > 0
