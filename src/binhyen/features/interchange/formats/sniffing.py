"""Which reader a file needs: the format people named, and what its first bytes look like."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from binhyen.features.interchange.formats.dhis2_csv import read_dhis2_csv
from binhyen.features.interchange.formats.dhis2_json import (
    completed_header,
    holds_registrations,
    read_json,
    read_registrations,
)
from binhyen.features.interchange.formats.guards import opened
from binhyen.features.interchange.formats.tabular import read_table
from binhyen.features.interchange.formats.workbooks import read_workbook
from binhyen.features.interchange.formats.xml_values import read_adx, read_dhis2_xml
from binhyen.features.interchange.types import Completion, FileFormat, RawValue
from binhyen.kernel.errors import N_, Invalid

ROW_LIMIT = 100_000_000
Completed = Callable[[Completion], None]


def raw_values(path: Path, kind: FileFormat, completed: Completed) -> Iterator[RawValue]:
    """The values of a file in any format; what it says is complete is told to `completed`.

    Raises:
        NotFound: no such file.
        Invalid: empty, or not what its format says.
    """
    head = first_bytes(path)
    if kind is FileFormat.CSV:
        return read_table(path, ROW_LIMIT)
    if kind is FileFormat.XLSX:
        return read_workbook(path)
    if kind is FileFormat.ADX:
        return read_adx(path, completed)
    if head[:1] in {b"{", b"["}:
        return _from_json(path, completed)
    if head[:1] == b"<":
        return read_dhis2_xml(path, completed)
    return read_dhis2_csv(path, ROW_LIMIT)


def is_machine_format(kind: FileFormat) -> bool:
    """Whether numbers are written by programs; in our own tables people write them."""
    return kind in {FileFormat.DHIS2, FileFormat.ADX}


def first_bytes(path: Path) -> bytes:
    """The beginning of a file without its mark and blanks.

    Raises:
        NotFound: no such file.
        Invalid: it is empty.
    """
    with opened(path) as handle:
        head = handle.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head:
        raise Invalid(N_("Tệp {file} rỗng."), kind="empty", file=path.name)
    return head


def _from_json(path: Path, completed: Completed) -> Iterator[RawValue]:
    if holds_registrations(path):
        for one in read_registrations(path):
            completed(one)
        return
    yield from read_json(path)
    header = completed_header(path)
    if header is not None:
        completed(header)
