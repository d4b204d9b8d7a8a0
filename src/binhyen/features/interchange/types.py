"""The words of exchange that may cross its border."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class FileFormat(StrEnum):
    """The formats people name; a dhis2 file may be JSON, CSV or XML, told by its first bytes."""

    DHIS2 = "dhis2"
    CSV = "csv"
    XLSX = "xlsx"
    ADX = "adx"


class Scheme(StrEnum):
    """Which of an object's identifiers a file uses."""

    CODE = "code"
    NAME = "name"
    UID = "uid"


class Strategy(StrEnum):
    """What an import may change, in the words of DHIS2."""

    CREATE = "CREATE"
    UPDATE = "UPDATE"
    CREATE_AND_UPDATE = "CREATE_AND_UPDATE"
    DELETE = "DELETE"


@dataclass(frozen=True, slots=True)
class Schemes:
    """One scheme per kind of object, as in the idScheme family of parameters."""

    unit: Scheme = Scheme.CODE
    element: Scheme = Scheme.CODE
    option: Scheme = Scheme.CODE
    report: Scheme = Scheme.CODE

    @classmethod
    def all(cls, scheme: Scheme) -> Schemes:
        """The same scheme for every kind."""
        return cls(scheme, scheme, scheme, scheme)


class RawValue(NamedTuple):
    """One value as a file says it; an empty text is "not given".

    Attributes:
        line: where it stands, from 1: the line of a text file, the row of a sheet, the place in `dataValues`.
        option: the category option combo, or `dimension=option` from ADX.
        attribute: the attribute option combo.
        report: the data set, when the file says it.
    """

    line: int
    element: str
    option: str
    period: str
    unit: str
    value: str
    comment: str = ""
    attribute: str = ""
    report: str = ""


class Completion(NamedTuple):
    """One complete data set registration: a report that has been handed in."""

    line: int
    report: str
    period: str
    unit: str
    completed: bool = True
    stored_by: str = ""
    date: str = ""


Values = Iterator[RawValue]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What an import is asked to do.

    Attributes:
        partial: write the sound values although others are refused; else all or nothing.
        approve: put the values straight into the totals.
        report: take only elements of this report definition (our code).
    """

    schemes: Schemes = field(default_factory=Schemes)
    strategy: Strategy = Strategy.CREATE_AND_UPDATE
    dry_run: bool = False
    partial: bool = False
    approve: bool = False
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value was refused: where it stands, what was found, what to do.

    Attributes:
        column: unit, period, element, option, attribute, value, comment or report; None for the whole line.
        sheet: name of the sheet, for workbooks.
        cell: address in the sheet, for workbooks.
    """

    line: int
    column: str | None
    value: str
    message: str
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file, counted in values: imported + updated + deleted + ignored = values.

    Attributes:
        faults: the first ones, by line; `fault_count` tells how many there were.
        completed: reports handed in through registrations.
        run_id: the row of the history; None for a dry run at the command line.
    """

    file_name: str
    digest: str
    format: FileFormat
    values: int
    imported: int
    updated: int
    ignored: int
    deleted: int
    faults: tuple[Fault, ...] = ()
    fault_count: int = 0
    unchanged: int = 0
    dry_run: bool = False
    completed: int = 0
    run_id: int | None = None


DELETED = "\u2421"
"""What a reader puts for a value the file takes away; an empty value is one that was forgotten."""
