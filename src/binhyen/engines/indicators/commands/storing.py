"""Many reports stored at once, past the ORM: making its objects costs ten times what the database needs for the rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models

from binhyen.engines.indicators.commands.versions import Occasion, autosave_facts, version_facts
from binhyen.engines.indicators.models import Report, ReportingPeriod, ReportVersion
from binhyen.engines.indicators.queries.saving import Autosave
from binhyen.engines.indicators.rules.values import Values
from binhyen.engines.indicators.types import Status

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
    autosave: dict[str, Any] | None = None
    submitted_by: str = ""
    submitted_at: datetime | None = None
    approved_by: str = ""
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A stored report, its row held until the transaction ends."""

    id: int
    report: Held


@dataclass(frozen=True, slots=True)
class Stored:
    """A report changed in memory, what its history is to keep, and the draft as it stood before."""

    known: Known
    values: Values
    waiting: Values | None


COLUMNS = (
    "values",
    "draft",
    "status",
    "version",
    "origin",
    "comment",
    "autosave",
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


def held_reports(period: ReportingPeriod, unit_ids: Collection[int]) -> dict[int, Known]:
    """The reports that exist, by unit, in the order of their numbers; their rows are held."""
    rows = Report.objects.filter(period=period, unit_id__in=unit_ids)
    if connection.in_atomic_block:
        rows = rows.select_for_update(no_key=True)
    found = rows.order_by("id").values_list("unit_id", "id", *COLUMNS)
    return {unit_id: Known(number, Held(*held)) for unit_id, number, *held in found}


def insert_new(
    period: ReportingPeriod, texts: Mapping[int, str], when: Occasion
) -> Collection[int]:
    """Insert reports (JSON text by unit) with their first version; the units whose report is really ours.

    A unit whose report somebody else made meanwhile is left out.
    """
    if not texts:
        return ()
    numbers = dict(zip(texts, _numbers(Report, len(texts)), strict=True))
    first = _first(when)
    approved = when.status is Status.APPROVED
    rows = (
        [
            numbers[unit_id],
            period.pk,
            unit_id,
            *((text, None) if approved else (None, text)),
            *first,
        ]
        for unit_id, text in texts.items()
    )
    made = _insert_reports(rows, numbers)
    shared = _shared(when)
    _copy(ReportVersion, VERSION_COLUMNS, ([numbers[i], 1, texts[i], *shared] for i in made))
    return made


def store_changed(changed: Iterable[Stored], when: Occasion) -> None:
    """Write changed reports and their next versions; somebody's autosave gets its place in the history before."""
    rows, history = [], []
    shared = _shared(when)
    for stored in changed:
        report, number = stored.known.report, stored.known.id
        saved = Autosave.of(report.autosave)
        if saved is not None:
            history.append(_autosaved(stored, saved))
            report.autosave = None
        _stamp(report, when)
        rows.append([*(_stored(getattr(report, column)) for column in COLUMNS), number])
        history.append([number, report.version, _encode(stored.values), *shared])
    _update(rows, COLUMNS)
    _copy(ReportVersion, VERSION_COLUMNS, history)


def update_reports(reports: Iterable[Report], columns: Sequence[str]) -> None:
    """Write some columns of reports whose rows are held, one plain statement a report sent together."""
    rows = [[*(_stored(getattr(one, column)) for column in columns), one.pk] for one in reports]
    _update(rows, columns)


def _stamp(report: Held, when: Occasion) -> None:
    """The next version; a draft that keeps waiting beside newly approved values keeps its status."""
    report.version += 1
    report.origin = str(when.origin)
    if when.status is not Status.APPROVED or report.draft is None:
        report.status = str(when.status)
    if when.status is Status.APPROVED:
        report.approved_by, report.approved_at = when.actor.name[:200], when.at
    elif when.status is Status.SUBMITTED:
        report.submitted_by, report.submitted_at = when.actor.name[:200], when.at


def _first(when: Occasion) -> list[Cell]:
    """The columns after `values` and `draft` of a report that is new."""
    report = Held()
    _stamp(report, when)
    return [_stored(getattr(report, column)) for column in COLUMNS[2:]]


def _autosaved(stored: Stored, saved: Autosave) -> list[Cell]:
    facts = {"reason": "", "batch_id": None, **autosave_facts(saved)}
    return [
        stored.known.id,
        stored.known.report.version,
        _encode(stored.waiting or {}),
        *(_stored(facts[column]) for column in VERSION_COLUMNS[3:]),
    ]


def _shared(when: Occasion) -> list[Cell]:
    facts = version_facts(when)
    return [_stored(facts[column]) for column in VERSION_COLUMNS[3:]]


def _numbers(table: type[models.Model], count: int) -> Iterator[int]:
    """Numbers for new rows, taken before they are written so that their history can be written with them."""
    name = _name(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [name, count],
            )
            return iter([number for (number,) in cursor.fetchall()])
        # SQLite has one writer, and never gives a number twice (AUTOINCREMENT).
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [name])
        (last,) = cursor.fetchone()
    return iter(range(last + 1, last + 1 + count))


def _insert_reports(rows: Iterable[Sequence[Cell]], numbers: Mapping[int, int]) -> Collection[int]:
    columns = ("id", "period_id", "unit_id", *COLUMNS)
    if connection.vendor != "postgresql":
        _copy(Report, columns, rows)
        return numbers.keys()
    waiting, name = "indicators_report_waiting", _quoted(_name(Report))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {waiting} (LIKE {name}) ON COMMIT DROP")
        cursor.execute(f"TRUNCATE {waiting}")
        _copy_into(cursor, waiting, columns, rows)
        names = ", ".join(map(_quoted, columns))
        cursor.execute(
            f"INSERT INTO {name} ({names}) SELECT {names} FROM {waiting} "  # noqa: S608 - our own names
            "ON CONFLICT (period_id, unit_id) DO NOTHING RETURNING unit_id"
        )
        return [unit_id for (unit_id,) in cursor.fetchall()]


def _update(rows: list[list[Cell]], columns: Sequence[str]) -> None:
    if not rows:
        return
    fields = ", ".join(f"{_quoted(column)} = %s" for column in columns)
    statement = f"UPDATE {_quoted(_name(Report))} SET {fields} WHERE id = %s"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _copy(
    table: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    """Add rows the fastest way the database has."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy_into(cursor, _quoted(_name(table)), columns, rows)
            return
        names = ", ".join(map(_quoted, columns))
        places = ", ".join(["%s"] * len(columns))
        statement = f"INSERT INTO {_quoted(_name(table))} ({names}) VALUES ({places})"  # noqa: S608 - our own names
        cursor.executemany(statement, list(rows))


def _copy_into(
    cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    names = ", ".join(map(_quoted, columns))
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _name(table: type[models.Model]) -> str:
    return table._meta.db_table  # noqa: SLF001 - a public name in all but spelling


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


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
