"""The door for values that are in our own numbers already: worlds by the ten million, and other installations."""

from __future__ import annotations

from pathlib import Path

import duckdb

from binhyen.engines.indicators.commands.staged.checking import (
    REPEATED,
    Checked,
    Place,
    make_table,
    place_of,
    refuse_locked_and_repeated,
)
from binhyen.engines.indicators.commands.staged.importing import conclude, resolver_for
from binhyen.engines.indicators.commands.staged.resolving import Resolver, Slot
from binhyen.engines.indicators.commands.staged.workspace import Work, workspace
from binhyen.engines.indicators.import_types import ImportPolicy, ImportReport, SourceFile
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.rules.catalogue import DefinitionInfo
from binhyen.engines.indicators.rules.values import LARGEST
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, DomainError, Invalid, RowProblem

SHOWN = 20
_FAULT = """
CASE WHEN s.slot IS NULL THEN 'key' WHEN p.place IS NULL THEN 'period' WHEN u.unit IS NULL THEN 'unit'
    WHEN abs(r.value) > $largest OR (r.value < 0 AND NOT s.negative) THEN 'value' END
"""


def import_columns(
    actor: Actor,
    *,
    columns: Path,
    definition: str,
    source: SourceFile,
    approve: bool = True,
) -> ImportReport:
    """Import a Parquet file of values that are in our own numbers already; for worlds and for moving installations.

    Columns, any row order (quickest when sorted by period, then unit):

    - `period` VARCHAR: the period's code in the definition's own calendar ("2022-05");
    - `unit` BIGINT: the unit's id (`StructureUnit.id`);
    - `key` VARCHAR: the value's key, `ElementInfo.key(option)`;
    - `value` BIGINT: scaled by the element's decimals; NULL takes the value away.

    All or nothing in one transaction; every report gets its version, the totals follow, as in any import. Memory is
    flat, so one file may hold a year of the country or all of it.

    Raises:
        Invalid: naming the first rows that are wrong (unit that does not make the report, key of another report,
            negative or too large value, value given twice, locked period).
    """
    resolver = resolver_for(actor, approve=approve, definition=definition)
    form = catalogue().definition(definition)
    with workspace() as (work, _):
        checked = _check(work, columns, resolver, form)
        return conclude(actor, checked, source, ImportPolicy(approve=approve))


def _check(work: Work, columns: Path, resolver: Resolver, form: DefinitionInfo) -> Checked:
    slots = [slot for slot in resolver.slots() if slot.form.code == form.code]
    checked = Checked(work, resolver, slots)
    _map_slots(work, slots)
    _map_places(checked, columns, form)
    _join(work, columns)
    _refuse_faulty(work, columns)
    (checked.count,) = work.execute("SELECT count(*) FROM checked").fetchall()[0]
    refuse_locked_and_repeated(checked)
    if checked.refused:
        raise _refusal(columns, checked.refused, _late_faults(work, columns))
    return checked


def _map_slots(work: Work, slots: list[Slot]) -> None:
    make_table(
        work,
        "slot",
        {
            "slot": ("SMALLINT", list(range(len(slots)))),
            "key": ("VARCHAR", [slot.key for slot in slots]),
            "negative": ("BOOLEAN", [slot.element.entry.negative for slot in slots]),
        },
    )


def _map_places(checked: Checked, columns: Path, form: DefinitionInfo) -> None:
    work = checked.work
    try:
        texts = work.execute(
            "SELECT DISTINCT period FROM read_parquet($path) ORDER BY 1", {"path": str(columns)}
        ).fetchall()
    except duckdb.Error as error:
        raise Invalid(
            N_("Tệp {file} không phải Parquet với các cột period, unit, key, value."),
            file=columns.name,
        ) from error
    work.execute("CREATE TABLE unit_map (map INTEGER, unit INTEGER)")
    maps: dict[tuple[int, int], int] = {}
    rows: list[tuple[str, Place, int]] = []
    for (text,) in texts:
        try:
            period = checked.resolver.period(form, text)
        except DomainError:
            continue
        tree = checked.resolver.trees(period)
        if tree not in maps:
            maps[tree] = len(maps)
            # A unit may be found by two codes; it stands in the map once.
            units = sorted(set(checked.resolver.units(form, period).values()))
            work.execute(
                "INSERT INTO unit_map SELECT $map, unnest($units::INTEGER[])",
                {"map": maps[tree], "units": units},
            )
        rows.append((text, place_of(len(rows), form, period), maps[tree]))
    checked.places = [place for _, place, _ in rows]
    make_table(
        work,
        "period_map",
        {
            "period": ("VARCHAR", [text for text, _, _ in rows]),
            "place": ("SMALLINT", [place.number for _, place, _ in rows]),
            "map": ("INTEGER", [number for _, _, number in rows]),
        },
    )


def _join(work: Work, columns: Path) -> None:
    work.execute(
        f"""
        CREATE TABLE checked AS
        SELECT r.file_row_number AS rid, p.place, u.unit, s.slot, r.value IS NULL AS taken,
            r.value::BIGINT AS value, false AS noted, NULL::BIGINT AS other,
            CASE WHEN ({_FAULT}) IS NOT NULL THEN 1 END::UTINYINT AS fault
        FROM read_parquet($path, file_row_number = true) r
        LEFT JOIN slot s ON s.key = r.key
        LEFT JOIN period_map p ON p.period = r.period
        LEFT JOIN unit_map u ON u.map = p.map AND u.unit = r.unit
        """,  # noqa: S608 - our own text
        {"path": str(columns), "largest": LARGEST},
    )


def _refuse_faulty(work: Work, columns: Path) -> None:
    (count,) = work.execute("SELECT count(*) FROM checked WHERE fault IS NOT NULL").fetchall()[0]
    if not count:
        return
    rows = work.execute(
        f"SELECT r.file_row_number, {_FAULT}, r.period, r.unit, r.key, r.value "  # noqa: S608 - our own text
        "FROM read_parquet($path, file_row_number = true) r LEFT JOIN slot s ON s.key = r.key "
        "LEFT JOIN period_map p ON p.period = r.period "
        "LEFT JOIN unit_map u ON u.map = p.map AND u.unit = r.unit "
        f"WHERE ({_FAULT}) IS NOT NULL ORDER BY 1 LIMIT {SHOWN}",
        {"path": str(columns), "largest": LARGEST},
    ).fetchall()
    raise _refusal(columns, count, rows)


def _late_faults(work: Work, columns: Path) -> list[tuple[int, str, str, int, str, int]]:
    """The first rows that no single row shows to be wrong: under a lock, or standing in the file twice."""
    return work.execute(
        f"SELECT r.file_row_number, CASE c.fault WHEN {REPEATED} THEN 'repeated' ELSE 'locked' END, "  # noqa: S608 - constants
        "r.period, r.unit, r.key, r.value FROM read_parquet($path, file_row_number = true) r "
        "JOIN checked c ON c.rid = r.file_row_number "
        f"WHERE c.fault IS NOT NULL ORDER BY 1 LIMIT {SHOWN}",
        {"path": str(columns)},
    ).fetchall()


def _refusal(columns: Path, count: int, rows: list[tuple[int, str, str, int, str, int]]) -> Invalid:
    problems = [
        RowProblem(line + 1, column, f"{period} {unit} {key} {value}", f"{column}?")
        for line, column, period, unit, key, value in rows
    ]
    return Invalid(
        N_("Tệp {file} có {count} giá trị không nạp được; chưa ghi gì."),
        kind="file-faults",
        rows=problems,
        file=columns.name,
        count=count,
    )
