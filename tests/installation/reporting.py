"""A small invented country in an installation of its own, and programs that write its reports beside one another."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from binhyen.engines.indicators.tests.folder import UNITS, write_catalogue, write_units
from tests.installation.support import environment, furnish

COMMUNES = 12

START = """
import json, sys, time
import django; django.setup()
from datetime import date
from pathlib import Path
from binhyen.engines.indicators import api
from binhyen.engines.units.api import find
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import Conflict, DomainError, RuleBroken
from binhyen.kernel.periods import parse_periods
actor, day = Actor.operator(), date(2022, 5, 14)
def period(text="2022-05"): return parse_periods(text, api.calendars(), "admin")[0]
def unit(number): return find(f"1{number:04d}", day).id
def save(number, value, month="2022-05", **more):
    return api.save_report(actor, unit_id=unit(number), definition="monthly", period=period(month),
        values={"crime.occurred": value, "fines": "0,25"}, **more)
def total(month="2022-05"):
    from binhyen.engines.units.api import structure
    found = api.read(api.Query(("crime.occurred",), structure(day).root.id, periods=(period(month),)))
    return int(found.total_cells[0].value or 0)
"""


def prepare(home: Path, folder: Path, database: str) -> None:
    """Load units and catalogue: `COMMUNES` communes 10000, 10001, … in two districts of An Phước."""
    units = write_units(folder)
    lines = [
        f"C1{n:04d},3,1{n:04d},xã,Xã {n},D00{1 + n % 2},2020-01-01,2025-07-01,,le\n"
        for n in range(COMMUNES)
    ]
    heirs = [f"C1{n:04d},C00001b,2025-07-01,merge,all,1,1,3/NQ,law\n" for n in range(COMMUNES)]
    (units / "units.csv").write_text(UNITS["units.csv"] + "".join(lines), "utf-8")
    (units / "succession.csv").write_text(UNITS["succession.csv"] + "".join(heirs), "utf-8")
    catalogue = write_catalogue(folder)
    furnish(home, database)
    python(
        home,
        "from binhyen.project import installation; installation.ensure()\n"
        "from binhyen.engines.units.api import load_units\n"
        f"load_units(actor, source=Path({str(units)!r}))\n"
        f"api.load_catalogue(actor, folder=Path({str(catalogue)!r}))",
        database,
    )


def python(home: Path, text: str, database: str) -> object:
    """Run a program to its end; what it printed, as JSON."""
    done = begin(home, text, database)
    said, _ = done.communicate(timeout=120)
    assert done.returncode == 0, said
    return json.loads(said) if said.strip() else None


def begin(home: Path, text: str, database: str) -> subprocess.Popen[str]:
    """Start a program beside others."""
    return subprocess.Popen(
        [sys.executable, "-c", START + text],
        env=environment(home, database),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
