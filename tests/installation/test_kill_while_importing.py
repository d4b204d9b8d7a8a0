"""Killed with -9 within an import or a bulk approval: a transaction is there whole or not at all, and can be repeated."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation.reporting import COMMUNES, begin, prepare, python
from tests.postgres import running_postgres

MONTHS = [f"{year}-{month:02d}" for year in (2022,) for month in range(1, 13)]
KILLS = 3

IMPORT = """
print("begun", flush=True)
api.import_figures(actor, path=Path({path!r}), approve=True)
print("done", flush=True)
"""
FINISH = """
from binhyen.engines.indicators.models import Report
ids = list(Report.objects.filter(status="submitted").values_list("id", flat=True))
api.approve_reports(actor, report_ids=ids)
"""
APPROVE = FINISH.replace("api.", 'print("begun", flush=True)\napi.') + 'print("done", flush=True)\n'
PROOF = """
from binhyen.engines.indicators.models import ImportBatch, Report, ReportVersion
from binhyen.foundation.audit.api import verify
by_period = {}
for code, status in Report.objects.values_list("period__code", "status"):
    by_period.setdefault(code, []).append(status)
print(json.dumps({
    "faults": len(api.verify_rollups()), "reports": Report.objects.count(),
    "versions": ReportVersion.objects.count(), "batches": ImportBatch.objects.count(),
    "whole": all(len(set(held)) == 1 for held in by_period.values()),
    "approved": Report.objects.filter(status="approved").count(), "intact": verify().intact}))
"""
SUBMIT = "api.import_figures(actor, path=Path({path!r}), approve=False)"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request) -> Iterator[str]:
    """The URL of an empty database; empty for SQLite."""
    if request.param == "sqlite":
        yield ""
    else:
        with running_postgres() as url:
            yield url


def test_a_killed_import_left_nothing_and_is_repeated(tmp_path: Path, database: str):
    home, path = tmp_path / "home", tmp_path / "figures.csv"
    prepare(home, tmp_path, database)
    write(path)
    dice, done = random.Random(7), False  # noqa: S311 - when to kill
    for _ in range(KILLS):
        done = kill_within(home, IMPORT.format(path=str(path)), database, dice) or done
        found = python(home, PROOF, database)
        assert (found["faults"], found["intact"]) == (0, True)
        assert found["reports"] == found["versions"]
        assert found["reports"] in (0, COMMUNES * len(MONTHS))
        assert (found["reports"] > 0) or not done
    python(home, SUBMIT.format(path=str(path)).replace("False", "True"), database)
    found = python(home, PROOF, database)
    # Repeated as often as one likes: one report, one version.
    assert found["reports"] == found["versions"] == COMMUNES * len(MONTHS)


def test_a_killed_approval_left_whole_periods(tmp_path: Path, database: str):
    home, path = tmp_path / "home", tmp_path / "figures.csv"
    prepare(home, tmp_path, database)
    write(path)
    python(home, SUBMIT.format(path=str(path)), database)
    dice = random.Random(8)  # noqa: S311 - when to kill
    for _ in range(KILLS):
        kill_within(home, APPROVE, database, dice)
        found = python(home, PROOF, database)
        assert (found["faults"], found["intact"], found["whole"]) == (0, True, True)
        assert found["versions"] == found["reports"] + found["approved"]
    python(home, FINISH, database)
    assert python(home, PROOF, database)["approved"] == COMMUNES * len(MONTHS)


def write(path: Path) -> None:
    rows = [
        f"1{number:04d},{element},{month},{number}"
        for month in MONTHS
        for number in range(COMMUNES)
        for element in ("crime.occurred", "crime.solved", "fines", "wards")
    ]
    path.write_text("\n".join(["unit_code,element,period,value", *rows]), "utf-8")


def kill_within(home: Path, text: str, database: str, dice: random.Random) -> bool:
    """Kill a program somewhere after it began; whether it told that it was done."""
    program = begin(home, text, database)
    assert program.stdout is not None
    assert program.stdout.readline().strip() == "begun"
    time.sleep(dice.random() * 0.8)
    os.kill(program.pid, signal.SIGKILL)
    rest = program.stdout.read()
    program.stdout.close()
    program.wait()
    return "done" in rest
