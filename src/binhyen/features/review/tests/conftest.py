"""Province An Phước with two years of reports, and short ways to review it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from binhyen.engines.documents.api import BulletList as Bullets
from binhyen.engines.documents.api import Document, Figure, Paragraph, Table
from binhyen.engines.indicators import api as figures
from binhyen.engines.norms.api import load_norms
from binhyen.features.review import api
from binhyen.kernel import clock

START, END = date(2021, 5, 31), date(2022, 6, 3)
MONTHS = [f"{2020 + at // 12}-{at % 12 + 1:02d}" for at in range(5, 29)]
EARLIER, LATER = MONTHS[:12], MONTHS[12:]
COMMUNES = ("99101", "99102", "99103", "99104", "99201", "99202", "99203")
HEADER = "unit_code,element,period,breakdown,value"


@dataclass
class Reviewing:
    """The world with its catalogue; figures come when a test asks for them."""

    world: Any
    folder: Path

    def load(self, *rows: str) -> None:
        path = self.folder / "figures.csv"
        path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        figures.import_figures(self.world.operator, path=path, approve=True)

    def crime(
        self, before: int, after: int, *, solved: int = 3, left_out: tuple[str, ...] = ()
    ) -> None:
        """Monthly reports of every unit: so many cases each, `left_out` units silent in the later window."""
        rows = []
        for code in COMMUNES:
            for months, cases in ((EARLIER, before), (LATER, after)):
                if months is LATER and code in left_out:
                    continue
                for month in months:
                    rows.append(f"{code},crime.social_order.occurred,{month},,{cases}")
                    rows.append(f"{code},crime.social_order.solved,{month},,{min(cases, solved)}")
        self.load(*rows)

    def review(self, unit: Any = None, start: date = START, end: date = END) -> api.Review:
        whom = unit or self.world.province
        return api.compute(self.world.operator, whom.id, start, end)

    def text(self, unit: Any = None, start: date = START, end: date = END) -> str:
        return as_text(api.draft_report(self.review(unit, start, end), end).document)

    def run(self, unit: Any = None, start: date = START, end: date = END) -> api.ReviewRun:
        whom = unit or self.world.province
        return api.run_review(self.world.operator, under_id=whom.id, start=start, end=end)


def as_text(document: Document) -> str:
    """Headings, paragraphs and bullets as one text."""
    lines = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append("".join(run.text for run in block.runs))
        elif isinstance(block, Bullets):
            lines += ["- " + "".join(run.text for run in item) for item in block.items]
        elif hasattr(block, "text"):
            lines.append(block.text)
    return "\n".join(lines)


def printed_figures(document: Document) -> list[Figure]:
    """Every number of the document, tables included."""
    found: list[Figure] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found += [run for run in block.runs if isinstance(run, Figure)]
        elif isinstance(block, Bullets):
            found += [run for item in block.items for run in item if isinstance(run, Figure)]
        elif isinstance(block, Table):
            rows = [*block.rows, block.total or ()]
            found += [cell for row in rows for cell in row if isinstance(cell, Figure)]
    return found


@pytest.fixture
def reviewing(world: Any, tmp_path: Path) -> Iterator[Reviewing]:
    with clock.frozen(datetime(2022, 6, 10, 3, tzinfo=UTC)):
        catalogue = Path(settings.BINHYEN_CATALOGUE)
        figures.load_catalogue(world.operator, folder=catalogue)
        load_norms(world.operator, folder=catalogue)
        yield Reviewing(world, tmp_path)
