"""The folder of five CSV files, read into records; every fault of every cell is told with its place."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar
from unicodedata import is_normalized

from binhyen.engines.units.cells import Cells
from binhyen.engines.units.rules.assembling import Spell, assemble
from binhyen.engines.units.rules.records import (
    DecisionRow,
    NameRow,
    Place,
    PointRow,
    Records,
    SuccessionRow,
    VersionRow,
)
from binhyen.engines.units.types import CERTAINTIES, PARTS, SUCCESSION_KINDS, TYPES
from binhyen.foundation.exchange.api import Faults, read_csv
from binhyen.kernel.errors import N_, DomainError, Invalid, RowProblem

PACKAGED = Path(__file__).parent / "data"

COLUMNS: dict[str, tuple[str, ...]] = {
    "units.csv": (
        "unit_id",
        "level",
        "code",
        "type",
        "name",
        "parent_id",
        "valid_from",
        "valid_to",
        "from_doc",
        "from_cert",
    ),
    "succession.csv": (
        "old_unit",
        "new_unit",
        "date",
        "kind",
        "part",
        "share",
        "main",
        "doc",
        "src",
    ),
    "alt_names.csv": ("unit_id", "alt_name", "kind"),
    "geo.csv": ("unit_id", "lat", "lon", "coord_src", "area_km2", "population"),
    "decisions.csv": ("in_force", "province_code", "document", "certainty"),
}
LEVELS = {"1": 1, "2": 2, "3": 3}

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Folder:
    """What the files say, and each file's SHA-256."""

    records: Records
    digests: dict[str, str]


def read_folder(folder: Path) -> Folder:
    """Read and check the five files, each cell by itself and each unit's versions in time.

    Raises:
        Invalid: files missing, unreadable or faulty; its rows name every fault found.
    """
    problems: list[RowProblem] = []
    spells = _read(folder, "units.csv", _spell, problems)
    records = Records(
        successions=_read(folder, "succession.csv", _succession, problems),
        names=_read(folder, "alt_names.csv", _name, problems),
        points=_read(folder, "geo.csv", _point, problems),
        decisions=_read(folder, "decisions.csv", _decision, problems),
    )
    if not problems:
        records.versions = assemble(spells, problems)
    refuse(problems)
    return Folder(
        records, {name: sha256((folder / name).read_bytes()).hexdigest() for name in COLUMNS}
    )


def refuse(problems: list[RowProblem]) -> None:
    """Raises: Invalid: there is at least one problem; the message shows the first."""
    if problems:
        raise Invalid(
            N_("Dữ liệu đơn vị có {count} lỗi, chưa ghi gì. Lỗi đầu tiên: {first}"),
            rows=problems,
            count=len(problems),
            first=str(problems[0]),
        )


def _read(
    folder: Path, name: str, build: Callable[[Cells], R], problems: list[RowProblem]
) -> list[R]:
    try:
        problems.extend(_decomposed(folder / name))
        return [
            build(Cells(Place(name, line), values, problems))
            for line, values in _rows(folder / name, problems)
        ]
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        problems.append(
            RowProblem(line, None, "", "không phải UTF-8: lưu lại tệp dạng CSV UTF-8.", name)
        )
    except DomainError as fault:
        problems.append(RowProblem(None, None, "", str(fault), name))
    return []


def _decomposed(path: Path) -> Iterator[RowProblem]:
    """Cells typed with separate marks: equal to the eye, different to the machine, so never taken silently."""
    text = path.read_bytes().decode("utf-8-sig") if path.is_file() else ""
    if is_normalized("NFC", text):
        return
    for number, line in enumerate(text.splitlines(), start=1):
        for cell in next(csv.reader([line]), []):
            if not is_normalized("NFC", cell):
                yield RowProblem(
                    number,
                    None,
                    cell,
                    f"“{cell}” gõ dấu rời (NFD): chuyển sang Unicode dựng sẵn (NFC).",
                    path.name,
                )


def _rows(path: Path, problems: list[RowProblem]) -> Iterator[tuple[int, dict[str, str]]]:
    faults = Faults(path.name)
    yield from read_csv(path, COLUMNS[path.name], faults=faults)
    problems.extend(
        RowProblem(kept.row, kept.column, kept.value, kept.message, path.name)
        for kept in faults.kept
    )


def _spell(cells: Cells) -> Spell:
    level = LEVELS.get(cells.choice("level", tuple(LEVELS)), 0)
    version = VersionRow(
        unit=cells.key("unit_id"),
        level=level,
        valid_from=cells.day("valid_from"),
        code=cells.code("code"),
        type=cells.choice("type", TYPES[level]) if level else "",
        name=cells.text("name", 80, required=True),
        parent=cells.key("parent_id", required=level > 1),
        source_document=cells.text("from_doc", 60),
        certainty=cells.choice("from_cert", CERTAINTIES),
        place=cells.place,
    )
    return version, cells.day_or_none("valid_to")


def _succession(cells: Cells) -> SuccessionRow:
    return SuccessionRow(
        predecessor=cells.key("old_unit"),
        successor=cells.key("new_unit"),
        on=cells.day("date"),
        kind=cells.choice("kind", SUCCESSION_KINDS),
        part=cells.choice("part", PARTS),
        share=cells.decimal_or_none("share", at_least="0", at_most="1", decimals=6),
        is_main=cells.choice("main", ("0", "1")) == "1",
        source_document=cells.text("doc", 60),
        place=cells.place,
    )


def _name(cells: Cells) -> NameRow:
    name, kind = cells.text("alt_name", 80, required=True), cells.text("kind", 12)
    return NameRow(cells.key("unit_id"), name, kind, cells.place)


def _point(cells: Cells) -> PointRow:
    area = cells.decimal_or_none("area_km2", at_least="0", at_most="1000000", decimals=2)
    people = cells.decimal_or_none("population", at_least="0", at_most="1000000000", decimals=0)
    return PointRow(
        unit=cells.key("unit_id"),
        lat_microdegrees=cells.millionths("lat", at_least="-90", at_most="90"),
        lon_microdegrees=cells.millionths("lon", at_least="-180", at_most="180"),
        source=cells.text("coord_src", 12),
        area_hectares=None if area is None else int(area * 100),
        population=None if people is None else int(people),
        place=cells.place,
    )


def _decision(cells: Cells) -> DecisionRow:
    return DecisionRow(
        in_force=cells.day("in_force"),
        province_code=cells.code("province_code", required=False),
        document=cells.text("document", 60),
        certainty=cells.choice("certainty", CERTAINTIES),
        place=cells.place,
    )
