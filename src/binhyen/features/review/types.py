"""What a review holds: numbers that know where they come from, comparisons, parts, findings, gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from binhyen.engines.norms.api import Finding, Tally
from binhyen.kernel.change import Comparison
from binhyen.kernel.numbers import format_number
from binhyen.kernel.periods import Period

MISSING = "chưa có số liệu"


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `start` up to, but not including, `end`; the texts name both days, as officials do."""

    start: date
    end: date

    @property
    def code(self) -> str:
        """`2021-05-31..2022-06-03`."""
        return f"{self.start}..{self.end}"


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a review.

    Attributes:
        id: unlike any other number's; made of measure, unit and days.
        value: None when nothing was reported; `text` then says so.
        scope: code of the unit, with its name in `scope_name`.
        as_of: a day, or a window as `start..end`.
        kind: counted by us, or stated by somebody.
        source: the formula or element behind a computed number, the publication behind a stated one.
        measure: code for the explanation; empty when the number is not a figure of the catalogue.
        difference: computed less stated, on both of a pair.
    """

    id: str
    label: str
    value: Decimal | None
    unit: str
    decimals: int
    scope: str
    scope_name: str
    unit_id: int
    as_of: str
    source: str
    kind: Literal["computed", "stated"] = "computed"
    measure: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    difference: Decimal | None = None
    note: str = ""

    @property
    def text(self) -> str:
        """As printed: `2.570`, `33,76`, or the words for a missing value."""
        return MISSING if self.value is None else format_number(self.value, self.decimals)

    @property
    def is_known(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    @property
    def count(self) -> int:
        """The value as a whole number, 0 when missing: for conditions, never for print."""
        return int(self.value or 0)


@dataclass(frozen=True, slots=True)
class Pair:
    """A number of the window beside the one of the window before, and what may be said of the change.

    `comparison` None: the figure is not one of chance (work done, stock) and no test is made; `refusal` says why
    a test of chance was refused. `percent` is the change of the plain numbers, None when there is nothing to
    divide by.
    """

    now: Number
    before: Number
    comparison: Comparison | None
    percent: Number | None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A unit one level below, with its numbers by measure."""

    unit_id: int
    code: str
    name: str
    numbers: Mapping[str, Number]
    before: Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class Standing:
    """A part that is clearly better or worse than the whole, after allowing for the number of parts looked at."""

    part: Part
    number: Number
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class WaveLine:
    """A wave counted from its rows."""

    label: str
    first_on: date
    last_on: date
    officers: Number
    units: Number
    donors: Number
    decision: str


@dataclass(frozen=True, slots=True)
class NormLine:
    """One rule over all units it binds; `left` is the formula it judges."""

    code: str
    left: str
    label: str
    short: str
    severity: str
    source: str
    due_on: date | None
    applicable: Number
    met: Number
    lacking: Number
    unknown: Number
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class StatedPair:
    """A published figure beside what the rows give on its day."""

    stated: Number
    computed: Number | None
    when: str
    qualifier: str = ""
    short_source: str = ""


@dataclass(frozen=True, slots=True)
class Completeness:
    """Reports in the figures beside reports due, over one report definition."""

    definition: str
    label: str
    reported: Number
    expected: Number
    share: Number
    share_before: float | None
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the review is about; `police` reports to `above`, both named as in a sentence."""

    unit_id: int
    code: str
    name: str
    level: int
    parts_level: int | None
    parts_word: str
    has_programme: bool
    programme_word: str
    police: str
    above: str
    symbol: str
    place: str
    signer: str
    recipients: tuple[str, ...]

    @property
    def agency(self) -> str:
        """The issuing body as the head of a text prints it."""
        return self.police.upper()

    @property
    def agency_parent(self) -> str:
        """The body above it, likewise."""
        return self.above.upper()


@dataclass(frozen=True, slots=True)
class Review:
    """All a review knows; the text, the tables and the file of figures are made from nothing else.

    Attributes:
        days: numbers as they stood at the end of the window, by measure.
        pairs: numbers over the window and the one before, by measure.
        slices: numbers by a dimension (money source, post, award), by name of the slice.
        programme: reported figures of the programme's units alone, by measure.
        tallies: findings counted per part.
        part_names: name of the part each unit below a norm belongs to; two parts may hold units of one name.
        silent: units that handed in no report of security and order in the window.
        above, below: parts clearly above and below the whole by clear-up rate.
        rose, fell: parts where crime clearly rose and fell.
    """

    subject: Subject
    window: Window
    previous: Window
    is_demo: bool
    days: Mapping[str, Number]
    days_before: Mapping[str, Number]
    pairs: Mapping[str, Pair]
    slices: Mapping[str, tuple[tuple[str, Number], ...]]
    programme: Mapping[str, Number]
    parts: tuple[Part, ...]
    waves: tuple[WaveLine, ...]
    donors: tuple[tuple[str, Number], ...]
    norms: tuple[NormLine, ...]
    tallies: tuple[Tally, ...]
    stated: tuple[StatedPair, ...]
    completeness: tuple[Completeness, ...]
    silent: tuple[str, ...] = ()
    part_names: Mapping[int, str] = field(default_factory=dict)
    above: tuple[Standing, ...] = ()
    below: tuple[Standing, ...] = ()
    rose: tuple[Standing, ...] = ()
    fell: tuple[Standing, ...] = ()
    parts_tested: int = 0
