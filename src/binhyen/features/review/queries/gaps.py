"""What is missing: reports due and not there, and published figures that differ from the rows."""

from __future__ import annotations

from decimal import Decimal

from binhyen.engines.indicators.api import By, Cell, Frame, StatedFigure, stated
from binhyen.features.review.queries.comparing import completeness
from binhyen.features.review.queries.numbers import Reader, described
from binhyen.features.review.rules.windows import as_period
from binhyen.features.review.types import Completeness, Number, StatedPair, Window

WITNESSES = (
    "crime.social_order.occurred",
    "drugs.cases",
    "cells.meetings",
    "premises.needed",
    "population.total",
    "propaganda.sessions",
    "training.due",
    "commendation.persons",
)
"""One element of each report: its cell says how many of the reports due are in."""


def completeness_lines(
    reader: Reader, frame: Frame, now: Window, before: Window
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


def stated_pairs(reader: Reader, now: Window) -> tuple[StatedPair, ...]:
    """Figures somebody published about the unit up to the window's end, oldest first."""
    published = [one for one in stated(None, reader.subject.unit_id) if _published_by(one, now)]
    return tuple(_stated_pair(reader, one) for one in published)


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
        months=tuple(period.label() for period in periods),
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
        value = Decimal(100 * cell.reported) / cell.expected
        fields = {name: getattr(plain, name) for name in plain.__dataclass_fields__}
        return Number(
            **fields
            | {
                "value": round(value, 1),
                "decimals": 1,
                "numerator": Decimal(cell.reported),
                "denominator": Decimal(cell.expected),
            }
        )


def _published_by(one: StatedFigure, now: Window) -> bool:
    return one.source_on is None or one.source_on <= now.end


def _stated_pair(reader: Reader, one: StatedFigure) -> StatedPair:
    unit, decimals = "", _decimals(one.stated)
    if one.measure:
        _, unit, decimals = described(reader.known, one.measure)
    common = {
        "unit": unit,
        "decimals": max(decimals, _decimals(one.stated)),
        "scope": reader.subject.code,
        "scope_name": one.unit_name,
        "unit_id": one.unit_id,
        "as_of": one.when,
        "difference": one.difference,
    }
    label = one.note or one.code
    said = Number(id=f"stated.{one.code}", label=label, value=one.stated, kind="stated", source=one.source, **common)
    if one.computed is None:
        return StatedPair(said, None)
    rows = Number(
        id=f"stated.{one.code}.computed",
        label=f"Tính từ dữ liệu: {label}",
        value=one.computed,
        source="Tính lại từ dữ liệu trong hệ thống",
        measure=one.measure,
        **common,
    )
    return StatedPair(said, rows)


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
