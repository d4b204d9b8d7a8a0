"""A `Problem` as an instance folder: the way back of `read_problem`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from binhyen.features.staffing.rules.format1 import tables
from binhyen.features.staffing.rules.format1.safely import write_all
from binhyen.features.staffing.rules.format1.weighing import weights_text
from binhyen.foundation.exchange.api import csv_text
from binhyen.solver.deployment.api import Candidate, Donor, Problem, UnitNeed


def write_problem(problem: Problem, folder: Path) -> dict[str, Path]:
    """Write the five files, all or none; returns name → path. The folder is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = problem_texts(problem)
    write_all({folder / name: text for name, text in texts.items()})
    return {name: folder / name for name in texts}


def problem_texts(problem: Problem) -> dict[str, str]:
    """The five files as texts: name → content. Columns beyond format 1 only where a problem needs them."""
    staged = any(unit.stage for unit in problem.units)
    eased = any(donor.more_in_wave for donor in problem.donors)
    unit_columns = (*tables.UNIT_COLUMNS, *((tables.STAGE,) if staged else ()))
    donor_columns = (*tables.DONOR_COLUMNS, *((tables.MORE_IN_WAVE,) if eased else ()))
    return {
        tables.UNITS: csv_text(unit_columns, [_unit(unit, staged) for unit in problem.units]),
        tables.OFFICERS: csv_text(
            tables.OFFICER_COLUMNS, [_officer(one) for one in problem.candidates]
        ),
        tables.DONORS: csv_text(donor_columns, [_donor(donor, eased) for donor in problem.donors]),
        tables.WAVES: csv_text(
            tables.WAVE_COLUMNS,
            [(wave.number, wave.starts_on.isoformat(), wave.capacity) for wave in problem.waves],
        ),
        tables.RULES: weights_text(problem.weights),
    }


def _unit(unit: UnitNeed, staged: bool) -> tuple[object, ...]:  # noqa: FBT001 - one column more
    row = (
        unit.code, unit.name, unit.kind, unit.district, unit.province, unit.lat, unit.lon,
        unit.complexity, unit.posts["chief"], unit.posts["deputy"], unit.posts["officer"],
        unit.min_party, _counts(unit.needs), ";".join(unit.wants), unit.earliest_wave,
        unit.deadline_wave,
    )  # fmt: skip
    return (*row, unit.stage) if staged else row


def _officer(one: Candidate) -> tuple[object, ...]:
    return (
        one.id, one.donor, one.rank, one.years, one.base_lat, one.base_lon, one.home_unit,
        ";".join(sorted(one.forbidden_units)), ";".join(sorted(one.skills)), int(one.party),
        int(one.chief_ok), int(one.deputy_ok), one.available_from_wave, one.excluded, one.max_km,
    )  # fmt: skip


def _donor(donor: Donor, eased: bool) -> tuple[object, ...]:  # noqa: FBT001 - one column more
    row = (
        donor.id, donor.name, donor.kind, donor.lat, donor.lon, donor.payroll, donor.max_release,
        donor.max_release_per_wave, _counts(donor.keep),
    )  # fmt: skip
    return (*row, _counts(donor.more_in_wave)) if eased else row


def _counts(counts: Mapping[str, int] | Mapping[int, int]) -> str:
    return ";".join(f"{name}:{count}" for name, count in counts.items())
