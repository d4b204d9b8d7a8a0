"""A frozen review beside the same review computed again: which figures would be different today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that changed; `old` or `new` None: it is only in one of the two."""

    id: str
    label: str
    unit: str
    scope_name: str
    old: str | None
    new: str | None


def changed_figures(frozen: Sequence[Row], fresh: Sequence[Row]) -> list[Difference]:
    """Figures printed differently, in the order of the frozen text, new ones last."""
    new_rows = {row["id"]: row for row in fresh}
    old_ids = {row["id"] for row in frozen}
    found = [
        _difference(row, row["printed"], None if new is None else new["printed"])
        for row in frozen
        if (new := new_rows.get(row["id"])) is None or new["printed"] != row["printed"]
    ]
    return found + [
        _difference(row, None, row["printed"]) for row in fresh if row["id"] not in old_ids
    ]


def _difference(row: Row, old: str | None, new: str | None) -> Difference:
    return Difference(row["id"], row["label"], row["unit"], row["scope_name"], old, new)
