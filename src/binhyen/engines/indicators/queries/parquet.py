"""Analysis files: one wide Parquet and one slab per report definition and period, derived from approved reports.

Parquet: row = reporting unit, column = value key (`e17`, `e17_3`), scaled integers; for what databases and Spark read.
Slab: the same as a mapped matrix, for what is read here (see `grids/slabs.py`). A file is written beside and renamed, so
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
from django.db import connection as database

from binhyen.engines.indicators.models import Report, ReportingPeriod
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.grids.slabs import Slab, open_slab, write_slab
from binhyen.engines.indicators.queries.reports import definition_by_id
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo

Columns = dict[str, np.ndarray[Any, Any]]
Layout = list[tuple[str, str]]
"""(value key, column) of everything a report of one definition may hold."""

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
    if not periods:
        return {}
    layout = columns_of(periods[0].definition_id)
    parts = [_part(fresh_slab(period, layout), period.pk, columns, only) for period in periods]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _part(
    slab: Slab, period_id: int, columns: Sequence[str], only: Collection[int] | None
) -> Columns:
    values, known = slab.rows(columns)
    units = slab.units
    if only is not None:
        kept = np.isin(units, np.fromiter(only, dtype=np.int64, count=len(only)))
        units, values, known = units[kept], values[:, kept], known[:, kept]
    found: Columns = {"period": np.full(len(units), period_id, dtype=np.int64), "unit": units}
    for row, column in enumerate(columns):
        found[column], found[f"k_{column}"] = values[row], known[row]
    return found


def fresh_file(period: ReportingPeriod) -> Path:
    """The period's Parquet file, made now if it is missing or stale."""
    return _fresh(period, ".parquet", columns_of(period.definition_id))


def fresh_slab(period: ReportingPeriod, layout: Layout) -> Slab:
    """The period's slab, made now if it is missing or stale; `layout` is `columns_of` its definition."""
    names = [column for _, column in layout]
    for _ in range(ATTEMPTS):
        try:
            return open_slab(_fresh(period, ".npy", layout), names)
        except FileNotFoundError:
            # A writer replaced the file after we had looked up its name.
            period = ReportingPeriod.objects.get(pk=period.pk)
    raise RuntimeError(f"figures of {period} change faster than they can be read")


def file_path(period: ReportingPeriod, suffix: str, layout: Layout) -> Path:
    """Where the file of the period's present stamp lies, whether or not it was made."""
    # The layout belongs to the name: an element added to the catalogue makes new files.
    digest = zlib.crc32(" ".join(column for _, column in layout).encode())
    name = f"{period.code}.{period.pk}-{period.stamp}-{digest:08x}{suffix}"
    return _folder() / str(period.definition_id) / name


def drop_files() -> int:
    """Delete every analysis file; they come back when read. Returns how many there were."""
    files = [path for kind in ("*.parquet", "*.npy") for path in _folder().rglob(kind)]
    for path in files:
        path.unlink(missing_ok=True)
    return len(files)


def connection() -> duckdb.DuckDBPyConnection:
    """This thread's own in-memory connection; never a database file, which one process would lock."""
    if not hasattr(_local, "connection"):
        _local.connection = duckdb.connect(":memory:", config={"threads": 2})
    opened: duckdb.DuckDBPyConnection = _local.connection
    return opened


def columns_of(definition_id: int) -> Layout:
    """(value key, column) of everything a report of the definition may hold."""
    known = catalogue()
    return columns_in(known, definition_by_id(known, definition_id))


def columns_in(known: Catalogue, form: DefinitionInfo) -> Layout:
    """The same, for a definition at hand."""
    keys = [key for code in form.entry.elements for key, _ in known.elements[code].value_keys()]
    return [(key, "e" + key.replace(".", "_")) for key in keys]


def _folder() -> Path:
    return Path(settings.BINHYEN_HOME) / "figures"


def _fresh(period: ReportingPeriod, suffix: str, layout: Layout) -> Path:
    for _ in range(ATTEMPTS):
        path = file_path(period, suffix, layout)
        if path.exists():
            return path
        make_files(period, layout, (suffix,))
        held = ReportingPeriod.objects.get(pk=period.pk)
        if held.stamp == period.stamp:
            _drop_others(path)
            return path
        # Approved meanwhile: the rows read may be newer than the stamp says.
        path.unlink(missing_ok=True)
        period = held
    raise RuntimeError(f"figures of {period} change faster than they can be read")


def make_files(
    period: ReportingPeriod, layout: Layout, suffixes: Collection[str] = (".npy", ".parquet")
) -> Columns:
    """Make a period's files from its approved reports, under the stamp given; the values as read."""
    folder_of = _folder() / str(period.definition_id)
    folder_of.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder_of, prefix=".making-") as folder:
        rows = Path(folder) / "rows.ndjson"
        write_rows(period, rows)
        fields = ", ".join(f'"{key}" BIGINT' for key, _ in layout)
        chosen = ", ".join(f'v."{key}" AS {column}' for key, column in layout)
        connection().execute(
            f"CREATE OR REPLACE TEMP TABLE made AS SELECT {period.pk}::BIGINT AS period, u AS unit, {chosen} "  # noqa: S608 - our own names
            "FROM read_json($rows, format = 'newline_delimited', "
            f"columns = {{u: 'BIGINT', v: 'STRUCT({fields})'}}) ORDER BY u",
            {"rows": str(rows)},
        )
        found: Columns = connection().execute("SELECT * EXCLUDE period FROM made").fetchnumpy()
        for suffix in suffixes:
            made = Path(folder) / f"made{suffix}"
            if suffix == ".npy":
                write_slab(made, found, [column for _, column in layout])
            else:
                _write_parquet(made)
            made.replace(file_path(period, suffix, layout))
        connection().execute("DROP TABLE made")
    return found


def _write_parquet(target: Path) -> None:
    connection().execute(f"COPY made TO '{_quoted(target)}' (FORMAT parquet, COMPRESSION zstd)")


def write_rows(period: ReportingPeriod, target: Path) -> None:
    """The approved reports of a period as lines of JSON, `u` the unit and `v` the values by key."""
    # Past the ORM: the database puts each line together, so no object is made per report.
    quote = database.ops.quote_name
    table = quote(Report._meta.db_table)  # noqa: SLF001 - a public name in all but spelling
    text = f"CAST({quote('values')} AS TEXT)"
    statement = (
        f"SELECT '{{\"u\":' || unit_id || ',\"v\":' || {text} || '}}' FROM {table} "  # noqa: S608 - our own names
        f"WHERE period_id = %s AND {quote('values')} IS NOT NULL"
    )
    with database.cursor() as cursor, target.open("w", encoding="utf-8") as handle:
        cursor.execute(statement, [period.pk])
        while lines := cursor.fetchmany(2000):
            handle.writelines(f"{line}\n" for (line,) in lines)


def drop_stale(period: ReportingPeriod, layout: Layout) -> None:
    """Delete the period's files of other stamps."""
    for suffix in (".npy", ".parquet"):
        _drop_others(file_path(period, suffix, layout))


def _drop_others(path: Path) -> None:
    stem = path.name.partition("-" + path.name.rsplit("-", 2)[1])[0]
    for other in path.parent.glob(f"{stem}-*{path.suffix}"):
        if other != path:
            with suppress(OSError):
                other.unlink()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
