"""The Party-building report of December 2022: the figure of the finding, asked again after the tasks."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from binhyen.engines.indicators.api import By, Origin, Query, calendars, import_figures, read
from binhyen.foundation.access.api import Actor
from binhyen.kernel.periods import parse_periods
from binhyen.worlds.thanh_hoa.figures.draw import part
from binhyen.worlds.thanh_hoa.figures.sheet import Sheet
from binhyen.worlds.thanh_hoa.figures.stations import Station, stations
from binhyen.worlds.thanh_hoa.places import province

ELEMENT = "cells.established"
THEN, NEXT = "2022-05", "2022-12"


def report_next_winter(actor: Actor, done_codes: Collection[str]) -> int:
    """Every unit's report of December: a cell where there was one in May or where the task was done by then; answers the values."""
    had = _had_a_cell()
    sheet = Sheet()
    for station in stations():
        exists = station.code in had or station.code in done_codes
        _put(sheet, station, exists=exists and not station.is_ward)
    with TemporaryDirectory(dir=settings.BINHYEN_HOME) as folder:
        path = sheet.write(Path(folder) / "mo_phong_thang_12_2022.csv")
        return import_figures(actor, path=path, approve=True, origin=Origin.SYNTHETIC).values


def _had_a_cell() -> frozenset[str]:
    (month,) = parse_periods(THEN, calendars(), "calendar")
    frame = read(Query((ELEMENT,), province().id, By.COMMUNE, (month,)))
    return frozenset(cell.unit_code for cell in frame.cells if cell.value)


def _put(sheet: Sheet, station: Station, *, exists: bool) -> None:
    random = station.chance("party/2022-12")
    if random.random() < station.missing:
        return
    meets = int(exists and random.random() < 0.97)
    sheet.put(
        station.code,
        NEXT,
        {
            "cells.established": int(exists),
            "cells.meetings": meets,
            "cells.attendances": part(random, station.members, 0.94) if meets else 0,
            "cells.resolutions": meets,
            "cells.secretary_is_chief": int(exists and random.random() < 0.95),
            "cells.chiefs_in_committee": int(not station.is_ward and random.random() < 0.86),
        },
    )
