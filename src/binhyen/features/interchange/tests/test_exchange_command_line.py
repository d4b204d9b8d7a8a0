"""`binhyen exchange …` as a person or a script types it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from binhyen.features.interchange.cli import app
from binhyen.features.interchange.models import ImportRun
from binhyen.features.interchange.tests.conftest import CASES, PERIOD, REPORT, Office
from binhyen.kernel.errors import DomainError, Invalid, NotFound

KINDS = ["csv", "dhis2", "xlsx", "adx"]


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(*arguments: str) -> DomainError:
    """The refusal which the program turns into exit 2."""
    fault = CliRunner().invoke(app, list(arguments)).exception
    assert isinstance(fault, DomainError), fault
    return fault


def run_json(*arguments: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(*arguments, "--format-out", "json"))
    return answer


def taken(office: Office, kind: str) -> Path:
    target = office.folder / f"ra.{kind}"
    run("export", "--format", kind, "--report", REPORT, "--under", "VN", "--period", PERIOD,
        "--out", str(target))  # fmt: skip
    return target


@pytest.mark.parametrize("kind", KINDS)
def test_out_and_in_again(office: Office, kind: str):
    office.values(office.value(), approve=True)
    answer = run_json("import", str(taken(office, kind)), "--format", kind)
    assert (answer["values"], answer["unchanged"], answer["conflicts"]) == (1, 1, [])
    assert ImportRun.objects.count() == 1
    assert not list(office.folder.glob(".ra.*"))


def test_a_bad_value_is_told_by_its_row_and_nothing_written(office: Office):
    path = office.file(
        f"unit,period,element,value\n99102,{PERIOD},{CASES},5\n99101,{PERIOD},{CASES},năm\n",
        "a.csv",
    )
    fault = refused("import", str(path), "--format", "csv")
    assert isinstance(fault, Invalid)
    assert [(row.row, row.column) for row in fault.rows] == [(3, "value")]
    assert "--partial" in str(fault)
    assert office.take("csv", newest=True).count(b"\n") == 1
    assert run_json("import", str(path), "--format", "csv", "--partial")["imported"] == 1


def test_a_trial_writes_nothing(office: Office):
    path = office.file(f"unit,period,element,value\n99102,{PERIOD},{CASES},5\n", "a.csv")
    assert run_json("import", str(path), "--format", "csv", "--dry-run")["imported"] == 1
    assert not ImportRun.objects.exists()
    assert office.take("csv", newest=True).count(b"\n") == 1


def test_wrong_questions_are_refused(office: Office):
    assert isinstance(refused("import", str(office.folder / "không"), "--format", "csv"), NotFound)
    asked = ["export", "--format", "csv", "--report", REPORT, "--period", PERIOD]
    assert isinstance(refused(*asked, "--under", "00000"), NotFound)
