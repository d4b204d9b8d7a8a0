"""Words of directives and tasks that other modules may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class State(StrEnum):
    """Where a task stands on a day; always told from its dates, never set by hand."""

    IN_TIME = "in_time"
    NEAR_DUE = "near_due"
    OVERDUE = "overdue"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    WITHDRAWN = "withdrawn"


class StepKind(StrEnum):
    """What happened to a task."""

    GIVEN = "given"
    ACKNOWLEDGED = "acknowledged"
    NOTED = "noted"
    EXTENSION_ASKED = "extension_asked"
    EXTENDED = "extended"
    EXTENSION_REFUSED = "extension_refused"
    REPORTED = "reported"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REOPENED = "reopened"
    MOVED = "moved"
    ESCALATED = "escalated"
    WITHDRAWN = "withdrawn"


class Secrecy(StrEnum):
    """The only label the system may hold; anything above is refused at the door."""

    OPEN = "open"


class MatterSource(StrEnum):
    """Where a matter comes from."""

    NORM = "norm"
    INDICATOR = "indicator"
    PERSON = "person"


class LinkKind(StrEnum):
    """The stations of a matter between finding and changed figure."""

    AGENDA = "agenda"
    CONCLUSION = "conclusion"
    DIRECTIVE = "directive"
    EVIDENCE = "evidence"
    MEASURED = "measured"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be kept: of evidence, or the text of a directive."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class NewClause:
    """A clause of a directive to be registered, in its own words."""

    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class NewDirective:
    """A directive to be registered.

    Attributes:
        unit_id: the unit that issued it.
        kind: code of a document kind of the catalogue.
        parent_symbol: the text it carries out, in the register or not.
        replaces: symbols of texts that end when this one takes effect.
    """

    unit_id: int
    kind: str
    symbol: str
    issuer: str
    subject: str
    issued_on: date
    effective_from: date
    clauses: tuple[NewClause, ...]
    parent_symbol: str = ""
    replaces: tuple[str, ...] = ()
    secrecy: str = Secrecy.OPEN
    source: Mapping[str, str] = field(default_factory=dict)
    file: NewFile | None = None


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who gets a task: named units, or all units of some types and levels below one unit.

    Attributes:
        under_id: None is everything below the unit that issued the directive.
    """

    types: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    under_id: int | None = None
    unit_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NewOrder:
    """A task to be given to many units, with the five clears: who, what, by when, what result, who answers.

    Attributes:
        target: a condition over figures by which completion is measured and not only claimed.
        measured_over: code of the period the target is read over.
        matter_id: the finding this work is to mend.
    """

    directive_id: int
    clause_ref: str
    what: str
    result: str
    who: Recipients
    responsible: str
    given_on: date
    due_on: date
    coordinating: tuple[str, ...] = ()
    cascade: bool = False
    target: str = ""
    measured_over: str = ""
    matter_id: int | None = None
    needs_evidence: bool = True


@dataclass(frozen=True, slots=True)
class GivenTasks:
    """What was given: the order, how many tasks, and each level's deadline."""

    order_id: int
    code: str
    tasks: int
    due_by_level: Mapping[int, date]


@dataclass(frozen=True, slots=True)
class BoardQuery:
    """A question for the board; `by` is "unit" (the units right below), "order" or "level".

    Attributes:
        known_on: the second clock: only what was recorded by the end of this day counts; None is all recorded so far.
    """

    under_id: int
    on: date
    by: str = "unit"
    order_id: int | None = None
    known_on: date | None = None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """Tasks of one row by state.

    Attributes:
        ref: id of the unit or order, or the level.
        fell_due: tasks whose deadline passed by the day; the denominator of the rate.
        done_of_due: those of them that are done.
        oldest_due: the earliest deadline that is overdue; None when nothing is.
        unacknowledged: open tasks whose unit has not said that it knows of them.
        awaiting: open tasks whose report waits for the level above.
    """

    ref: int
    label: str
    counts: Mapping[State, int]
    fell_due: int
    done_of_due: int
    oldest_due: date | None
    unacknowledged: int = 0
    awaiting: int = 0

    @property
    def total(self) -> int:
        """All tasks of the row but those withdrawn."""
        return sum(n for state, n in self.counts.items() if state is not State.WITHDRAWN)

    @property
    def rate(self) -> float | None:
        """Done among those that fell due, 0–1; None when nothing fell due."""
        return self.done_of_due / self.fell_due if self.fell_due else None


@dataclass(frozen=True, slots=True)
class Board:
    """The board on a day: its rows and everything together."""

    query: BoardQuery
    rows: tuple[BoardRow, ...]
    total: BoardRow


class Cause(StrEnum):
    """Why a task is late, as far as its steps tell; the first that holds."""

    AWAITING = "awaiting"
    ASKING = "asking"
    UNACKNOWLEDGED = "unacknowledged"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class LateTask:
    """A task that is overdue: who, since when, why.

    Attributes:
        days: calendar days since the deadline, on the day of the board.
        reason: the newest words somebody wrote on a step; empty when nobody did.
        reason_on: the day of those words.
    """

    task_id: int
    unit_id: int
    what: str
    due_on: date
    days: int
    cause: Cause
    reason: str
    reason_on: date | None


@dataclass(frozen=True, slots=True)
class Reminded:
    """What a round of reminders wrote: lines by kind, and how many units get a digest of them."""

    near: int
    overdue: int
    escalated: int
    units: int


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One task a unit is told of: near its deadline, overdue, or overdue for long at a unit below."""

    kind: str
    task_id: int
    unit_id: int
    what: str
    symbol: str
    due_on: date


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A matter to be raised under a unit; its figure is read by the engine on the day, not given.

    Attributes:
        norm: code of a norm: the figure is how many units fall short of it.
        measure: code of an element or indicator: the figure is its value over `period`.
    """

    unit_id: int
    title: str
    norm: str = ""
    measure: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that wants a decision and is no matter yet; `units` fall short, of `bound` that are judged."""

    matter: NewMatter
    units: int = 0
    bound: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A matter's figure on a day.

    Attributes:
        value: units short of the norm, or the measure's value; None when it could not be read.
        of: units the norm judges; None for measures.
        said: what was read, such as a period's code or a day.
    """

    value: Decimal | None
    of: int | None
    said: str


class Outcome(StrEnum):
    """Whether what was done worked, told from the same figure then and now."""

    SOLVED = "solved"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Station:
    """One station on a matter's way."""

    kind: str
    title: str
    on: date
    url: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """A matter from finding to changed figure, in one look.

    Attributes:
        tasks: by state on the day asked.
        evidence: reports of results with the files they brought.
    """

    matter_id: int
    title: str
    unit_id: int
    stations: tuple[Station, ...]
    tasks: Mapping[State, int]
    reports: int
    evidence: int
    then: Reading
    now: Reading
    outcome: Outcome
    closed: bool


@dataclass(frozen=True, slots=True)
class OrderPreview:
    """What an order would give.

    Attributes:
        units: (name, level) of everybody who gets a task, higher levels first.
        due: the last day by level.
    """

    units: tuple[tuple[str, int], ...]
    due: Mapping[int, date]
