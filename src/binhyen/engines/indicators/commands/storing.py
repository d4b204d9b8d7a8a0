"""Many reports stored at once, past the ORM: making its objects costs ten times what the database needs for the rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, models

from binhyen.engines.indicators.models import Report, ReportingPeriod, ReportVersion
from binhyen.engines.indicators.rules.values import Values

KEY = ("period_id", "unit_id")
_encode = json.JSONEncoder(separators=(",", ":")).encode


Cell = int | str | datetime | None


@dataclass(slots=True)
class Held:
    """A report as it is being written; fields are named like the columns."""

    values: Values | None = None
    draft: Values | None = None
    status: str = ""
    version: int = 0
    origin: str = ""
    comment: str = ""
    submitted_by: str = ""
    submitted_at: datetime | None = None
    approved_by: str = ""
    approved_at: datetime | None = None


COLUMNS = (
    "values",
    "draft",
    "status",
    "version",
    "origin",
    "comment",
    "submitted_by",
    "submitted_at",
    "approved_by",
    "approved_at",
)
VERSION_COLUMNS = (
    "report_id",
    "number",
    "values",
    "status",
    "origin",
    "author_kind",
    "author_id",
    "author_name",
    "at",
    "reason",
    "batch_id",
)


def held_reports(period: ReportingPeriod, unit_ids: Collection[int]) -> dict[int, Held]:
    """The reports that exist, by unit."""
    rows = Report.objects.filter(period=period, unit_id__in=unit_ids)
    return {unit_id: Held(*held) for unit_id, *held in rows.values_list("unit_id", *COLUMNS)}


def store_reports(period: ReportingPeriod, reports: Mapping[int, Held]) -> None:
    """Insert or replace reports by unit."""
    rows = (
        [period.pk, unit_id, *(_stored(getattr(report, column)) for column in COLUMNS)]
        for unit_id, report in reports.items()
    )
    _insert(Report, (*KEY, *COLUMNS), rows, replacing=COLUMNS)


def store_versions(
    period: ReportingPeriod,
    reports: Mapping[int, Held],
    histories: Mapping[int, Values],
    facts: Mapping[str, object],
) -> None:
    """Add one history row per stored report; `facts` are the columns all of them share."""
    if not reports:
        return
    ids = Report.objects.filter(period=period, unit_id__in=reports).values_list("unit_id", "id")
    shared = [_stored(facts[column]) for column in VERSION_COLUMNS[3:]]
    rows = (
        [report_id, reports[unit_id].version, _stored(histories[unit_id]), *shared]
        for unit_id, report_id in ids
    )
    _insert(ReportVersion, VERSION_COLUMNS, rows)


def _insert(
    table: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    replacing: Sequence[str] = (),
) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    places = ", ".join(["%s"] * len(columns))
    table_name = quote(table._meta.db_table)  # noqa: SLF001 - a public name in all but spelling
    statement = f"INSERT INTO {table_name} ({names}) VALUES ({places})"  # noqa: S608 - our own names
    if replacing:
        renewed = ", ".join(f"{quote(column)} = excluded.{quote(column)}" for column in replacing)
        key = ", ".join(map(quote, KEY))
        statement += f" ON CONFLICT ({key}) DO UPDATE SET {renewed}"
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))


def _stored(value: object) -> Cell:
    """A value as both databases take it from a plain statement."""
    if isinstance(value, dict):
        return _encode(value)
    if isinstance(value, datetime):
        adapted: Cell = connection.ops.adapt_datetimefield_value(value)
        return adapted
    if value is None or isinstance(value, int | str):
        return value
    raise TypeError(f"no column takes {value!r}")
