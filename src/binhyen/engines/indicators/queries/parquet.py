"""Analysis files: one wide Parquet per report definition and period, derived from approved reports.

Row = reporting unit, column = value key (`e17`, `e17_3`), scaled integers. A file is written beside and renamed, so
readers see the old or the new one; it bears the stamp of the reports it was made from, so a stale one is never read.
Files may be deleted at any time.
"""

from __future__ import annotations

import tempfile
import threading
import zlib
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast

from binhyen.engines.indicators.models import Report, ReportingPeriod
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.reports import definition_by_id

Columns = dict[str, np.ndarray[Any, Any]]
ATTEMPTS = 5

_local = threading.local()


def read_columns(
    periods: Sequence[ReportingPeriod],
    columns: Sequence[str],
    only: Collection[int] | None = None,
) -> Columns:
    """Values of some columns over some periods of one definition, of all units or of some, as flat arrays.

    Shape: `period` (row id), `unit` (id), and for each column `c` the scaled value `c` (0 where not reported) and
    `k_c`, whether it is reported.
    """
    paths = [str(fresh_file(period)) for period in periods]
    if not paths:
        return {}
    wanted = ", ".join(f"coalesce({c}, 0) AS {c}, {c} IS NOT NULL AS k_{c}" for c in columns)
    statement = f"SELECT period, unit, {wanted} FROM read_parquet($paths)"  # noqa: S608 - our own column names
    given: dict[str, object] = {"paths": paths}
    if only is not None:
        statement += " WHERE unit IN (SELECT unnest($only))"
        given["only"] = list(only)
    try:
        found: Columns = connection().execute(statement, given).fetchnumpy()
    except duckdb.IOException:
        # A writer replaced a file after we had looked up its name.
        given["paths"] = [str(fresh_file(period)) for period in _again(periods)]
        found = connection().execute(statement, given).fetchnumpy()
    return {name: np.ma.getdata(column) for name, column in found.items()}


def fresh_file(period: ReportingPeriod) -> Path:
    """The period's file, made now if it is missing or stale."""
    columns = _columns(period.definition_id)
    for _ in range(ATTEMPTS):
        path = _path(period, columns)
        if path.exists():
            return path
        _write(period, columns, path)
        held = ReportingPeriod.objects.get(pk=period.pk)
        if held.stamp == period.stamp:
            _drop_others(path)
            return path
        # Approved meanwhile: the rows read may be newer than the stamp says.
        path.unlink(missing_ok=True)
        period = held
    raise RuntimeError(f"figures of {period} change faster than they can be read")


def drop_files() -> int:
    """Delete every analysis file; they come back when read. Returns how many there were."""
    files = list(_folder().rglob("*.parquet"))
    for path in files:
        path.unlink(missing_ok=True)
    return len(files)


def connection() -> duckdb.DuckDBPyConnection:
    """This thread's own in-memory connection; never a database file, which one process would lock."""
    if not hasattr(_local, "connection"):
        _local.connection = duckdb.connect(":memory:", config={"threads": 2})
    opened: duckdb.DuckDBPyConnection = _local.connection
    return opened


def _columns(definition_id: int) -> list[tuple[str, str]]:
    """(value key, column) of everything a report of the definition may hold."""
    known = catalogue()
    form = definition_by_id(known, definition_id)
    keys = [key for code in form.entry.elements for key, _ in known.elements[code].value_keys()]
    return [(key, "e" + key.replace(".", "_")) for key in keys]


def _path(period: ReportingPeriod, columns: list[tuple[str, str]]) -> Path:
    # The layout belongs to the name: an element added to the catalogue makes new files.
    layout = zlib.crc32(" ".join(column for _, column in columns).encode())
    name = f"{period.code}.{period.pk}-{period.stamp}-{layout:08x}.parquet"
    return _folder() / str(period.definition_id) / name


def _folder() -> Path:
    return Path(settings.BINHYEN_HOME) / "figures"


def _write(period: ReportingPeriod, columns: list[tuple[str, str]], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".making-") as folder:
        rows, made = Path(folder) / "rows.ndjson", Path(folder) / "made.parquet"
        _write_rows(period, rows)
        fields = ", ".join(f'"{key}" BIGINT' for key, _ in columns)
        chosen = ", ".join(f'v."{key}" AS {column}' for key, column in columns)
        connection().execute(
            f"COPY (SELECT {period.pk}::BIGINT AS period, u AS unit, {chosen} FROM read_json($rows, "  # noqa: S608 - our own names
            f"format = 'newline_delimited', columns = {{u: 'BIGINT', v: 'STRUCT({fields})'}}) ORDER BY u) "
            f"TO '{_quoted(made)}' (FORMAT parquet, COMPRESSION zstd)",
            {"rows": str(rows)},
        )
        made.replace(path)


def _write_rows(period: ReportingPeriod, target: Path) -> None:
    reports = (
        Report.objects.filter(period=period, values__isnull=False)
        .annotate(text=Cast("values", TextField()))
        .order_by("unit_id")
        .values_list("unit_id", "text")
    )
    with target.open("w", encoding="utf-8") as handle:
        for unit_id, text in reports.iterator(chunk_size=2000):
            handle.write(f'{{"u":{unit_id},"v":{text}}}\n')


def _drop_others(path: Path) -> None:
    stem = path.name.partition("-" + path.name.rsplit("-", 2)[1])[0]
    for other in path.parent.glob(f"{stem}-*.parquet"):
        if other != path:
            with suppress(OSError):
                other.unlink()


def _again(periods: Sequence[ReportingPeriod]) -> list[ReportingPeriod]:
    return list(ReportingPeriod.objects.filter(pk__in=[period.pk for period in periods]))


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
