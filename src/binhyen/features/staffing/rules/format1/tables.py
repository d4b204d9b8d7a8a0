"""The four tables of an instance, row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from binhyen.features.staffing.rules.format1.cells import UNIT_CODE, Cells
from binhyen.foundation.exchange.api import Faults, read_csv
from binhyen.kernel.errors import DomainError
from binhyen.solver.deployment.api import Candidate, Donor, UnitNeed, Wave

UNITS: Final = "units.csv"
OFFICERS: Final = "officers.csv"
DONORS: Final = "donors.csv"
WAVES: Final = "waves.csv"
RULES: Final = "rules.toml"
INSTANCE_FILES: Final = (UNITS, OFFICERS, DONORS, WAVES, RULES)

UNIT_COLUMNS: Final = (
    "unit_code", "name", "type", "district_code", "province_code", "lat", "lon", "complexity",
    "posts_chief", "posts_deputy", "posts_officer", "min_party", "needs", "wants",
    "earliest_wave", "deadline_wave",
)  # fmt: skip
OFFICER_COLUMNS: Final = (
    "officer_id", "donor_id", "rank", "years", "base_lat", "base_lon", "home_unit", "forbidden_units",
    "skills", "party", "chief_ok", "deputy_ok", "available_from_wave", "excluded", "max_km",
)  # fmt: skip
DONOR_COLUMNS: Final = (
    "donor_id", "name", "kind", "lat", "lon", "payroll", "max_release", "max_release_per_wave", "keep",
)  # fmt: skip
WAVE_COLUMNS: Final = ("wave", "start_date", "capacity")
STAGE: Final = "stage"
MORE_IN_WAVE: Final = "more_in_wave"
"""Optional columns beyond format 1: an opening of a unit staffed in stages; an accepted relaxation of a donor."""

MOST_ROWS: Final = {UNITS: 20_000, OFFICERS: 200_000, DONORS: 5_000, WAVES: 100}
"""The whole country is 8,827 units, 141,283 officers and 63 provinces of some 50 donors. A province is planned by itself,
so more than that is a mistake, and is refused before memory goes into it."""

TYPES: Final = ("xa", "thi_tran", "phuong", "dac_khu")
FAR_WAVE: Final = 1000
PEOPLE: Final = 100_000
Row = TypeVar("Row")


def units(folder: Path, faults: Faults) -> Iterator[tuple[int, UnitNeed]]:
    """Openings with their line numbers; those with a fault are left out."""
    return _rows(folder / UNITS, UNIT_COLUMNS, (STAGE,), faults, _unit)


def officers(folder: Path, faults: Faults) -> Iterator[tuple[int, Candidate]]:
    """Officers with their line numbers; those with a fault are left out."""
    return _rows(folder / OFFICERS, OFFICER_COLUMNS, (), faults, _officer)


def donors(folder: Path, faults: Faults) -> Iterator[tuple[int, Donor]]:
    """Donors with their line numbers; those with a fault are left out."""
    return _rows(folder / DONORS, DONOR_COLUMNS, (MORE_IN_WAVE,), faults, _donor)


def waves(folder: Path, faults: Faults) -> Iterator[tuple[int, Wave]]:
    """Waves with their line numbers; those with a fault are left out."""
    return _rows(folder / WAVES, WAVE_COLUMNS, (), faults, _wave)


def _rows(
    path: Path,
    columns: Iterable[str],
    optional: tuple[str, ...],
    faults: Faults,
    made: Callable[[Cells], Row],
) -> Iterator[tuple[int, Row]]:
    """What `made` makes of each row; a file that cannot be read at all becomes one fault."""
    most = MOST_ROWS[path.name]
    try:
        for row, cells in read_csv(path, tuple(columns), optional, faults=faults, row_limit=most):
            reader = Cells(row, cells, faults)
            value = made(reader)
            if reader.ok():
                yield row, value
    except DomainError as error:
        faults.add(None, None, "", _too_many(most) if error.code == "too-many-rows" else str(error))


def _too_many(most: int) -> str:
    return (
        f"có hơn {most} dòng, nhiều hơn cả nước cần; hãy tách mỗi tỉnh thành một thư mục rồi chạy "
        "từng tỉnh."
    )


def _unit(cells: Cells) -> UnitNeed:
    return UnitNeed(
        code=cells.unit_code("unit_code"),
        name=cells.text("name"),
        kind=cells.choice("type", TYPES),
        district=cells.text("district_code"),
        province=cells.text("province_code"),
        lat=cells.degrees("lat", 90),
        lon=cells.degrees("lon", 180),
        complexity=cells.whole("complexity", 1, 5),
        posts={
            "chief": cells.whole("posts_chief", 0, PEOPLE),
            "deputy": cells.whole("posts_deputy", 0, PEOPLE),
            "officer": cells.whole("posts_officer", 0, PEOPLE),
        },
        min_party=cells.whole("min_party", 0, PEOPLE, empty=0),
        needs=cells.counts("needs"),
        wants=cells.codes("wants"),
        earliest_wave=cells.whole("earliest_wave", 1, FAR_WAVE, empty=1),
        deadline_wave=cells.whole_or_none("deadline_wave", 1, FAR_WAVE),
        stage=cells.code(STAGE) if cells.cells[STAGE] else "",
    )


def _officer(cells: Cells) -> Candidate:
    return Candidate(
        id=cells.code("officer_id"),
        donor=cells.code("donor_id"),
        rank=cells.whole("rank", 1, 8),
        years=cells.whole("years", 0, 60),
        base_lat=cells.degrees("base_lat", 90),
        base_lon=cells.degrees("base_lon", 180),
        home_unit=cells.unit_code("home_unit") if cells.cells["home_unit"] else "",
        forbidden_units=frozenset(cells.codes("forbidden_units", UNIT_CODE)),
        skills=frozenset(cells.codes("skills")),
        party=cells.flag("party"),
        chief_ok=cells.flag("chief_ok"),
        deputy_ok=cells.flag("deputy_ok"),
        available_from_wave=cells.whole("available_from_wave", 1, FAR_WAVE, empty=1),
        excluded=cells.cells["excluded"],
        max_km=cells.whole_or_none("max_km", 0, 100_000),
    )


def _donor(cells: Cells) -> Donor:
    more = cells.counts(MORE_IN_WAVE, re.compile(r"[1-9][0-9]{0,2}"))
    return Donor(
        id=cells.code("donor_id"),
        name=cells.text("name"),
        kind=cells.text("kind"),
        lat=cells.degrees("lat", 90),
        lon=cells.degrees("lon", 180),
        payroll=cells.whole("payroll", 0, 10 * PEOPLE),
        max_release=cells.whole_or_none("max_release", 0, 10 * PEOPLE),
        max_release_per_wave=cells.whole_or_none("max_release_per_wave", 0, 10 * PEOPLE),
        keep=cells.counts("keep"),
        more_in_wave={int(wave): amount for wave, amount in more.items()},
    )


def _wave(cells: Cells) -> Wave:
    return Wave(
        number=cells.whole("wave", 1, FAR_WAVE),
        starts_on=cells.day("start_date"),
        capacity=cells.whole("capacity", 0, 10 * PEOPLE),
    )
