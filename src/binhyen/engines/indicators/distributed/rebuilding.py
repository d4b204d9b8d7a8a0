"""A period's files and totals made by the cluster: rows parsed and added there, written and compared here."""

from __future__ import annotations

import csv
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from binhyen.engines.indicators.distributed.session import session
from binhyen.engines.indicators.models import ReportingPeriod
from binhyen.engines.indicators.queries.grids.placing import level_places
from binhyen.engines.indicators.queries.grids.slabs import write_slab
from binhyen.engines.indicators.queries.parquet import (
    Columns,
    Layout,
    connection,
    drop_stale,
    file_path,
    write_rows,
)
from binhyen.engines.indicators.queries.rebuilding.local import Sums
from binhyen.engines.indicators.queries.rebuilding.rolling import (
    LEVELS_ABOVE,
    Rolled,
    with_guests,
)
from binhyen.engines.indicators.queries.trees import Forest, Tree


def distributed_sums() -> Sums:
    """Totals by the running cluster.

    Raises:
        RuleBroken: none is running.
    """
    spark = session()

    def sums(period: ReportingPeriod, layout: Layout) -> tuple[int, dict[int, Rolled]]:
        return _sums(spark, period, layout)

    return sums


def _sums(spark: Any, period: ReportingPeriod, layout: Layout) -> tuple[int, dict[int, Rolled]]:
    target = file_path(period, ".parquet", layout)
    target.parent.mkdir(parents=True, exist_ok=True)
    tree = Forest().on(period.end - timedelta(days=1))
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".making-") as name:
        folder = Path(name)
        write_rows(period, folder / "rows.ndjson")
        _write_places(tree, folder / "places.csv")
        _parse(spark, period, layout, folder)
        values = _keep_files(period, layout, folder)
        spark.read.parquet(str(folder / "made")).createOrReplaceTempView("made")
        spark.read.csv(
            str(folder / "places.csv"), schema="unit BIGINT, row BIGINT"
        ).createOrReplaceTempView("places")
        found = _totals(spark, layout)
        strangers = spark.sql(
            "SELECT made.* FROM made LEFT ANTI JOIN places ON made.unit = places.unit"
        ).collect()
    drop_stale(period, layout)
    guests = {
        row["unit"]: {key: row[column] for key, column in layout if row[column] is not None}
        for row in strangers
    }
    return values, with_guests(found, period, guests)


def _parse(spark: Any, period: ReportingPeriod, layout: Layout, folder: Path) -> None:
    """The text of reports as columns, by the cluster, into one Parquet file in the order of units."""
    fields = ", ".join(f"`{key}`: BIGINT" for key, _ in layout)
    rows = spark.read.schema(f"u BIGINT, v STRUCT<{fields}>").json(str(folder / "rows.ndjson"))
    chosen = [f"CAST({period.pk} AS BIGINT) AS period", "u AS unit"]
    chosen += [f"v.`{key}` AS {column}" for key, column in layout]
    made = rows.selectExpr(*chosen).coalesce(1).sortWithinPartitions("unit")
    made.write.option("compression", "zstd").parquet(str(folder / "made"))


def _keep_files(period: ReportingPeriod, layout: Layout, folder: Path) -> int:
    """Put the slab and the Parquet file in place; how many values they hold."""
    columns = [column for _, column in layout]
    names = ", ".join(["unit", *columns])
    parts = [str(path) for path in sorted((folder / "made").glob("*.parquet"))]
    found: Columns = (
        connection()
        .execute(f"SELECT {names} FROM read_parquet($parts) ORDER BY unit", {"parts": parts})  # noqa: S608 - our own names
        .fetchnumpy()
    )
    write_slab(folder / "slab", found, columns)
    (folder / "slab").replace(file_path(period, ".npy", layout))
    for part in parts:
        copy = folder / "whole"
        copy.write_bytes(Path(part).read_bytes())
        copy.replace(file_path(period, ".parquet", layout))
    return sum(int(getattr(found[c], "count", lambda: len(found[c]))()) for c in columns)  # noqa: B023


def _totals(spark: Any, layout: Layout) -> dict[int, Rolled]:
    sums = ", ".join(f"sum({column}) AS s{at}" for at, (_, column) in enumerate(layout))
    counts = ", ".join(f"count({column}) AS n{at}" for at, (_, column) in enumerate(layout))
    rows = spark.sql(
        f"SELECT places.row AS unit_id, count(*) AS reports, {sums}, {counts} "  # noqa: S608 - our own names
        "FROM made JOIN places ON made.unit = places.unit GROUP BY places.row"
    ).collect()
    found = {}
    for row in rows:
        held = [(at, key) for at, (key, _) in enumerate(layout) if row[f"n{at}"]]
        found[row["unit_id"]] = Rolled(
            {key: row[f"s{at}"] for at, key in held},
            {key: row[f"n{at}"] for at, key in held},
            row["reports"],
        )
    return found


def _write_places(tree: Tree, path: Path) -> None:
    """(unit, row) for every unit of the tree and each of the rows above it."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        for level in LEVELS_ABOVE:
            places = level_places(tree, level)
            for unit_id, row in places.row_by_unit.items():
                writer.writerow([unit_id, int(places.row_ids[row])])
