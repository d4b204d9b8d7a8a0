"""What a folder adds to what is stored; a row that says otherwise is a conflict, never an overwrite."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from binhyen.engines.units.rules.records import Records
from binhyen.kernel.errors import RowProblem

Row = TypeVar("Row", bound=Any)


@dataclass(slots=True)
class Comparison:
    """Rows to add, how many were found unchanged by table, and rows that contradict what is stored."""

    additions: Records = field(default_factory=Records)
    unchanged: dict[str, int] = field(default_factory=dict)
    conflicts: list[RowProblem] = field(default_factory=list)


# The table's name, what identifies a row in it, and the column to point at in a conflict.
TABLES: tuple[tuple[str, Callable[[Any], Hashable], str], ...] = (
    ("versions", lambda row: (row.unit, row.valid_from), "valid_from"),
    ("successions", lambda row: (row.predecessor, row.successor, row.on), "old_unit"),
    ("names", lambda row: (row.unit, row.name), "alt_name"),
    ("points", lambda row: row.unit, "unit_id"),
    ("decisions", lambda row: (row.in_force, row.province_code, row.document), "document"),
)


def compare(stored: Records, wanted: Records) -> Comparison:
    """Divide the wanted rows into new, unchanged and contradicting ones; stored rows not wanted stay."""
    result = Comparison()
    for table, identity, column in TABLES:
        new, unchanged, conflicts = _divide(
            getattr(stored, table), getattr(wanted, table), identity, column
        )
        setattr(result.additions, table, new)
        result.unchanged[table] = unchanged
        result.conflicts.extend(conflicts)
    return result


def together(stored: Records, additions: Records) -> Records:
    """What would be stored after the additions."""
    return Records(
        **{table: [*getattr(stored, table), *getattr(additions, table)] for table, _, _ in TABLES}
    )


def _divide(
    stored: Iterable[Row], wanted: Iterable[Row], identity: Callable[[Row], Hashable], column: str
) -> tuple[list[Row], int, list[RowProblem]]:
    known = {identity(row): row for row in stored}
    new, conflicts, unchanged = [], [], 0
    for row in wanted:
        before = known.get(identity(row))
        if before is None:
            new.append(row)
        elif before == row:
            unchanged += 1
        else:
            message = "đã lưu khác dòng này: sửa tệp cho khớp, hoặc đổi đơn vị bằng lệnh riêng."
            conflicts.append(row.place.problem(column, identity(row), message))
    return new, unchanged, conflicts
