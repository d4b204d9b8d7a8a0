"""Which police body hangs on which unit, and from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from binhyen.engines.units.rules.records import Chains, end_of
from binhyen.engines.units.types import Level

KIND_BY_LEVEL = {
    Level.COUNTRY: "ministry",
    Level.PROVINCE: "province",
    Level.DISTRICT: "district",
    Level.COMMUNE: "commune",
}


@dataclass(frozen=True, slots=True)
class PoliceSpan:
    """A police body of a unit in [established_on, abolished_on)."""

    unit: str
    kind: str
    established_on: date
    abolished_on: date | None


def police_spans(all_chains: Chains, level_ends: dict[int, date]) -> list[PoliceSpan]:
    """One body per unit for as long as the unit lives, or until its level of police was given up.

    Args:
        all_chains: the versions of every unit.
        level_ends: the first day without police of a level; districts lost theirs before they ended.

    Reading: wards have police as well; that the programme leaves them out is a matter of the programme.
    """
    found = []
    for key, chain in all_chains.items():
        level, start, end = chain[0].level, chain[0].valid_from, end_of(chain)
        given_up = level_ends.get(level)
        if given_up is not None:
            end = min(end or given_up, given_up)
        if end is None or start < end:
            found.append(PoliceSpan(key, KIND_BY_LEVEL[Level(level)], start, end))
    return found


def police_name(kind: str, unit_name: str) -> str:
    """What the body is called, as in "Công an xã Thành Sơn"; the ministry has no unit in its name."""
    return "Bộ Công an" if kind == "ministry" else f"Công an {unit_name}"
