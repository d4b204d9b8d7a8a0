"""The peer: PostgreSQL with tables shaped like DHIS2's analytics, filled from the same generator, not from our database.

A raw table of a row a value; yearly tables with every dimension beside the value and an index a dimension, as its batch
builds them; sums asked as its analytics asks them. It is the pattern, not DHIS2 itself, which cannot be installed here.
"""

# ruff: noqa: S608 - statements of our own names and numbers
from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from tests.postgres import running_postgres

# What a server of this size would be given; commits may be lost in a crash, which only helps the peer.
SETTINGS = (
    "shared_buffers=1GB",
    "work_mem=64MB",
    "maintenance_work_mem=512MB",
    "effective_cache_size=4GB",
    "max_wal_size=8GB",
    "random_page_cost=1.1",
    "max_parallel_workers_per_gather=2",
    "max_parallel_maintenance_workers=2",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "jit=off",
    "max_connections=100",
)
INDEXED = ("dx", "ou", "uidlevel2", "uidlevel3", "monthly")
RAW = """
CREATE UNLOGGED TABLE datavalue (dataelementid integer, periodid integer, sourceid integer,
    categoryoptioncomboid integer, value varchar(50));
CREATE TABLE _structure (organisationunitid integer primary key, ou char(11), uidlevel1 char(11),
    uidlevel2 char(11), uidlevel3 char(11), uidlevel4 char(11));
CREATE TABLE _period (periodid integer primary key, monthly varchar(6), yearly integer);
CREATE TABLE _element (dataelementid integer primary key, dx char(11));
"""


@contextmanager
def peer() -> Iterator[psycopg.Connection[Any]]:
    """A server of its own with an empty database; ended and thrown away afterwards."""
    with (
        running_postgres(SETTINGS) as url,
        psycopg.connect(url, autocommit=True) as connection,
    ):
        yield connection


def uid(kind: str, number: int) -> str:
    """Eleven characters, as DHIS2 names things."""
    return f"{kind}{number:010d}"


def fill(connection: psycopg.Connection[Any], values: Path, maps: dict[str, list[Any]]) -> None:
    """The raw values from a CSV, and the small tables that tell what they belong to."""
    with connection.cursor() as cursor:
        cursor.execute(RAW)
        with (
            cursor.copy("COPY datavalue FROM STDIN (FORMAT csv)") as into,
            values.open("rb") as rows,
        ):
            while piece := rows.read(1 << 20):
                into.write(piece)
        for table, columns in (
            ("_structure", 6),
            ("_period", 3),
            ("_element", 2),
        ):
            with cursor.copy(f"COPY {table} FROM STDIN") as into:
                for row in maps[table]:
                    into.write_row(row[:columns])
        cursor.execute("ANALYZE")


def build(connection: psycopg.Connection[Any], years: Sequence[int]) -> None:
    """Its batch: each year's table written anew, an index a dimension, statistics."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS analytics CASCADE")
        cursor.execute(
            "CREATE TABLE analytics (dx char(11), co char(11), ou char(11), uidlevel1 char(11), "
            "uidlevel2 char(11), uidlevel3 char(11), uidlevel4 char(11), monthly varchar(6), "
            "yearly integer, value double precision) PARTITION BY LIST (yearly)"
        )
        for year in years:
            name = f"analytics_{year}"
            cursor.execute(
                f"CREATE UNLOGGED TABLE {name} PARTITION OF analytics FOR VALUES IN ({year})"
            )
            cursor.execute(
                f"INSERT INTO {name} SELECT e.dx, 'HllvX50cXC0', s.ou, s.uidlevel1, s.uidlevel2, "
                "s.uidlevel3, s.uidlevel4, p.monthly, p.yearly, v.value::double precision "
                "FROM datavalue v JOIN _period p USING (periodid) JOIN _element e USING (dataelementid) "
                "JOIN _structure s ON s.organisationunitid = v.sourceid "
                f"WHERE p.yearly = {year}"
            )
            for column in INDEXED:
                cursor.execute(f"CREATE INDEX ON {name} ({column})")
            cursor.execute(f"ANALYZE {name}")


def sums(
    connection: psycopg.Connection[Any],
    elements: Sequence[str],
    months: Sequence[str],
    under: Sequence[str],
) -> dict[tuple[str, str, str], float]:
    """Its aggregate question: sums by element, province and month within the provinces the user may see."""
    found = connection.execute(
        "SELECT dx, uidlevel2, monthly, sum(value) FROM analytics WHERE dx = ANY(%s) AND monthly = ANY(%s) "
        "AND uidlevel2 = ANY(%s) AND yearly = ANY(%s) GROUP BY dx, uidlevel2, monthly",
        [list(elements), list(months), list(under), sorted({int(m[:4]) for m in months})],
    )
    return {(dx, province, month): value for dx, province, month, value in found}


def size_mib(connection: psycopg.Connection[Any]) -> float:
    """Tables and indexes on disk."""
    row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return float(row[0]) / 2**20 if row else 0.0


def processor_seconds(connection: psycopg.Connection[Any]) -> float:
    """Work of the server process behind a connection; its helpers are not in it."""
    fields = (
        Path(f"/proc/{connection.info.backend_pid}/stat").read_text().rpartition(") ")[2].split()
    )
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
