"""What the overview's pages are made of: a place on a day, and all that a page asks about it at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from binhyen.engines.indicators.api import Cell, Explanation, Frame, StatedFigure
from binhyen.engines.norms.api import Finding
from binhyen.engines.people.api import Service
from binhyen.engines.units.api import (
    Level,
    PoliceBody,
    Structure,
    StructureUnit,
    UnitHit,
)
from binhyen.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in the tree of a day."""

    unit: StructureUnit
    tree: Structure
    on: date

    @property
    def above(self) -> list[StructureUnit]:
        """The units above, the country first."""
        return self.tree.ancestors(self.unit.id)[::-1]

    @property
    def parts_level(self) -> Level | None:
        """The level of the units a board lists: the next one below that exists; None below a commune."""
        if self.unit.level == Level.COMMUNE:
            return None
        below = {child.level for child in self.tree.children(self.unit.id)}
        return Level(min(below)) if below else None

    @property
    def parts(self) -> list[StructureUnit]:
        level = self.parts_level
        return self.tree.at_level(level, self.unit.id) if level is not None else []


@dataclass(frozen=True, slots=True)
class Board:
    """Everything a board shows, read in a fixed number of questions.

    Attributes:
        on_day: figures of the day, of the whole and of its parts.
        over: figures of the last twelve closed months and of the twelve before.
        trend: one measure, month by month.
    """

    place: Place
    on_day: Frame
    over: Frame
    now: Period
    before: Period
    trend: Frame


@dataclass(frozen=True, slots=True)
class PostLine:
    """One kind of post at a station: who holds it, and whether it must be held."""

    label: str
    mandatory: bool
    held: int


@dataclass(frozen=True, slots=True)
class Station:
    """Who serves in a unit and what it lacks; None where the reader may not see it."""

    place: Place
    bodies: list[PoliceBody]
    posts: list[PostLine]
    strength: int | None
    officers: list[Service] | None
    findings: list[Finding]
    neighbours: list[StructureUnit]


@dataclass(frozen=True, slots=True)
class PersonHit:
    """An officer found by name or number, where they serve on the day."""

    officer_id: int
    full_name: str
    code: str
    post: str
    station: str


@dataclass(frozen=True, slots=True)
class TermHit:
    """A figure or a norm found by name or code; `kind` is element, indicator or norm."""

    kind: str
    code: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search."""

    units: list[UnitHit]
    people: list[PersonHit]
    terms: list[TermHit]

    @property
    def count(self) -> int:
        return len(self.units) + len(self.people) + len(self.terms)


@dataclass(frozen=True, slots=True)
class Why:
    """A figure's explanation with what stands beside it: printed figures, and the same figure below."""

    explanation: Explanation
    stated: list[StatedFigure]
    below: list[Cell]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two shares beside each other; `words` is the only thing to be said about the difference."""

    now: Decimal | None
    before: Decimal | None
    words: str
