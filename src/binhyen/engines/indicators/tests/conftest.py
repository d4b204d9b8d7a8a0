"""The small country with its catalogue, and short ways to import and ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By, Frame, Query
from binhyen.engines.indicators.tests.folder import write_catalogue, write_units
from binhyen.engines.units.api import find, load_units, structure
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.periods import Period, parse_periods

HEADER = "unit_code,element,period,breakdown,value"


@dataclass(frozen=True)
class Land:
    """The loaded country; codes mean what they meant on the day or period they are used with."""

    folder: Path
    actor: Actor

    def id(self, code: str, on: date) -> int:
        return structure(on).root.id if code == "VN" else find(code, on).id

    def periods(self, text: str) -> tuple[Period, ...]:
        return tuple(parse_periods(text, api.calendars(), "admin"))

    def file(self, *rows: str, header: str = HEADER, name: str = "figures.csv") -> Path:
        path = self.folder / name
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    def load(self, *rows: str, approve: bool = True) -> api.ImportResult:
        return api.import_figures(self.actor, path=self.file(*rows), approve=approve)

    def ask(
        self,
        measure: str,
        under: str,
        by: By,
        period: str,
        as_of: date | None = None,
        breakdown: str | None = None,
    ) -> Frame:
        periods = self.periods(period)
        under_id = self.id(under, as_of or periods[-1].last_day)
        return api.read(Query((measure,), under_id, by, periods, None, as_of, breakdown))

    def values(self, *question: object, **named: object) -> dict[str, Decimal | None]:
        frame = self.ask(*question, **named)  # type: ignore[arg-type]
        return {cell.unit_name: cell.value for cell in frame}


@pytest.fixture
def land(db: None, tmp_path: Path, operator: Actor) -> Iterator[Land]:
    with clock.frozen(datetime(2026, 11, 1, 5, tzinfo=UTC)):
        load_units(operator, source=write_units(tmp_path))
        api.load_catalogue(operator, folder=write_catalogue(tmp_path))
        yield Land(tmp_path, operator)
