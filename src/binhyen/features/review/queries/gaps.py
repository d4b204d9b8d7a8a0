"""What is missing: reports due and not there, and the units that handed in none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from binhyen.engines.indicators.api import By, Cell
from binhyen.features.review.queries.comparing import completeness
from binhyen.features.review.queries.numbers import Answer, Reader
from binhyen.features.review.rules.windows import as_period
from binhyen.features.review.types import Completeness, Number, Window

WITNESSES = (
    "crime.social_order.occurred",
    "drugs.cases",
    "cells.resolutions",
    "premises.funding_paid",
    "residence.permanent",
    "propaganda.sessions",
    "training.due",
    "commendation.persons",
)
"""One element of each report: its cell says how many of the reports due are in."""


def completeness_lines(
    reader: Reader, frame: Answer, now: Window, before: Window
) -> tuple[Completeness, ...]:
    """One line per kind of report that was due in the window."""
    cells = {(cell.measure, cell.period.start): cell for cell in frame.total_cells}
    found = []
    for measure in WITNESSES:
        later, earlier = cells.get((measure, now.start)), cells.get((measure, before.start))
        if later is not None and later.expected:
            found.append(_line(reader, later, earlier, now))
    return tuple(found)


def silent_units(reader: Reader, now: Window) -> tuple[str, ...]:
    """Names of commune-level units that handed in no security report in the window."""
    frame = reader.over(WITNESSES[:1], [now], By.COMMUNE)
    return tuple(cell.unit_name for cell in frame if cell.expected and not cell.reported)


def _line(reader: Reader, later: Cell, earlier: Cell | None, now: Window) -> Completeness:
    element = reader.known.elements[later.measure]
    definition = reader.known.definitions[element.definition or ""]
    make = _Maker(reader, definition.code, definition.entry.vi, now)
    periods = definition.periods_within(as_period(now))
    return Completeness(
        definition=definition.code,
        label=definition.entry.vi,
        reported=make.number("reported", "Báo cáo đã có", Decimal(later.reported)),
        expected=make.number("expected", "Báo cáo phải có", Decimal(later.expected)),
        share=make.share(later),
        share_before=None if earlier is None else completeness(earlier),
        periods=tuple(periods),
    )


class _Maker:
    """Makes the numbers about one kind of report."""

    def __init__(self, reader: Reader, code: str, label: str, now: Window) -> None:
        self.subject, self.code, self.label, self.now = reader.subject, code, label, now

    def number(self, name: str, label: str, value: Decimal, unit: str = "báo cáo") -> Number:
        return Number(
            id=f"reports.{self.code}.{name}@{self.subject.code}:{self.now.code}",
            label=f"{label}: {self.label}",
            value=value,
            unit=unit,
            decimals=0,
            scope=self.subject.code,
            scope_name=self.subject.name,
            unit_id=self.subject.unit_id,
            as_of=self.now.code,
            source="Đếm báo cáo đã duyệt",
        )

    def share(self, cell: Cell) -> Number:
        plain = self.number("share", "Tỷ lệ báo cáo đã có", Decimal(cell.reported), "%")
        return replace(
            plain,
            value=round(Decimal(100 * cell.reported) / cell.expected, 1),
            decimals=1,
            numerator=Decimal(cell.reported),
            denominator=Decimal(cell.expected),
        )
