"""Country roll-up of one element over twelve months: `read()` against a naive recursion over a row per value.

Both answers come from the same database in the same run and are compared before anything is timed.
"""

from __future__ import annotations

import os
import random
from datetime import date
from pathlib import Path

from benchmarks.measuring import Row, expect, median, report, timed
from benchmarks.product import start

start()

from django.conf import settings
from django.db import connection

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By, Query
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor
from binhyen.kernel.periods import Period, parse_periods

REPORT = "security_monthly"
MONTHS = "2022-01..2022-12"
ELEMENTS, ROUNDS, TIMES = 5, 5, 10
REFORMED = date(2025, 7, 1)

# For each month: the versions in force on its last day, walked from every commune up to its province.
NAIVE = """
WITH RECURSIVE
in_force AS (
    SELECT m.code AS month, v.unit_id, v.parent_id
    FROM naive_month m JOIN units_unitversion v ON v.valid_from <= m.last_day AND NOT v.ended
    WHERE NOT EXISTS (
        SELECT 1 FROM units_unitversion later
        WHERE later.unit_id = v.unit_id AND later.valid_from <= m.last_day
          AND later.valid_from > v.valid_from)
),
climb AS (
    SELECT n.month, n.unit_id AS at_unit, n.value
    FROM naive_value n WHERE n.element = %s
    UNION ALL
    SELECT c.month, f.parent_id, c.value
    FROM climb c JOIN in_force f ON f.month = c.month AND f.unit_id = c.at_unit
    WHERE f.parent_id IS NOT NULL
)
SELECT c.at_unit, c.month, SUM(c.value)
FROM climb c JOIN units_unit u ON u.id = c.at_unit WHERE u.level = 1
GROUP BY c.at_unit, c.month
"""


def main() -> None:
    """Import, compare both answers, time."""
    actor = Actor.operator()
    api.load_catalogue(actor, folder=Path(settings.BINHYEN_CATALOGUE))
    codes = list(api.catalogue().definitions[REPORT].entry.elements[:ELEMENTS])
    months = parse_periods(MONTHS, api.calendars(), "admin")
    values, seconds = fill(actor, codes, months)
    query = Query((codes[0],), structure(months[-1].last_day).root.id, By.PROVINCE, tuple(months))
    ours, naive = by_read(query), by_recursion(codes[0])
    expect("roll-up of the country", ours, naive)
    api.drop_files()
    later = Query(query.measures, query.under_id, By.PROVINCE, query.periods, as_of=REFORMED)
    first = timed(lambda: by_read(later))
    carried = median(lambda: by_read(later), ROUNDS)
    quick, slow = (
        median(lambda: by_read(query), ROUNDS),
        median(lambda: by_recursion(codes[0]), ROUNDS),
    )
    ratio = slow.wall / quick.wall
    again = f"median of {ROUNDS}"
    report(
        quick.row("country roll-up × 12 months, read()", "ms", note=f"{len(ours)} cells, {again}"),
        slow.row(
            "the same by naive SQL recursion", "ms", note=f"the same {len(ours)} cells, {again}"
        ),
        Row(
            "read() against the recursion",
            ratio,
            "×",
            TIMES,
            least=True,
            ratio=ratio,
            note="one database, one run",
        ),
        first.row("the same as of 2025-07-01, first", "ms", note="the analysis files are made"),
        carried.row("the same as of 2025-07-01, again", "ms", note=again),
        Row(
            "import of figures",
            values / seconds,
            "values/s",
            note=f"{values:,} values in {seconds:.1f} s, approved",
        ),
    )


def fill(actor: Actor, codes: list[str], months: list[Period]) -> tuple[int, float]:
    """Import random values and lay the same ones out as a row per value; (values, seconds of the import)."""
    path = Path(os.environ["BINHYEN_HOME"]) / "figures.csv"
    rows = list(random_rows(codes, months))
    with path.open("w", encoding="utf-8") as handle:
        handle.write("unit_code,element,period,value\n")
        handle.writelines(
            f"{code},{element},{month},{value}\n" for _, code, element, month, value in rows
        )
    results = []
    took = timed(lambda: results.append(api.import_figures(actor, path=path, approve=True)))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE naive_month (code varchar(10) PRIMARY KEY, last_day date)")
        cursor.execute(
            "CREATE TABLE naive_value (unit_id bigint, element varchar(80), month varchar(10), value bigint)"
        )
        cursor.executemany(
            "INSERT INTO naive_month VALUES (%s, %s)",
            [(m.code, m.last_day.isoformat()) for m in months],
        )
        cursor.executemany(
            "INSERT INTO naive_value VALUES (%s, %s, %s, %s)",
            [(unit_id, element, month, value) for unit_id, _, element, month, value in rows],
        )
        cursor.execute("CREATE INDEX naive_value_element ON naive_value (element, month, unit_id)")
        cursor.execute("ANALYZE")
    return results[0].values, took.wall


def random_rows(codes: list[str], months: list[Period]) -> list[tuple[int, str, str, str, int]]:
    """(unit id, unit code, element, month, value) for every commune-level unit, the same on every run."""
    dice = random.Random(20220603)  # noqa: S311 - repeatable figures, not a secret
    return [
        (unit.id, unit.code, element, month.code, dice.randrange(40))
        for month in months
        for unit in structure(month.last_day).at_level(3)
        for element in codes
    ]


def by_read(query: Query) -> dict[tuple[int, str], int]:
    """Sums by (unit, month) through the public surface."""
    return {(cell.unit_id, cell.period.code): int(cell.value or 0) for cell in api.read(query)}


def by_recursion(element: str) -> dict[tuple[int, str], int]:
    """The same by SQL alone."""
    with connection.cursor() as cursor:
        cursor.execute(NAIVE, [element])
        return {(unit_id, month): int(total) for unit_id, month, total in cursor.fetchall()}


if __name__ == "__main__":
    main()
