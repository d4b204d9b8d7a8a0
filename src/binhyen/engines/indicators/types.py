"""What crosses the border of this engine: a question about figures, its answer, and the answer's reasons.

Values are `Decimal` in the measure's own unit; `None` means "not reported" and is never the same as 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from binhyen.kernel.periods import Period


class Status(StrEnum):
    """Where a report stands on its way from the commune to the ministry's total."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"


class Origin(StrEnum):
    """How values came in; synthetic ones carry a mark on every page and document made from them."""

    ENTERED = "entered"
    IMPORT = "import"
    SYNTHETIC = "synthetic"
    OFFLINE = "offline"


class RemarkKind(StrEnum):
    """Who speaks about a cell, and why."""

    NOTE = "note"
    RETURN = "return"
    ANSWER = "answer"


class By(StrEnum):
    """The level whose units become rows; `unit` is the one row of the unit asked about."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    UNIT = "unit"


class Missing(StrEnum):
    """Why a cell has no value."""

    NOT_REPORTED = "not-reported"
    NOT_APPROVED = "not-approved"
    INPUT_MISSING = "input-missing"
    DIVISION_BY_ZERO = "division-by-zero"
    NOT_COUNTED = "not-counted"


@dataclass(frozen=True, slots=True)
class Query:
    """A question about figures.

    Attributes:
        measures: codes of elements and indicators, in the order wanted.
        under_id: the unit whose subtree is asked about (country, province, district or commune).
        by: the level of the rows.
        periods: periods of any length; longer ones than the report's own are summed (elements with
            `time: sum`) or take the last reported value (`time: last`).
        on: a day instead of periods, for elements counted from rows and indicators made of them.
        as_of: None reads each value under the tree of its own period's last day (as it was); a date
            carries all values through successions into the tree of that date.
        breakdown: code of one breakdown option; None is the total.
    """

    measures: tuple[str, ...]
    under_id: int
    by: By = By.UNIT
    periods: tuple[Period, ...] = ()
    on: date | None = None
    as_of: date | None = None
    breakdown: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: a measure of a unit in a period.

    Attributes:
        value: in the measure's unit; None when missing, and then `missing` says why.
        numerator: aggregated first, divided last; None for elements.
        denominator: likewise.
        reported: (unit, report period) pairs whose approved report holds the value.
        expected: the same pairs that should have reported.
        pending: reports handed in and not yet approved; they are not in `value`.
        estimated_part: how much of the value came through an estimated share of a divided unit; for an
            indicator, of its inputs together.
    """

    unit_id: int
    unit_code: str
    unit_name: str
    period: Period
    measure: str
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reported: int = 0
    expected: int = 0
    pending: int = 0
    estimated_part: Decimal = Decimal(0)
    missing: Missing | None = None
    breakdown: str | None = None

    @property
    def estimated(self) -> bool:
        """Whether any part of the value is an estimate."""
        return self.estimated_part != 0

    @property
    def complete(self) -> bool:
        """Whether every unit that should have reported is in the value."""
        return self.reported >= self.expected


@dataclass(frozen=True, slots=True)
class Frame:
    """The answer to a query.

    Attributes:
        cells: by unit (in code order), then period, then measure, in the order asked.
        total_cells: one per period and measure, for the whole of `query.under_id`.
        months_used: the report periods a longer period was put together from, by its code.
    """

    query: Query
    cells: tuple[Cell, ...]
    total_cells: tuple[Cell, ...]
    months_used: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)

    def cell(self, unit_id: int, measure: str | None = None, period: str | None = None) -> Cell:
        """The first cell of a unit, narrowed by measure and period code.

        Raises:
            KeyError: no such cell in this answer.
        """
        for cell in self.cells:
            named = measure in (None, cell.measure) and period in (None, cell.period.code)
            if cell.unit_id == unit_id and named:
                return cell
        raise KeyError((unit_id, measure, period))

    def totals(self) -> dict[tuple[str, str], Cell]:
        """The figures of the whole unit asked about, by (measure, period code)."""
        return {(cell.measure, cell.period.code): cell for cell in self.total_cells}

    def to_rows(self) -> list[dict[str, object]]:
        """Flat rows for tables, files and JSON; numbers stay `Decimal`."""
        return [as_row(cell) for cell in self.cells]


def as_row(cell: Cell) -> dict[str, object]:
    """One cell as a flat row, in the column order of the exports."""
    return {
        "unit_code": cell.unit_code,
        "unit_name": cell.unit_name,
        "period": cell.period.code,
        "measure": cell.measure,
        "breakdown": cell.breakdown,
        "value": cell.value,
        "numerator": cell.numerator,
        "denominator": cell.denominator,
        "reported": cell.reported,
        "expected": cell.expected,
        "pending": cell.pending,
        "estimated": cell.estimated,
        "estimated_part": cell.estimated_part,
        "missing": None if cell.missing is None else cell.missing.value,
    }


@dataclass(frozen=True, slots=True)
class SourceValue:
    """One unit's own value behind a figure.

    Attributes:
        value: as that unit reported it.
        counted: the part of it that went into the figure explained (less for a divided unit).
        via: the succession it came through, in words; empty when it did not move.
    """

    unit_id: int
    unit_code: str
    unit_name: str
    period: str
    value: Decimal
    counted: Decimal
    estimated: bool = False
    via: str = ""
    report_id: int | None = None
    version: int | None = None
    origin: Origin | None = None
    approved_by: str = ""
    approved_office: str = ""
    approved_at: datetime | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a figure is what it is: a tree from the figure down to the reports.

    Attributes:
        label: the measure's Vietnamese name, with unit and period.
        words: the formula in Vietnamese words with the numbers filled in.
        inputs: one explanation per element the formula refers to.
        sources: the units' own values, largest first; `more` further ones were left out.
        not_reported: names of units that should have reported and did not; `more_not_reported` left out.
    """

    label: str
    cell: Cell
    words: str
    legal_source: str = ""
    inputs: tuple[Explanation, ...] = ()
    sources: tuple[SourceValue, ...] = ()
    more: int = 0
    not_reported: tuple[str, ...] = ()
    more_not_reported: int = 0


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure somebody printed, beside what the rows give.

    Attributes:
        stated: as printed.
        computed: from the rows, None when they do not give it.
    """

    code: str
    measure: str
    unit_id: int
    unit_name: str
    when: str
    stated: Decimal
    computed: Decimal | None
    source: str
    source_on: date | None
    note: str = ""

    @property
    def difference(self) -> Decimal | None:
        """Computed less stated."""
        return None if self.computed is None else self.computed - self.stated


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did.

    Attributes:
        values: values read from the file.
        created: reports that did not exist before.
        changed: reports that got a new version.
        unchanged: reports whose values were already the same; they got no new version.
    """

    file_name: str
    values: int
    created: int
    changed: int
    unchanged: int
    approved: bool


@dataclass(frozen=True, slots=True)
class ReportState:
    """A report as a form shows it; values by reference, as formulas write it: `crime.persons[sex=f]`.

    Attributes:
        values: the newest values, approved or not.
        approved_values: the values that are in the totals; empty when none were ever approved.
        saved_by: who keeps typing on the draft, when its newest values are autosaved and not yet a version of the
            history; else empty.
    """

    id: int
    unit_id: int
    definition: str
    period: Period
    status: Status
    version: int
    values: Mapping[str, Decimal]
    approved_values: Mapping[str, Decimal]
    comment: str = ""
    origin: Origin = Origin.ENTERED
    saved_by: str = ""
    saved_at: datetime | None = None
    submitted_by: str = ""
    submitted_at: datetime | None = None
    approved_by: str = ""
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RollUpFault:
    """A roll-up row that differs from a fresh sum of the approved reports."""

    unit_id: int
    definition: str
    period: str
    key: str
    stored: tuple[int, int]
    fresh: tuple[int, int]
