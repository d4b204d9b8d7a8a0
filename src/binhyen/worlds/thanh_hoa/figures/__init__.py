"""Synthetic reported figures for every commune-level unit, brought in as files through the ordinary import.

Every value is marked synthetic. Nothing here is computed from another figure that a report would compute.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from binhyen.engines.indicators.api import Origin, import_figures
from binhyen.foundation.access.api import Actor
from binhyen.worlds.thanh_hoa.figures.cards import cards
from binhyen.worlds.thanh_hoa.figures.drugs import drugs
from binhyen.worlds.thanh_hoa.figures.halves import honours, learning
from binhyen.worlds.thanh_hoa.figures.movement import movement
from binhyen.worlds.thanh_hoa.figures.party import party
from binhyen.worlds.thanh_hoa.figures.premises import premises
from binhyen.worlds.thanh_hoa.figures.residence import residence
from binhyen.worlds.thanh_hoa.figures.security import security
from binhyen.worlds.thanh_hoa.figures.sheet import Sheet
from binhyen.worlds.thanh_hoa.figures.stations import Station, stations

# A world brings in more lines at once than a person ever would.
MOST_LINES = 3_000_000

MAKERS: tuple[Callable[[Station, Sheet], None], ...] = (
    security,
    drugs,
    residence,
    cards,
    movement,
    premises,
    party,
    learning,
    honours,
)


def load_figures(actor: Actor, progress: Callable[[str], None]) -> dict[str, int]:
    """Import the figures, approved, one file a report; answers the number of values."""
    places = stations()
    values = 0
    with TemporaryDirectory(dir=settings.BINHYEN_HOME) as folder:
        for maker in MAKERS:
            progress(f"Số liệu mô phỏng: {maker.__name__}")
            sheet = Sheet()
            for station in places:
                maker(station, sheet)
            path = sheet.write(Path(folder) / f"mo_phong_{maker.__name__}.csv")
            values += import_figures(
                actor, path=path, approve=True, origin=Origin.SYNTHETIC, row_limit=MOST_LINES
            ).values
    return {"values": values}
