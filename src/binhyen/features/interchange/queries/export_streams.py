"""An export in any format as pieces of bytes, from the blocks of its slice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from binhyen.features.interchange.folders import scratch
from binhyen.features.interchange.formats.workbooks import write_table
from binhyen.features.interchange.formats.writing import (
    adx_xml,
    dhis2_csv,
    dhis2_json,
    gathered,
    table_text,
)
from binhyen.features.interchange.queries.asking import ValueQuestion, slice_asked
from binhyen.features.interchange.queries.directories import Directory
from binhyen.features.interchange.queries.exporting import (
    Slice,
    blocks,
    columns,
    slice_of,
    table_rows,
)
from binhyen.features.interchange.queries.registrations import registrations
from binhyen.features.interchange.types import FileFormat, Schemes
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import ANYWHERE, refuse_unless_allowed

MEDIA_TYPES = {
    FileFormat.DHIS2: "application/json",
    FileFormat.CSV: "text/csv; charset=utf-8",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.ADX: "application/adx+xml",
}
ENDINGS = {
    FileFormat.DHIS2: "json",
    FileFormat.CSV: "csv",
    FileFormat.XLSX: "xlsx",
    FileFormat.ADX: "xml",
}
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to write: our code of the report, the unit above (VN is all), periods, the format and its identifiers.

    Attributes:
        newest: also values on their way to approval.
        as_csv: DHIS2's CSV instead of its JSON.
    """

    report: str
    under: str
    period: str
    kind: FileFormat
    schemes: Schemes = field(default_factory=Schemes)
    newest: bool = False
    as_csv: bool = False


def export(actor: Actor, request: ExportRequest) -> Iterator[bytes]:
    """The file, piece by piece; wrong questions are refused before the first piece.

    Values are those the actor may see. Memory stays flat; a workbook is made beside and then sent.

    Raises:
        Refused: without `figures.view`.
        NotFound, Invalid: no such report, unit or period.
    """
    refuse_unless_allowed(actor, "figures.view", ANYWHERE, {})
    directory = Directory(request.schemes)
    asked = slice_of(
        directory, request.report, request.under, request.period, newest=request.newest
    )
    return pieces(actor, asked, directory, request)


def export_asked(
    actor: Actor, question: ValueQuestion, schemes: Schemes, kind: FileFormat, *, as_csv: bool
) -> Iterator[bytes]:
    """The same for a question in DHIS2's words.

    Raises:
        Refused, NotFound, Invalid: as `export`.
    """
    refuse_unless_allowed(actor, "figures.view", ANYWHERE, {})
    directory = Directory(schemes)
    asked = slice_asked(question, directory)
    request = ExportRequest(asked.form.code, "", "", kind, schemes, as_csv=as_csv)
    return pieces(actor, asked, directory, request)


def registrations_asked(
    actor: Actor, question: ValueQuestion, schemes: Schemes
) -> list[dict[str, Any]]:
    """What has been handed in, for a question in DHIS2's words.

    Raises:
        NotFound, Invalid: as `export`.
    """
    directory = Directory(schemes)
    return registrations(actor, slice_asked(question, directory), directory)


def pieces(
    actor: Actor, asked: Slice, directory: Directory, request: ExportRequest
) -> Iterator[bytes]:
    """The pieces of a slice that was found sound."""
    if request.kind is FileFormat.CSV:
        return gathered(table_text(table_rows(actor, asked, directory)))
    if request.kind is FileFormat.XLSX:
        return _workbook(actor, asked, directory)
    named = columns(asked.form, directory)
    out, report = blocks(actor, asked, directory), directory.report_id(asked.form)
    if request.kind is FileFormat.ADX:
        return gathered(adx_xml(out, named, report))
    attribute = directory.default_combo
    if request.as_csv:
        return gathered(dhis2_csv(out, named, attribute))
    return gathered(dhis2_json(out, named, report, attribute))


def _workbook(actor: Actor, asked: Slice, directory: Directory) -> Iterator[bytes]:
    facts = {"report": asked.form.code, "periods": ",".join(map(str, asked.periods))[:200]}
    with scratch(".xlsx") as path:
        write_table(path, table_rows(actor, asked, directory), facts)
        with path.open("rb") as handle:
            while piece := handle.read(CHUNK):
                yield piece
