"""Findings counted for the units above, each count beside its denominator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from binhyen.engines.norms.types import Finding, Tally, Verdict
from binhyen.engines.units.api import Level, Structure, StructureUnit


def tallies(
    findings: Iterable[Finding], structure: Structure, under_id: int, level: Level
) -> list[Tally]:
    """One count per unit of `level` under `under_id`, in the order of the tree; findings higher up are left out.

    A unit of the level without any finding has an empty count: it is not a unit where all is well.
    """
    counts: dict[int, Counter[Verdict]] = {
        unit.id: Counter() for unit in structure.at_level(level, under_id)
    }
    for finding in findings:
        above = _at_or_above(structure, finding.unit_id, level)
        if above is not None and above.id in counts:
            counts[above.id][finding.verdict] += 1
    return [_tally(structure.get(unit_id), count) for unit_id, count in counts.items()]


def total(findings: Iterable[Finding], unit: StructureUnit) -> Tally:
    """All findings in one count."""
    return _tally(unit, Counter(finding.verdict for finding in findings))


def _at_or_above(structure: Structure, unit_id: int, level: Level) -> StructureUnit | None:
    unit = structure.get(unit_id)
    return next((one for one in (unit, *structure.ancestors(unit_id)) if one.level == level), None)


def _tally(unit: StructureUnit, count: Counter[Verdict]) -> Tally:
    return Tally(unit.id, unit.code, unit.full_name, dict(count))
