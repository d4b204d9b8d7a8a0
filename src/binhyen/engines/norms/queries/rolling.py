"""Findings rolled up, and counted as one figure for the engine below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from binhyen.engines.norms.queries.checking import check
from binhyen.engines.norms.queries.rules import rules_in_force
from binhyen.engines.norms.rules.rolling import tallies
from binhyen.engines.norms.types import Findings, Tally, Verdict
from binhyen.engines.units.api import Level, structure
from binhyen.foundation.access.api import Actor

RollUpBy = Literal["province", "district", "commune"]
LEVELS: Mapping[RollUpBy, Level] = {
    "province": Level.PROVINCE,
    "district": Level.DISTRICT,
    "commune": Level.COMMUNE,
}
STRENGTH = "staffing.officers"
"""The left side of every rule on strength."""


def roll_up(findings: Findings, by: RollUpBy = "district") -> list[Tally]:
    """Verdicts counted per district, province or commune, in the order of the tree of the findings' day.

    Shape: empty when the tree has no unit of that level there, as for districts since 1-7-2025.
    """
    return tallies(findings, structure(findings.on), findings.under_id, LEVELS[by])


def strength_met(on: date, under_id: int) -> Mapping[int, int]:
    """Counter for the engine of figures: 1 for each unit whose strength meets the rule of its kind of unit.

    A unit beyond its band does not count as met; units that count 0 are absent.
    """
    codes = [rule.code for rule in rules_in_force(on) if rule.left == STRENGTH]
    findings = check(Actor.system(), under_id, on, codes, since=False)
    return {one.unit_id: 1 for one in findings if one.verdict is Verdict.MET}


COUNTERS: Mapping[str, Callable[[date, int], Mapping[int, int]]] = {
    "norms.staffing_met": strength_met,
}
"""By the names the catalogue's elements use."""
