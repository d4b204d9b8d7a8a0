"""Importing a file of another system: converted, filtered by strategy, handed to the engine, written into the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from binhyen.engines.indicators.api import (
    ImportPolicy,
    ImportReport,
    SheetEntries,
    SourceFile,
    import_staged,
)
from binhyen.features.interchange.commands.completing import complete
from binhyen.features.interchange.folders import digest_of, scratch
from binhyen.features.interchange.formats.form_sheets import (
    cell_of,
    form_entries,
    form_faults,
    form_values,
)
from binhyen.features.interchange.formats.sniffing import raw_values
from binhyen.features.interchange.formats.workbooks import address, column_of, sheet_names
from binhyen.features.interchange.queries.converting import KEPT, Conversion, Converter
from binhyen.features.interchange.queries.directories import Directory
from binhyen.features.interchange.queries.form_versions import refuse_other_version
from binhyen.features.interchange.queries.strategies import keep_wanted
from binhyen.features.interchange.types import (
    Completion,
    Fault,
    FileFormat,
    ImportOptions,
    Outcome,
    Schemes,
    Strategy,
)
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import ANYWHERE, refuse_unless_allowed
from binhyen.kernel.errors import DomainError

COLUMN_NAMES = {"option": "breakdown"}
NEEDS = "figures.exchange"
NO_REPORT = ImportReport(imported=0, updated=0, ignored=0, deleted=0)
Told = Callable[[int, int, str], None]


def import_file(
    actor: Actor,
    *,
    path: Path,
    kind: FileFormat,
    options: ImportOptions,
    name: str = "",
    told: Told = lambda done, total, stage: None,
) -> Outcome:
    """Import one file in any format; a dry run tells the same and writes nothing.

    Memory stays flat whatever the size. `told` hears (values so far, 0, what goes on).

    Raises:
        Refused: without `figures.exchange`, or what the engine asks for besides (`figures.enter`).
        NotFound: no such file.
        Invalid: the file itself is broken; nothing was written.
        Conflict: a form's own sheet, of another version of the form.
    """
    refuse_unless_allowed(actor, NEEDS, ANYWHERE, {})
    completions: list[Completion] = []
    entries = form_entries(path) if kind is FileFormat.XLSX else None
    directory = Directory(options.schemes if entries is None else Schemes())
    converter = Converter(directory, kind, options)
    shown = name or path.name
    if entries is not None:
        refuse_other_version(entries, directory, shown)
    with scratch(".csv") as staged:
        if entries is None:
            values = raw_values(path, kind, completions.append)
        else:
            values = form_values(entries)
        met = converter.convert(values, staged, lambda done: told(done, 0, "Đọc tệp"))
        if entries is not None:
            _refuse_cells(met, form_faults(entries, sheet_names(path)[0]))
        dropped = _filtered(actor, options, staged, met)
        told(met.values, 0, "Đối chiếu và ghi")
        source = SourceFile(shown[:255], digest_of(path))
        report = _handed_over(actor, staged, source, options, met)
    outcome = _outcome(path, kind, options, met, report, dropped, source)
    if entries is not None:
        outcome = _with_form_cells(path, outcome, entries)
    return _with_completions(actor, outcome, completions, converter, directory, options)


def _refuse_cells(met: Conversion, faults: list[Fault]) -> None:
    met.values += len(faults)
    met.fault_count += len(faults)
    met.faults.extend(faults[: KEPT - len(met.faults)])


def _with_form_cells(path: Path, outcome: Outcome, entries: SheetEntries) -> Outcome:
    """Faults of a form with the cell the person typed into."""
    sheet = sheet_names(path)[0]
    located = [replace(one, sheet=sheet, cell=cell_of(entries, one.line)) for one in outcome.faults]
    return replace(outcome, faults=tuple(located))


def _filtered(actor: Actor, options: ImportOptions, staged: Path, met: Conversion) -> int:
    if options.strategy is Strategy.CREATE_AND_UPDATE or not met.staged:
        return 0
    kept = keep_wanted(actor, staged, options.strategy)
    dropped, met.staged = met.staged - kept, kept
    return dropped


def _handed_over(
    actor: Actor, staged: Path, source: SourceFile, options: ImportOptions, met: Conversion
) -> ImportReport:
    if not met.staged:
        return NO_REPORT
    spoilt = bool(met.fault_count) and not options.partial
    policy = ImportPolicy(
        dry_run=options.dry_run or spoilt,
        partial=options.partial,
        approve=options.approve,
        definition=options.report,
    )
    report = import_staged(actor, staged=staged, source=source, policy=policy)
    if not spoilt:
        return report
    return replace(report, imported=0, updated=0, deleted=0, ignored=met.staged, unchanged=0)


def _outcome(
    path: Path,
    kind: FileFormat,
    options: ImportOptions,
    met: Conversion,
    report: ImportReport,
    dropped: int,
    source: SourceFile,
) -> Outcome:
    theirs = [Fault(one.line, one.column, one.value, one.message) for one in report.conflicts]
    faults = sorted([*met.faults, *theirs], key=lambda one: one.line)[:KEPT]
    if kind is FileFormat.XLSX and faults:
        faults = _with_cells(path, faults)
    written = report.imported + report.updated + report.deleted
    return Outcome(
        file_name=source.name,
        digest=source.digest,
        format=kind,
        values=met.values,
        imported=report.imported,
        updated=report.updated,
        ignored=met.values - written,
        deleted=report.deleted,
        faults=tuple(faults),
        fault_count=met.fault_count + report.conflict_count,
        unchanged=report.unchanged + dropped,
        dry_run=options.dry_run,
    )


def _with_cells(path: Path, faults: list[Fault]) -> list[Fault]:
    """Faults of a workbook with the sheet and the cell they stand in."""
    sheet = sheet_names(path)[0]
    places = {
        name: column_of(path, COLUMN_NAMES.get(name, name))
        for name in {one.column for one in faults if one.column}
    }
    located = []
    for one in faults:
        column = places.get(one.column or "")
        cell = address(one.line, column) if column is not None else ""
        located.append(replace(one, sheet=sheet, cell=cell))
    return located


def _with_completions(
    actor: Actor,
    outcome: Outcome,
    completions: list[Completion],
    converter: Converter,
    directory: Directory,
    options: ImportOptions,
) -> Outcome:
    """Hand in what the file says is complete, unless values of it were refused."""
    blocked = outcome.fault_count and not options.partial
    faults, done = list(outcome.faults), 0
    for one in completions:
        try:
            if not blocked:
                complete(actor, one, converter, directory, dry_run=options.dry_run)
                done += 1
        except DomainError as refusal:
            faults.append(Fault(one.line, "report", f"{one.report} {one.unit}"[:80], str(refusal)))
    added = len(faults) - len(outcome.faults)
    return replace(
        outcome,
        faults=tuple(faults[:KEPT]),
        fault_count=outcome.fault_count + added,
        completed=done,
    )
