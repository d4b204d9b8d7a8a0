"""What crosses the border about importing: where values come from, what is wanted, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass

from binhyen.engines.indicators.types import Origin

STAGED_COLUMNS = ("line", "unit", "period", "element", "option", "value", "comment")
"""The header of a staged file, in this order."""

KEPT_CONFLICTS = 200


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The document the values come from.

    Attributes:
        name: shown beside every figure; at most 255 characters are kept.
        digest: SHA-256 of the source's bytes in hexadecimal.
    """

    name: str
    digest: str
    origin: Origin = Origin.IMPORT


@dataclass(frozen=True, slots=True)
class ImportPolicy:
    """What an import may do.

    Attributes:
        dry_run: tell all and write nothing; the counts are those the import would give.
        partial: write the sound values although others are refused; else all or nothing.
        approve: put the values straight into the totals (needs `figures.approve` over every unit).
        definition: take only elements of this report definition.
    """

    dry_run: bool = False
    partial: bool = False
    approve: bool = False
    definition: str | None = None


@dataclass(frozen=True, slots=True)
class ImportConflict:
    """Why one line was refused, with what to do; `column` is one of `STAGED_COLUMNS`, None for the whole line."""

    line: int
    column: str | None
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, counted in values; imported + updated + deleted + ignored = values.

    Attributes:
        imported: cells that held nothing before.
        updated: cells whose value changed.
        ignored: values not written: refused, already so (`unchanged` of them), or all of them when something was
            refused and the import was not partial.
        deleted: cells taken away by an empty value.
        conflicts: the first `KEPT_CONFLICTS`, by line; `conflict_count` tells how many there were.
        created: reports that did not exist before.
        changed: reports that got a new version.
        same: reports that stayed as they were.
        batch_id: the source document's number; None when nothing was written.
    """

    imported: int
    updated: int
    ignored: int
    deleted: int
    conflicts: tuple[ImportConflict, ...] = ()
    conflict_count: int = 0
    values: int = 0
    unchanged: int = 0
    created: int = 0
    changed: int = 0
    same: int = 0
    batch_id: int | None = None
    dry_run: bool = False
