"""What an analysis is made of: a question, the figures that answer it as arrays, and the table both are laid out in.

A figure that is not there is `None` with its reason; it is never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from binhyen.engines.indicators.api import By, Missing
from binhyen.engines.units.api import StructureUnit
from binhyen.kernel.periods import Period

TOTAL = -1
"""The place of the whole unit asked about among the units of a pivot."""


class Dimension(StrEnum):
    """What figures are told apart by; the order is how they nest in rows and in columns."""

    UNIT = "unit"
    MEASURE = "measure"
    OPTION = "option"
    PERIOD = "period"


class Axis(StrEnum):
    """Where a dimension lies; a filter shows one of its members."""

    ROWS = "rows"
    COLUMNS = "columns"
    FILTER = "filter"


class View(StrEnum):
    """How the answer is drawn; the table is always there as well."""

    TABLE = "table"
    LINES = "lines"
    BARS = "bars"
    HEAT = "heat"
    TILES = "tiles"
    OUTLINE = "outline"
    FUNNEL = "funnel"


class Against(StrEnum):
    """What each period is compared with."""

    NOTHING = "nothing"
    PREVIOUS = "previous"
    LAST_YEAR = "last-year"


@dataclass(frozen=True, slots=True)
class Question:
    """Everything a page of analysis is asked; its address says the same, so it can be passed on.

    Attributes:
        unit: the place, as it stood on `on`.
        on: the day the place and its levels are taken from, and the end of the periods of a shortcut.
        measures: codes of elements and indicators.
        options: codes of breakdown options beside the total (None); only (None,) without a breakdown.
        as_of: as in the engine: None shows each value as it was, a date carries all of them there.
        places: where each dimension lies.
        chosen: the member shown of a dimension that is a filter, as its key.
        sort: key of the column the rows are sorted by, "-" before it for the largest first.
    """

    unit: StructureUnit
    on: date
    measures: tuple[str, ...]
    by: By
    periods: tuple[Period, ...]
    options: tuple[str | None, ...] = (None,)
    as_of: date | None = None
    places: Mapping[Dimension, Axis] = field(default_factory=dict)
    chosen: Mapping[Dimension, str] = field(default_factory=dict)
    against: Against = Against.NOTHING
    targets: bool = False
    view: View = View.TABLE
    public: bool = False
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure shown.

    Attributes:
        hidden: not shown because it would tell of single persons.
        absent: the unit did not stand in that period.
    """

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reported: int = 0
    expected: int = 0
    pending: int = 0
    estimated: bool = False
    missing: Missing | None = None
    absent: bool = False
    hidden: bool = False

    @property
    def complete(self) -> bool:
        return self.reported >= self.expected


@dataclass(frozen=True, slots=True)
class MeasureInfo:
    """What a page needs to know of an element or an indicator.

    Attributes:
        counted: a count of events over the period, to which tests of counts apply.
        share: a part of a whole in percent, to which tests of shares apply.
        persons: counts persons, or is computed from such counts: small ones are hidden from the public.
        summed: values of periods add up to those of the year.
        adds: values of units add up to the value of the whole.
        inputs: elements it is made of.
    """

    code: str
    label: str
    short: str
    unit: str
    decimals: int
    better: str
    counted: bool
    share: bool
    persons: bool
    summed: bool
    adds: bool
    calendar: str
    breakdown: str | None
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a dimension: its place in the arrays, a key for addresses, and names."""

    at: int
    key: str
    label: str
    short: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a figure in a pivot, as places in its members."""

    unit: int = TOTAL
    measure: int = 0
    option: int = 0
    period: int = 0

    def at(self, dimension: Dimension, place: int) -> Spot:
        """The same spot with one place changed."""
        named = {
            "unit": self.unit,
            "measure": self.measure,
            "option": self.option,
            "period": self.period,
        }
        return Spot(**{**named, dimension.value: place})


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: the members that make it up, and the part of the spot they fix."""

    key: str
    members: tuple[Member, ...]
    fixed: Mapping[Dimension, int]

    @property
    def label(self) -> str:
        return " · ".join(member.label for member in self.members)

    @property
    def is_total(self) -> bool:
        return self.fixed.get(Dimension.UNIT) == TOTAL

    def place(self, spot: Spot) -> Spot:
        """The spot where this line crosses another one's spot."""
        for dimension, at in self.fixed.items():
            spot = spot.at(dimension, at)
        return spot


@dataclass(frozen=True, slots=True)
class Change:
    """A figure beside an earlier one: difference, percent of the earlier one, and what may be said of it.

    `words` is empty where no test fits; `interval` is the exact 95 % one of a count too small to compare.
    """

    before: Decimal | None
    difference: Decimal | None
    percent: Decimal | None
    words: str = ""
    clear: bool = False
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """A target in force: what is to be reached, decided where."""

    id: int
    measure: str
    unit_id: int
    unit_name: str
    year: int
    operator: str
    value: Decimal
    source: str
    decided_on: date
    set_by: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a figure stands to its target; `share` is the part of a yearly sum reached so far, in percent."""

    target: Decimal
    operator: str
    met: bool | None
    lacking: Decimal | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """A unit in a funnel plot: its size, its rate, and how many limits it lies beyond."""

    unit_id: int
    name: str
    size: float
    rate: float
    outside: int
    stands: bool


@dataclass(frozen=True, slots=True)
class Funnel:
    """A funnel plot; limits are (size, low, high) by confidence, `rate` the one of the whole."""

    points: tuple[FunnelPoint, ...]
    rate: float
    limits: Mapping[str, tuple[tuple[float, float, float], ...]]
    note: str = ""


Row = Mapping[str, Any]
